_reseau() {
    local IFS=$'\n'
    COMPREPLY=($(reseau-complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _reseau reseau
