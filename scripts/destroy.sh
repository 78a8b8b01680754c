#!/usr/bin/env bash
# Takes an instance away that scripts/deploy.sh made: all of it, but for data that its configuration says to retain.
#   scripts/destroy.sh CONFIG                asks first
#   scripts/destroy.sh CONFIG -- ARGUMENTS   passes arguments on to "cdk destroy"; --force does not ask
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/cdk.sh
. "$home/scripts/cdk.sh"

usage() {
  echo "usage: scripts/destroy.sh CONFIG [-- ARGUMENTS OF cdk destroy]" >&2
  exit 2
}

[[ $# -gt 0 ]] || usage
config=$(config_file "$1")
shift
if [[ $# -gt 0 ]]; then
  [[ $1 == -- ]] || usage
  shift
fi

need_node
check_file "$config"
is_built || build
check_deployment "$config"
cdk "$config" destroy --all "$@"

if [[ $(setting "$config" data) != delete ]]; then
  cat <<END

What holds data was retained, as the configuration says: two buckets and thirteen DynamoDB tables of instance
$(instance_id "$config"). They cost what their storage costs. docs/deployment.md says how to take them up again, and how to delete
them once nobody needs the data.
END
fi
