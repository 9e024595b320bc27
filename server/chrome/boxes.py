"""Boxes inside the article that are chrome as a whole: cards of other stories, comment threads, the author's life."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Set

from server import words
from server.chrome.names import named
from server.chrome.nesting import Held
from server.chrome.survey import Survey, linked, plain
from server.model import Category, Heading, Wrapper

Found = tuple[Category, str, str]
CARD = 70
"""words that a card of another story has at most"""
ROW = 0.25
"""share of the article's words that all cards of one make may hold: with more, the list is the article"""
LIFE = 160
"""words that a note on the author has at most"""
MOST_IN_LIFE = 6
"""texts in a box on the author"""
ABOUT = 3
"""words beside the name in a heading like "About Ida Lund" """
LINE = 40
"""words of a line on somebody that is one although the author's name does not stand at its beginning"""
BEGINS = 60
"""characters in which it does"""
PRONOUNS = ("He ", "She ", "They ")
SHARE = 0.3
"""share of the article's words that a box may hold"""


def judge(survey: Survey, gone: Set[int]) -> dict[int, Found]:
    """For the place of each block in such a box, what it is.

    Args:
        gone: places that other rules took already; they are evidence that a box leads elsewhere.
    """
    found: dict[int, Found] = {}
    threads = _threads(survey)
    for of in survey.held:
        wrapper, members, size = of.wrapper, of.places, survey.size(of)
        if size > SHARE * survey.total:
            continue
        told = (
            _card(survey, of, size)
            or _related(survey, wrapper, members, gone | found.keys())
            or _author(survey, wrapper, members, size)
            or _comments(wrapper, members, survey, threads)
        )
        if told:
            for n in members:
                found.setdefault(n, told)
    for n in range(survey.first_prose, len(survey.blocks)):
        if n not in found and (n >= survey.last_prose - 1 or _names_author(survey, n)) and _life(survey, n):
            found[n] = ("ui", "structure/author-line", "a line on the author")
    return found


def _card(survey: Survey, of: Held, size: int) -> Found | None:
    """A linked headline with at most a few lines beside it."""
    wrapper, places = of.wrapper, survey.headlines
    if named(wrapper.names, "related") or wrapper.tag == "article":
        places = survey.pictured
    headlines = bisect_left(places, of.stop) - bisect_left(places, of.start)
    if not headlines or size > CARD * headlines or len(of.places) > 5 * headlines:
        return None
    count, words_of_row = survey.rows[wrapper.tag, wrapper.names]
    if words_of_row > ROW * survey.total:
        return None
    many = count >= 2
    if wrapper.tag in ("article", "li", "a", "aside") or named(wrapper.names, "related") or (many and wrapper.names):
        return "related", "structure/card", "a card: a linked headline with a few words"
    return None


def _related(survey: Survey, wrapper: Wrapper, members: range, gone: Set[int]) -> Found | None:
    """A box with a name for other stories, and links in it."""
    names = wrapper.names
    if not (named(names, "related") or any("teaser" in name or "related" in name for name in names)):
        return None
    links = sum(linked(survey.blocks[n]) or n in gone for n in members)
    prose = sum(survey.is_prose(n) for n in members)
    if links and prose <= links:
        return "related", "structure/related-box", "a box of links to other stories"
    return None


def _author(survey: Survey, wrapper: Wrapper, members: range, size: int) -> Found | None:
    """A box on the author, before or behind the text."""
    names = wrapper.names
    if size > LIFE:
        return None
    if _is_headed_by_author(survey, members):
        return "ui", "structure/author-box", "a box on the author"
    if survey.first_prose <= members[0] < survey.last_prose:
        return None
    if named(names, "author") or ("author" in names and members[0] >= survey.last_prose):
        return "ui", "structure/author-box", "a box on the author"
    return None


def _names_author(survey: Survey, n: int) -> bool:
    """Whether a block begins with an author of the article."""
    start = plain(survey.blocks[n].text[:80])
    return any(len(name) > 6 and start.startswith(name) for name in map(plain, survey.metadata.authors))


def _is_headed_by_author(survey: Survey, members: range) -> bool:
    """Whether a small box behind the text's beginning has a heading like "About X", X being an author."""
    if members[0] <= survey.first_prose or len(members) > MOST_IN_LIFE:
        return False
    heading = next((survey.blocks[n] for n in members if isinstance(survey.blocks[n], Heading)), None)
    if heading is None:
        return False
    said, size = plain(heading.text), len(heading.text.split())
    people = (name for name in survey.metadata.authors if " " in name)
    return any(plain(name) in said and 0 < size - len(name.split()) <= ABOUT for name in people)


def _life(survey: Survey, n: int) -> bool:
    """A line like "X is a reporter for Y", behind the text or the last of it.

    Where the author is known a longer one must begin with the name, with "he" or "she", or stand in a box of its own.
    """
    block = survey.blocks[n]
    if not 3 <= survey.words[n] <= 90 or isinstance(block, Heading):
        return False
    if named(block.context.names, "author") and n >= survey.last_prose:
        return True
    codes = words.codes_for(block.text, survey.metadata.language)
    if not any(words.weigh(block.text, code).holds("life") for code in codes):
        return False
    begins = plain(block.text[:BEGINS])
    named_first = any(len(name) > 5 and name in begins for name in map(plain, survey.metadata.authors))
    return named_first or survey.words[n] <= LINE or block.text.startswith(PRONOUNS)


def _threads(survey: Survey) -> Counter[frozenset[str]]:
    """How many wrappers have the same names: a thread repeats its box for each comment."""
    return Counter(of.wrapper.names for of in survey.held if named(of.wrapper.names, "comments"))


def _comments(wrapper: Wrapper, members: range, survey: Survey, threads: Counter[frozenset[str]]) -> Found | None:
    """A comment or a box of them, behind the text."""
    if not named(wrapper.names, "comments") or members[0] < survey.first_prose:
        return None
    if threads[wrapper.names] >= 2 or all(n > survey.last_prose or not survey.is_prose(n) for n in members):
        return "comments", "structure/comment", "a box for comments"
    return None
