"""A page as the lines that a reader sees, whatever markup stands behind them.

Board sites change their markup more often than their wording, so parsers of civic pages read these
lines. Joined by newlines they are also a version's readable text, in which offsets count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from crawler.platform import PageError

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "title", "tr", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary"}
SILENT = {"head", "iframe", "noscript", "object", "script", "style", "svg", "template"}
MAX_DEPTH = 400  # deeper nesting is an attack or a broken template; no reader sees the difference
MAX_BYTES = 10 * 1024 * 1024
LONGEST_ROW = 600  # characters of a table row that holds another row and is read as one all the same
BREAK = "\v"  # a line's end inside a cell
OTHER_FILES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x1f\x8b", b"\x00\x00\x00")
# ISO-8859-1 means Windows-1252 on the web, GB 2312 its successors (WHATWG Encoding).
_AS_READ = {
    "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252",
    "ascii": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030",
}  # fmt: skip


@dataclass(frozen=True)
class PageLink:
    """A link inside a line, with its absolute address."""

    url: str
    text: str


@dataclass
class Line:
    """One visible line. A table row without rows inside is one line, its cells kept apart in `cells`."""

    cells: list[str]
    tag: str  # the block it stands in: "h2", "p", "tr", ...
    parts: list[list[str]] = field(default_factory=list)  # each cell's own lines, for addresses
    links: list[PageLink] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the line as a reader sees it."""
        return " ".join(cell for cell in self.cells if cell)

    @property
    def heading(self) -> bool:
        """Tell whether the page marks the line as a heading."""
        return self.tag in HEADINGS


def parse_html(body: bytes, what: str, *, comments: bool = True) -> HtmlElement:
    """Return the document's root. Raises PageError, naming `what` was expected, when it is no HTML.

    Without `comments` the tree has neither comments nor processing instructions.
    """
    if len(body) > MAX_BYTES:
        raise PageError(
            f"page of {len(body) / 1048576:.0f} MB; expected {what} of at most {MAX_BYTES // 1048576} MB"
        )
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise PageError(f"empty answer; expected {what}")
    if start.startswith(b"%PDF-"):
        raise PageError(f"a PDF; expected {what}")
    if start[:1] in b"{[":
        raise PageError(f"JSON; expected {what}")
    if start.startswith(OTHER_FILES):
        raise PageError(f"a picture, an archive or another file that is no text; expected {what}")
    encoding = charset(body)
    if encoding == "utf-8":
        body = body.decode("utf-8", "replace").encode()  # at a broken byte libxml2 takes it all for Latin-1
    parser = lxml.html.HTMLParser(encoding=encoding, remove_comments=not comments, remove_pis=not comments)
    try:
        root = lxml.html.document_fromstring(body, parser=parser)
    except (lxml.etree.LxmlError, ValueError, LookupError) as error:
        raise PageError(f"no readable HTML ({error}); expected {what}") from error
    if not isinstance(root, HtmlElement):
        raise PageError(f"no readable HTML; expected {what}")
    return root


def charset(body: bytes) -> str:
    """Return the encoding to read a page with: UTF-8 when its bytes are, else what the page declares."""
    try:
        body.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        if _is_broken_utf8(body):
            return "utf-8"
    # Archives put a UTF-8 head before pages in other encodings: what the bytes disprove is passed over.
    for declared in re.findall(rb"charset=[\"']?([\w-]+)", body[:8192], re.IGNORECASE):
        name = str(declared, "ascii", "replace").lower()
        if name not in {"utf-8", "utf8"} and _is_known(name):
            return _AS_READ.get(name, name)
    return "windows-1252"


def _is_broken_utf8(body: bytes) -> bool:
    """Tell UTF-8 with a character cut in two, as a site that trims teasers by bytes writes it."""
    read = body.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", read)))
    return broken * 10 < whole


def _is_known(name: str) -> bool:
    try:
        "".encode(name)
    except LookupError:
        return False
    return True


