#!/bin/sh
# GNU parallel: the pieces on the processors of this machine.
. "$(dirname "$0")/engine.sh"
need parallel
prepare
engine() { sh "$1"; }
whole_of_pieces '### GNU parallel'
