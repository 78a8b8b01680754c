#!/usr/bin/env bash
# Compares an ingest into an instance on AWS with the same into a folder: servers that answer as AWS does
# run on this machine, in a process of their own, so that the engine's own cost is what is seen.
#
#   benchmarks/s3.sh [ROWS]            default: 10000000; workload w1
#
# Settings, by environment:
#   RUNS=3            runs of each, in turns; medians are printed
#   THREADS=2         threads of the engine
#   LEAVES=64         leaf partitions of the table
#   MEMORY=256M       memory budget of the engine
#   DATA=DIR          where inputs and outputs go; default benchmarks/data
# Needs Linux and GNU time.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
rows=${1:-10000000} runs=${RUNS:-3} threads=${THREADS:-2} leaves=${LEAVES:-64} memory=${MEMORY:-256M}
data=${DATA:-$root/benchmarks/data}
gnu_time=$(command -v time) || { echo "s3.sh: needs GNU time (package 'time')" >&2; exit 2; }

mkdir -p "$data"
(cd "$root" && mvn -q -o -Dquick -DskipTests -Pbenchmarks package) ||
  (cd "$root" && mvn -q -Dquick -DskipTests -Pbenchmarks package)
class_path=$(cat "$root/benchmarks/target/class-path.txt"):$root/benchmarks/target/classes
servers_path=$(cat "$root/test-servers/target/class-path.txt"):$root/test-servers/target/classes
sleeper() { "$root/scripts/sleeper" "$@"; }

input=$data/w1-$rows.parquet
[ -f "$input" ] || {
  java -cp "$class_path" sleeper.benchmarks.MakeWorkload w1 "$rows" "$input.part"
  mv "$input.part" "$input"
}

servers=$data/servers
rm -rf "$servers"
mkdir -p "$servers"
java -cp "$servers_path" sleeper.servers.ServersMain "$servers" >"$servers/log" 2>&1 &
servers_pid=$!
trap 'kill $servers_pid 2>/dev/null; rm -rf "$servers" "$data/instance-s3"' EXIT
for ((i = 0; i < 300; i++)); do [ -f "$servers/aws.env" ] && break; sleep 0.1; done
# shellcheck disable=SC1091
. "$servers/aws.env"
sleeper instance create --aws bench >/dev/null

# Adds "cpu wall rss_kib" of a command to a file.
measured() { # FILE COMMAND...
  local results=$1; shift
  "$gnu_time" -f '%U %S %e %M' -o "$results.last" "$@" >"$results.out" 2>&1 ||
    { cat "$results.out" >&2; exit 1; }
  awk 'END { printf "%.2f %.2f %d\n", $1 + $2, $3, $4 }' "$results.last" >>"$results"
}

median() { # FILE COLUMN
  awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

create() { # WHERE...
  sleeper "$@" table create t --from "$input" --row-key key --sort-key timestamp \
    --partitions "$leaves" --sample "$input" >/dev/null
}

folder=$data/results-s3-folder aws=$data/results-s3-aws
rm -f "$folder"* "$aws"*
for ((run = 1; run <= runs; run++)); do
  rm -rf "$data/instance-s3"
  sleeper --dir "$data/instance-s3" init >/dev/null
  create --dir "$data/instance-s3"
  measured "$folder" "$root/scripts/sleeper" --dir "$data/instance-s3" ingest t "$input" \
    --memory "$memory" --threads "$threads"
  create --instance bench
  measured "$aws" "$root/scripts/sleeper" --instance bench ingest t "$input" \
    --memory "$memory" --threads "$threads"
  sleeper --instance bench table drop t >/dev/null
  rm -rf "$servers/buckets/sleeper-bench-table-data"*/*
done

printf '%d rows, %d leaves, %d threads, %s of memory budget\n' "$rows" "$leaves" "$threads" "$memory"
printf '%-8s %9s %9s %9s\n' target cpu-s wall-s rss-MiB
for each in folder aws; do
  results=$data/results-s3-$each
  awk -v n="$each" -v c="$(median "$results" 1)" -v w="$(median "$results" 2)" -v m="$(median "$results" 3)" \
    'BEGIN { printf "%-8s %9.2f %9.2f %9d\n", n, c, w, m / 1024 }'
done
awk -v f="$(median "$folder" 1)" -v a="$(median "$aws" 1)" 'BEGIN { printf "ratio    %9.2f\n", a / f }'
