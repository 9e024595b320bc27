"""The values that pass between the rooms, and the errors that a page can raise.

Everything here is a frozen dataclass: a room takes some of them and gives others, and changes none.
Offsets are Unicode code points, `end` is exclusive, and `text[start:end]` is what they speak of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, Literal

from lxml import etree

Element = etree._Element
"""An element of the page's one parsed tree."""

Category = Literal[
    "donation", "subscription", "registration", "notification", "newsletter", "comments", "share", "social",
    "app", "ad", "cookie", "related", "state", "ui", "copyright",
]  # fmt: skip
CATEGORIES: tuple[Category, ...] = (
    "donation", "subscription", "registration", "notification", "newsletter", "comments", "share", "social",
    "app", "ad", "cookie", "related", "state", "ui", "copyright",
)  # fmt: skip


# --- what may go wrong with a page ------------------------------------------------------------------------


class PageError(Exception):
    """A page that can't be cleaned; `str()` is one plain sentence for the reader."""

    kind: ClassVar[str] = "page"


class EmptyPage(PageError):
    """Nothing was sent, or nothing but white space."""

    kind = "empty"


class NotText(PageError):
    """The bytes are a picture, a PDF, an archive: no text that can be read."""

    kind = "not-text"


class PageTooLarge(PageError):
    """Over the cap on bytes, elements or depth."""

    kind = "too-large"


class NoArticle(PageError):
    """The page parses, but no article stands in it."""

    kind = "no-article"


class OverBudget(PageError):
    """The page took longer than the time budget."""

    kind = "over-budget"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost. `settings.py` fills it from the environment."""

    max_bytes: int = 32 * 1024 * 1024
    """bytes of the page, after decompression"""
    max_elements: int = 250_000
    """elements in the parsed tree"""
    max_depth: int = 512
    """nesting of elements"""
    max_attribute: int = 1_000_000
    """characters of one attribute's value; a longer one is left out"""
    seconds: float = 10.0
    """wall time for one page"""
    max_cut: float = 0.4
    """share of the article's words outside links that chrome rules may take before they are taken back"""


# --- page -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One parsed page. `root` is never changed after `page.py`."""

    root: Element
    url: str | None
    base: str | None
    """what relative addresses are relative to (`<base href>` resolved against the url); None: they are dropped"""
    kind: Literal["html", "text"]
    """`text`: each line of the plain text is a `<p>` under `<article>`"""
    captured: bool
    """the extension's marks are in the page, so what is hidden is known"""
    notes: tuple[str, ...] = ()


# --- metadata ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with an absolute http(s) address (or a small data: one)."""

    src: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class PageOf:
    """Page `number` of an article of `total` pages; `next` is the next page's absolute address."""

    number: int
    total: int | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of its article; `sources` tells for each field where it was found."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601, with the zone where the page gives one; `YYYY-MM` where it names no day"""
    modified: str | None = None
    site: str | None = None
    publishers: tuple[str, ...] = ()
    """every name by which the publication may call itself, the site's first"""
    section: str | None = None
    language: str | None = None
    """BCP 47, lower case primary subtag, e.g. `en`, `pt-BR`"""
    direction: Literal["ltr", "rtl"] = "ltr"
    canonical_url: str | None = None
    lead_image: Picture | None = None
    description: str | None = None
    """the page's own summary (meta, Open Graph, JSON-LD): a hint for the dek, not shown by itself"""
    kind: str | None = None
    """schema.org type or og:type in lower case: `newsarticle`, `opinionnewsarticle`, `liveblogposting` ..."""
    free: bool | None = None
    """schema.org isAccessibleForFree; says little by itself"""
    declared_words: int | None = None
    """the word count that the page declares"""
    page_of: PageOf | None = None
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


# --- blocks -----------------------------------------------------------------------------------------------

SpanKind = Literal[
    "link", "strong", "em", "code", "sub", "sup", "mark", "small", "del", "ins", "lang", "ruby", "note"
]


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup over `text[start:end]`; spans nest or part, they never cross."""

    kind: SpanKind
    start: int
    end: int
    value: str | None = None
    """link: absolute http(s)/mailto address; lang: BCP 47; ruby: the reading; note: the footnote's number"""


@dataclass(frozen=True, slots=True)
class Text:
    """Text with its inline markup; lines are parted by `\\n`, other white space is single spaces."""

    text: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An element around a block, inside the article's container. One object an element."""

    number: int
    """in document order; the same number is the same element"""
    tag: str
    names: frozenset[str]
    """lower-case words of its class, id and data-* test names (`newsletter-signup` gives both words)"""
    role: str | None = None
    flags: frozenset[str] = frozenset()
    """what the element itself is, see `Context.flags`"""


Zone = Literal["head", "body", "tail"]


@dataclass(frozen=True, slots=True)
class Context:
    """Where a block stands in its page."""

    tag: str = "p"
    """of the element the block was made from"""
    names: frozenset[str] = frozenset()
    """as `Wrapper.names`, of that element"""
    wrappers: tuple[Wrapper, ...] = ()
    """outermost first, from below the container to the block's parent"""
    flags: frozenset[str] = frozenset()
    """of the block or any wrapper: `aside nav header footer form dialog button details live hidden-inline
    aria-hidden`"""
    link_density: float = 0.0
    """share of the characters that stand in links"""
    links: int = 0
    repeats: int = 1
    """how often the same text stands in the page as a block"""
    zone: Zone = "body"
    """`head`: between the headline and the container; `tail`: after the last prose of the container"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the article. `text` is its part of the article's text; spans are offsets in it."""

    id: str
    text: str = ""
    spans: tuple[Span, ...] = ()
    context: Context = Context()
    type: ClassVar[str] = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    type: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    level: int = 2
    type: ClassVar[str] = "heading"


