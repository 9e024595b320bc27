"""Services that are not the real one: one that passes everything on and remembers it, one of another version, one
behind a certificate that nobody trusts."""

from __future__ import annotations

import http.client
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TLS_HANDSHAKE = b"\x16"


class Quiet(BaseHTTPRequestHandler):
    """A handler that keeps no log and minds no browser that hangs up."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def say(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def listening(server: ThreadingHTTPServer) -> Iterator[str]:
    """Serve until the block ends; gives the address."""
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Recorder:
    """In front of the real service: what the extension sent, and what the service makes of it as JSON."""

    def __init__(self, service: str) -> None:
        self.service = urlsplit(service).netloc
        self.sent: list[dict[str, str]] = []
        recorder = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                self.say(*recorder.passed_on("GET", self.path, None))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                recorder.sent.append(json.loads(body))
                self.say(*recorder.passed_on("POST", self.path, body))

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def passed_on(self, method: str, path: str, body: bytes | None) -> tuple[int, str, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection(self.service, timeout=60)
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        version = answer.getheader("Clean-Copy-Version")
        headers = {"Clean-Copy-Version": version} if version else {}
        return answer.status, answer.getheader("Content-Type", ""), said, headers

    def answer(self) -> dict[str, Any]:
        """What the service says of the page that was sent last, as JSON."""
        body = json.dumps(self.sent[-1]).encode()
        status, _, said, _ = self.passed_on("POST", "/clean?format=json", body)
        assert status == 200, said[:300]
        answer: dict[str, Any] = json.loads(said)
        return answer


@contextmanager
def recorded(service: str) -> Iterator[tuple[Recorder, str]]:
    """A recorder in front of the service, and its address."""
    recorder = Recorder(service)
    with listening(recorder.server) as address:
        yield recorder, address


@contextmanager
def of_version(version: str) -> Iterator[str]:
    """A service that says it has this version."""

    class Handler(Quiet):
        def do_GET(self) -> None:
            self.say(200, "application/json", json.dumps({"status": "ok", "version": version}).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.say(400, "application/problem+json", b'{"type": "urn:clean-copy:problem:empty"}')

    with listening(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as address:
        yield address


@contextmanager
def untrusted(folder: Path) -> Iterator[str]:
    """A server with a certificate that it signed itself; to plain http it answers 400, as nginx does."""
    certificate = folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=server.test", "-keyout", certificate, "-out", certificate.with_suffix(".crt")],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.with_suffix(".crt"), certificate)

    class Handler(Quiet):
        def do_GET(self) -> None:
            self.say(400, "text/plain", b"The plain HTTP request was sent to HTTPS port")

    class Server(ThreadingHTTPServer):
        def finish_request(self, request: Any, client_address: Any) -> None:
            try:
                if request.recv(1, 2) == TLS_HANDSHAKE:  # 2: MSG_PEEK
                    request = context.wrap_socket(request, server_side=True)
                super().finish_request(request, client_address)
            except OSError:
                request.close()  # the browser does not go on with this certificate

    with listening(Server(("127.0.0.1", 0), Handler)) as address:
        yield address.replace("http:", "https:")
