#!/usr/bin/env bash
# Creates the topics of topics.txt that are missing. Argument: bootstrap servers; REPLICATION: copies of each, 1.
set -euo pipefail
brokers() {
  /opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server "$1" 2>/dev/null | grep -c '(id: ' || true
}
# A copy needs a broker of its own, and brokers come up one after the other; whoever never comes is told of below.
until [ "$(brokers "$1")" -ge "${REPLICATION:-1}" ] || [ "$SECONDS" -ge 120 ]; do sleep 2; done
while read -r name partitions settings; do
  case "$name" in '' | '#'*) continue ;; esac
  options=()
  for setting in $settings; do options+=(--config "$setting"); done
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$1" --create --if-not-exists \
    --topic "$name" --partitions "$partitions" --replication-factor "${REPLICATION:-1}" "${options[@]}"
done <"$(dirname "$0")/topics.txt"
