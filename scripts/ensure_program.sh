#!/usr/bin/env bash
# Makes sure that a program is there for the tests: scripts/ensure_program.sh PROGRAM DEBIAN-PACKAGE
# In CI it installs Debian's package where it may. On a developer's machine it installs nothing: these are servers,
# which Debian starts at once. It never fails: the tests skip what needs the program, and say so.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

program=$1
package=$2
PATH=$PATH:/usr/sbin:/sbin
command -v "$program" >/dev/null && exit 0
if in_ci && apt_install "$package" && command -v "$program" >/dev/null; then
  exit 0
fi
say "No $program here: the tests that need it are skipped (Debian: sudo apt install $package)."
