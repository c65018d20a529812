#!/usr/bin/env bash
# Prints the secrets of a new installation, random where nobody else gave them:
#   deploy/kubernetes/secrets.sh | kubectl -n ramal create -f -
# Those of the stores are the stores' own: RAMAL_STORAGE_ACCESS_KEY and RAMAL_STORAGE_SECRET_KEY for files,
# RAMAL_BACKUPS_ACCESS_KEY and RAMAL_BACKUPS_SECRET_KEY for Postgres; without them (overlay dev) there are none.
# What it prints is printed once: keep the sealing key apart from the databases.
set -euo pipefail
random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
secret() { # name, type, then KEY=VALUE for each key
  local name=$1 type=$2 entry
  shift 2
  printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n' "$name"
  # CloudNativePG changes a role's password with its secret where it says so.
  printf '  labels: { app.kubernetes.io/part-of: ramal, cnpg.io/reload: "true" }\ntype: %s\nstringData:\n' "$type"
  for entry; do printf '  %s: "%s"\n' "${entry%%=*}" "${entry#*=}"; done
}
secret ramal-sealing Opaque "main=$(head -c 32 /dev/urandom | base64)"
secret ramal-clients Opaque "webhook-gateway=$(random)" "call-service=$(random)" "messaging-service=$(random)" \
  "crm-sync-service=$(random)" "billing-service=$(random)"
for database in calls messaging crm billing; do
  for role in owner app; do
    secret "postgres-$database-$role" kubernetes.io/basic-auth "username=${database}_$role" "password=$(random)"
  done
done
secret postgres-keycloak kubernetes.io/basic-auth username=keycloak "password=$(random)"
secret keycloak-admin kubernetes.io/basic-auth username=admin "password=$(random)"
if [ -n "${RAMAL_STORAGE_ACCESS_KEY:-}" ]; then
  secret ramal-storage Opaque "access-key=$RAMAL_STORAGE_ACCESS_KEY" "secret-key=${RAMAL_STORAGE_SECRET_KEY:?}"
fi
if [ -n "${RAMAL_BACKUPS_ACCESS_KEY:-}" ]; then
  secret ramal-backups Opaque "access-key=$RAMAL_BACKUPS_ACCESS_KEY" "secret-key=${RAMAL_BACKUPS_SECRET_KEY:?}"
fi
