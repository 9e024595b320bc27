"""The page at `/`, and what stands around it."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from server.version import VERSION


def test_health_tells_the_version(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok", "version": VERSION}


def test_ready_tells_where_limits_are_counted(client: FlaskClient) -> None:
    assert client.get("/readyz").get_json() == {"status": "ready", "version": VERSION, "limits": "memory"}


def test_the_start_page_posts_to_the_reading_view_without_script(client: FlaskClient) -> None:
    page = client.get("/").text
    forms = re.findall(r"<form[^>]*>", page)
    assert len(forms) == 2
    assert all('action="/clean?format=html"' in form and 'enctype="multipart/form-data"' in form for form in forms)


def test_everything_that_the_start_page_loads_is_here(client: FlaskClient) -> None:
    page = client.get("/").text
    places = re.findall(r'(?:src|href)="(/[^"]*)"', page)
    assert len(places) >= 5
    for place in places:
        with client.get(place) as answer:
            assert answer.status_code == 200, place


def test_nothing_inline_runs_on_the_start_page(client: FlaskClient) -> None:
    page = client.get("/").text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=", page.split("<form")[0])
    assert "'unsafe-inline'" not in client.get("/").headers["Content-Security-Policy"]
