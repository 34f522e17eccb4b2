#!/bin/sh
# Starts a PostgreSQL of its own in a temporary folder (Unix socket only), exports YIWANG_TEST_POSTGRES, runs the command given and stops it again.
#   tests/sql/with_postgres.sh build/release/tests/test_sql
# The server never sees the network and nothing of it stays. Run as root it works as the user `postgres`, since PostgreSQL refuses root.
set -eu
[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT...]" >&2; exit 2; }

bin=${YIWANG_POSTGRES_BIN:-}
for folder in "$bin" /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin; do
  [ -n "$folder" ] && [ -x "$folder/initdb" ] && bin=$folder && break
done
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed: apt-get install postgresql-15" >&2; exit 3; }

place=$(mktemp -d "${TMPDIR:-/tmp}/yiwang_pg.XXXXXX")
if [ "$(id -u)" = 0 ]; then
  chown postgres "$place"
  as() { runuser -u postgres -- "$@"; }
else
  as() { "$@"; }
fi
stop() {
  if [ -f "$place/data/postmaster.pid" ]; then as "$bin/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1 || true; fi
  rm -rf "$place"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP PIPE

cd "$place"
as "$bin/initdb" -D "$place/data" -U yiwang -A trust -E UTF8 --locale=C.UTF-8 >"$place/initdb.log" 2>&1 || { cat "$place/initdb.log" >&2; exit 4; }
# fsync stays on: durability is part of what is tested and measured.
as "$bin/pg_ctl" -D "$place/data" -l "$place/server.log" -w -t 60 \
  -o "-c listen_addresses='' -c unix_socket_directories='$place' -c max_wal_size=2GB -c shared_buffers=256MB" start >/dev/null || { cat "$place/server.log" >&2; exit 4; }
cd - >/dev/null
YIWANG_TEST_POSTGRES="host=$place dbname=postgres user=yiwang"
export YIWANG_TEST_POSTGRES
status=0
"$@" || status=$?
exit "$status"
