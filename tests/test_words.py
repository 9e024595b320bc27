"""The word files: each entry catches and leaves what it says that it does."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import tokens, wordfiles, words
from server.matching import Matcher
from server.phrases import Pattern

LANGUAGES = [words.language(code) for code in words.languages()]
CATCH = [(lang.code, e.id, text) for lang in LANGUAGES for e in (*lang.entries, *lang.stays) for text in e.catch]
LEAVE = [(lang.code, e.id, text) for lang in LANGUAGES for e in (*lang.entries, *lang.stays) for text in e.leave]

LOOKALIKES = tomllib.loads(Path(__file__).with_name("lookalikes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in LOOKALIKES.items() for text in texts])
def test_news_in_the_words_of_appeals_is_left(code: str, text: str) -> None:
    hit = words.plainly(text, code)
    assert hit is None, f"{hit.id}: {hit.why}" if hit else ""


@pytest.mark.parametrize(("code", "entry", "text"), CATCH)
def test_entry_catches(code: str, entry: str, text: str) -> None:
    assert entry in words.language(code).matcher.find(text).met


@pytest.mark.parametrize(("code", "entry", "text"), LEAVE)
def test_entry_leaves(code: str, entry: str, text: str) -> None:
    assert not words.weigh(text, code).plain, f"{entry}: {words.weigh(text, code).why}"


@pytest.mark.parametrize("cue", ["ask", "gate", "life", "press", "self", "we", "you", "i"])
def test_a_cue_that_is_asked_for_alone_is_the_one_that_is_counted(cue: str) -> None:
    life = ("en", "", "Ida Lund is a reporter for the Pier.")
    weights = [words.weigh(text, code) for code, _, text in [*CATCH, *LEAVE, life]]
    assert [weight.holds(cue) for weight in weights] == [bool(weight.cues.get(cue)) for weight in weights]
    assert any(weight.holds(cue) for weight in weights)


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
def test_every_entry_shows_what_it_catches(lang: words.Language) -> None:
    ids = [entry.id for entry in (*lang.entries, *lang.stays)]
    assert len(ids) == len(set(ids))
    assert [entry.id for entry in (*lang.entries, *lang.stays) if not entry.catch] == []


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("The boats came in late and nobody had seen the light.", None, "en"),
        ("Die Boote kamen spät, und niemand hatte das Licht gesehen.", "en", "de"),
        ("Les bateaux sont rentrés tard et personne n'avait vu la lumière.", None, "fr"),
        ("船は遅くに戻り、だれも灯を見なかった。", None, "ja"),
        ("Лодки вернулись поздно, и никто не видел света.", "en", "ru"),
        ("Quay", "nl", "nl"),
        ("Quay", None, None),
    ],
)
def test_a_text_tells_its_language(text: str, hint: str | None, code: str | None) -> None:
    assert words.language_of(text, hint) == code


def test_a_sentence_that_is_chrome_by_itself_is_told_in_words() -> None:
    hit = words.plainly("Support our journalism: give £3 a month.", "en")
    assert hit
    assert hit.category == "donation"
    assert "asks for money" in hit.why
    assert words.plainly("The ferry was late again on Monday.", "en") is None


@pytest.mark.parametrize("text", ["Comments (19)", "19 comments", "COMMENTS", "Comments."])
def test_a_label_is_found_with_its_count(text: str) -> None:
    hit = words.plainly(text, "en")
    assert hit
    assert hit.category == "comments"


def test_quoted_words_are_somebody_elses() -> None:
    assert words.plainly("“Please donate now and support our work,” the poster in the window said.", "en") is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Legen Sie auf der Website der Stadt ein Konto an und laden Sie eine Kopie des Mietvertrags hoch."),
        (
            "es",
            "Desactiva las notificaciones por la noche, aconseja Ana Ruiz, una psicóloga de Vigo, y dormirás mejor.",
        ),
        ("it", "Il quotidiano ha tolto il paywall e ora chiede un abbonamento di 5 euro al mese."),
        ("pt", "Quem quiser fazer uma doação poderá entregar os alimentos no ginásio até sexta-feira."),
        ("sv", "De som vill skänka pengar kan lämna dem i kyrkan till och med fredag."),
        ("de", "Der Bau ist teuer. »Unterstützen Sie unseren Journalismus mit einer Spende«, sagte er nicht."),
        ("en", "The survey was sponsored content in all but name, said a man whose firm had paid for it."),
    ],
)
def test_the_words_of_appeals_in_a_report_are_left(code: str, text: str) -> None:
    assert not words.weigh(text, code).plain, words.weigh(text, code).why


def test_news_of_another_publisher_differs_from_a_publication_that_speaks_to_its_reader() -> None:
    told = "The daily will drop its paywall in May; until then a subscription to it costs readers $9 every month."
    spoken = "We will drop our paywall in May; until then your subscription costs $9 a month."
    assert words.weigh(told, "en").cues.get("trade")
    assert not words.weigh(spoken, "en").cues.get("trade")
    assert words.weigh(told, "en").score < words.weigh(spoken, "en").score


@pytest.mark.parametrize(
    ("code", "text", "category"),
    [
        ("en", "You can pause or cancel at any time. No card needed.", "subscription"),
        ("en", "Registering costs nothing.", "registration"),
        ("en", "Sign in to keep reading.", "registration"),
        ("en", "Comments on this story are now closed.", "comments"),
        ("en", "We do not have a paywall, so that nobody is shut out.", "donation"),
        ("en", "A small gift from our readers keeps a reporter on the road.", "donation"),
        ("en", "Nearly done: check your inbox and confirm.", "newsletter"),
        ("en", "Become a Gazette supporter", "donation"),
        ("de", "Ich bin dabei", "donation"),
        ("fr", "Alerter la modération", "comments"),
        ("es", "Denunciar comentario", "comments"),
        ("pt", "Quero contribuir", "donation"),
        ("it", "Voglio sostenere", "donation"),
        ("nl", "Reactie melden", "comments"),
    ],
)
def test_the_lines_around_an_appeal_are_told(code: str, text: str, category: str) -> None:
    weight = words.weigh(text, code)
    assert weight.plain, weight.why
    assert weight.category == category


def test_the_country_is_not_us() -> None:
    assert not words.weigh("It comes hours after US forces left the island.", "en").cues.get("we")
    assert words.weigh("Support us today.", "en").cues["we"] == 1
    assert words.weigh("SUPPORT US TODAY", "en").cues["we"] == 1


@given(st.text(alphabet="aUS five cents.!?:|$_09\t,'", max_size=40))
def test_the_words_of_a_text_are_the_same_by_every_way(text: str) -> None:
    slowly = tokens.TOKEN.finditer(tokens.COUNTRY.sub("U.S.", text).casefold())
    assert tokens.tokens(text) == tuple(map(tokens._token, slowly))


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
def test_a_phrase_is_tried_wherever_it_stands(lang: words.Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words beside a phrase's rarest one tell only where it can't stand."""
    texts = [text for code, _, text in CATCH + LEAVE if code == lang.code]
    found = [lang.matcher.find(text).met for text in texts]
    read: list[Pattern] = []
    monkeypatch.setattr(wordfiles, "Matcher", lambda patterns, _letters: read.extend(patterns))
    wordfiles.language.__wrapped__(lang.code)
    monkeypatch.undo()
    assert any(pattern.beside for pattern in read) != lang.letters
    slow = Matcher([replace(pattern, beside=frozenset()) for pattern in read], lang.letters)
    assert [slow.find(text).met for text in texts] == found
