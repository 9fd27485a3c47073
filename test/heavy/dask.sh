#!/bin/sh
# Dask: two processes of this machine take the parts from one queue.
. "$(dirname "$0")/engine.sh"
PYTHON=${PYTHON:-/usr/bin/python3}
"$PYTHON" -c 'import dask.distributed' 2> /dev/null || { echo "not installed: dask.distributed for $PYTHON"; exit 1; }
prepare
cat > parts.py << 'PYTHON'
import os
import shlex
import subprocess
from dask.distributed import Client, LocalCluster


def part(number):
    result = f"ndjson=part-{number}.ndjson"
    check = ["check", "in.csv", "--as-of", "2026-11-24", "--part", f"{number}/4", "-o", result]
    command = [*shlex.split(os.environ["NETVET"]), *check]
    return subprocess.run(command, check=True, stderr=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        client.gather(client.map(part, range(1, 5), pure=False))
PYTHON
"$PYTHON" parts.py
judged_in_parts
