# Completion of gandi-dyndnsd(8) for fish.

# True if one of the arguments is the subcommand; without any, if there is no subcommand yet.
function __gandi_dyndnsd_verb
    set -l takes_value no
    for word in (commandline -opc)[2..]
        if test $takes_value = yes
            set takes_value no
            continue
        end
        switch $word
            case --config --providers --log-level --trace
                set takes_value yes
            case '-*'
            case '*'
                contains -- $word $argv
                return
        end
    end
    test (count $argv) -eq 0
end

complete -c gandi-dyndnsd -f
complete -c gandi-dyndnsd -l config -rF -d 'Configuration to read'
complete -c gandi-dyndnsd -l providers -rF -d 'List of providers to ask'
complete -c gandi-dyndnsd -l log-level -x -a 'error warning notice info debug' -d 'Log nothing below'
complete -c gandi-dyndnsd -l version -d 'Print the version'
complete -c gandi-dyndnsd -s h -l help -d 'Print the usage'

complete -c gandi-dyndnsd -n __gandi_dyndnsd_verb -a run -d 'The daemon, in the foreground'
complete -c gandi-dyndnsd -n __gandi_dyndnsd_verb -a update -d 'One round now'
complete -c gandi-dyndnsd -n __gandi_dyndnsd_verb -a test -d 'Ask every provider once'
complete -c gandi-dyndnsd -n __gandi_dyndnsd_verb -a check -d 'Say all that is wrong with the configuration'
complete -c gandi-dyndnsd -n __gandi_dyndnsd_verb -a status -d 'What the running daemon knows'
complete -c gandi-dyndnsd -n __gandi_dyndnsd_verb -a history -d 'What was published when'
complete -c gandi-dyndnsd -n __gandi_dyndnsd_verb -a import -d 'Print a configuration made of the one of another program'

complete -c gandi-dyndnsd -n '__gandi_dyndnsd_verb update' -l dry-run -d 'Show every decision and write nothing'
complete -c gandi-dyndnsd -n '__gandi_dyndnsd_verb update test' -l trace -rF -d 'File for what was sent, made anonymous'
complete -c gandi-dyndnsd -n '__gandi_dyndnsd_verb update test check status history' -l json -d 'Print one JSON document'
complete -c gandi-dyndnsd -n '__gandi_dyndnsd_verb status' -l html -d 'One page for a browser'
complete -c gandi-dyndnsd -n '__gandi_dyndnsd_verb status' -l all -d 'Leave no record and no source out'
complete -c gandi-dyndnsd -n '__gandi_dyndnsd_verb status' -l prometheus -d 'Print metrics for Prometheus'
complete -c gandi-dyndnsd -n '__gandi_dyndnsd_verb import' -F
