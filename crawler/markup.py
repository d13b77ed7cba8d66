"""Plain text out of a field that may hold markup: JSON answers carry their editors' HTML along."""

import html
import re

import lxml.etree
import lxml.html

from crawler.page_lines import squeeze

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_END_OF_LINE = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/ul|/ol)\b[^>]*>", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def plain_lines(text: str | None) -> str | None:
    """Return a field's lines without markup, blanks squeezed and empty lines left out; None for nothing."""
    whole = text or ""
    if _MARKUP.search(whole):
        whole = _without_tags(_END_OF_LINE.sub("\n", _SILENT.sub(" ", whole)))
    return "\n".join(line for raw in whole.splitlines() if (line := squeeze(raw))) or None


def plain_line(text: str | None) -> str | None:
    """Return a field as one line without markup; None for nothing."""
    return squeeze(plain_lines(text)) or None


def _without_tags(text: str) -> str:
    try:
        return str(lxml.html.fragment_fromstring(text, create_parent="div").text_content())
    except (lxml.etree.LxmlError, ValueError):  # control characters that XML has no place for
        return html.unescape(re.sub(r"<[^>]*>", " ", text))
