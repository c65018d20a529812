#!/usr/bin/env bash
# Creates the topics of topics.txt that are missing. Argument: bootstrap servers.
set -euo pipefail
while read -r name partitions settings; do
  case "$name" in '' | '#'*) continue ;; esac
  options=()
  for setting in $settings; do options+=(--config "$setting"); done
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$1" --create --if-not-exists \
    --topic "$name" --partitions "$partitions" --replication-factor "${REPLICATION:-1}" "${options[@]}"
done <"$(dirname "$0")/topics.txt"
