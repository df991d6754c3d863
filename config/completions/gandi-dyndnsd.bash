# Completion of gandi-dyndnsd(8) for bash, with or without the package bash-completion.

# The options of one subcommand, or of none, on top of those that stand anywhere.
_gandi_dyndnsd_options() {
  case $1 in
    update) echo --dry-run --json --trace ;;
    test) echo --json --trace ;;
    check) echo --json ;;
    status) echo --all --html --json --prometheus ;;
    history) echo --json ;;
  esac
  echo --config --providers --log-level --version --help -h
}

_gandi_dyndnsd() {
  local word before="" verb="" current=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      -*) ;;
      =) continue ;;  # bash takes --config=FILE for three words
      *)
        case $before in
          --config | --providers | --log-level | --trace) ;;
          *) verb=${verb:-$word} ;;
        esac
        ;;
    esac
    before=$word
  done
  [[ $current == "=" ]] && current=""
  case $before in
    --config | --providers | --trace)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --log-level)
      mapfile -t COMPREPLY < <(compgen -W "error warning notice info debug" -- "$current")
      return
      ;;
  esac
  if [[ $verb == import && $current != -* ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    return
  fi
  local words=""
  if [[ $current == -* ]]; then
    words=$(_gandi_dyndnsd_options "$verb")
  elif [[ -z $verb ]]; then
    words="run update test check status history import"
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _gandi_dyndnsd gandi-dyndnsd
