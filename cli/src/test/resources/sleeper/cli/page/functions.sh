# What a page's commands mean in a test: see CommandServer.
sleeper() {
  local link code length
  exec {link}<>"/dev/tcp/127.0.0.1/$PAGE_PORT"
  printf '%s\0' "$#" "$PWD" "${SLEEPER_DIR-}" "${SLEEPER_INSTANCE-}" "$@" >&"$link"
  read -r code length <&"$link"
  head -c "$length" <&"$link" >&2
  cat <&"$link"
  exec {link}>&-
  return "$code"
}

# Not every version of the AWS CLI reads endpoints from the environment.
aws() {
  local service=${1%api} endpoint
  endpoint=AWS_ENDPOINT_URL_${service^^}
  AWS_PAGER='' command aws --endpoint-url "${!endpoint}" "$@"
}
