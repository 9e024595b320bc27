"""How many pages one caller may send: flask-limiter, in memory or in a Redis that all copies share."""

from __future__ import annotations

import hashlib
import time
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Flask, Response, request
from flask_limiter import HeaderNames, Limiter
from redis.backoff import NoBackoff
from redis.retry import Retry

from server.web import keys
from server.web.guard import PROTECTED, from_here, has_token, sent_token
from server.web.state import settings

REDIS_SECONDS = 0.3
"""How long to wait for Redis before going on under the memory limit; it stands next door, or it is no use."""


def attach(app: Flask) -> None:
    """Limit the endpoint that works. The limiter is `app.extensions["cleancopy.rate"]`, None where it is off."""
    wanted = app.extensions["cleancopy"]
    app.extensions["cleancopy.rate"] = None
    if not wanted.rate:
        return
    app.after_request(tidy)  # handlers run last to first: this one after the limiter's own
    waits: dict[str, Any] = {
        "socket_timeout": REDIS_SECONDS,
        "socket_connect_timeout": REDIS_SECONDS,
        "retry": Retry(NoBackoff(), 0),
    }
    app.extensions["cleancopy.rate"] = Limiter(
        key_func=caller,
        app=app,
        default_limits=[f"{wanted.rate}/minute"],
        default_limits_exempt_when=exempt,
        storage_uri=wanted.redis_url or "memory://",
        storage_options=waits if wanted.redis_url else {},
        in_memory_fallback_enabled=bool(wanted.redis_url),
        headers_enabled=True,
        header_name_mapping={
            HeaderNames.LIMIT: "RateLimit-Limit",
            HeaderNames.REMAINING: "RateLimit-Remaining",
            HeaderNames.RESET: "RateLimit-Reset",
        },
        key_prefix="cleancopy",
    )


def exempt() -> bool:
    """Loopback has no limit, and only the endpoint that works has one."""
    return request.endpoint not in PROTECTED or request.method == "OPTIONS" or from_here()


def caller() -> str:
    """Who is counted: the token, else the address (of IPv6 the network, which one caller owns whole).

    Hashed, so that neither stands in Redis or in a log.
    """
    trusted = has_token(keys.known(settings()))
    who = f"token {sent_token()}" if trusted else f"address {network(request.remote_addr or '')}"
    return hashlib.sha256(who.encode()).hexdigest()[:32]


def network(address: str) -> str:
    """The part of an address that stands for one caller.

    >>> network("2001:db8:1:2:3:4:5:6"), network("192.0.2.1")
    ('2001:db8:1:2::', '192.0.2.1')
    """
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(read) >> 64 << 64)) if isinstance(read, IPv6Address) else str(read)


def tidy(response: Response) -> Response:
    """Seconds, not clock times, and `Retry-After` only where the caller must wait."""
    if "RateLimit-Reset" in response.headers:
        left = max(1, int(int(response.headers["RateLimit-Reset"]) - time.time()))
        response.headers["RateLimit-Reset"] = str(left)
        response.headers.pop("Retry-After", None)
        if response.status_code == 429:
            response.headers["Retry-After"] = str(left)
    return response
