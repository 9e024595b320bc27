"""Invented articles for looking at and for testing the renderings. Nothing in them ever happened."""

# ruff: noqa: E501  (the long lines are invented sentences)

from __future__ import annotations

from server.model import (
    Article,
    Block,
    Cell,
    Code,
    Completeness,
    Embed,
    Fact,
    Figure,
    Heading,
    Item,
    KeyFacts,
    List,
    Metadata,
    PageOf,
    Paragraph,
    Person,
    Picture,
    Place,
    Quotation,
    Quote,
    Removal,
    Source,
    Span,
    Table,
    Text,
    When,
)

URL = "https://www.harbour-post.example/news/ferry-timetable"


def spanned(text: str, *spans: tuple[str, str, str | None]) -> tuple[Span, ...]:
    """Spans by the words that they stand over: `(kind, words, value)`, each at its first occurrence."""
    found = []
    for kind, words, value in spans:
        start = text.index(words)
        found.append(Span(kind, start, start + len(words), value))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def paragraph(block_id: str, text: str, *spans: tuple[str, str, str | None]) -> Paragraph:
    return Paragraph(id=block_id, text=text, spans=spanned(text, *spans))


def bullets(block_id: str, *rows: tuple[int, bool, int | None, str], key_points: bool = False) -> List:
    """A list from `(depth, ordered, number, text)` rows."""
    items, start = [], 0
    for depth, ordered, number, text in rows:
        items.append(Item(start, start + len(text), depth, ordered, number))
        start += len(text) + 1
    return List(id=block_id, text="\n".join(row[3] for row in rows), items=tuple(items), key_points=key_points)


def table(
    block_id: str, rows: list[list[str]], *, head: int = 1, caption: str | None = None, row_heads: bool = True
) -> Table:
    """A table from rows of texts; the first `head` rows, and each row's first cell, are headers."""
    cells, start = [], 0
    for r, row in enumerate(rows):
        line = []
        for c, text in enumerate(row):
            line.append(Cell(start, start + len(text), header=r < head or (row_heads and c == 0)))
            start += len(text) + 1
        cells.append(tuple(line))
    return Table(id=block_id, text="\n".join("\t".join(row) for row in rows), rows=tuple(cells), caption=caption)


def place(blocks: tuple[Block, ...], words: str) -> Place:
    """Where these words stand first."""
    for block in blocks:
        if words in block.text:
            start = block.text.index(words)
            return Place(block.id, start, start + len(words))
    raise ValueError(f"nowhere in the article: {words!r}")


def fact(blocks: tuple[Block, ...], words: str) -> Fact:
    return Fact(text=words, places=(place(blocks, words),))


def _removed(
    number: int, category: str, rule: str, why: str, after: str | None, *texts: str, block_id: str = ""
) -> Removal:
    blocks = tuple(Paragraph(id=block_id, text=text) for text in texts)
    return Removal(f"r{number}", category, rule, why, blocks, after)  # type: ignore[arg-type]


REMOVED = (
    _removed(1, "notification", "en/notification/allow", "It asks to be allowed to send notifications.", None,
             "Never miss a tide table: let the Harbour Post ping you."),
    _removed(2, "ui", "structure/menu", "A menu: nearly all of it is links.", None,
             "Harbour", "Weather", "Fishing", "Obituaries", "Letters"),
    _removed(3, "donation", "en/donation/support-us", "An appeal for money, in a run with its neighbours.", "b4",
             "Every autumn our two reporters walk the piers so that you do not have to.", block_id="b5"),
    _removed(4, "donation", "run/gap", "It stands between two parts of an appeal for money.", "b5",
             "If the Post is worth a cup of tea to you, chip in what you can today.", block_id="b6"),
    _removed(5, "newsletter", "en/newsletter/sign-up", "A box to sign up for a newsletter.", "b12",
             "The Morning Tide: five stories at six o'clock. Your e-mail address", block_id="b13"),
    _removed(6, "related", "structure/link-list", "A list of links to other articles.", "b16",
             "Why the east light was painted green", "Ten quiet coves for October"),
)  # fmt: skip


