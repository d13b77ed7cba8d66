"""A page made of a few elements, read as the articles' parts get it."""

import json
from typing import Any

import lxml.html

from crawler.articles.metadata import Metadata, read_metadata

STORY = "https://ledger.example/news/story"


def described(head: str = "", body: str = "", url: str = STORY) -> Metadata:
    page = f"<html lang='en'><head>{head}</head><body>{body}</body></html>"
    return read_metadata(lxml.html.document_fromstring(page), url)


def linked(*nodes: dict[str, Any]) -> str:
    """Return JSON-LD of one node, or of a @graph of several."""
    told = {"@graph": list(nodes)} if len(nodes) > 1 else nodes[0]
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'
