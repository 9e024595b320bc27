#!/usr/bin/env bash
# Prints the path of a browser on this machine: scripts/find_browser.sh chromium|firefox. Fails where there is none.
# CLEANCOPY_CHROMIUM and CLEANCOPY_FIREFOX name one that is not on the PATH.
set -euo pipefail

case ${1:-} in
  chromium)
    names="${CLEANCOPY_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable"
    apps="/Applications/Chromium.app/Contents/MacOS/Chromium"
    ;;
  firefox)
    names="${CLEANCOPY_FIREFOX:-} firefox-esr firefox"
    apps="/Applications/Firefox.app/Contents/MacOS/firefox"
    ;;
  *)
    echo "usage: $0 chromium|firefox" >&2
    exit 2
    ;;
esac
for name in $names $apps; do
  # A name that answers with its version: Ubuntu has stand-ins that only say how to install the real one.
  if path=$(command -v "$name") && HOME=${HOME:-/tmp} "$path" --version >/dev/null 2>&1; then
    printf '%s\n' "$path"
    exit 0
  fi
done
exit 1
