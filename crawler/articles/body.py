"""An article's text: paragraphs, one a line, without what the site puts between and around them."""

import re

import trafilatura
from lxml.html import HtmlElement

from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Metadata
from crawler.page_lines import squeeze

PRUNE = [
    "//figcaption",
    "//*[contains(@class, 'newsletter') or contains(@id, 'newsletter')][not(self::body or self::html or self::article)]",
    "//*[contains(@class, 'wp-caption-text') or contains(@class, 'image-caption') or contains(@class, 'photo-credit')]",
]
_PROMO = re.compile(
    r"^\W*(?:related(?: (?:coverage|stories|story|content|articles?))?|read (?:more|next|also|the full)|see also|also read|"
    r"more (?:from|on|coverage|stories)\b.{0,60}|(?:watch|listen|more|recommended|suggested)(?: (?:now|live|more))?|up next|"
    r"trending|don['’]t miss|keep reading|click here|tap here)\s*(?::|\||»|→|–|—|$)",
    re.IGNORECASE,
)
_SIGN_UP = re.compile(
    r"^\W*(?:sign up (?:for|to|here)|subscribe (?:to|now|today|for)|get (?:our|the) .{0,60}\b(?:newsletter|inbox|alerts?)\b|"
    r"download (?:the|our) .{0,40}\bapp\b|follow (?:us|@)|like us on|join (?:our|the) .{0,40}\b(?:newsletter|mailing list)\b|"
    r"(?:support|donate to) (?:our|local) .{0,40}journalism|advertisement$|story continues below|article continues|"
    r"this (?:article|story) (?:was )?originally (?:published|appeared) (?:on|in) .{0,60}newsletter|"
    r"copyright \d{4}|©|all rights reserved)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^\W*(?:(?:photo|image|video|credit|file photo|photograph|illustration)s?(?: (?:by|credit|courtesy))?\s*[:/]|"
    r"(?:AP|Getty|Reuters) (?:Photo|Images?)\b|\(?(?:photo|image)s? (?:by|via|courtesy)\b)",
    re.IGNORECASE,
)
LONGEST_PROMO = 220  # a paragraph that merely begins with such words is longer
MIN_BODY = 250


def find_body(raw: bytes, metadata: Metadata, headline: str | None) -> str | None:
    """Return the article's paragraphs joined by newlines; None where there is nothing to read.

    Runs trafilatura: never in a thread (its C libraries corrupt the heap, its issues #840 and #925).
    """
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
