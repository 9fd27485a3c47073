#!/usr/bin/env bash
# The walk of somebody new: a bare clone in an empty home, the commands of the README from top to bottom (the first two
# install netvet, run it and its tests), then the completion and the manual page of what was installed. Says each
# command and what it ended with.
# Usage: test/e2e/newcomer.sh, in a checkout whose changes are committed and built
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# What npm needs to know of its registry it may be told by the environment; the rest is as on a new machine.
cp "${NPM_CONFIG_USERCONFIG:-$HOME/.npmrc}" "$place/npmrc" 2>/dev/null || : >"$place/npmrc"
export HOME=$place/home NPM_CONFIG_USERCONFIG=$place/npmrc npm_config_prefix=$place/home/.local npm_config_loglevel=error
mkdir -p "$HOME"
export PATH=$npm_config_prefix/bin:$PATH
git clone --quiet "$root" "$place/netvet"
cd "$place/netvet"

walked=0
# The commands that need nothing but the clone come first. What is shown of the run is what it printed, and no warning.
lay_out() {
  cp -r test/docs/folder/. .
  # Blocks of YAML whose first line names a file are that file.
  awk '/^```/ { file = ""; fresh = $0 == "```yaml"; next } fresh && /^# [a-z.-]+\.ya?ml$/ { file = $2 } { fresh = 0 } file { print > file }' README.md
}
shown_of_run() {
  awk '/^```console$/ { on = 1; next } on && /^```/ { exit } on && !/^\$ / && !/^\.\.\.$/ { print }' README.md
}

# Lines of `sh` and of `console` blocks. One may end with 0, or 1 where there are findings, or as its comment says.
while IFS= read -r line <&3; do
  expected='[01]'
  [[ $line =~ \#\ exit\ ([0-9]+) ]] && expected=${BASH_REMATCH[1]}
  case $line in
    *--as-of*) ;;
    netvet\ check* | netvet\ explain*) line="${line%%  \#*} --as-of 2026-11-24" ;;
    netvet\ *) ;;
    # What is no netvet must succeed.
    *) expected=0 ;;
  esac
  # The first command has installed it, where nothing was: once more, over that, says nothing new.
  if [ "$walked" -ge 1 ]; then
    line=${line#npm ci && }
    if [ "$line" = 'npm ci' ]; then continue; fi
  fi
  code=0
  bash -c "$line" >"$place/out" 2>&1 || code=$?
  printf '%3d  %s\n' "$code" "$line"
  if ! [[ $code =~ ^$expected$ ]]; then
    printf 'expected %s; it said:\n' "$expected" >&2
    cat "$place/out" >&2
    exit 1
  fi
  walked=$((walked + 1))
  if [ "$walked" -eq 1 ]; then
    ! grep -E '^(warning|error):' "$place/out" || { echo 'the first command of the README warns' >&2; exit 1; }
    missing=$(shown_of_run | grep -vxFf "$place/out" || true)
    [ -z "$missing" ] || { printf 'the README shows, and the run did not print:\n%s\n' "$missing" >&2; exit 1; }
  fi
  if [ "$walked" -eq 2 ]; then lay_out; fi
done 3< <(awk '/^```(sh|console)$/ { on = $0; next } /^```/ { on = ""; next } on == "```sh" && NF && !/^#/ { print } on == "```console" && sub(/^\$ /, "") { print }' README.md)

source <(netvet completion bash)
COMP_WORDS=(netvet check --fail-on pro) COMP_CWORD=3 COMP_LINE='netvet check --fail-on pro' COMP_POINT=26
_netvet 2>/dev/null || true # compopt works on a real line only
[[ ${COMPREPLY[*]} == probable ]] || { echo "completion gave '${COMPREPLY[*]}'" >&2; exit 1; }
[[ -s $npm_config_prefix/share/man/man1/netvet.1 ]] || { echo 'no manual page was installed' >&2; exit 1; }

# The same sources give the same bytes, whenever and wherever they are built.
diff -r "$root/dist" dist >&2 || { echo 'built here, dist/ has other bytes than in the checkout' >&2; exit 1; }

packed=$(stat -c %s netvet-*.tgz)
installed=$(du -sk --apparent-size "$npm_config_prefix/lib/node_modules/netvet" | cut -f1)
printf 'tarball %d KB, installed with packages %d KB\n' "$((packed / 1000))" "$installed"
[[ $packed -le 600000 && $installed -le 8000 ]] || { echo 'more than 600 KB, or 8 MB with packages' >&2; exit 1; }
printf '%d commands, the completion and the manual page: as the README says\n' "$walked"
