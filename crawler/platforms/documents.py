"""A page that lists a board's files: agendas and minutes by date, whatever program made the page."""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.page_lines import Line, PageLink, join_lines, page_lines, parse_html
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.documents_meetings import label_of, meetings_of, with_a_meeting
from crawler.platforms.documents_rows import read_entries
from crawler.urls import canonical, within
from crawler.wording import Wording
from db.records import Document, Link, Record, Remark
from db.registry import Source

EXPECTED = "a page that lists a board's files (agendas, minutes) with the dates of its meetings"
_NEXT = re.compile(r"^\W*(?:next|older|more)(?: page| entries| posts)?\W*$|^\s*[»›]\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Addresses that mostly give a PDF; a Word file behind one ends as an issue row of the reader of PDFs.
_GIVES_PDF = re.compile(
    r"\.pdf(?:$|[?&])|/fs/resource-manager/view/|/filedownload\.ashx|export=download|format=pdf|/ViewFile/|"
    r"/DocumentCenter/View/|/showpublisheddocument/|Viewer\.php|//5il\.co/|wpdmdl=",
    re.IGNORECASE,
)


class DocumentList(Platform):
    """The files that a page lists, and a meeting for each body and day that it names.

    The page gives no ids, so meetings have provisional ones of body and day; a committee's, a special
    meeting's or a hearing's adds its name. Without `--since` files and pages by year are followed from
    where meetings are still looked at again (Window.years).

    Option `follow`: words or patterns ("re:...") of links, matched in their text and address, that lead to
    more such pages (a page a year, a page a committee). Further pages of the same list are always followed.
    """

    name = "documents"
    version = "1"
    options = frozenset({"follow"})
    reading_options = frozenset({"follow"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the source's own page."""
        del window
        self.check_options(source)
        Wording.of(source.options.get("follow"), f"source {source.id}: option follow")
        return [Follow(url=source.url, platform=self.name, kind="list")]

    def parse(self, page: Page) -> list[Record]:
        """Return meetings with their files and links to more lists. Raises PageError where there are none."""
        lines = _lines(page)
        entries = read_entries(lines)
        links = list(_more_lists(lines, page))
        told = with_a_meeting(entries)
        undated = [entry for entry in entries if entry not in told]
        if not told and not links:
            raise PageError(f"{_what(lines, len(undated))}; expected {EXPECTED}")
        records = [*meetings_of(told, page), *links]
        records += [
            Document(url=entry.link.url, title=label_of(entry), kind=entry.kind)
            for entry in undated
            if entry.link and entry.kind != "attachment"
        ]
        if undated:
            first = undated[0].link.text if undated[0].link else ""
            message = f"{len(undated)} files with no date of a meeting, the first {first[:100]!r}"
            records.append(Remark(kind="file without date", message=message, url=page.url))
        return records

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the page's lines as a visitor sees them."""
        del records
        return join_lines(_lines(page))

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow files of meetings in the window, and lists that may hold some, on the source's domains."""
        del page
        reach = window if window.since else Window(today=window.today, since=date(window.years()[0], 1, 1))
        wanted: dict[str, Follow] = {}
        for record in records:
            if isinstance(record, Link) and _may_hold(record, reach):
                follow = Follow(url=record.url, platform=self.name, kind="list")
            elif isinstance(record, Document) and _GIVES_PDF.search(record.url) and reach.holds(record.date):
                follow = Follow(
                    url=record.url, platform="document", kind=record.kind or "attachment", date=record.date
                )
            else:
                continue
            if within(follow.url, source.domains):
                wanted.setdefault(follow.url, follow)
        return list(wanted.values())


def _lines(page: Page) -> list[Line]:
    """Return the lines of the page's content; of the whole page where the content names no file."""
    root = parse_html(page.body, EXPECTED)
    content = next(
        (found[0] for path in ("//main", '//*[@role="main"]') if len(found := root.xpath(path)) == 1), None
    )
    if content is not None and (lines := page_lines(_without_frame(content), page.url)):
        return lines
    body = root.find("body")
    return page_lines(_without_frame(root if body is None else body), page.url)


def _without_frame(content: HtmlElement) -> HtmlElement:
    for element in content.xpath(
        ".//nav | .//footer | .//aside | .//header[.//nav] | .//*[@role='navigation' or @role='banner' "
        "or @role='contentinfo' or @role='search']"
    ):
        if element.getparent() is not None:
            element.drop_tree()
    return content


def _more_lists(lines: list[Line], page: Page) -> list[Link]:
    """Return links to further pages of this list, and those that the option `follow` names."""
    chosen = Wording.of(page.options.get("follow"), "option follow")
    own = canonical(page.url)
    found: dict[str, Link] = {}
    for line in lines:
        for link in line.links:
            further = _NEXT.match(link.text) and _same_list(link, page.url)
            if (further or (chosen and chosen.matches(f"{link.text}\n{link.url}"))) and canonical(
                link.url
            ) != own:
                found.setdefault(link.url, Link(url=link.url, title=link.text or None, kind="list"))
    return list(found.values())


def _same_list(link: PageLink, url: str) -> bool:
    """Tell whether a "next" link leads on in the same list, and not to the next article or slide."""
    ours, theirs = urlsplit(url), urlsplit(link.url)
    onward = re.search(
        r"page|start|offset|pg|p=", f"{theirs.path.removeprefix(ours.path)}?{theirs.query}", re.I
    )
    return ours.netloc == theirs.netloc and theirs.path.startswith(ours.path.rstrip("/")) and bool(onward)


def _may_hold(link: Link, window: Window) -> bool:
    """Tell whether a list can hold meetings of the window, by the years in its name."""
    years = [int(year) for year in _YEAR.findall(f"{link.title} {urlsplit(link.url).path}")]
    return not years or window.since is None or max(years) >= window.since.year


def _what(lines: list[Line], files: int) -> str:
    start = lines[0].text[:80] if lines else ""
    if files:
        return f"a page with {files} files and no date of a meeting (it begins {start!r})"
    return (
        f"a page that names no file and no date (it begins {start!r})"
        if start
        else "a page with nothing to read"
    )
