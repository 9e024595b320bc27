"""Copies of the service behind nginx with one Redis: Debian's packages, with the files of `deploy/`."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from support.programs import program
from support.service import ROOT, Answer, Service

DEPLOY = ROOT / "deploy"
NAME = "clean.example.org"
TOKEN = "a-token-of-enough-letters"
ALLOWED = {"Host": NAME, "Content-Type": "text/html", "Authorization": f"Bearer {TOKEN}"}
READY_SECONDS = 20

MAIN = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/http.conf;
    include {folder}/site.conf;
}}
"""
"""What Debian's own nginx.conf stands for."""


def free_port() -> int:
    """A port of loopback on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether something takes connections there."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextmanager
def running(command: Sequence[str | Path], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server that is stopped at the end.

    Raises:
        RuntimeError: when it does not take connections; holds what it printed.
    """
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout
    try:
        ends = time.monotonic() + READY_SECONDS
        while not listens(port):
            if process.poll() is not None or time.monotonic() > ends:
                process.kill()
                raise RuntimeError(f"{command[0]} did not start:\n{process.stdout.read().decode()}")
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(READY_SECONDS)
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def redis() -> Iterator[str]:
    """Debian's Redis, in memory alone, as in deploy/compose.yaml; gives its address."""
    port = free_port()
    command = [
        program("redis-server"),
        "--port",
        str(port),
        "--save",
        "",
        "--appendonly",
        "no",
        "--bind",
        "127.0.0.1",
    ]
    with running(command, port):
        yield f"redis://127.0.0.1:{port}/0"


def certificate(folder: Path) -> None:
    """A certificate for the name, signed by itself, where certbot would put it."""
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


def site(folder: Path, *, plain: int, secure: int, copies: Sequence[int]) -> Path:
    """The files of deploy/nginx in a folder, with its places and ports; gives the main one.

    Nothing else of them is changed, and each change must find its place.
    """
    certificate(folder)
    text = (DEPLOY / "nginx/site.conf").read_text(encoding="utf-8")
    servers = "\n".join(f"    server 127.0.0.1:{port} fail_timeout=2s;" for port in copies)
    text, n = re.subn(r"(?m)(^    server 127\.0\.0\.1:\d+ .*;\n?)+", servers + "\n", text)
    assert n == 1
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        f"/etc/letsencrypt/live/{NAME}/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "/etc/nginx/snippets/clean-copy-proxy.conf": f"{folder}/proxy.conf",
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    text = re.sub(r"(?m)^    listen \[::\].*\n", "", text)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    for name in ("http.conf", "proxy.conf"):
        shutil.copy(DEPLOY / "nginx" / name, folder)
    main = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    main.write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    return main


class Stack:
    """nginx with HTTPS in front of copies of the service. Use `stack` to make one."""

    def __init__(self, folder: Path, port: int, plain: int, copies: dict[int, Service], environment: dict[str, str]):
        self.folder, self.port, self.plain = folder, port, plain
        self.copies = copies
        self.environment = environment
        self._trust = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))

    def connection(self) -> http.client.HTTPSConnection:
        """A connection to nginx, whose certificate is checked for the name."""
        made = http.client.HTTPSConnection(NAME, self.port, timeout=60, context=self._trust)
        made._create_connection = lambda address, *rest: socket.create_connection(("127.0.0.1", address[1]), *rest)  # type: ignore[attr-defined]
        return made

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = ALLOWED
    ) -> Answer:
        """One request on a connection of its own."""
        connection = self.connection()
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def start(self, port: int) -> None:
        """Start a copy, or start it again."""
        self.copies[port] = Service({**self.environment, "PORT": str(port)})

    def close(self) -> None:
        """Stop every copy."""
        for copy in self.copies.values():
            copy.stop()


@contextmanager
def stack(folder: Path, copies: int = 2, **settings: str) -> Iterator[Stack]:
    """Redis, copies of the service and nginx, as `docs/self-hosting.md` sets them up."""
    plain, secure, *ports = (free_port() for _ in range(copies + 2))
    main = site(folder, plain=plain, secure=secure, copies=ports)
    with redis() as address:
        environment = {
            "CLEANCOPY_TOKEN": TOKEN,
            "CLEANCOPY_HOSTS": NAME,
            "CLEANCOPY_PROXIES": "1",
            "CLEANCOPY_REDIS_URL": address,
            "CLEANCOPY_RATE": "0",
            **settings,
        }
        made = Stack(folder, secure, plain, {}, environment)
        try:
            for port in ports:
                made.start(port)
            with running([program("nginx"), "-c", main, "-p", folder], secure):
                yield made
        finally:
            made.close()
