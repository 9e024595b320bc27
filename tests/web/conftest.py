"""What the tests of the HTTP service share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from server import create_app
from server.settings import Settings

PAGE = """<!doctype html><html lang="en"><head><title>Bridge reopens | Ferndale Post</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Old bridge at Ferndale reopens after nine months of repairs</h1>
<p>The stone bridge over the Arrow at Ferndale reopened to traffic on Tuesday, nine months after a flood
washed away one of its piers and cut the village in two, the county said.</p>
<p>“We crossed it at six in the morning with flasks of tea,” said Alma Prentice, who keeps the shop on the
northern bank and had driven 22 miles to reach her own warehouse since the winter.</p>
<p>The repair cost £3.1 million, according to the county engineer, and used stone from the quarry that had
supplied the first builders in 1794.</p>
<p>Lorries of more than 18 tonnes will have to take the bypass until a second inspection in the autumn, when
the engineers want to look at the foundations again at low water.</p></article>
<footer>© Ferndale Post</footer></body></html>"""
"""An invented page that any version of the rooms takes for an article."""

SENTENCE = "used stone from the quarry"
"""Words that stand in the article."""


@pytest.fixture
def page() -> str:
    return PAGE


@pytest.fixture
def client_of() -> Callable[..., FlaskClient]:
    """Makes a client of a service with settings of its own."""
    return lambda **settings: create_app(Settings(**settings)).test_client()


@pytest.fixture
def client(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    """A client of the service as it is without any setting."""
    return client_of()
