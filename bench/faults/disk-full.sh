#!/bin/bash
# The disk of PostgreSQL fills up while Headroom writes; then there is room again. As root: bash bench/faults/disk-full.sh
# A throw-away PostgreSQL (PG_BIN, default that of the system) lives on a small tmpfs of its own.
set -u
PG_BIN=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
DIR=$(mktemp -d /tmp/headroom-disk-XXXX); PORT=${PGPORT_FREE:-54399}
mount -t tmpfs -o size=220m,mode=0755 headroom-disk "$DIR" || exit 1
chown postgres "$DIR"
run() { su postgres -s /bin/sh -c "$*"; }
clean() { run "$PG_BIN/pg_ctl -D $DIR/pg -m immediate stop" >/dev/null 2>&1; sleep 0.5; umount -l "$DIR"; rmdir "$DIR"; }
trap clean EXIT
run "$PG_BIN/initdb -D $DIR/pg -A trust -U postgres" >/dev/null
run "$PG_BIN/pg_ctl -D $DIR/pg -w -l $DIR/log -o '-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_wal_size=64MB -c wal_keep_size=0' start" >/dev/null
DISK_DIR=$DIR DISK_URL=postgres://postgres@127.0.0.1:$PORT/postgres node -r ./scripts/register.cjs bench/faults/disk-full.ts
