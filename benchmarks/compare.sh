#!/usr/bin/env bash
# Compares `sleeper ingest` with DuckDB at the same job, as whole processes, in turns.
#
#   benchmarks/compare.sh [ROWS] [WORKLOAD...]      default: 10000000 w1 w2 w3
#
# Settings, by environment:
#   RUNS=3            counted runs of each; medians are printed
#   THREADS=1         threads of both, and as many processors
#   LEAVES=64         leaf partitions of the table
#   MEMORY=256M       memory budget of the engine
#   DUCKDB_MEMORY=1GB memory limit of DuckDB; empty for its default
#   LEVEL=3           zstd level of both
#   DATA=DIR          where inputs and outputs go; default benchmarks/data
# Needs Linux (processor time and resident memory are the kernel's figures) and GNU time.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
rows=${1:-10000000}
shift || true
workloads=("$@")
[ ${#workloads[@]} -gt 0 ] || workloads=(w1 w2 w3)
runs=${RUNS:-3} threads=${THREADS:-1} leaves=${LEAVES:-64} memory=${MEMORY:-256M}
duckdb_memory=${DUCKDB_MEMORY-1GB} level=${LEVEL:-3}
data=${DATA:-$root/benchmarks/data}
processors=0-$((threads - 1))
gnu_time=$(command -v time) || true
[ -n "$gnu_time" ] || { echo "compare.sh: needs GNU time (package 'time')" >&2; exit 2; }

mkdir -p "$data"
(cd "$root" && mvn -q -o -Dquick -DskipTests -Pbenchmarks package) ||
  (cd "$root" && mvn -q -Dquick -DskipTests -Pbenchmarks package)
class_path=$(cat "$root/benchmarks/target/class-path.txt"):$root/benchmarks/target/classes

java_main() { java -cp "$class_path" "sleeper.benchmarks.$@"; }

# Runs a command and adds "cpu wall rss_kib" to a file of results.
measured() {
  local results=$1; shift
  "$gnu_time" -f '%U %S %e %M' -o "$results.last" taskset -c "$processors" "$@" >"$results.out" 2>&1 ||
    { cat "$results.out" >&2; exit 1; }
  awk 'END { printf "%.2f %.2f %d\n", $1 + $2, $3, $4 }' "$results.last" >>"$results"
}

median() { # FILE COLUMN
  awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

bytes_of() { # Parquet files at or below a path
  find "$1" -name '*.parquet' -printf '%s\n' | awk '{ n += $1 } END { printf "%d", n }'
}

compare() {
  local workload=$1 input=$data/$1-$rows.parquet
  local results=$data/results-$1 instance=$data/instance-$1
  rm -rf "$results".* "$instance" "$data/duckdb-$workload.parquet" "$data/tmp"
  [ -f "$input" ] || { java_main MakeWorkload "$workload" "$rows" "$input.part"; mv "$input.part" "$input"; }
  local keys; keys=$(java_main WorkloadKeys "$workload")
  for ((run = 1; run <= runs; run++)); do
    rm -rf "$instance"
    "$root/scripts/sleeper" --dir "$instance" init >/dev/null
    # shellcheck disable=SC2086
    "$root/scripts/sleeper" --dir "$instance" table create t --from "$input" $keys \
      --partitions "$leaves" --sample "$input" >/dev/null
    measured "$results.engine" "$root/scripts/sleeper" --dir "$instance" ingest t "$input" \
      --memory "$memory" --threads "$threads"
    measured "$results.duckdb" java -cp "$class_path" sleeper.benchmarks.SortWithDuckDb \
      "$workload" "$input" "$data/duckdb-$workload.parquet" "$threads" "$duckdb_memory" "$level"
  done
  local engine_bytes duckdb_bytes
  engine_bytes=$(bytes_of "$instance/data")
  duckdb_bytes=$(bytes_of "$data/duckdb-$workload.parquet")
  awk -v w="$workload" -v n="$rows" \
    -v ec="$(median "$results.engine" 1)" -v dc="$(median "$results.duckdb" 1)" \
    -v ew="$(median "$results.engine" 2)" -v dw="$(median "$results.duckdb" 2)" \
    -v em="$(median "$results.engine" 3)" -v dm="$(median "$results.duckdb" 3)" \
    -v eb="$engine_bytes" -v db="$duckdb_bytes" 'BEGIN {
      f = "%-3s %10d  %-7s %9.2f %9.2f %9d %12d\n"
      printf f, w, n, "engine", ec, ew, em / 1024, eb
      printf f, w, n, "duckdb", dc, dw, dm / 1024, db
      printf "%-3s %10s  %-7s %9.2f %9.2f %9.2f %12.2f\n", w, "", "ratio", ec / dc, ew / dw, em / dm, eb / db
    }'
  echo "    engine: $(java_main VerifyOutput "$workload" "$input" "$instance/data")"
  echo "    duckdb: $(java_main VerifyOutput "$workload" "$input" "$data/duckdb-$workload.parquet")"
  rm -rf "$instance" "$data/duckdb-$workload.parquet" "$data/tmp"
}

echo "$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $threads of $(nproc) processors;" \
  "$(java -version 2>&1 | head -n 1); commit $(git -C "$root" rev-parse --short HEAD)"
echo "$runs runs in turns, medians; $leaves leaves, memory budget $memory, zstd $level," \
  "DuckDB memory limit ${duckdb_memory:-its default}"
printf '%-3s %10s  %-7s %9s %9s %9s %12s\n' "" rows "" "cpu s" "wall s" "rss MiB" bytes
for workload in "${workloads[@]}"; do compare "$workload"; done
