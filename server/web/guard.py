"""Who may call: the name it is called by, where the caller is, which page sent it, and the token.

A service on loopback can be reached by every web page that its user opens. So the name in `Host` must be
known (or a page could point its own name at 127.0.0.1 and read the answers), and a page of the web may not
call at all: browsers send `Origin` with every POST, or say `Sec-Fetch-Site`.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from ipaddress import ip_address

from flask import Flask, request

from server.settings import Settings
from server.web import cors, keys
from server.web.problems import Refusal
from server.web.state import settings

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
EXTENSIONS = ("chrome-extension://", "moz-extension://")
"""Schemes of the extension's origin. Firefox draws the rest of it anew for each install."""
PROTECTED = frozenset({"clean.clean"})
"""Endpoints that want the token and count against the limit."""
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def attach_door(app: Flask) -> None:
    """Ask for the host, the peer and the origin, in this order."""

    @app.before_request
    def door() -> None:
        check_host(request.headers.get("Host", ""), settings())
        check_peer(settings())
        check_origin()


def attach_token(app: Flask) -> None:
    """Ask for the token, where there is one."""

    @app.before_request
    def token() -> None:
        known = keys.known(settings())
        if known and request.endpoint in PROTECTED and request.method != "OPTIONS" and not has_token(known):
            raise no_token()


def check_host(host: str, known: Settings) -> None:
    """Refuse a name that is none of the service's.

    Raises:
        Refusal: kind `host`.
    """
    host = host.lower()
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    names = LOOPBACK_NAMES.union(known.hosts, {f"[{known.bind}]" if ":" in known.bind else known.bind})
    if "*" not in names and host not in names and name not in names:
        raise Refusal("host", "This service does not go by that name. CLEANCOPY_HOSTS lists the names it takes.")


def is_loopback(address: str | None) -> bool:
    """Whether an address is this machine's own; the empty one of a Unix socket is not.

    >>> is_loopback("127.0.0.1"), is_loopback("::ffff:127.0.0.1"), is_loopback("192.0.2.1"), is_loopback("")
    (True, True, False, False)
    """
    try:
        read = ip_address(address or "")
    except ValueError:
        return False
    mapped = getattr(read, "ipv4_mapped", None)
    return bool((mapped or read).is_loopback)


def from_here() -> bool:
    """Whether the caller is on this machine: its address says so, and no undeclared proxy stands between."""
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return is_loopback(request.remote_addr) and (settings().proxies > 0 or not forwarded)


def check_peer(known: Settings) -> None:
    """Refuse callers from elsewhere while neither a token nor CLEANCOPY_PUBLIC says who may call.

    Raises:
        Refusal: kind `not-open`.
    """
    if not known.guarded and not from_here():
        raise Refusal(
            "not-open",
            "This service answers its own machine alone. To open it, set CLEANCOPY_TOKEN or CLEANCOPY_PUBLIC=1.",
        )


def check_origin() -> None:
    """Refuse what a web page sends, its own pages, browser extensions and named sites apart.

    Raises:
        Refusal: kind `origin`.
    """
    origin = request.headers.get("Origin")
    if origin is not None:
        own = f"{request.scheme}://{request.host}"
        of_extension = origin.startswith(EXTENSIONS) and bool(origin.partition("://")[2])
        if origin != own and not of_extension and not cors.is_named(origin, settings()):
            raise Refusal(
                "origin",
                "Only this service's own page, browser extensions and the sites in CLEANCOPY_ORIGINS may call it "
                "from a browser. Behind a proxy, CLEANCOPY_PROXIES must count it.",
            )
    elif request.headers.get("Sec-Fetch-Site") == "cross-site" and not is_followed_link():
        raise Refusal("origin", "A page of another site may not call this service.")


def is_followed_link() -> bool:
    """Whether somebody followed a link to a page here: nothing is sent along, and nobody reads the answer."""
    fetch = request.headers
    return (
        request.method == "GET"
        and fetch.get("Sec-Fetch-Mode") == "navigate"
        and fetch.get("Sec-Fetch-Dest") == "document"
    )


def sent_token() -> str | None:
    """The token of the request: `Authorization: Bearer`, or the password of `Basic`."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return None
    return None


def has_token(known: tuple[str, ...]) -> bool:
    """Whether the request brings a known token; compared with all of them, in constant time."""
    return is_token(sent_token(), known)


def is_token(sent: str | None, known: tuple[str, ...]) -> bool:
    """Whether what was sent is one of the known tokens."""
    if sent is None:
        return False
    return any([hmac.compare_digest(sent.encode(), token.encode()) for token in known])  # noqa: C419


def no_token() -> Refusal:
    """The refusal for a missing or wrong token. A form has no header to set: there the browser asks."""
    scheme = "Basic" if request.mimetype in FORMS else "Bearer"
    return Refusal(
        "token",
        "Send the service's token as `Authorization: Bearer TOKEN`.",
        {"WWW-Authenticate": f'{scheme} realm="Clean Copy"'},
    )
