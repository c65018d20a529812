#!/usr/bin/env bash
# Starts Keycloak, which is told first from where pages may log people in: RAMAL_FRONTEND_ORIGINS, separated by commas.
# The realm file takes them when it is imported, at the first start of a database. bash is all that its image has.
set -euo pipefail
origin='^https?://([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+])(:[1-9][0-9]{0,4})?$'
own_port='^(http://.*:80|https://.*:443)$'
uris=
IFS=, read -ra origins <<<"$RAMAL_FRONTEND_ORIGINS,"
for one in "${origins[@]}"; do
  if [[ ! $one =~ $origin || $one =~ $own_port ]]; then
    echo "RAMAL_FRONTEND_ORIGINS holds \"$one\": name each origin, as in https://app.example.com, without *, path, blanks and a port that goes without saying." >&2
    exit 1
  fi
  uris+=${uris:+\",\"}$one/*
done
export RAMAL_FRONTEND_REDIRECT_URIS=$uris
exec "${KC_HOME:-/opt/keycloak}/bin/kc.sh" "$@"
