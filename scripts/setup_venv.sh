#!/usr/bin/env bash
# Sets up a virtual environment: scripts/setup_venv.sh DIRECTORY REQUIREMENTS... (the last file may include the
# others). PYTHON names another interpreter. Does nothing where all of it is there already; an environment whose
# interpreter is gone, or that was moved, is made anew.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

venv=$1
shift
wanted=${!#}
installed=$venv/.installed-$(basename "$wanted")
enough='import sys; sys.exit(sys.version_info < (3, 11))'
whole='import os.path, sys, pip; sys.exit(sys.version_info < (3, 11) or os.path.realpath(sys.prefix) != sys.argv[1])'

works() { [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "$whole" "$(realpath "$venv")" 2>/dev/null; }

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if command -v "$name" >/dev/null && "$name" -c "$enough" 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

make_venv() {
  local python
  if ! python=$(find_python); then
    if [ -n "${PYTHON:-}" ]; then
      fail "$PYTHON is not there, or is older than Python 3.11. Clean Copy needs Python 3.11 or newer."
    fi
    apt_install python3 python3-venv || true
    python=$(find_python) || fail "Clean Copy needs Python 3.11 or newer. On Debian 12: sudo apt install python3 python3-venv"
  fi
  if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    # Debian keeps ensurepip in a package of its own.
    apt_install python3-venv || true
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
      fail "$python can't make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv"
  fi
  say "Making a virtual environment with $python ..."
  "$python" -m venv --clear "$venv" || fail "$python could not make a virtual environment in $venv."
  works || fail "The virtual environment in $venv does not work. Delete it and try again."
}

works || make_venv
if ! cat "$@" | cmp --silent - "$installed"; then
  say "Installing what $wanted lists ..."
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$wanted" ||
    fail "The packages in $wanted could not be installed. Is the package registry within reach?"
  cat "$@" >"$installed"
fi
