_reseau() {
    local line
    local -a values shown
    for line in "${(@f)$(reseau-complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done
    if (( ! $#values )); then
        _files
        return
    fi
    (( $#values > 1 )) && compstate[insert]=menu
    compadd -U -V reseau -l -d shown -- "${values[@]}"
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _reseau reseau
