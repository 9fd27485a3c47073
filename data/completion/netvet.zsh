#compdef netvet
# Completion of netvet for zsh: source <(netvet completion zsh), or this file as _netvet in a folder of $fpath.

_netvet() {
  local -a before values shown
  local line paths=''
  before=("${(@Q)words[2,CURRENT-1]}")
  while IFS= read -r line; do
    if [[ $line == ':paths' ]]; then
      paths=1
    else
      values+=("${line%%$'\t'*}")
      shown+=("${${line/$'\t'/  -- }%  -- }")
    fi
  done < <(command "${words[1]}" completion next -- "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)

  local -a pairs=("${(@M)values:#*=}") others=("${(@)values:#*=}")
  ((${#pairs})) && compadd -S '' -- "${pairs[@]}"
  if ((${#others})); then
    if ((${#pairs})); then compadd -- "${others[@]}"; else compadd -l -d shown -- "${others[@]}"; fi
  fi
  if [[ -n $paths ]]; then
    compset -P '*='
    _files
  fi
  ((compstate[nmatches] > 0))
}

if [[ ${funcstack[1]} == _netvet ]]; then _netvet; else compdef _netvet netvet; fi
