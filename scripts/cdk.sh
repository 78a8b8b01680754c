# shellcheck shell=bash disable=SC2015,SC2016,SC2154
# What deploy.sh and destroy.sh share. It is read by them, and does nothing of its own.
# Needs: home, the folder of this project.

# The version that reads what the library of this project writes; the newest one of that name does not.
cdk_version=2.1148.1

fail() {
  echo "$(basename "$0"): $1" >&2
  exit 1
}

# The absolute path of a configuration.
config_file() {
  [[ -f $1 ]] || fail "there is no file $1; docs/deployment.md says what is in it"
  echo "$(cd -P "$(dirname "$1")" && pwd)/$(basename "$1")"
}

need_node() {
  command -v node >/dev/null && command -v npx >/dev/null ||
    fail "Node.js is needed, which CDK runs on: no node or npx on the PATH; install Node.js 20 or newer"
}

# A member of a configuration, two levels deep at most: setting FILE image uri
setting() {
  node -e '
    const [script, file, ...names] = process.argv.slice(1);
    try {
      const value = names.reduce((at, name) => at?.[name], JSON.parse(require("fs").readFileSync(file, "utf8")));
      console.log(typeof value === "string" ? value : "");
    } catch (e) {
      console.error(`${script}: ${file} is not JSON: ${e.message.replace(/\s+/g, " ")}`);
      process.exit(1);
    }' "$(basename "$0")" "$@"
}

instance_id() { setting "$1" instance; }

# What can be told of a configuration without a build, which takes minutes: that it is JSON, and that its id is one
# (InstanceId in the module cdk). All the rest is for the app to say.
check_file() {
  local id
  id=$(instance_id "$1")
  [[ -z $id || ${#id} -le 20 && $id =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]] ||
    fail "Instance id \"$id\" cannot be used; it has 1 to 20 letters, digits, '-' and '.', and starts and ends with a \
letter or digit: deployment=$1"
}

# An image that is in a registry already needs nothing to build it.
need_image_builder() {
  local uri
  uri=$(setting "$1" image uri)
  [[ -z $uri ]] || return 0
  local builder=${CDK_DOCKER:-docker}
  command -v "$builder" >/dev/null && "$builder" info >/dev/null 2>&1 ||
    fail "no container engine answers, which has to build the image of tasks: start Docker, name another program in \
CDK_DOCKER, or name an image that is in a registry as \"uri\" of \"image\" in $1. Nothing was built or deployed; \
scripts/deploy.sh --build-only builds what needs no engine"
}

is_built() { [[ -f $home/deployment/target/sleeper-deployment-lambda.zip && -f $home/cdk/target/class-path.txt ]]; }

build() {
  command -v mvn >/dev/null || fail "Maven is needed to build: no mvn on the PATH"
  echo "Building. Maven downloads the libraries that it has not yet." >&2
  mvn -q -B -ntp -Dstyle.color=never -Dquick -DskipTests -f "$home/pom.xml" package
}

# The app alone, which says in one sentence what is wrong with a configuration.
check_deployment() {
  (cd "$home/cdk" && "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/classes:$(<target/class-path.txt)" \
    sleeper.cdk.SleeperApp "$1" check)
}

# Runs the CDK's own command: cdk CONFIG COMMAND ARGUMENTS...
cdk() {
  local config=$1
  shift
  (cd "$home/cdk" && SLEEPER_DEPLOYMENT=$config npx --yes "aws-cdk@$cdk_version" "$@")
}