def squeeze(text: str | None) -> str:
    """Return the text with every run of blanks, no-break ones included, as one blank."""
    if not text:
        return ""
    if "\u200b" in text or "\ufeff" in text:
        text = text.replace("\u200b", " ").replace("\ufeff", " ")
    return " ".join(text.split())


def page_lines(element: HtmlElement, base_url: str) -> list[Line]:
    """Return the visible, non-empty lines below an element in reading order."""
    reader = _Reader(base_url)
    reader.read(element, 0)
    reader.end_line()
    return reader.lines


def join_lines(lines: list[Line]) -> str:
    """Return the readable text that offsets count in."""
    return "\n".join(line.text for line in lines)


class _Reader:
    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.lines: list[Line] = []
        self._cells: list[list[str]] = [[]]
        self._links: list[PageLink] = []
        self._tags: list[str] = ["body"]
        self._row: HtmlElement | None = None

    def read(self, element: HtmlElement, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in SILENT and depth < MAX_DEPTH:
            opened = self._open(element, tag)
            self._text(element.text)
            for child in element:
                self.read(child, depth + 1)
                self._text(child.tail)
            self._close(element, tag, opened)

    def _open(self, element: HtmlElement, tag: str) -> bool:
        if tag == "a":
            self._link(element)
        if self._row is None:
            return self._open_block(element, tag)
        if tag in {"td", "th"} and next(element.iterancestors("tr"), None) is self._row:
            self._cells.append([])
        elif tag == "br" or tag in BLOCKS:
            self._text(BREAK)
        return False

    def _open_block(self, element: HtmlElement, tag: str) -> bool:
        if tag != "br" and tag not in BLOCKS and tag not in {"td", "th"}:
            return False
        self.end_line()
        if tag == "br":
            return False
        self._tags.append(tag)
        if tag == "tr" and _is_one_row(element):
            self._row = element
        return True

    def _close(self, element: HtmlElement, tag: str, opened: bool) -> None:
        if opened:
            self.end_line()
            self._tags.pop()
            if element is self._row:
                self._row = None
        elif self._row is not None and tag in BLOCKS:
            self._text(BREAK)

    def _text(self, text: str | None) -> None:
        if text:
            self._cells[-1].append(text)

    def _link(self, element: HtmlElement) -> None:
        target = absolute(self.base_url, element.get("href"))
        if target:
            self._links.append(PageLink(target, squeeze(element.text_content())))

    def end_line(self) -> None:
        parts = [
            [part for raw in "".join(cell).split(BREAK) if (part := squeeze(raw))] for cell in self._cells
        ]
        if any(parts) or self._links:
            first = 0 if parts[0] or len(parts) == 1 else 1  # what stands before a row's first cell
            cells = [" ".join(cell) for cell in parts[first:]]
            self.lines.append(Line(cells, self._tags[-1], parts[first:], self._links))
        self._cells, self._links = [[]], []


def _is_one_row(row: HtmlElement) -> bool:
    """Tell whether a `tr` is a row of data: a layout's row holds whole tables, a sloppy editor's one cell."""
    inner = row.findall(".//tr")
    return not inner or (len(inner) == 1 and len(squeeze(row.text_content())) < LONGEST_ROW)


def absolute(base_url: str, target: str | None) -> str | None:
    """Return a link's absolute http(s) address without its fragment; None for any other kind of link."""
    if not target or not target.strip():
        return None
    try:
        joined = urljoin(base_url, target.strip())
        parts = urlsplit(joined)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        _ = parts.port  # an impossible port shows only when asked for
    except ValueError:
        return None
    return parts._replace(fragment="").geturl()


def sections(lines: list[Line]) -> Iterator[tuple[str | None, Line]]:
    """Yield each line that is no heading with the nearest heading above it."""
    heading: str | None = None
    for line in lines:
        if line.heading:
            heading = line.text or heading
        else:
            yield heading, line
