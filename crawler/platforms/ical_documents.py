"""The files that a calendar's event names: attachments, its own address, links in its description."""

import html
import re
from collections.abc import Iterator
from typing import Any

from icalendar import Event

from crawler.civic.files import file_address, file_name, is_file, is_recording, kind_of_words
from crawler.page_lines import absolute, squeeze
from db.records import Document, Meeting

_ANCHOR = re.compile(r"<a\b[^>]*\bhref=[\"']?([^\"'>\s]+)[\"']?[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
_LINE_END = re.compile(r"<(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)
RECORDS = {"agenda", "minutes", "actions", "transcript", "testimony"}  # kinds a linked page may be, too


def documents_of(event: Event, meeting: Meeting, base: str) -> list[Document]:
    """Return each file that the event links to, once, with what the words around the link say it is."""
    found: dict[str, Document] = {}
    for address, label in _links(event):
        url = absolute(base, address)
        if url is None or is_recording(url):
            continue
        kind = kind_of_words(label) or kind_of_words(file_name(url))
        if not is_file(url) and kind not in RECORDS:
            continue
        url = file_address(url)
        document = Document(
            url=url,
            title=label[:200] or file_name(url) or None,
            kind=kind if kind in RECORDS else "attachment",
            meeting_id=meeting.id,
            date=(meeting.start or "")[:10] or None,
        )
        found.setdefault(url, document)
    return list(found.values())


def _links(event: Event) -> Iterator[tuple[str, str]]:
    """Yield the addresses that an event names, each with the words that stand by it."""
    for attached in _several(event, "ATTACH"):
        params = getattr(attached, "params", {})
        if isinstance(attached, str):  # else it is the file itself, in base64
            yield str(attached), squeeze(str(params.get("FILENAME", "")))
    for name in ("DESCRIPTION", "X-ALT-DESC", "COMMENT"):
        for told in _several(event, name):
            yield from _in_text(str(told))
    for address in _several(event, "URL"):
        yield str(address), ""


def _several(event: Event, name: str) -> list[Any]:
    value = event.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield a description's links; a bare address takes the words before it on its line."""
    for match in _ANCHOR.finditer(text):
        yield html.unescape(match[1]), _plain(match[2])
    for line in _LINE_END.sub("\n", _ANCHOR.sub(" ", text)).splitlines():
        before = 0
        for match in _BARE.finditer(line):
            yield html.unescape(match[0]).rstrip(".,;"), _plain(line[before : match.start()]).strip(" :–-")
            before = match.end()


def _plain(markup: str) -> str:
    return squeeze(html.unescape(re.sub(r"<[^>]*>", " ", markup)))
