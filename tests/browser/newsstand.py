"""A small news site of invented pages, served from this machine under a name of its own."""

from __future__ import annotations

import gzip
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGES = Path(__file__).with_name("pages")
HTML = "text/html; charset=utf-8"
TYPES = {
    ".html": HTML, ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".pdf": "application/pdf",
}  # fmt: skip
STRICT = (
    "default-src 'none'; style-src 'none'; img-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""What the strictest site sends: nothing may be loaded, run or assigned."""


@dataclass
class Newsstand:
    """The site: `pages/<name>` under `/<name>`; `/strict/<name>` the same under the strictest policy."""

    made: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """pages that a test makes: path → type and body"""
    asked: list[str] = field(default_factory=list)
    """the paths that were asked for, in order"""
    port: int = 0

    def url(self, path: str, host: str = "news.test") -> str:
        return f"http://{host}:{self.port}/{path}"

    def make(self, path: str, html: str) -> str:
        """Serve this HTML; gives its address."""
        self.made[path] = (HTML, html.encode())
        return self.url(path)

    def page(self, path: str) -> tuple[str, bytes] | None:
        if path in self.made:
            return self.made[path]
        file = PAGES / path
        return (TYPES[file.suffix], file.read_bytes()) if file.parent == PAGES and file.is_file() else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand: Newsstand

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        self.stand.asked.append(path)
        found = self.stand.page(path.removeprefix("strict/"))
        self.send_response(200 if found else 404)
        kind, body = found or (
            "text/html; charset=utf-8",
            b"<!doctype html><title>Not found</title><p>Not found.</p>",
        )
        packed = gzip.compress(body, 1) if len(body) > 1_000_000 else body
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(packed)))
        if packed is not body:
            self.send_header("Content-Encoding", "gzip")
        if path.startswith("strict/"):
            self.send_header("Content-Security-Policy", STRICT)
        self.end_headers()
        self.wfile.write(packed)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # the browser closed the tab

    def log_message(self, format: str, *args: object) -> None:
        """A test site keeps no log."""


def opened() -> tuple[Newsstand, ThreadingHTTPServer]:
    """Open the stand on a free port; `shutdown` and `server_close` of the server end it."""
    stand = Newsstand()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("StandHandler", (Handler,), {"stand": stand}))
    server.daemon_threads = True
    stand.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return stand, server
