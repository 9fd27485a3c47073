# What the scripts of engines share: the recipe of docs/scale.md, run as it stands there. Source it; define `engine`,
# which runs its argument, the recipe of the engine; then `whole_of_pieces` says whether the pieces give the whole.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK"

# An engine that is not installed is a failure.
need() {
  for program in "$@"; do
    command -v "$program" > /dev/null || { echo "not installed: $program"; exit 1; }
  done
}

fail() {
  echo "$@"
  exit 1
}

# The block of docs/scale.md under a heading, or the first one of the section.
recipe() {
  awk -v heading="$1" '$0 == heading { here = 1; next } here && /^```$/ { exit } here && inside { print } here && /^```/ { inside = 1 }' \
    "$ROOT/docs/scale.md"
}

# The inventory, the result of the one run, and the pieces. DIES=1: the run over the second piece is killed.
prepare() {
  need mlr
  ROWS=${ROWS:-300000}
  mkdir bin
  cat > bin/netvet << NETVET
#!/bin/sh
case "\${DIES-} \$*" in '1 check piece_2.csv '*) kill -9 \$\$ ;; esac
exec node "$ROOT/bin/netvet.js" "\$@"
NETVET
  chmod +x bin/netvet
  PATH="$WORK/bin:$PATH"
  export PATH
  node "$ROOT/test/heavy/inventory.js" "$ROWS" inventory.csv
  code=0
  netvet check inventory.csv --as-of 2026-11-24 -q -o ndjson=whole.ndjson 2> /dev/null || code=$?
  recipe '## One huge file on many processors' | sed "s/-n 1000000/-n $((ROWS / 4))/" > cut.sh
  . ./cut.sh
  [ "$(ls piece_*.csv | wc -l)" = 4 ] || fail 'not four pieces'
}

whole_of_pieces() {
  recipe "$1" > recipe
  recipe '### The whole' > whole.sh
  if DIES=1 engine recipe > log 2>&1; then fail 'the engine does not notice a job that was killed'; fi
  [ ! -e piece_2.ndjson ] || fail 'a killed job has a result'
  if sh whole.sh > log 2>&1; then fail 'a result is missing, and there is a report'; fi
  [ ! -e all.ndjson ] || fail 'a result is missing, and there is a report'
  engine recipe > log 2>&1 || fail "$(cat log)"
  joined=0
  sh whole.sh > log 2>&1 || joined=$?
  [ "$joined" = "$code" ] || fail "exit code $joined instead of $code: $(cat log)"
  node "$ROOT/test/heavy/same.js" ../whole.ndjson all.ndjson
  head -c 100000 piece_2.ndjson > cut.ndjson
  cut=0
  netvet report piece_1.ndjson cut.ndjson > log 2>&1 || cut=$?
  [ "$cut" = 2 ] || fail "exit code $cut for a result that was cut off"
}
