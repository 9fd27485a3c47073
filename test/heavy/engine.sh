# What the scripts of engines share. Source it; then `judged_in_parts` says whether their parts give the whole.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
export NETVET="node $ROOT/bin/netvet.js"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK"

# An engine that is not installed is a failure.
need() {
  for program in "$@"; do
    command -v "$program" > /dev/null || { echo "not installed: $program"; exit 1; }
  done
}

# The inventory, and the result of the one run.
prepare() {
  node "$ROOT/test/heavy/inventory.js" "${ROWS:-300000}" in.csv
  code=0
  $NETVET check in.csv --as-of 2026-11-24 -q -o ndjson=whole.ndjson 2> /dev/null || code=$?
  echo "$code" > whole.code
}

# Findings, places, problems, counts and reasons are the same lines: all but the first, which names the parts.
judged_in_parts() {
  code=0
  $NETVET report part-*.ndjson -q -o ndjson=all.ndjson 2> /dev/null || code=$?
  [ "$code" = "$(cat whole.code)" ] || { echo "exit code $code instead of $(cat whole.code)"; exit 1; }
  tail -n +2 whole.ndjson > whole.lines
  tail -n +2 all.ndjson | cmp - whole.lines
  $NETVET verify all.ndjson
}
