#!/usr/bin/env bash
# Shows the software as it is on AWS, without an account: servers that answer as S3, DynamoDB and SQS do run
# on this machine, on loopback. Makes an instance and a table, puts a file into a bucket, sends the message of
# a job, runs a task, and shows the report and the rows. Builds first, if need be.
#   scripts/try-aws.sh            walks through all of it, and stops the servers at the end
#   scripts/try-aws.sh --keep     leaves the servers running, and says how to go on
# The message is sent by the plain AWS CLI where there is one, as any program would send it.
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
sleeper=$home/scripts/sleeper
keep=${1:-}
[[ -z $keep || $keep == --keep ]] || { echo "usage: scripts/try-aws.sh [--keep]" >&2; exit 2; }

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' cyan=$'\e[36m' plain=$'\e[0m'
else
  bold='' cyan='' plain=''
fi

say() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }
# A command as it can be typed again.
show() {
  local word line=
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=,-]+$ ]] || word="'$word'"
    line+=" $word"
  done
  printf '\n%s$%s%s\n' "$cyan" "$line" "$plain"
}
run() { show sleeper "$@"; "$sleeper" "$@"; }

# The servers are of the tests: they are built, and never shipped.
if [[ ! -f $home/cli/target/sleeper.jar || ! -f $home/test-servers/target/class-path.txt ]]; then
  command -v mvn >/dev/null || { echo "Maven is needed to build: no mvn on the PATH" >&2; exit 1; }
  say "Building first, once. Maven downloads the libraries that it has not yet."
  mvn -q -B -ntp -Dstyle.color=never -Dquick -DskipTests -f "$home/pom.xml" package
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/sleeper-try-aws.XXXXXX")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
class_path=$home/test-servers/target/classes:$(cat "$home/test-servers/target/class-path.txt")
"$java" -cp "$class_path" sleeper.servers.ServersMain "$folder" >"$folder/servers.log" 2>&1 &
servers=$!
stop() { kill "$servers" 2>/dev/null || true; wait "$servers" 2>/dev/null || true; rm -rf "$folder"; }
trap stop EXIT
upload() { "$java" -cp "$class_path" sleeper.servers.UploadMain "$@" 2>>"$folder/servers.log"; }

say "Servers that answer as AWS does, on this machine alone."
for ((i = 0; i < 600; i++)); do
  [[ -f $folder/aws.env ]] && break
  kill -0 "$servers" 2>/dev/null || { cat "$folder/servers.log" >&2; exit 1; }
  sleep 0.1
done
# shellcheck disable=SC1091
. "$folder/aws.env"
show . "$folder/aws.env"
grep ENDPOINT "$folder/aws.env"

say "An instance on AWS is a few buckets, tables and queues. On AWS itself they come from a deployment."
run instance create --aws try
export SLEEPER_INSTANCE=try
show export SLEEPER_INSTANCE=try

say "A file of sensor readings, in a bucket of somebody else's, and a table that takes its columns from it."
run sample "$folder/readings.parquet"
upload "$folder/readings.parquet" incoming 2026/readings.parquet
run table create readings --from s3://incoming/2026/readings.parquet --row-key sensor --sort-key time --partitions 8

say "A job is a JSON message on the queue; any program in any language can send it."
message='{"id":"first","tableName":"readings","files":["incoming/2026/"]}'
queue=$("$sleeper" instance describe --member queueUrl)
if command -v aws >/dev/null; then
  # Older versions of the AWS CLI do not read the endpoint from the environment.
  show aws --endpoint-url "$AWS_ENDPOINT_URL_SQS" sqs send-message --queue-url "$queue" --message-body "$message"
  aws --endpoint-url "$AWS_ENDPOINT_URL_SQS" sqs send-message --queue-url "$queue" --message-body "$message" >/dev/null
else
  printf "\n%s$ echo '%s' | sleeper job send --message -%s\n" "$cyan" "$message" "$plain"
  printf '%s' "$message" | "$sleeper" job send --message -
fi
run job queue

say "A task takes the jobs of the queue. ECS runs the same program while there are messages."
run task run --until-empty

say "What became of the job."
run jobs
run jobs --job first

say "The rows are in the table, sorted by key, a Parquet file for each leaf partition."
run query readings --count
run query readings --key sensor-0042 --where "temperature>=20" --columns time,temperature --limit 3 --format table
run files readings

if [[ $keep == --keep ]]; then
  trap - EXIT
  say "How to go on"
  cat <<END
The servers run as process $servers until you end it; then delete $folder.

  . $folder/aws.env; export SLEEPER_INSTANCE=try PATH=$home/scripts:\$PATH
  sleeper --help
  kill $servers; rm -r $folder
END
else
  say "The servers stop here. With --keep they go on."
fi
