#!/usr/bin/env bash
# Runs once, when the data volume is empty: a database per service with its owner and its app role.
set -euo pipefail
role() {
  psql -v ON_ERROR_STOP=1 -v password="$RAMAL_DATABASE_PASSWORD" -U postgres \
    <<<"create role $1 login nosuperuser nobypassrls password :'password'"
}
for database in calls messaging crm billing; do
  role "${database}_owner"
  role "${database}_app"
  createdb -U postgres -O "${database}_owner" "$database"
done
role keycloak
createdb -U postgres -O keycloak keycloak
