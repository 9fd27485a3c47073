#!/bin/sh
# Dask: processes of this machine take the pieces from one queue.
. "$(dirname "$0")/engine.sh"
PYTHON=${PYTHON:-/usr/bin/python3}
"$PYTHON" -c 'import dask.distributed' 2> /dev/null || fail "not installed: dask.distributed for $PYTHON"
prepare
engine() { "$PYTHON" "$1"; }
whole_of_pieces '### Dask'
