"""A headline's words: what is printed, without markup, tricks of characters, and the outlet's own name."""

import html
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from crawler.page_lines import squeeze

LONGEST = 300  # characters; the longest printed headlines that were met have about 200
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?(?:-->|$)", re.IGNORECASE | re.DOTALL)
# Soft hyphens and zero-width marks change no word; controls and bidi overrides make a text show as another.
_UNSEEN = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]"
)
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«/:~>-]|::|\|\|)\s+|\s*\|\s*|\s+[»«]\s*")
_CJK_SEPARATOR = re.compile(r"\s*[_\-–—|｜＿ㅣ]\s*")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4}")


def plain_text(raw: str | None) -> str:
    """Return a stated text as it would be read: entities resolved (twice escaped ones, too), no markup."""
    text = raw or ""
    for _ in range(3):
        resolved = html.unescape(text)
        if resolved == text:
            break
        text = resolved
    if "<" in text:
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    joined = "\u200d\u200c" if any(unicodedata.category(sign) == "So" for sign in text) else ""
    return squeeze(_UNSEEN.sub(lambda match: match[0] if match[0] in joined else "", text))


def shortened(text: str) -> str:
    """Return a text of an absurd length cut at a word, marked as cut."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def without_outlet(title: str, site_names: Iterable[str], url: str) -> str:
    """Cut "Headline | Outlet", "Headline - Section - Outlet" and "Outlet: Headline" down to the headline."""
    parts = (_CJK_SEPARATOR if _CJK.search(title) else _SEPARATOR).split(title)
    if len(parts) < 2:
        return title
    host = _letters(urlsplit(url).hostname or "") if "//" in url else ""
    outlets = [_letters(name) for name in site_names]
    first, last = 0, len(parts)
    inner = range(1, len(parts) - 1)  # "Headline – Outlet – Springfield, Ill."
    last = next(
        (
            at
            for at in inner
            if len(parts[0]) > len(parts[at])
            and _letters(parts[at])
            and _is_outlet(_letters(parts[at]), outlets, host)
        ),
        last,
    )
    while last - first > 1:
        piece = _letters(parts[last - 1])
        section = len(parts[last - 1].split()) <= 4 and "|" in title
        if not piece or _is_outlet(piece, outlets, host) or section:
            last -= 1
        elif _is_outlet(_letters(parts[first]), outlets, host):
            first += 1
        else:
            break
    start = 0
    for part in parts[:first]:
        start = title.index(part, start) + len(part)
    start = title.index(parts[first], start)
    end = start
    for part in parts[first:last]:
        end = title.index(part, end) + len(part)
    return title[start:end].strip()


def likeness(one: str, other: str) -> float:
    """Return how alike two headlines are, from 0 to 1; 1 for the same words."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if (a in b or b in a) and min(len(a), len(b)) >= 0.5 * max(len(a), len(b)):
        return 0.95
    if max(len(a), len(b)) > 3 * min(len(a), len(b)) + 20:
        return 0.0  # an h1 that was never closed holds the whole page
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def key(text: str) -> str:
    """Return a text's words alone, in lower case."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def _letters(text: str) -> str:
    return re.sub(r"\W|_", "", text.lower())


def _is_outlet(piece: str, outlets: list[str], host: str) -> bool:
    if any(piece == outlet or (len(piece) > 3 and piece in outlet) for outlet in outlets):
        return True
    if any(len(outlet) > 4 and outlet in piece and len(piece) < 2 * len(outlet) for outlet in outlets):
        return True
    return len(piece) > 2 and (piece in host or piece.removeprefix("the") in host)
