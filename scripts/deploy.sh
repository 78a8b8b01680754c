#!/usr/bin/env bash
# Builds this project, and deploys an instance to the AWS account that the environment has credentials for, or
# changes one that was deployed before. docs/deployment.md goes through it from the beginning.
#   scripts/deploy.sh CONFIG                 builds, says what will be made or changed, asks, and deploys
#   scripts/deploy.sh CONFIG --check         only finds out whether CONFIG can be deployed, without AWS
#   scripts/deploy.sh --build-only           only builds the jars, the image's folder and the Lambda zips
#   scripts/deploy.sh CONFIG -- ARGUMENTS    passes arguments on to "cdk deploy"
# CDK_DOCKER names the program that builds the image, for instance podman; docker if it is not set.
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/cdk.sh
. "$home/scripts/cdk.sh"

usage() {
  echo "usage: scripts/deploy.sh CONFIG [--check] [-- ARGUMENTS OF cdk deploy], or scripts/deploy.sh --build-only" >&2
  exit 2
}

[[ $# -gt 0 ]] || usage
if [[ $1 == --build-only ]]; then
  [[ $# -eq 1 ]] || usage
  build
  printf '%s\n' "$home/task-starter/target/task-starter.zip" \
    "$home/deployment/target/sleeper-deployment-lambda.zip" "$home/aws-runtime/target/image"
  exit
fi

config=$(config_file "$1")
shift
check=
if [[ ${1:-} == --check ]]; then
  check=1
  shift
fi
if [[ $# -gt 0 ]]; then
  [[ $1 == -- ]] || usage
  shift
fi

# Before the build, which takes minutes.
need_node
check_file "$config"
[[ -n $check ]] || need_image_builder "$config"
build
check_deployment "$config"
[[ -z $check ]] || { echo "This can be deployed: $config"; exit; }
cdk "$config" deploy --all "$@"

id=$(instance_id "$config")
cat <<END

Instance $id is there. How to go on:

  export SLEEPER_INSTANCE=$id PATH=$home/scripts:\$PATH
  sleeper instance describe
  sleeper job send TABLE s3://BUCKET/PATH/
  sleeper jobs --watch

docs/aws.md goes on from here. scripts/destroy.sh takes it away again.
END
