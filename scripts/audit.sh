#!/usr/bin/env bash
# Known holes (pip-audit, which asks the registry's database) and licences of everything in the virtual environment.
# Not part of the tests: a hole that is found tomorrow is no fault of today's change.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

venv=${VENV:-.venv}
packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
failed=0
"$venv/bin/python" scripts/licences.py || failed=1
build/audit/bin/pip-audit --strict --progress-spinner off --path "$packages" || failed=1
exit $failed
