"""The files that Chicago's meeting pages link to, told by their labels and names."""

import re
from urllib.parse import urlsplit

from crawler.page_lines import Line, PageLink
from db.records import Document

KINDS = (
    ("minutes", re.compile(r"proceedings|minutes", re.IGNORECASE)),
    ("transcript", re.compile(r"transcript", re.IGNORECASE)),
    ("testimony", re.compile(r"testimony|written comments|speakers?\b", re.IGNORECASE)),
    ("actions", re.compile(r"board action|agenda of action|^actions?$", re.IGNORECASE)),
    ("agenda", re.compile(r"agenda", re.IGNORECASE)),
    ("report", re.compile(r"board report|^\d\d-\d{4}-[A-Z]{2}\d", re.IGNORECASE)),
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|csv|txt)$", re.IGNORECASE)
_ACTIONS_PAGE = re.compile(r"/board-actions/\d+", re.IGNORECASE)


def is_file(url: str) -> bool:
    """Tell whether an address is a file's."""
    return bool(_FILE.search(urlsplit(url).path))


def documents_of(lines: list[Line], meeting_id: str | None) -> list[Document]:
    """Return each file and action list that the lines link to, once, in page order."""
    found: dict[str, Document] = {}
    for line in lines:
        for link in line.links:
            if is_file(link.url) or _ACTIONS_PAGE.search(link.url):
                document = Document(
                    url=link.url, title=link.text or None, kind=_kind(link), meeting_id=meeting_id
                )
                found.setdefault(link.url, document)
    return list(found.values())


def _kind(link: PageLink) -> str:
    name = urlsplit(link.url).path.rsplit("/", 1)[-1]
    for text in (link.text, name):
        for kind, words in KINDS:
            if words.search(text):
                return kind
    return "attachment"
