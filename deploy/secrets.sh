#!/usr/bin/env bash
# Prints a fresh .env for docker compose: a random value for everything that must be secret. With --sandbox also what the
# profile sandbox needs: simulated carriers and CRM instead of real ones, and the people of the demonstration. With
# --cluster what the profile cluster needs: Kafka's three brokers, and three copies of each record.
set -euo pipefail
cd "$(dirname "$0")/.."
profiles=()
for option in "$@"; do
  case "$option" in
    --sandbox | --cluster) profiles+=("${option#--}") ;;
    *) echo "secrets.sh takes --sandbox and --cluster, not $option" >&2 && exit 2 ;;
  esac
done
chosen() { [[ " ${profiles[*]:-} " = *" $1 "* ]]; }
random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
echo "RAMAL_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)"
grep -oh '\${RAMAL_[A-Z_]*:?' docker-compose.yml | tr -d '${:?' | sort -u | grep -vx RAMAL_SECRETS_KEY |
  while read -r name; do echo "$name=$(random)"; done
if [ "${#profiles[@]}" -gt 0 ]; then
  echo "COMPOSE_PROFILES=$(IFS=,; echo "${profiles[*]}")"
fi
if chosen cluster; then
  echo RAMAL_KAFKA_BROKERS=kafka:9092,kafka-2:9092,kafka-3:9092
  echo RAMAL_KAFKA_VOTERS=1@kafka:9093,2@kafka-2:9093,3@kafka-3:9093
  echo RAMAL_KAFKA_REPLICAS=3
  echo RAMAL_KAFKA_IN_SYNC=2
fi
chosen sandbox || exit 0
echo RAMAL_TWILIO_API_URL=http://simulators:4010
echo RAMAL_TELNYX_API_URL=http://simulators:4020/v2
echo RAMAL_RDSTATION_API_URL=http://simulators:4030
echo RAMAL_RDSTATION_V1_API_URL=http://simulators:4030/api/v1
echo RAMAL_HUBSPOT_API_URL=http://simulators:4050
grep -oh '\${RAMAL_[A-Z_]*}' deploy/keycloak/demo.json | tr -d '${}' | sort -u |
  while read -r name; do echo "$name=$(random)"; done
