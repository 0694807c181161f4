# Runs a program that ends when this script's standard input ends, which is when the parent dies, however it dies.
# usage: sh -c "$(cat leash.sh)" leash PID_FILE STOP_SIGNAL SECONDS_TO_STOP PROGRAM [ARGUMENT...]
pid_file=$1 signal=$2 patience=$3
shift 3
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
echo "$program" >"$pid_file"
(
  cat <&3 >/dev/null
  kill -s "$signal" "$program" 2>/dev/null
  sleep "$patience"
  kill -s KILL "$program" 2>/dev/null
) &
watch=$!
exec 3<&-
wait "$program"
status=$?
kill "$watch" 2>/dev/null
exit "$status"
