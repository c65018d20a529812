#!/usr/bin/env bash
# Prints a fresh .env for docker compose: a random value for everything that must be secret.
set -euo pipefail
cd "$(dirname "$0")/.."
random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
echo "RAMAL_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)"
for name in RAMAL_POSTGRES_PASSWORD RAMAL_DATABASE_PASSWORD RAMAL_STORAGE_SECRET_KEY; do
  echo "$name=$(random)"
done
grep -o '\${RAMAL_[A-Z_]*}' deploy/keycloak/ramal-realm.json | tr -d '${}' | sort -u |
  while read -r name; do echo "$name=$(random)"; done
