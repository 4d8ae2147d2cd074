#!/bin/sh
# Makes the passwords of the two database roles and their addresses under secrets/, once.
set -eu
cd "$(dirname "$0")/.."
[ ! -e secrets ] || { echo 'secrets/ is there already; nothing was changed.' >&2; exit 1; }
umask 077
mkdir secrets
password() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
owner=$(password)
app=$(password)
printf '%s' "$owner" > secrets/owner_password
printf '%s' "$app" > secrets/app_password
printf 'postgres://headroom_owner:%s@database:5432/headroom' "$owner" > secrets/owner_url
printf 'postgres://headroom_app:%s@database:5432/headroom' "$app" > secrets/app_url
# Containers read them as another user.
chmod 755 secrets
chmod 444 secrets/*
echo 'secrets/ is made; keep it out of backups that others read.'