@dataclass(frozen=True, slots=True)
class Item:
    """One list item: a line of the List's text. `depth` 0 is the outermost list."""

    start: int
    end: int
    depth: int = 0
    ordered: bool = False
    number: int | None = None
    """the number shown before an ordered item"""


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Block):
    """`text`: a line an item, without bullet or number."""

    items: tuple[Item, ...] = ()
    key_points: bool = False
    """the publisher's own key points"""
    type: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """A block quotation, or a post of another site whose words stand in the page; `text`: a line a paragraph."""

    provider: str | None = None
    """the site of a post, as readers know it"""
    url: str | None = None
    """where the post stands"""
    type: ClassVar[str] = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Block):
    type: ClassVar[str] = "code"


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: `text[start:end]` of the Table."""

    start: int
    end: int
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """`text`: a line a row, cells parted by tabs."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    caption: str | None = None
    type: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """A picture. Its `text` is always empty: captions are not read as the article."""

    picture: Picture = Picture(src="")
    caption: Text = Text()
    credit: str | None = None
    href: str | None = None
    """where the picture links to, when that is not the picture itself"""
    type: ClassVar[str] = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed(Block):
    """A video, map, document or post of another site as a card. Its `text` is always empty: it holds none of the
    article's words. A post whose words the page has is a Quote."""

    provider: str | None = None
    title: str | None = None
    url: str | None = None
    quote: Text = Text()
    """the words that the page itself has of it"""
    type: ClassVar[str] = "embed"


@dataclass(frozen=True, slots=True)
class Outline:
    """Every block of the page in document order; ids are empty and wrappers reach up to the body."""

    blocks: tuple[Block, ...]
    headline: int | None
    """index of the block that is the headline (the title's `h1`, else the block that says the title)"""


RegionKind = Literal["header", "nav", "aside", "footer", "form", "dialog", "section"]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page outside the article's container: a menu, a header, a footer, an aside."""

    kind: RegionKind
    names: frozenset[str]
    blocks: tuple[Block, ...]
    """its blocks, harvested like the article's; their ids are empty"""
    after: str | None
    """the id of the last article block before it; None: before the first"""


@dataclass(frozen=True, slots=True)
class Harvest:
    """The article as it stands in the page: every block of it, and every region outside it."""

    blocks: tuple[Block, ...]
    dek: Text | None
    regions: tuple[Region, ...]
    notes: tuple[str, ...] = ()
    """what the reader should know of how the article was found"""


# --- what was removed -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing taken out. Only `ledger.py` makes one."""

    id: str
    category: Category
    rule: str
    """`en/donation/support-our-reporting`, `structure/link-list`, `run/gap` ..."""
    why: str
    """the reason in words, for the reader"""
    blocks: tuple[Block, ...]
    """one inside the container; all of a region outside it"""
    after: str | None
    """the id of the last block before it, removed or not; None: before the first"""

    @property
    def text(self) -> str:
        """What it said, in full: captions and card texts too."""
        return "\n\n".join(filter(None, map(spoken, self.blocks)))


def spoken(block: Block) -> str:
    """All that a block says, the words of figures and embeds and the caption of a table included.

    >>> spoken(Paragraph(id="b1", text="Rain."))
    'Rain.'
    """
    if isinstance(block, Figure):
        return "\n".join(x for x in (block.caption.text, block.credit) if x) or block.picture.alt
    if isinstance(block, Embed):
        return "\n".join(x for x in (block.title, block.quote.text) if x)
    if isinstance(block, Table) and block.caption:
        return f"{block.caption}\n{block.text}"
    return block.text


# --- completeness -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Completeness:
    state: Literal["complete", "partial", "unknown"]
    why: tuple[str, ...] = ()
    """the evidence, a plain sentence each"""


# --- key facts --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` of block `block` (`dek` is a valid block)."""

    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Words of the article, with the places where they stand; the slices joined by a space are `text`."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """A person or an organisation; `text` is the name."""

    role: str | None = None
    kind: Literal["person", "organisation"] = "person"
    mentions: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Fact):
    date: str = ""
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, with a time, or `start/end`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Fact):
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Fact):
    named: bool = True


@dataclass(frozen=True, slots=True)
class KeyFacts:
    origin: Literal["rules", "publisher"] = "rules"
    points: tuple[Fact, ...] = ()
    who: tuple[Person, ...] = ()
    where: tuple[Fact, ...] = ()
    when: tuple[When, ...] = ()
    numbers: tuple[Fact, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    """why the box says less than usual, where it does"""

    def groups(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """Every list with its name, in the order of the box; marks are numbered in this order."""
        return (
            ("points", self.points), ("who", self.who), ("where", self.where), ("when", self.when),
            ("numbers", self.numbers), ("quotes", self.quotes), ("sources", self.sources),
        )  # fmt: skip

    def numbered(self) -> tuple[tuple[str, str, Fact], ...]:
        """`(mark id, list name, fact)` for all facts: `f1`, `f2` ... in the order of `groups`."""
        flat = [(name, fact) for name, facts in self.groups() for fact in facts]
        return tuple((f"f{n}", name, fact) for n, (name, fact) in enumerate(flat, 1))


# --- the article ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """What the service answers with; the renderings read nothing else."""

    url: str | None
    metadata: Metadata
    dek: Text | None
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...]
    completeness: Completeness
    facts: KeyFacts
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is read below the headline: the dek, then the blocks, blank lines between them."""
        parts = [self.dek.text] if self.dek else []
        return "\n\n".join(part for part in (*parts, *(b.text for b in self.blocks)) if part)
