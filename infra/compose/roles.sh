#!/bin/sh
# Makes the databases of office, counter and keys and their two roles each, on any PostgreSQL 18, as often as one likes.
#
# Run as a superuser: PGHOST, PGPORT, PGUSER, PGPASSWORD as psql takes them.
#   TRUST_LEDGER_DATABASES  which of them this server has (office counter keys)
#   TRUST_LEDGER_SECRETS    directory with the files <database>_owner_password and <database>_runtime_password of each
#   TRUST_LEDGER_ROLES_SQL  the file database-roles.sql, which decides what each role may do
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${TRUST_LEDGER_DATABASES:=office counter keys}"
: "${TRUST_LEDGER_SECRETS:=$here/secrets}"
: "${TRUST_LEDGER_ROLES_SQL:=$here/../backing/src/main/resources/org/trustledger/backing/database-roles.sql}"
: "${PGUSER:=${POSTGRES_USER:-postgres}}"
export PGUSER TRUST_LEDGER_SECRETS

for name in $TRUST_LEDGER_DATABASES; do
  export name
  psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=postgres --set=name="$name" <<'SQL'
\set owner_password `cat "$TRUST_LEDGER_SECRETS/${name}_owner_password"`
\set runtime_password `cat "$TRUST_LEDGER_SECRETS/${name}_runtime_password"`
select format('create role %I login', role) from (values (:'name'), (:'name' || '_runtime')) as wanted (role)
where not exists (select from pg_roles where rolname = role) \gexec
-- A server that logs statements would log the passwords.
set log_statement = 'none';
set log_min_duration_statement = -1;
select format('alter role %I password %L', :'name', :'owner_password') \gexec
select format('alter role %I password %L', :'name' || '_runtime', :'runtime_password') \gexec
select format('create database %I encoding ''UTF8'' locale_provider builtin builtin_locale ''C.UTF-8'' template template0',
    :'name')
where not exists (select from pg_database where datname = :'name') \gexec
SQL
  psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --dbname="$name" \
    --command="set trust_ledger.schema = 'public'" \
    --command="set trust_ledger.owner = '$name'" \
    --command="set trust_ledger.runtime = '${name}_runtime'" \
    --file="$TRUST_LEDGER_ROLES_SQL"
done
