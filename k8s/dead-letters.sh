#!/bin/bash
# Reads dead letters, or sends them back to the topic that they came from.
#
#   dead-letters.sh list    <dead-letter topic>
#   dead-letters.sh redrive <dead-letter topic> <origin topic>
#
# Needs kafka-topics.sh, kafka-console-consumer.sh and kafka-console-producer.sh on the PATH. The connection comes from KAFKA_X_Y variables, as it does for the
# services: KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_JAAS_CONFIG, ... Dead letters stay where they are; events keep their ids, so that sending
# one twice has no effect.
set -euo pipefail

# Bytes that no header, key or JSON text holds unescaped. Kafka's tools have no quoting.
between_headers=$'\x1d'
after_headers=$'\x1e'
after_key=$'\x1f'

usage() {
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

connect() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  settings=$work/client.properties
  for variable in ${!KAFKA_@}; do
    name=${variable#KAFKA_}
    name=${name,,}
    value=${!variable//\\/\\\\}
    printf '%s=%s\n' "${name//_/.}" "${value//$'\n'/\\n}"
  done > "$settings"
}

# Writes all dead letters as: headers, key, value.
letters() {
  kafka-console-consumer.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --consumer.config "$settings" --topic "$1" \
    --from-beginning --timeout-ms 10000 --property print.headers=true --property print.key=true \
    --property headers.separator="$2" --property key.separator="$3" 2> "$work/consumer.log" ||
    { cat "$work/consumer.log" >&2; exit 1; }
}

list() {
  letters "$1" ' ' $'\t'
}

redrive() {
  kafka-topics.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --command-config "$settings" --describe --topic "$2" > "$work/topic"
  if grep -q 'cleanup.policy=[^ ]*compact' "$work/topic"; then
    echo "$2 is compacted: a dead letter would replace what is newer. Nothing was sent." >&2
    exit 1
  fi
  letters "$1" "$between_headers" "$after_key" > "$work/all"
  { LC_ALL=C grep -aE "slipway_origin_topic:$2[$between_headers$after_key]" "$work/all" || true; } |
    LC_ALL=C sed -E "s/slipway_(reason|origin_[a-z]+):[^$between_headers$after_key]*$between_headers?//g; s/$between_headers?$after_key/$after_headers/" > "$work/letters"
  kafka-console-producer.sh --bootstrap-server "$KAFKA_BOOTSTRAP_SERVERS" --producer.config "$settings" --topic "$2" \
    --property parse.headers=true --property parse.key=true \
    --property headers.separator="$between_headers" --property headers.delimiter="$after_headers" --property key.separator="$after_key" \
    < "$work/letters" > /dev/null
  echo "$(wc -l < "$work/letters") sent to $2"
}

case "${1:-} $#" in
  "list 2") connect && list "$2" ;;
  "redrive 3") connect && redrive "$2" "$3" ;;
  *) usage ;;
esac
