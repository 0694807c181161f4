#!/bin/bash
# Creates the topics named on standard input that do not exist yet; leaves the others as they are.
# Input: one topic a line, "name setting=value ...". The connection comes from KAFKA_X_Y variables, as it does for the services.
set -euo pipefail

# KAFKA_SASL_MECHANISM=... becomes sasl.mechanism=...; line feeds and backslashes as .properties files want them.
settings=${TMPDIR:-/tmp}/client.properties
for variable in ${!KAFKA_@}; do
  name=${variable#KAFKA_}
  name=${name,,}
  value=${!variable//\\/\\\\}
  printf '%s=%s\n' "${name//_/.}" "${value//$'\n'/\\n}"
done > "$settings"

while read -r topic configs; do
  arguments=()
  for config in $configs; do
    arguments+=(--config "$config")
  done
  kafka-topics.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --command-config "$settings" --create --if-not-exists \
    --topic "$topic" --partitions "$PARTITIONS" --replication-factor "$REPLICATION_FACTOR" "${arguments[@]}" < /dev/null
done
