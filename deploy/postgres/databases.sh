#!/usr/bin/env bash
# Runs once, when the data volume is empty: a database per service with its owner and its app role, each role with a
# password of its own.
set -euo pipefail
role() {
  local password=RAMAL_DATABASE_PASSWORD_${1^^}
  psql -v ON_ERROR_STOP=1 -v password="${!password:?}" -U postgres \
    <<<"create role $1 login nosuperuser nobypassrls password :'password'"
}
for database in calls messaging crm billing; do
  role "${database}_owner"
  role "${database}_app"
  createdb -U postgres -O "${database}_owner" "$database"
done
role keycloak
createdb -U postgres -O keycloak keycloak