def news() -> Article:
    """An English news article with every kind of block, facts in it, and things taken out of it."""
    p1 = paragraph(
        "b2",
        "The island council of Marrow voted on Tuesday night to halve the winter ferry timetable, cutting the "
        "crossing to Brindle Head from 14 sailings a day to seven, after what its treasurer called “the leanest "
        "year since the herring left”.",
        ("link", "voted on Tuesday night", "https://www.harbour-post.example/council/minutes"),
    )
    p2 = paragraph(
        "b3",
        "The new timetable begins on 1 December. Fares stay at £6.40 for islanders, according to a paper that "
        "councillors were given an hour before the vote, and rise to £11.20 for everybody else.",
        ("strong", "begins on 1 December", None),
        ("link", "a paper that councillors were given", "https://docs.example.org/paper(12).pdf"),
    )
    p3 = paragraph(
        "b4",
        "“Nobody in this room wants to be the one who stops the last boat,” said Oona Farrel, the council’s "
        "treasurer, who has run its accounts since 2019. “But the boat has to be paid for.”",
    )
    p4 = paragraph(
        "b9",
        "Two senior harbour officials, who asked not to be named, said the engineers had warned in August that "
        "the older of the two ships, the Dunlin, would not pass its survey without repairs of about £380,000.",
        ("em", "Dunlin", None),
    )
    p5 = paragraph(
        "b12",
        "The school on Brindle Head has 41 pupils from Marrow. Its head teacher, Tam Okafor, told the Coast "
        "Gazette that the first boat would now arrive 25 minutes after lessons begin.[2] Its bell has a volume of "
        "half a barrel.",
        ("note", "[2]", "2"),
    )
    blocks: tuple[Block, ...] = (
        Figure(
            id="b1",
            picture=Picture(PICTURE, "A small white ferry at a stone pier, seen from above", 1200, 675),
            caption=Text("The Dunlin at Marrow pier, waiting for a survey it may not pass"),
            credit="Ines Calder/Harbour Post",
        ),
        p1, p2, p3,
        Heading(id="b7", text="An old ship", level=3),
        p4,
        Quote(
            id="b10",
            text="A timetable is a promise. We have broken it in the dark of the year.\nIt will not be forgotten.",
            spans=(Span("strong", 0, 25),),
        ),
        bullets(
            "b11",
            (0, False, None, "Weekdays: 07:10, 09:40, 12:10, 16:10"),
            (0, False, None, "Weekends, in two forms"),
            (1, True, 1, "calm weather: 09:40 and 15:10"),
            (1, True, 2, "rough weather: none"),
            (0, False, None, "Freight on request"),
        ),
        p5,
        Heading(id="b14", text="What it costs", level=3),
        table(
            "b15",
            [["Crossing", "Sailings", "Passengers", "Cost a year"],
             ["Marrow – Brindle Head", "14", "61,200", "£412,000"],
             ["Marrow – Saltby", "4", "9,870", "£96,500"],
             ["Both, from December", "9", "52,000", "£291,000"]],
            caption="Crossings and what they cost, by the council’s own paper",
        ),
        Embed(
            id="b16", provider="Pier Cam", title="The evening boat, live", url="https://video.example.net/pier",
            quote=Text("Half the town came down to wave at it tonight. Nobody told the boat."),
        ),
        Code(id="b17", text="07:10  Marrow  -> Brindle\n07:35  Brindle -> Marrow   # if <tide> allows"),
        paragraph("b18", "The council meets again on 9 December. It declined to comment on the letter."),
        Heading(id="b19", text="Notes", level=3),
        bullets(
            "b20",
            (0, True, 1, "Minutes of the meeting of 12 November, page 3."),
            (0, True, 2, "By the timetable that the school has hung up; the council counts 20 minutes."),
        ),
    )  # fmt: skip
    dek = Text("From December seven boats a day will cross to Brindle Head instead of fourteen; the council says "
               "that there is no money for more")  # fmt: skip
    facts = KeyFacts(
        points=(
            fact(blocks, p1.text),
            fact(blocks, "The new timetable begins on 1 December."),
            fact(blocks, p4.text),
            fact(blocks, "Its head teacher, Tam Okafor, told the Coast Gazette that the first boat would now arrive "
                 "25 minutes after lessons begin."),
        ),
        who=(
            Person(text="Oona Farrel", places=(place(blocks, "Oona Farrel"),), role="the council’s treasurer", mentions=2),
            Person(text="Tam Okafor", places=(place(blocks, "Tam Okafor"),), role="head teacher"),
            Person(text="Coast Gazette", places=(place(blocks, "Coast Gazette"),), kind="organisation"),
        ),
        where=(fact(blocks, "Marrow"), fact(blocks, "Brindle Head")),
        when=(
            When(text="Tuesday", places=(place(blocks, "Tuesday"),), date="2024-11-12"),
            When(text="1 December", places=(place(blocks, "1 December"),), date="2024-12-01"),
        ),
        numbers=(fact(blocks, "14 sailings a day"), fact(blocks, "£380,000"), fact(blocks, "41 pupils")),
        quotes=(
            Quotation(
                text="Nobody in this room wants to be the one who stops the last boat, But the boat has to be paid for.",
                places=(
                    place(blocks, "Nobody in this room wants to be the one who stops the last boat,"),
                    place(blocks, "But the boat has to be paid for."),
                ),
                speaker="Oona Farrel",
            ),
            Quotation(text="the leanest year since the herring left",
                      places=(place(blocks, "the leanest year since the herring left"),)),
        ),
        sources=(
            Source(text="Two senior harbour officials", places=(place(blocks, "Two senior harbour officials"),), named=False),
            Source(text="the Coast Gazette", places=(place(blocks, "the Coast Gazette"),)),
        ),
    )  # fmt: skip
    return Article(
        url=URL,
        metadata=Metadata(
            title="Marrow halves its winter ferries after ‘the leanest year’",
            authors=("Ines Calder", "Jory Penn"),
            published="2024-11-13T07:05:00+00:00",
            modified="2024-11-13T11:40:00+00:00",
            site="The Harbour Post",
            section="Islands",
            language="en",
            canonical_url=URL,
            lead_image=Picture("https://img.harbour-post.example/dunlin-1200x675.jpg", "The ferry Dunlin"),
        ),
        dek=dek,
        blocks=blocks,
        removals=REMOVED,
        completeness=Completeness("complete"),
        facts=facts,
    )


