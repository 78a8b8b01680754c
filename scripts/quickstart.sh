#!/usr/bin/env bash
# Shows the main job: makes a table from a Parquet file, ingests the file, queries it, and says how
# to go on. Builds first, if need be.
#   scripts/quickstart.sh              with a sample of sensor readings, which it makes
#   scripts/quickstart.sh FILE [KEY]   with a Parquet file of yours, sorted by its column KEY
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
sleeper=$home/scripts/sleeper

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' cyan=$'\e[36m' plain=$'\e[0m'
else
  bold='' cyan='' plain=''
fi

say() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }

# Prints a command as the user would type it, then runs it.
run() {
  printf '\n%s$ sleeper' "$cyan"
  local word
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./,:=@%+-]+$ ]]; then printf ' %s' "$word"; else printf " '%s'" "$word"; fi
  done
  printf '%s\n' "$plain"
  "$sleeper" "$@"
}

if [[ ! -f $home/cli/target/sleeper.jar ]]; then
  command -v mvn >/dev/null || { echo "Maven is needed to build: no mvn on the PATH" >&2; exit 1; }
  say "Building first, once. Maven downloads the libraries that it has not yet."
  mvn -q -B -ntp -Dstyle.color=never -Dquick -DskipTests -f "$home/pom.xml" package
fi

input=${1:-}
folder=$(mktemp -d "${TMPDIR:-/tmp}/sleeper-quickstart.XXXXXX")
export SLEEPER_DIR=$folder/instance
if [[ -n $input ]]; then
  [[ -f $input ]] || { echo "There is no file $input" >&2; exit 1; }
  table=mine
  input=$(cd "$(dirname "$input")" && pwd)/$(basename "$input")
  key_options=()
  [[ -z ${2:-} ]] || key_options=(--row-key "$2")
else
  table=readings
  input=$folder/readings.parquet
  key_options=(--row-key sensor --sort-key time)
  say "A sample to work on: readings of a thousand sensors, in the order they arrived."
  run sample "$input"
fi

say "An instance is a folder. SLEEPER_DIR names it, so that no command has to."
printf '\n%s$ export SLEEPER_DIR=%s%s\n' "$cyan" "$SLEEPER_DIR" "$plain"
run init

say "A table takes its columns from the file, and its partitions from where the file's keys lie."
run table create "$table" --from "$input" ${key_options[@]+"${key_options[@]}"} --partitions 8

say "The main job: every row goes to its partition, is sorted there, and all become visible at once."
run ingest "$table" "$input" --job-id first

say "The same job again does nothing, so it can be repeated without fear after any failure."
run ingest "$table" "$input" --job-id first

say "Rows come back in the order of their keys."
run query "$table" --limit 5 --format table
run query "$table" --count

if [[ $table == readings ]]; then
  say "A key reads one partition, and there only the pages that may have it."
  run query "$table" --key sensor-0042 --where "temperature>=20" --columns time,temperature,status --limit 5 --format table
fi

say "Every partition has its rows in one sorted Parquet file."
run partitions "$table"
run files "$table"

say "How to go on"
cat <<END
The instance stays in $SLEEPER_DIR; delete the folder when you are done with it.

  export SLEEPER_DIR=$SLEEPER_DIR PATH=$home/scripts:\$PATH
  sleeper --help
  sleeper query $table --format csv --output $table.csv
  sleeper files $table --duckdb

docs/getting-started.md goes on from here, docs/java-api.md does the same from Java.
END
