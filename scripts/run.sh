#!/usr/bin/env bash
# Starts the service under gunicorn: scripts/run.sh ADDRESS PORT, from a virtual environment that is set up.
# gunicorn.conf.py reads the address and every other setting from the environment.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

host=$1
port=$2
python=${VENV:-.venv}/bin/python

free='
import socket, sys
host, port = sys.argv[1], sys.argv[2]
if not port.isdigit() or not 0 < int(port) < 65536:
    sys.exit(f"{port!r} is not a port: it must be a number from 1 to 65535.")
try:
    family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
except socket.gaierror:
    sys.exit(f"{host!r} is not an address of this machine.")
except PermissionError:
    sys.exit(f"Port {port} is reserved for the system. Choose one above 1023: make run PORT=8001")
except OSError as error:
    sys.exit(f"Port {port} on {host} can not be used ({error.strerror}). Stop what listens there, or choose another: make run PORT=8001")
'
"$python" -c "$free" "$host" "$port"

case $host in
  *:*) shown="[$host]" ;;
  *) shown=$host ;;
esac
say "Clean Copy starts at http://$shown:$port/ (Ctrl-C stops it)"
CLEANCOPY_BIND=$host PORT=$port exec "$python" -m gunicorn
