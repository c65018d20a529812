#!/usr/bin/env bash
# Prints an access token of a person of the realm: what a browser does (authorization code with PKCE), done by curl.
# Argument: username. The password is RAMAL_PASSWORD_<USERNAME>, from the environment or from .env.
set -euo pipefail
cd "$(dirname "$0")/.."
realm=${RAMAL_KEYCLOAK:-http://localhost:8080/auth}/realms/ramal/protocol/openid-connect
name=RAMAL_PASSWORD_$(tr a-z- A-Z_ <<<"$1")
password=${!name:-$(sed -n "s/^$name=//p" .env)}
origins=${RAMAL_FRONTEND_ORIGINS:-$(sed -n 's/^RAMAL_FRONTEND_ORIGINS=//p' .env 2>/dev/null || true)}
back=${origins%%,*}
back=${back:-http://localhost:3000}/
cookies=$(mktemp)
trap 'rm -f "$cookies"' EXIT
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
verifier=$(head -c 32 /dev/urandom | base64url)
challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | base64url)
form=$(curl -fsS -c "$cookies" -G "$realm/auth" -d response_type=code -d client_id=ramal-frontend -d scope=openid \
  -d code_challenge="$challenge" -d code_challenge_method=S256 --data-urlencode redirect_uri="$back" |
  grep -o 'action="[^"]*"' | head -1 | sed 's/^action="//; s/"$//; s/&amp;/\&/g')
code=$(printf %s "$password" | curl -fsS -b "$cookies" -o /dev/null -w '%{redirect_url}' \
  --data-urlencode username="$1" --data-urlencode password@- "$form" | sed -n 's/.*[?&]code=\([^&]*\).*/\1/p')
[ -n "$code" ] || { echo "Keycloak does not let $1 in." >&2; exit 1; }
curl -fsS "$realm/token" -d grant_type=authorization_code -d client_id=ramal-frontend -d code="$code" \
  -d code_verifier="$verifier" --data-urlencode redirect_uri="$back" |
  sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'
