"""`/openapi.json` says what the service does: its addresses, its errors, and the shape of real answers."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from server import create_app
from server.model import CATEGORIES
from server.settings import Settings
from server.version import VERSION
from server.web.ops import description
from server.web.problems import PROBLEMS, TYPE

PAGES = sorted((Path(__file__).resolve().parent.parent / "pages").glob("*/page.*"))
API = description()
CLEAN = API["paths"]["/clean"]["post"]
BODIES = CLEAN["requestBody"]["content"]


def strict(node: Any) -> Any:
    """A copy of the description in which an object has no property but those described."""
    if isinstance(node, list):
        return [strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: strict(value) for key, value in node.items()}
    if made.get("type") == "object" and "properties" in made:
        made["additionalProperties"] = False
    return made


STRICT = strict(copy.deepcopy(API))


def conforms(value: Any, schema: dict[str, Any]) -> None:
    """Fail unless the value has the shape, and nothing besides."""
    Draft202012Validator({**strict(schema), "components": STRICT["components"]}).validate(value)


def examples(media: dict[str, Any]) -> list[Any]:
    """The examples of one media type."""
    return [media["example"]] if "example" in media else [named["value"] for named in media["examples"].values()]


def test_it_is_a_valid_description(client: FlaskClient) -> None:
    served = client.get("/openapi.json").get_json()
    validate(served)
    assert served["info"]["version"] == VERSION


def test_it_names_every_address_and_method() -> None:
    app: Flask = create_app(Settings())
    served = {
        (rule.rule, method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.rule.startswith("/static/") and rule.rule != "/favicon.ico"
    }
    assert served == {(path, method) for path, methods in API["paths"].items() for method in methods}


def test_it_names_every_problem_with_its_status() -> None:
    told = {}
    for answer in API["components"]["responses"].values():
        for kind, example in answer["content"]["application/problem+json"]["examples"].items():
            conforms(example["value"], API["components"]["schemas"]["Problem"])
            told[kind] = example["value"]
    assert set(told) == set(PROBLEMS)
    for kind, problem in PROBLEMS.items():
        assert (told[kind]["status"], told[kind]["title"]) == (problem.status, problem.title)
        assert told[kind]["type"] == TYPE + kind
    assert API["components"]["schemas"]["Problem"]["properties"]["type"]["enum"] == [TYPE + kind for kind in PROBLEMS]
    statuses = {str(problem.status) for problem in PROBLEMS.values()} - {"404"}
    assert set(CLEAN["responses"]) == statuses | {"200"}


def test_it_names_every_category() -> None:
    assert API["components"]["schemas"]["Removal"]["properties"]["category"]["enum"] == list(CATEGORIES)


@pytest.mark.parametrize("path", API["paths"])
def test_the_examples_have_the_shape_that_it_tells(path: str) -> None:
    for operation in API["paths"][path].values():
        shown = [*operation.get("requestBody", {}).get("content", {}).values()]
        shown += operation["responses"]["200"]["content"].values()
        for media in shown:
            assert examples(media)
            for example in examples(media):
                conforms(example, media["schema"])


@pytest.mark.parametrize("path", sorted(set(API["paths"]) - {"/", "/clean"}))
def test_what_it_tells_of_operation_is_what_is_answered(client: FlaskClient, path: str) -> None:
    content = API["paths"][path]["get"]["responses"]["200"]["content"]
    answer = client.get(path)
    assert answer.mimetype in content
    conforms(answer.get_json(), content[answer.mimetype]["schema"])


@pytest.mark.parametrize("content_type", BODIES)
@pytest.mark.parametrize("format_", ["json", "html", "markdown", "text"])
def test_its_requests_are_answered_as_it_tells(client: FlaskClient, content_type: str, format_: str) -> None:
    for example in examples(BODIES[content_type]):
        data = json.dumps(example) if content_type.endswith("json") else example
        answer = client.post(f"/clean?format={format_}", data=data, content_type=content_type)
        assert answer.status_code == 200
        media = CLEAN["responses"]["200"]["content"][answer.mimetype]
        conforms(answer.get_json() if format_ == "json" else answer.text, media["schema"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_real_answers_have_the_shape(client: FlaskClient, page: Path) -> None:
    kind = "text/plain" if page.suffix == ".txt" else "text/html"
    answer = client.post("/clean?anyway=1&url=https://post.example/a", data=page.read_bytes(), content_type=kind)
    assert answer.status_code == 200
    conforms(answer.get_json(), CLEAN["responses"]["200"]["content"]["application/json"]["schema"])


def test_a_real_problem_has_the_shape(client: FlaskClient) -> None:
    conforms(client.post("/clean").get_json(), API["components"]["schemas"]["Problem"])
