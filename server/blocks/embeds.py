"""Posts, videos, maps and documents of other sites as cards: title, the text that the page has, a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from server.blocks.addresses import absolute
from server.blocks.drafts import Draft, EmbedDraft, QuoteDraft
from server.blocks.frames import Frame
from server.blocks.inline import joined
from server.model import Element

PROVIDERS = {
    "youtube.com": "YouTube", "youtube-nocookie.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion", "twitter.com": "X", "x.com": "X", "instagram.com": "Instagram",
    "facebook.com": "Facebook", "tiktok.com": "TikTok", "bsky.app": "Bluesky", "threads.net": "Threads",
    "reddit.com": "Reddit", "redditmedia.com": "Reddit", "linkedin.com": "LinkedIn", "pinterest.com": "Pinterest",
    "spotify.com": "Spotify", "soundcloud.com": "SoundCloud", "podcasts.apple.com": "Apple Podcasts",
    "acast.com": "Acast", "megaphone.fm": "Megaphone", "omny.fm": "Omny", "podigee.io": "Podigee",
    "google.com": "Google Maps", "openstreetmap.org": "OpenStreetMap", "datawrapper.de": "Datawrapper",
    "dwcdn.net": "Datawrapper", "flourish.studio": "Flourish", "infogram.com": "Infogram", "scribd.com": "Scribd",
    "documentcloud.org": "DocumentCloud", "slideshare.net": "SlideShare", "issuu.com": "Issuu", "giphy.com": "Giphy",
    "streamable.com": "Streamable",
    "twitch.tv": "Twitch", "brightcove.net": "Brightcove", "jwplayer.com": "JW Player",
    "codepen.io": "CodePen", "gist.github.com": "GitHub Gist", "telegram.org": "Telegram", "t.me": "Telegram",
    "vk.com": "VK", "rutube.ru": "Rutube", "ok.ru": "OK", "naver.com": "Naver", "nicovideo.jp": "Niconico",
    "tableau.com": "Tableau", "knightlab.com": "Knight Lab", "thinglink.com": "ThingLink", "arcgis.com": "ArcGIS",
}  # fmt: skip
"""Hosts that publishers embed from, with the name that readers know."""

POSTS = {
    "twitter-tweet": "X", "twitter-video": "X", "instagram-media": "Instagram", "tiktok-embed": "TikTok",
    "fb-post": "Facebook", "fb-video": "Facebook", "bluesky-embed": "Bluesky", "mastodon-embed": "Mastodon",
    "text-post-media": "Threads", "reddit-embed-bq": "Reddit", "reddit-card": "Reddit",
}  # fmt: skip
"""Class names with which the providers' own embed codes mark a post that stands in the page as text."""

_YOUTUBE = re.compile(r"/(?:embed|shorts|v)/([\w-]{6,20})")
_VIMEO = re.compile(r"/video/(\d{4,14})")


def provider_of(url: str) -> str | None:
    """The provider's name for an address, None for a host that is none."""
    host = (urlsplit(url).hostname or "").lower()
    parts = host.split(".")
    for n in range(len(parts) - 1):
        if name := PROVIDERS.get(".".join(parts[n:])):
            if name == "Google Maps" and "/maps" not in urlsplit(url).path:
                return None
            return name
    return None


def of_frame(frame: Element, base: str | None) -> tuple[str, str, str | None] | None:
    """`(provider, address to open, title)` of an iframe, video or audio; None for advertising and the unknown."""
    source = next(
        (frame.attrib[a] for a in ("data-cc-src", "src", "data-src", "data-lazy-src") if a in frame.attrib), None
    )
    if source is None and frame.tag in ("video", "audio"):
        inner = frame.find("source")
        source = inner.get("src") if inner is not None else None
    url = absolute(source, base) if source else None
    if url is None:
        return None
    title = " ".join((frame.get("title") or frame.get("aria-label") or "").split())[:300] or None
    if frame.tag in ("video", "audio"):
        return ("Video" if frame.tag == "video" else "Audio", url, title)
    provider = provider_of(url)
    return (provider, watchable(url), title) if provider else None


def of_post(classes: str) -> str | None:
    """The provider of a post whose text stands in the page, told by its class names."""
    return next((POSTS[name] for name in classes.split() if name in POSTS), None)


def post(frame: Frame, held: Sequence[Draft], base: str | None) -> QuoteDraft | EmbedDraft | None:
    """A post of another site: its words where its embed code carries them, else a card; None for what is no post.

    Args:
        frame: the closed element.
        held: what it holds.
        base: what its addresses are relative to.
    """
    element = frame.element
    provider = of_post(element.get("class", ""))
    if provider is None:
        return None
    links = [a.get("href", "") for a in element.iter("a")]
    cited = element.get("cite") or element.get("data-instgrm-permalink") or (links[-1] if links else "")
    said, _ = joined([draft.said for draft in held if draft.text], "\n")
    url = absolute(cited, base) if cited else None
    if said.text:
        return QuoteDraft(frame, said.text, said.spans, 0, 0, provider, url)
    return EmbedDraft(frame, provider, url)


def watchable(url: str) -> str:
    """The address at which a reader sees what a player's address embeds.

    >>> watchable("https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0")
    'https://www.youtube.com/watch?v=abcdefghijk'
    """
    if (found := _YOUTUBE.search(url)) and "youtube" in url:
        return f"https://www.youtube.com/watch?v={found.group(1)}"
    if (found := _VIMEO.search(url)) and "vimeo" in url:
        return f"https://vimeo.com/{found.group(1)}"
    query = parse_qs(urlsplit(url).query)
    if "facebook.com/plugins" in url and query.get("href"):
        return absolute(query["href"][0], None) or url
    return url
