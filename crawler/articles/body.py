"""An article's text: paragraphs, one a line, without what the site puts between and around them."""

import re

from lxml.html import HtmlElement

from crawler.articles.lexicon import any_of, read_lexicon
from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Metadata
from crawler.page_lines import squeeze

PRUNE = [
    "//figcaption",
    "//*[contains(@class, 'newsletter') or contains(@id, 'newsletter')]"
    "[not(self::body or self::html or self::article)]",
    "//*[contains(@class, 'wp-caption-text') or contains(@class, 'image-caption')]",
    "//*[contains(@class, 'photo-credit')]",
]
_NOISE = read_lexicon("noise.yaml")
_PROMO = any_of(_NOISE["promo"], before=r"^\W*", after=r"\s*(?::|\||»|→|–|—|$)")
_SIGN_UP = any_of(_NOISE["sign_up"], before=r"^\W*")
_CREDIT = any_of(_NOISE["credit"], before=r"^\W*")
LONGEST_PROMO = 220  # a paragraph that merely begins with such words is longer
MIN_BODY = 250


def find_body(raw: bytes, metadata: Metadata, headline: str | None) -> str | None:
    """Return the article's paragraphs joined by newlines; None where there is nothing to read.

    Runs trafilatura: never in a thread (its C libraries corrupt the heap, its issues #840 and #925).
    """
    # Imported here: a crawl's processes know the platform and read no article; it costs each 0.15 s to load.
    import trafilatura  # noqa: PLC0415

    text = trafilatura.extract(
        raw,
        url=metadata.url,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        prune_xpath=PRUNE,
    )
    lines = _kept(text or "", headline)
    if sum(map(len, lines)) < MIN_BODY:
        stated = _kept(_plain(text_of(metadata.article.get("articleBody")) or ""), headline)
        if sum(map(len, stated)) > sum(map(len, lines)):
            lines = stated
    return "\n".join(lines) or None


def visible_text(root: HtmlElement) -> str:
    """Return all text of a page, for telling what stands there when it is no article."""
    body = root.find("body")
    where = root if body is None else body
    parts = where.xpath(
        ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
    )
    return squeeze(" ".join(str(part) for part in parts))


def _kept(text: str, headline: str | None) -> list[str]:
    lines = [squeeze(line) for line in text.splitlines()]
    kept: list[str] = []
    for line in lines:
        bare = line.lstrip("-•*|# ").strip()
        if bare and not _is_noise(bare) and not (headline and not kept and bare.lower() == headline.lower()):
            kept.append(line)
    return kept


def _is_noise(line: str) -> bool:
    if len(line) > LONGEST_PROMO:
        return False
    return bool(_PROMO.match(line) or _SIGN_UP.match(line) or (_CREDIT.match(line) and len(line) < 160))


def _plain(text: str) -> str:
    spaced = re.sub(r"<(?:br|/p|/div|/li|/h\d)[^>]*>", "\n", text, flags=re.IGNORECASE)
    return re.sub(r"<[^>]+>", " ", spaced)