PICTURE = "https://img.harbour-post.example/dunlin.jpg"


def cut_off() -> Article:
    """The beginning of an article, as a page with a gate shows it."""
    blocks: tuple[Block, ...] = (
        paragraph("b1", "The bakery on Lantern Street closed its shutters for the last time on Saturday, ninety-one "
                  "years to the day after Ada Quill lit its first oven."),
        paragraph("b2", "What became of the sourdough that she brought over the mountains in a jar is a longer "
                  "story, and it begins with a…"),
    )  # fmt: skip
    return Article(
        url="https://www.lantern-weekly.example/bakery",
        metadata=Metadata(title="The jar that outlived its bakery", authors=("Wim Harrow",), site="Lantern Weekly",
                          published="2025-03-02", language="en", page_of=PageOf(1, 3, "https://www.lantern-weekly.example/bakery?page=2")),
        dek=None,
        blocks=blocks,
        removals=(_removed(1, "subscription", "en/subscription/read-on", "An offer of a subscription.", "b2",
                           "Read on with a Lantern pass. Cancel whenever you like."),),
        completeness=Completeness("partial", ("An offer of a subscription stands right behind the last paragraph.",
                                              "The last paragraph ends in dots.")),
        facts=KeyFacts(points=(fact(blocks, blocks[0].text),),
                       notes=("The key facts speak of the part of the article that is here.",)),
        notes=("Dates without a year were read as dates of 2025.",),
    )  # fmt: skip


def japanese() -> Article:
    """A Japanese article: no spaces, a reading over a name, a picture further down."""
    one = "港町の澪島で十二日夜、冬の連絡船を一日十四便から七便に減らす案が町議会で可決された。新しい時刻表は十二月一日から始まる。"
    two = "会計担当の織部奏さんは「最後の船を止める役は誰もやりたくない」と話した。島の学校には四十一人の児童が船で通っており、始業に二十五分遅れることになるという。"
    blocks: tuple[Block, ...] = (
        Paragraph(id="b1", text=one),
        Paragraph(id="b2", text=two, spans=spanned(two, ("ruby", "織部奏", "おりべかなで"), ("strong", "四十一人", None))),
        Heading(id="b3", text="古い船の修理", level=2),
        Paragraph(id="b4", text="港の担当者二人によると、古い方の船は約三千八百万円の修理をしなければ検査に通らない。"
                  "「船は人を選ばないが、お金は船を選ぶ」と、ある担当者は匿名を条件に語った。"),
        Quote(id="b5", text="時刻表は約束である。"),
        Paragraph(id="b6", text="町議会は九日に再び開かれる。"),
    )  # fmt: skip
    return Article(
        url="https://shimbun.example/mioshima",
        metadata=Metadata(title="澪島の冬の連絡船、半減へ　町議会が可決", authors=("早瀬 凪",), site="澪島新報",
                          published="2024-11-13T08:00:00+09:00", language="ja"),
        dek=Text("十二月から一日七便に。学校に通う児童への影響も"),
        blocks=blocks,
        removals=(_removed(1, "share", "ja/share/tweet", "Share buttons.", "b6", "この記事をシェアする"),),
        completeness=Completeness("complete"),
        facts=KeyFacts(points=(fact(blocks, one[: one.index("。") + 1]),),
                       numbers=(fact(blocks, "一日十四便"), fact(blocks, "四十一人"))),
    )  # fmt: skip


