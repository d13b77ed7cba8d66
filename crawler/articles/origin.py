"""Who published a text first, where the page says so: a republish notice, or an address on another site."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Metadata
from crawler.page_lines import absolute, squeeze

_META = (
    "syndication-source",
    "original-source",
    "article:original_source",
    "og:original_url",
    "dc.source",
    "original_url",
)
_STORY = r"(?:story|article|piece|report|column|essay|op-?ed|commentary|post|investigation|interview)"
_NAME = r"(?P<name>(?:The |the )?[A-Z0-9][^,;:.!?()|\n]{1,60}?)"
_STOP = (
    r"(?=\s*(?:[,;:()|\n]|\.(?:\s|$)|$| on (?:[A-Z]|\d)|, an?\b| and (?:is|was|has|re)| as part\b| under\b"
    r"| with permission\b| where\b| here\b| in (?:partnership|collaboration|January|February|March|April|May"
    r"|June|July|August|September|October|November|December)\b))"
)
_NOTICES = [
    re.compile(
        rf"\b(?:this|the) {_STORY} (?:was |is |has been |originally |first )*(?:originally |first )+"
        rf"(?:published|appeared|ran|reported|posted|produced)(?: (?:by|in|on|at|with))? {_NAME}{_STOP}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:originally|first) (?:published|appeared|posted) (?:by|in|on|at) {_NAME}{_STOP}", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:this|the) {_STORY} (?:is|was|has been) (?:re-?published|reprinted|syndicated|reposted)"
        rf"(?: here)?(?: with permission)? from {_NAME}{_STOP}",
        re.IGNORECASE,
    ),
    re.compile(rf"^\W*(?:re-?published|reprinted)(?: with permission)? from {_NAME}{_STOP}", re.IGNORECASE),
    re.compile(rf"\bthis {_STORY} (?:comes|is courtesy) (?:from|of) {_NAME}{_STOP}", re.IGNORECASE),
]  # fmt: skip
_NO_NAME = re.compile(
    r"^(?:the )?(?:\d|(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this|our|its|his|her|their|print|here|an?)\b)",
    re.IGNORECASE,
)
LONGEST_NOTICE = 400


def find_origin(metadata: Metadata, lines: Iterable[tuple[str, str | None]]) -> tuple[str | None, str | None]:
    """Return the first publisher's name and the text's address there, each None where untold.

    `lines` are the page's notices with the address that each links to. A canonical address on another site
    is the original's; on the outlet's own hosts it is the page itself.
    """
    for text, target in lines:
        if name := _named(text):
            return name, target if _is_elsewhere(target, metadata.url) else _stated(metadata)
    return None, _stated(metadata)


def speaks_of_origin(raw: bytes) -> bool:
    """Tell by a page's bytes whether it is worth a look for such a notice: on most pages nothing is."""
    return any(words in raw for words in _WORTH)


def notices_of(root: HtmlElement, url: str) -> list[tuple[str, str | None]]:
    """Return the short texts that speak of a first publication, with the other site that each links to."""
    found: dict[HtmlElement, None] = {}
    for text in root.xpath(_SPEAKING):
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        while element is not None and element.tag not in _AROUND:
            element = element.getparent()
        if element is not None:
            found[element] = None
    return [(text, _foreign(element, url)) for element in found if (text := _short(element))]


def _short(element: HtmlElement) -> str | None:
    text = squeeze(element.text_content())
    return text if len(text) <= LONGEST_NOTICE else None


def _foreign(element: HtmlElement, url: str) -> str | None:
    targets = (absolute(url, link.get("href")) for link in element.iter("a"))
    return next((target for target in targets if _is_elsewhere(target, url)), None)


_WORTH = (b"riginally ", b"irst published", b"irst appeared", b"epublished", b"e-published", b"eprinted")
_AROUND = {"aside", "blockquote", "dd", "div", "em", "footer", "i", "li", "p", "section", "td"}
_SPEAKING = (
    "//body//text()[(contains(., 'riginally ') or contains(., 'irst published')"
    " or contains(., 'irst appeared') or contains(., 'epublished')"
    " or contains(., 'e-published') or contains(., 'eprinted'))"
    " and not(parent::script or parent::style)]"
)


def _named(text: str) -> str | None:
    if len(text) > LONGEST_NOTICE:
        return None
    for notice in _NOTICES:
        found = notice.search(text)
        if found and (name := found["name"].strip(" \"'“”")) and not _NO_NAME.match(name):
            return name if name[0].isupper() or name[0].isdigit() or name.startswith("the ") else None
    return None


def _stated(metadata: Metadata) -> str | None:
    canonical = metadata.root.xpath("string(//link[@rel='canonical']/@href)")
    based = metadata.article.get("isBasedOn")
    for raw in (metadata.first(*_META), str(canonical), text_of(based), metadata.first("og:url")):
        target = absolute(metadata.url, raw) if raw and "://" in raw else None
        if _is_elsewhere(target, metadata.url) and urlsplit(str(target)).path.strip("/"):
            return target
    return None


def _is_elsewhere(target: str | None, url: str) -> bool:
    """Tell whether an address is on another site: another registered name, not another host of the same."""
    if not target:
        return False
    one, other = _site(target), _site(url)
    return bool(one and other) and one != other


def _site(url: str) -> str:
    labels = (urlsplit(url).hostname or "").lower().split(".")
    # "co.uk" and the like: good enough to tell two outlets apart.
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND else 2
    return ".".join(labels[-size:])


_SECOND: Sequence[str] = ("co", "com", "org", "net", "gov", "ac", "edu", "gob")
