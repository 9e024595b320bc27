# Sourced by the other scripts: how to speak to the developer, and what may be installed here.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# The words before apt-get that let it install here; fails where nothing may be installed without a password.
apt_prefix() {
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -eq 0 ]; then
    printf 'env'
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    printf 'sudo -n env'
  else
    return 1
  fi
}

# apt_install PACKAGE...: installs Debian packages; fails, after saying why, where that is not allowed or goes wrong.
apt_install() {
  local prefix log
  prefix=$(apt_prefix) || return 1
  log=$(mktemp)
  say "Installing $* with apt-get ..."
  # shellcheck disable=SC2086  # the prefix is two or three words
  if $prefix DEBIAN_FRONTEND=noninteractive apt-get update >"$log" 2>&1 &&
    $prefix DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
  return 1
}

# in_ci: whether nothing may be skipped.
in_ci() { [ "${CI:-}" = true ] || [ "${CI:-}" = 1 ]; }
