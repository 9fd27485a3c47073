#!/bin/sh
# Slurm: an array job on a cluster of one node, this machine. Needs root, as its daemons do.
. "$(dirname "$0")/engine.sh"
need slurmctld slurmd sbatch munged
[ "$(id -u)" = 0 ] || fail 'not root'
prepare
cd "$WORK"

HOST=$(hostname -s)
mkdir -p state spool
chmod 755 "$WORK"
head -c 1024 /dev/urandom > munge.key
chown -R munge: munge.key && chmod 400 munge.key
mkdir -p munge && chown munge: munge && chmod 755 munge
# Its own socket and key, so that a munge of this machine is not touched.
setpriv --reuid munge --regid munge --clear-groups munged --force --key-file="$WORK/munge.key" \
  --socket="$WORK/munge/socket" --pid-file="$WORK/munge/pid" --log-file="$WORK/munge/log" --seed-file="$WORK/munge/seed"
cat > slurm.conf << CONF
ClusterName=netvet
SlurmctldHost=$HOST(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$WORK/munge/socket
CredType=cred/munge
StateSaveLocation=$WORK/state
SlurmdSpoolDir=$WORK/spool
SlurmctldPidFile=$WORK/slurmctld.pid
SlurmdPidFile=$WORK/slurmd.pid
SlurmctldLogFile=$WORK/slurmctld.log
SlurmdLogFile=$WORK/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
NodeName=$HOST NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$HOST Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$WORK/slurm.conf"
stop() {
  for name in slurmd slurmctld munge/pid; do
    file=$WORK/${name%.pid}
    [ "$name" = munge/pid ] || file=$file.pid
    [ -s "$file" ] && kill "$(cat "$file")" 2> /dev/null || true
  done
  sleep 1
  rm -rf "$WORK"
}
trap stop EXIT
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"

cd pieces
engine() { sh "$1"; }
whole_of_pieces '### Slurm'
