#!/usr/bin/env bash
# Prints a fresh .env for docker compose: a random value for everything that must be secret. With --sandbox also what the
# profile sandbox needs: simulated carriers and CRM instead of real ones, and the people of the demonstration.
set -euo pipefail
cd "$(dirname "$0")/.."
random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
echo "RAMAL_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)"
grep -oh '\${RAMAL_[A-Z_]*:?' docker-compose.yml | tr -d '${:?' | sort -u | grep -vx RAMAL_SECRETS_KEY |
  while read -r name; do echo "$name=$(random)"; done
[ "${1:-}" = --sandbox ] || exit 0
echo COMPOSE_PROFILES=sandbox
echo RAMAL_TWILIO_API_URL=http://simulators:4010
echo RAMAL_TELNYX_API_URL=http://simulators:4020/v2
echo RAMAL_RDSTATION_API_URL=http://simulators:4030
echo RAMAL_RDSTATION_V1_API_URL=http://simulators:4030/api/v1
echo RAMAL_HUBSPOT_API_URL=http://simulators:4050
grep -oh '\${RAMAL_[A-Z_]*}' deploy/keycloak/demo.json | tr -d '${}' | sort -u |
  while read -r name; do echo "$name=$(random)"; done
