"""The contract's JSON."""

import json

from server.model import Article
from server.render.contract import to_dict

MEDIA = "application/json"


def write(article: Article) -> str:
    """The whole answer in one line."""
    return json.dumps(to_dict(article), ensure_ascii=False, separators=(",", ":"))
