# Completion of netvet for fish: netvet completion fish | source

function __netvet_complete
    set -l before (commandline -xpc)
    set -l current (commandline -ct | string unescape 2>/dev/null)
    for line in (command $before[1] completion next -- $before[2..] "$current" 2>/dev/null)
        if test "$line" != :paths
            printf '%s\n' $line
            continue
        end
        set -l front (string match -r '^.*=' -- "$current")
        for path in (__fish_complete_path (string replace -r '^.*=' '' -- "$current"))
            printf '%s%s\n' "$front" $path
        end
    end
end

complete -c netvet -f -k -a '(__netvet_complete)'