def arabic() -> Article:
    """An Arabic article, right to left, with Latin words, a table and a quoted English line in it."""
    one = "صوّت مجلس جزيرة مرو مساء الثلاثاء على خفض رحلات العبّارة الشتوية من 14 رحلة يوميا إلى سبع رحلات ابتداء من الأول من ديسمبر."
    two = "وقالت أمينة الصندوق سلمى الفارس إن “لا أحد في هذه القاعة يريد أن يوقف القارب الأخير”، بحسب وكالة Coast Gazette."
    blocks: tuple[Block, ...] = (
        Paragraph(id="b1", text=one),
        Paragraph(id="b2", text=two, spans=spanned(two, ("lang", "Coast Gazette", "en"))),
        Heading(id="b3", text="سفينة قديمة", level=2),
        Paragraph(id="b4", text="A timetable is a promise, and we have broken it."),
        Quote(id="b5", text="الجدول الزمني وعد، وقد أخلفناه في أحلك أيام السنة."),
        table("b6", [["الخط", "الرحلات", "الركاب"], ["مرو – الرأس", "14", "61,200"], ["مرو – الملح", "4", "9,870"]]),
        bullets("b7", (0, True, 1, "هدوء البحر: رحلتان"), (0, True, 2, "هياج البحر: لا رحلات")),
    )
    return Article(
        url="https://sahifa.example/marw",
        metadata=Metadata(title="جزيرة مرو تخفض رحلات العبّارة في الشتاء إلى النصف", authors=("ليلى البحري",),
                          site="صحيفة الميناء", section="محليات", published="2024-11-13T10:05:00+03:00", language="ar",
                          direction="rtl"),
        dek=Text("سبع رحلات يوميا بدلا من أربع عشرة"),
        blocks=blocks,
        removals=(_removed(1, "newsletter", "ar/newsletter/subscribe", "A box to sign up for a newsletter.", "b7",
                           "اشترك في نشرتنا البريدية"),),
        completeness=Completeness("complete"),
        facts=KeyFacts(points=(fact(blocks, one),), numbers=(fact(blocks, "14 رحلة يوميا"), fact(blocks, "سبع رحلات")),
                       who=(Person(text="سلمى الفارس", places=(place(blocks, "سلمى الفارس"),), role="أمينة الصندوق"),)),
    )  # fmt: skip


def tables() -> Article:
    """A long page of tables and sections, with a contents list; wider than a phone."""
    head = ["Club", "Played", "Won", "Drawn", "Lost", "For", "Against", "Difference", "Points", "Last five matches"]
    clubs = ["Saltby Rovers", "Brindle Athletic", "Marrow United", "Quay Rangers", "Lantern Town", "Heath & District"]
    rows = [head] + [
        [club, "18", str(14 - 2 * n), str(n), str(3 + n), str(41 - 4 * n), str(17 + 3 * n), f"{24 - 7 * n:+}".replace("-", "−"),
         str(42 - 5 * n), "won, won, drawn, lost, won"] for n, club in enumerate(clubs)
    ]  # fmt: skip
    filler = (
        "The season has reached the point at which the table begins to tell the truth, or at least a part of it. "
        "Goals were scarce before the clocks went back and have been plentiful since. Nobody can say why, though "
        "the groundsmen, who were asked last and know most, put it down to the wind. "
    )
    blocks: list[Block] = []
    for n, title in enumerate(
        ["The table at the half", "Who scores, and when", "Away days", "The referees", "What is left"]
    ):
        blocks.append(Heading(id=f"b{4 * n + 1}", text=title, level=2))
        blocks.append(Paragraph(id=f"b{4 * n + 2}", text=(filler * 4).strip()))
        if n in (0, 2):
            blocks.append(table(f"b{4 * n + 3}", rows, caption=f"{title}: six clubs of the Coast League"))
    return Article(
        url="https://www.harbour-post.example/sport/table",
        metadata=Metadata(title="Half a season of wind: the Coast League in tables", authors=("Jory Penn",), site="The Harbour Post",
                          section="Sport", published="2024-12-29", language="en-GB",
                          lead_image=Picture("https://img.harbour-post.example/league-1200x800.jpg", "A muddy football on a centre spot", 1200, 800,
                                             "The ball of the opening match", "Ines Calder")),
        dek=None, blocks=tuple(blocks), removals=(), completeness=Completeness("unknown"), facts=KeyFacts(),
        notes=("This page looks like a list: it has no key facts.",),
    )  # fmt: skip


ALL = {"news": news, "cut_off": cut_off, "japanese": japanese, "arabic": arabic, "tables": tables}
