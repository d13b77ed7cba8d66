"""Reading Simbli's answers field by field, whatever the case of its name and whatever markup is in it."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.civic.dates import find_moments
from crawler.civic.starts import epoch_start, local_start
from crawler.page_lines import page_lines, parse_html, squeeze

Entry = dict[str, Any]

_LABEL = re.compile(r"^(?P<label>[A-Z]{1,2}|[IVXLC]+|[ivxlc]+|[a-z]|\d{1,3}(?:\.\d{1,3})*)[.)]\s+(?=\S)")


def lowered(entry: Entry) -> Entry:
    """Return an answer's object with its names in lower case: `itemDetails` here is `ItemDetails` there."""
    return {str(name).lower(): value for name, value in entry.items()}


def entries(value: Any) -> list[Entry]:
    """Return the objects of a list, their names in lower case; nothing for anything else."""
    return [lowered(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(entry: Entry, *names: str) -> str | None:
    """Return the first of the fields that says something, its markup and entities read; else None."""
    for name in names:
        value = entry.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            found = squeeze(readable(str(value)))
            if found:
                return found
    return None


def readable(markup: str) -> str:
    """Return the text of a field that an editor filled, one line a paragraph."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    root = parse_html(b"<div>" + markup.encode("utf-8", "replace") + b"</div>", "text")
    return "\n".join(line.text for line in page_lines(root, "https://simbli.invalid/") if line.text)


def label_and_title(title: str, bullet: str | None = None) -> tuple[str | None, str]:
    """Split "D. Consent Agenda" into its label and its title; the tree may give the label besides."""
    found = _LABEL.match(title)
    if found is None:
        return bullet, title
    return bullet or found["label"], title[found.end() :]


def start_of(entry: Entry, zone: str | None) -> str | None:
    """Return when a meeting starts: from the platform's stamp, else from the time it prints."""
    for name in ("mm_datetime", "datetime", "titledatetime", "meetingdate"):
        raw = words(entry, name)
        found = local_start(raw, zone) or printed_start(raw, zone) or epoch_start(raw, zone)
        if found:
            return found
    return None


def printed_start(raw: str | None, zone: str | None) -> str | None:
    """Return the start in words like "12/09/2025 - 11:30 AM"."""
    moment = next(iter(find_moments(raw or "")), None)
    return moment.iso(zone) if moment and moment.day.year > 1971 else None


def query_of(url: str) -> dict[str, str]:
    """Return an address's parameters by their names in lower case."""
    return {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}


def address(url: str, path: str, **parameters: str | None) -> str:
    """Return an address on the host of `url` with the parameters that are known."""
    known = {name: value for name, value in parameters.items() if value}
    return urljoin(url, f"{path}?{urlencode(known)}" if known else path)


def meeting_page(url: str, site: str | None, meeting_id: str | None) -> str | None:
    """Return the page on which a reader sees a meeting."""
    if not site or not meeting_id:
        return None
    return address(url, "/SB_Meetings/ViewMeeting.aspx", S=site, MID=meeting_id)


def attachment_page(
    url: str, site: str | None, meeting_id: str | None, attachment_id: str | None
) -> str | None:
    """Return the address of an attached file."""
    if not site or not meeting_id or not attachment_id:
        return None
    return address(url, "/Meetings/Attachment.aspx", S=site, AID=attachment_id, MID=meeting_id)


def walk(
    nodes: Any, children: str, above: tuple[Entry, ...] = ()
) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Yield each node of a tree in reading order, with the nodes above it."""
    for node in entries(nodes):
        yield node, above
        yield from walk(node.get(children), children, (*above, node))
