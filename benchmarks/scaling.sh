#!/usr/bin/env bash
# Shows how the cost of an ingest grows with rows, leaves and processors; workload w1.
#
#   benchmarks/scaling.sh [ROWS]       default: 10000000
#
# Settings, by environment: RUNS=1, MEMORY=256M, DATA=DIR as in compare.sh.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
rows=${1:-10000000} runs=${RUNS:-1} memory=${MEMORY:-256M}
data=${DATA:-$root/benchmarks/data}
gnu_time=$(command -v time) || { echo "scaling.sh: needs GNU time (package 'time')" >&2; exit 2; }

mkdir -p "$data"
(cd "$root" && mvn -q -o -Dquick -DskipTests -Pbenchmarks package) ||
  (cd "$root" && mvn -q -Dquick -DskipTests -Pbenchmarks package)
class_path=$(cat "$root/benchmarks/target/class-path.txt"):$root/benchmarks/target/classes
java_main() { java -cp "$class_path" "sleeper.benchmarks.$@"; }
sleeper() { "$root/scripts/sleeper" --dir "$data/instance-scaling" "$@"; }

input_of() { # ROWS
  local file=$data/w1-$1.parquet
  [ -f "$file" ] || { java_main MakeWorkload w1 "$1" "$file.part"; mv "$file.part" "$file"; }
  echo "$file"
}

# Prints a line: title, processor seconds, wall seconds, resident MiB (medians).
measure() { # TITLE COMMAND...
  local title=$1 results; shift
  results=$(for ((run = 1; run <= runs; run++)); do
    rm -rf "$data/instance-scaling"
    [ "$(type -t prepare)" != function ] || prepare
    "$gnu_time" -f '%U %S %e %M' -o "$data/scaling.last" "$@" >"$data/scaling.out" 2>&1 ||
      { cat "$data/scaling.out" >&2; exit 1; }
    awk 'END { printf "%.2f %.2f %d\n", $1 + $2, $3, $4 / 1024 }' "$data/scaling.last"
  done | sort -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }')
  # shellcheck disable=SC2086
  printf '%-44s %8s %8s %8s\n' "$title" $results
  rm -rf "$data/instance-scaling"
}

ingest() { # TITLE ROWS LEAVES THREADS
  local input; input=$(input_of "$2")
  leaves=$3
  prepare() {
    sleeper init >/dev/null
    sleeper table create t --from "$input" --row-key key --sort-key timestamp \
      --partitions "$leaves" --sample "$input" >/dev/null
  }
  measure "$1" taskset -c "0-$(($4 - 1))" "$root/scripts/sleeper" --dir "$data/instance-scaling" \
    ingest t "$input" --memory "$memory" --threads "$4"
  unset -f prepare
}

echo "$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) processors;" \
  "$(java -version 2>&1 | head -n 1); commit $(git -C "$root" rev-parse --short HEAD)"
echo "w1, medians of $runs; memory budget $memory"
printf '%-44s %8s %8s %8s\n' "" "cpu s" "wall s" "rss MiB"
ingest "$rows rows, 64 leaves, 1 thread" "$rows" 64 1
ingest "$rows rows, 1000 leaves, 1 thread" "$rows" 1000 1
ingest "$rows rows, 1 leaf, 1 thread" "$rows" 1 1
ingest "$((rows / 10)) rows, 64 leaves, 1 thread" "$((rows / 10))" 64 1
ingest "$((rows * 5)) rows, 64 leaves, 1 thread" "$((rows * 5))" 64 1
ingest "$((rows * 5)) rows, 64 leaves, 2 threads" "$((rows * 5))" 64 2
bytes=$(numfmt --from=iec "$memory")
measure "$rows rows of an Iterable<Row>, 1 thread" taskset -c 0 java -Xmx768m \
  -XX:MaxDirectMemorySize=384m -XX:+UseSerialGC --add-opens=java.base/java.nio=ALL-UNNAMED \
  -cp "$class_path" sleeper.benchmarks.IngestRows "$rows" "$data/instance-scaling" "$bytes" 1
