#!/bin/sh
# Runs once, in the database's container: the role of the application, which owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/app_password)" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE headroom_app LOGIN PASSWORD :'password';
GRANT CONNECT, TEMPORARY ON DATABASE headroom TO headroom_app;
SQL
