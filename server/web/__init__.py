"""The HTTP service: what comes in, who may call, and the shape of every answer."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server.settings import Settings
from server.web import body, clean, cors, guard, headers, journal, keys, metrics, ops, pages, problems, rate


def application(settings: Settings) -> Flask:
    """The Flask application, with its guards in the order in which they ask."""
    keys.known(settings)  # a wrong file is told now, and not to the first caller
    app = Flask("server")
    app.extensions["cleancopy"] = settings
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = True
    metrics.attach(app)  # first in, last out: it sees the whole of every answer
    journal.attach(app)
    headers.attach(app)
    cors.attach(app)
    body.attach(app)
    guard.attach_door(app)  # host, peer and origin: nobody else even counts against a limit
    rate.attach(app)  # before the token, so that guessing tokens is limited too
    guard.attach_token(app)
    problems.attach(app)
    for blueprint in (clean.blueprint, pages.blueprint, ops.blueprint):
        app.register_blueprint(blueprint)
    if settings.metrics:
        app.register_blueprint(ops.counts)
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n, x_port=n)  # type: ignore[method-assign]
    return app
