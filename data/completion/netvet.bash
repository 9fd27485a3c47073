# Completion of netvet for bash: source <(netvet completion bash)
# Bash cuts words at = and : too; netvet is given them whole, and answers with what follows the last cut.

_netvet() {
  local words=() at=-1 i word joined='' line cut='' current
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((at >= 0)) && { [[ $word == [=:]* ]] || [[ -n $joined ]]; }; then
      words[at]+=$word
    else
      words[++at]=$word
    fi
    joined=''
    [[ $word == *[=:] && ${COMP_LINE:0:COMP_POINT} == *"${words[at]}"* ]] && joined=1
  done
  current=${words[at]}
  for ((i = 0; i <= at; i++)); do
    words[i]=${words[i]//[\'\"\\]/}
  done
  [[ $current == *[=:]* ]] && cut=${current%"${current##*[=:]}"}

  COMPREPLY=()
  local paths=''
  while IFS= read -r line; do
    if [[ $line == ':paths' ]]; then
      paths=1
      continue
    fi
    line=${line%%$'\t'*}
    line=${line#"$cut"}
    [[ $current == *[\'\"]* ]] || printf -v line '%q' "$line"
    [[ $line == *= ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$line")
  done < <(command "${COMP_WORDS[0]}" completion next -- "${words[@]}" 2>/dev/null)
  # Without a candidate bash offers paths, unless it is told not to.
  [[ -n $paths ]] || compopt +o default 2>/dev/null
}

complete -o default -F _netvet netvet
