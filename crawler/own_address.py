"""The address that an article's page states for itself, and what it is known by."""

import html
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from crawler.article_paths import is_article_like, is_same_story, leads_up
from crawler.urls import canonical, within
from crawler.variants import is_archived, is_variant, plain_address, variant_key

HEAD = (
    256 * 1024
)  # what a page says of itself stands in its first part; a few sites put 200 KB of style before it
_MARKS = (b"canonical", b"og:url")
_LONGEST_TAG = 4000
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SCRIPT = re.compile(rb"<script\b[^>]*\bapplication/ld\+json[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Posting|Report)$")


@dataclass(frozen=True)
class Identity:
    """An article's own address, its key, and the variant that its bytes came from, if from one."""

    url: str
    variant_key: str
    fetched_url: str | None


def identity_of(url: str, body: bytes, domains: Collection[str]) -> Identity:
    """Return what the article whose bytes came from an address is known by.

    Raises ValueError when the address is none.
    """
    own = own_address(url, body, domains)
    plain = canonical(plain_address(url))
    return Identity(own, variant_key(own), plain if is_variant(plain) else None)


def own_address(url: str, body: bytes, domains: Collection[str]) -> str:
    """Return the address that an article's page states for itself, else the one it was fetched from.

    A statement counts when it is an article's address on the source's domains and the page's other
    statements do not name another article. A canonical address on another site tells whose copy this is,
    never what this page is. Raises ValueError when `url` is no web address.
    """
    fetched = canonical(plain_address(url))
    stated = [address for address in _stated(fetched, body[:HEAD]) if within(address, domains)]
    keys = {variant_key(address) for address in stated}
    key = variant_key(fetched)
    if key in keys or len(keys) != 1:
        return _plainest([address for address in stated if variant_key(address) == key], fetched)
    # Another address than the one fetched, and nothing else on the page: moved, renamed, or a mistake.
    claim = _plainest(stated, stated[0])
    opaque = is_variant(url) or is_archived(url)
    if (
        not is_article_like(claim)
        or leads_up(fetched, claim)
        or not (opaque or is_same_story(fetched, claim))
    ):
        return fetched
    return claim


def _plainest(addresses: list[str], fetched: str) -> str:
    """Return the first stated address that is no variant, in the scheme that the site was seen to answer."""
    plain = next((address for address in addresses if not is_variant(address)), None)
    if plain is None:
        return fetched
    secure = fetched.startswith("https:") and plain.startswith("http:")
    return f"https:{plain.removeprefix('http:')}" if secure else plain


def _stated(fetched: str, head: bytes) -> list[str]:
    """Return what the page states, resolved: link rel=canonical and og:url, else what its JSON-LD says."""
    named = list(_in_tags(head)) or list(_in_linked_data(head))
    return [address for value in named if (address := _resolved(value, fetched))]


def _resolved(value: str, fetched: str) -> str | None:
    text = html.unescape(value).strip()
    if not text or text.startswith(("#", "javascript:", "data:")):
        return None
    try:
        return canonical(plain_address(urljoin(fetched, text)))
    except ValueError:
        return None


def _in_tags(head: bytes) -> Iterator[str]:
    # Found by the words themselves: a look at every tag takes as long as fetching the page.
    lower = head.lower()
    for place in sorted(place for mark in _MARKS for place in _places(lower, mark)):
        start = lower.rfind(b"<", max(0, place - _LONGEST_TAG), place)
        stop = lower.find(b">", place, place + _LONGEST_TAG)
        if lower[start : start + 5] not in (b"<link", b"<meta") or stop < 0 or _is_comment(lower, start):
            continue
        attributes = {
            name.lower(): double or single or bare
            for name, double, single, bare in _ATTRIBUTE.findall(head[start:stop].decode("utf-8", "replace"))
        }
        if "canonical" in attributes.get("rel", "").lower().split():
            yield attributes.get("href", "")
        elif (attributes.get("property") or attributes.get("name", "")).lower() == "og:url":
            yield attributes.get("content", "")


def _places(head: bytes, mark: bytes) -> Iterator[int]:
    place = head.find(mark)
    while place >= 0:
        yield place
        place = head.find(mark, place + len(mark))


def _is_comment(head: bytes, place: int) -> bool:
    return head.rfind(b"<!--", 0, place) > head.rfind(b"-->", 0, place)


def _in_linked_data(head: bytes) -> Iterator[str]:
    for script in _SCRIPT.findall(head):
        try:
            data = json.loads(script.decode("utf-8", "replace"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _articles(data):
            for value in (node.get("mainEntityOfPage"), node.get("url")):
                address = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
                if isinstance(address, str):
                    yield address


def _articles(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the article nodes of the outermost levels: deeper ones are other articles, named in passing."""
    nodes = data if isinstance(data, list) else [data]
    for node in nodes:
        if isinstance(node, dict):
            inner = node.get("@graph")
            types = node.get("@type")
            named = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in named):
                yield node
            if isinstance(inner, list):
                yield from _articles(
                    [item for item in inner if isinstance(item, dict) and "@graph" not in item]
                )
