#!/bin/sh
# GNU parallel: four parts on the processors of this machine.
. "$(dirname "$0")/engine.sh"
need parallel
prepare
parallel --halt now,fail=1 "$NETVET check in.csv --as-of 2026-11-24 --part {}/4 -o ndjson=part-{}.ndjson" ::: 1 2 3 4 2> /dev/null
judged_in_parts
