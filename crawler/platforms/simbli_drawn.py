"""A meeting's page as a browser has drawn it: its agenda's and its minutes' lines, cut at their numbers.

A page saved from a browser holds what the platform's program has put into its frame: the agenda, then the
minutes under "Meeting Minutes". The ids of the items are not in it.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.civic.numbered_lines import items_in_lines
from crawler.minutes import read_motions
from crawler.page_lines import Line, page_lines
from db.records import AgendaItem, Record

_MINUTES = re.compile(r"^(?:meeting )?minutes$", re.IGNORECASE)


def read_drawn(root: HtmlElement, meeting_id: str, url: str | None, base_url: str) -> list[Record]:
    """Return the items and the votes that a drawn page shows; nothing from a frame that is still empty."""
    lines = _lines(root, base_url)
    starts = [at for at, line in enumerate(lines) if _MINUTES.match(line.text)]
    split = starts[-1] if starts else len(lines)
    agenda = [line for line in lines[:split] if not _MINUTES.match(line.text)]  # without the name of the tab
    items: list[AgendaItem] = list(items_in_lines(agenda, meeting_id, url or base_url))
    for item in items:
        item.start = item.end = None  # they would count in a text that is not kept
    return [*items, *_votes(lines[split:], meeting_id, url, base_url)]


def _lines(root: HtmlElement, base_url: str) -> list[Line]:
    for frame in root.xpath("//app-viewmeeting | //*[@id='dvVM']"):
        if frame.text_content().strip():
            return page_lines(frame, base_url)
    return []


def _votes(lines: list[Line], meeting_id: str, url: str | None, base_url: str) -> Iterator[Record]:
    for item in items_in_lines(lines, meeting_id, base_url):
        for event in read_motions(item.text or ""):
            event.meeting_id, event.url = meeting_id, f"{url}&T=1" if url else None
            event.item_numbers = [item.number] if item.number else []
            event.item_title = item.title
            event.start = event.end = None
            yield event
