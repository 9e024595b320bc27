"""What holds for any body whatever."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from server import create_app
from server.model import PageTooLarge
from server.settings import Settings
from server.web import body, intake
from server.web.problems import Refusal

CLIENT: FlaskClient = create_app(Settings(max_bytes=20_000)).test_client()
TYPES = st.sampled_from([*intake.READERS, "multipart/form-data; boundary=x", "text/html; charset=utf-16", "a/b", ""])


@given(data=st.binary(max_size=3000), cut=st.integers(1, 500), members=st.integers(1, 4))
def test_inflation_gives_back_what_was_packed(data: bytes, cut: int, members: int) -> None:
    packed = gzip.compress(data) * members
    chunks = (packed[start : start + cut] for start in range(0, len(packed), cut))
    assert b"".join(body.capped_inflation(chunks, most=20_000)) == data * members


@given(data=st.binary(min_size=2, max_size=3000), cap=st.integers(1, 3000))
def test_inflation_never_gives_more_than_the_cap(data: bytes, cap: int) -> None:
    given_out = 0
    try:
        for piece in body.capped_inflation(iter([gzip.compress(data)]), most=cap):
            given_out += len(piece)
    except PageTooLarge:
        assert len(data) > cap
    else:
        assert len(data) <= cap
    assert given_out <= cap


@given(data=st.binary(max_size=300), cut=st.integers(1, 100))
def test_packed_rubbish_is_refused(data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    with pytest.raises(Refusal):
        list(body.capped_inflation(iter([packed[: -min(cut, len(packed) - 1)]]), most=20_000))


@given(text=st.text(st.characters(categories=["Cs", "L", "N", "P", "S"])))
def test_any_text_can_be_written_as_utf_8(text: str) -> None:
    whole = intake.whole(text)
    whole.encode("utf-8")
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert whole == text


@settings(deadline=None, max_examples=150)
@given(data=st.binary(max_size=2000), content_type=TYPES, packed=st.booleans())
def test_no_body_is_a_fault_of_the_service(data: bytes, content_type: str, packed: bool) -> None:
    headers = {"Content-Encoding": "gzip"} if packed else {}
    sent = gzip.compress(data) if packed else data
    answer = CLIENT.post("/clean", data=sent, content_type=content_type, headers=headers)
    assert answer.status_code in (200, 400, 413, 415, 422), answer.text


@settings(deadline=None, max_examples=150)
@given(
    fields=st.dictionaries(
        st.sampled_from(["html", "text", "url", "format", "x"]), st.none() | st.text() | st.integers()
    )
)
def test_no_json_is_a_fault_of_the_service(fields: dict[str, object]) -> None:
    assert CLIENT.post("/clean", json=fields).status_code in (200, 400, 422)
