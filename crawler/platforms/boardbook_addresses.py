"""BoardBook's addresses, /Public/{Organization|Agenda|Minutes}/{organization}?meeting={id}, on any host.

BoardBook Premier (meetings.boardbook.org) and Sparq Meetings (meeting.sparqdata.com) are one program.
"""

import re
from urllib.parse import parse_qsl, quote, urlsplit

_PUBLIC = re.compile(r"^(?P<root>.*?)/public/(?P<what>[a-z]+)/(?P<organization>[\w-]+)/?$", re.IGNORECASE)
_ID = re.compile(r"[\w-]{1,64}")


def what_of(url: str) -> str:
    """Return what an address shows, in lower case: "organization", "agenda", "minutes"; "" for neither."""
    match = _PUBLIC.match(urlsplit(url).path)
    return match["what"].lower() if match else ""


def organization_of(url: str) -> str | None:
    """Return the organization (a number or a word), which tells one board from another on a host."""
    parts = urlsplit(url)
    if match := _PUBLIC.match(parts.path):
        return match["organization"].lower()
    return _asked(url, "org")


def meeting_of(url: str) -> str | None:
    """Return the meeting's id in an address."""
    return _asked(url, "meeting") or _asked(url, "meetingid")


def page_of(url: str, what: str, organization: str, meeting: str) -> str:
    """Return the address of a meeting's agenda or minutes beside the page at `url`."""
    return f"{_root(url)}/Public/{what}/{organization}?meeting={quote(meeting, safe='')}"


def file_of(url: str, document: str, organization: str | None) -> str:
    """Return the address at which an attachment is given as a PDF, whatever it was uploaded as.

    The address that the page itself links to shows a viewer, which is HTML.
    """
    org = f"?org={organization}" if organization else ""
    return f"{_root(url)}/Documents/DownloadPDF/{quote(document, safe='')}{org}"


def _root(url: str) -> str:
    parts = urlsplit(url)
    match = _PUBLIC.match(parts.path)
    return f"{parts.scheme}://{parts.netloc}{match['root'] if match else ''}"


def _asked(url: str, name: str) -> str | None:
    for key, value in parse_qsl(urlsplit(url).query):
        if key.lower() == name and _ID.fullmatch(value.strip()):
            return value.strip()
    return None
