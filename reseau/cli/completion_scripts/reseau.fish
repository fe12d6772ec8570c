function __reseau_complete
    set -l words (commandline -opc)
    set -l found (reseau-complete fish $words[2..-1] (commandline -ct) 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c reseau -f -a '(__reseau_complete)'
