#!/usr/bin/env bash
# Lints the extension as Mozilla's store does: scripts/lint_extension.sh. Errors fail, warnings are shown.
# node and npm come pinned with requirements-dev.txt; web-ext goes into build/, which nothing else reads.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

version=10.7.0
tools=build/web-ext-$version
export PATH="$PWD/${VENV:-.venv}/bin:$PATH"

if [ ! -f extension/manifest.json ]; then
  fail "extension/manifest.json is missing."
fi
if [ ! -x "$tools/node_modules/.bin/web-ext" ]; then
  mkdir -p "$tools"
  if ! npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --no-save --loglevel=error \
    "web-ext@$version" >"$tools/install.log" 2>&1; then
    tail -n 5 "$tools/install.log" >&2
    if in_ci; then
      fail "web-ext $version could not be installed from npm."
    fi
    say "web-ext $version could not be installed from npm: the extension is not linted."
    exit 0
  fi
fi
"$tools/node_modules/.bin/web-ext" lint --source-dir extension --no-config-discovery --boring
