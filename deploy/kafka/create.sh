#!/usr/bin/env bash
# Creates the topics of topics.txt that are missing. Argument: bootstrap servers; REPLICATION: copies of each, 1.
set -euo pipefail
# A copy needs a broker of its own, and brokers come up one after the other.
for _ in $(seq 60); do
  brokers=$(/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server "$1" 2>/dev/null | grep -c '(id: ') || true
  if [ "${brokers:-0}" -ge "${REPLICATION:-1}" ]; then break; fi
  sleep 2
done
while read -r name partitions settings; do
  case "$name" in '' | '#'*) continue ;; esac
  options=()
  for setting in $settings; do options+=(--config "$setting"); done
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$1" --create --if-not-exists \
    --topic "$name" --partitions "$partitions" --replication-factor "${REPLICATION:-1}" "${options[@]}"
done <"$(dirname "$0")/topics.txt"
