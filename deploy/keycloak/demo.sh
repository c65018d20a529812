#!/usr/bin/env bash
# Gives the realm the organizations and people of demo.json; whoever is there already stays as they are. For the sandbox
# profile only. bash is all that Keycloak's image has.
set -euo pipefail
umask 077
kcadm=${KCADM:-/opt/keycloak/bin/kcadm.sh}
config=$(mktemp -d)
people=$(<"$(dirname "$0")/demo.json")
for name in $(compgen -v RAMAL_PASSWORD_); do
  [[ -n ${!name} ]] || { echo "$name is empty: deploy/secrets.sh --sandbox makes the passwords of the demonstration." >&2; exit 1; }
  people=${people//\$\{$name\}/${!name}}
done
printf %s "$people" >"$config/demo.json"
# The password comes from KC_CLI_PASSWORD, not from the list of processes.
"$kcadm" config credentials --config "$config/kcadm" --server "$KEYCLOAK" --realm "${KEYCLOAK_ADMIN_REALM:-master}" --user "$KEYCLOAK_ADMIN"
"$kcadm" create partialImport --config "$config/kcadm" -r ramal -s ifResourceExists=SKIP -f "$config/demo.json" >/dev/null
echo "the organizations of the demonstration and their people are there"
