#!/usr/bin/env bash
# Makes sure that a browser is there for the tests: scripts/ensure_browser.sh chromium|firefox
# Looks on the machine, else installs Debian's package where it may. Where it may not: one line that says what
# to install, and failure only in CI (the tests then skip what needs that browser).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

browser=$1
scripts/find_browser.sh "$browser" >/dev/null && exit 0

case $browser in
  chromium) package=chromium ;;
  firefox) package=firefox-esr ;;
esac
apt_install "$package" || true
scripts/find_browser.sh "$browser" >/dev/null && exit 0

advice="No $browser here: install it (Debian: sudo apt install $package) for the tests that need it."
if in_ci; then
  fail "$advice"
fi
say "$advice They are skipped."
