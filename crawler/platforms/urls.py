"""A list of addresses: one a line, a CSV with a column of them, or JSON."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from crawler.json_page import read_json
from crawler.packed import unpacked
from crawler.page_lines import absolute, charset, squeeze
from crawler.platform import Follow, Page, PageError, Platform, Window
from crawler.platforms.listing_shapes import day_in
from crawler.urls import canonical
from db.records import Link, Record, Remark
from db.registry import Source

EXPECTED = "a list of addresses: one a line, a CSV with a column url, or JSON"
MAX_BYTES = 20 * 1024 * 1024
URL_COLUMNS = ("url", "link", "address", "href", "loc", "permalink")
DATE_COLUMNS = ("date", "published", "date_published", "publish_date", "pubdate", "lastmod")
TITLE_COLUMNS = ("title", "headline", "name")

Row = tuple[str, str | None, str | None]  # an address as written, its date and its title where told


class UrlList(Platform):
    """Addresses of articles, one by one, as a person or another program put them together.

    Option `urls` holds them in the entry itself; then no list is fetched.
    """

    name = "urls"
    version = "1"
    options = frozenset({"urls"})

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the list, or with the articles themselves where the entry names them."""
        del window
        self.check_options(source)
        given = source.options.get("urls")
        if given is None:
            return [Follow(url=source.url, platform=self.name, kind="urls")]
        if not isinstance(given, list) or not given:
            raise PageError(f"option urls: expected a list of addresses, got {given!r}")
        links = [self._of_entry(source, url) for url in given]
        return [Follow(url=url, platform="article", kind="article", date=_date(url)) for url in links]

    def parse(self, page: Page) -> list[Record]:
        """Return a Link an address. Raises PageError when there is no address at all."""
        records: list[Record] = []
        seen: set[str] = set()
        for written, day, title in _rows(unpacked(page.body, MAX_BYTES, EXPECTED)):
            url = _address(written, page.url)
            if url is None:
                told = f"{written[:120]!r} is no web address"
                records.append(Remark(kind="line without address", message=told, url=page.url))
            elif url not in seen:
                seen.add(url)
                records.append(Link(url=url, title=title, kind="article", date=_iso(day) or _date(url)))
        if not seen:
            raise PageError(f"no web address in it; expected {EXPECTED}")
        return records

    def follow(
        self, source: Source, page: Page, records: Sequence[Record], window: Window
    ) -> Sequence[Follow]:
        """Follow the articles of the window; other sites' are named too, and told: a person listed them."""
        del source, page
        return [
            Follow(url=link.url, platform="article", kind="article", date=link.latest)
            for link in records
            if isinstance(link, Link) and window.holds(link.latest)
        ]

    def _of_entry(self, source: Source, given: Any) -> str:
        url = _address(given, source.url) if isinstance(given, str) else None
        if url is None:
            raise PageError(f"option urls: {given!r} is no web address")
        return url


def _rows(body: bytes) -> Iterator[Row]:
    text = body.decode("utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else charset(body), "replace")
    text = text.lstrip("\ufeff")
    start = text[:512].lstrip()
    if start[:1] in {"[", "{"}:
        yield from _json_rows(read_json(text.encode(), EXPECTED))
    elif start[:1] == "<":
        raise PageError(f"a page or XML ({start[:40]!r}); expected {EXPECTED}")
    else:
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        yield from _csv_rows(lines) if lines and _is_table(lines[0]) else _text_rows(lines)


def _text_rows(lines: list[str]) -> Iterator[Row]:
    for line in lines:
        yield line.split(" #")[0].strip().strip("<>\"'"), None, None


def _is_table(first: str) -> bool:
    return any(_plain(cell) in URL_COLUMNS for cell in _cells(first))


def _cells(line: str) -> list[str]:
    return line.replace("\t", ",").replace(";", ",").split(",")


def _plain(name: str) -> str:
    return name.strip().strip('"').strip().lower()


def _csv_rows(lines: list[str]) -> Iterator[Row]:
    by = next((mark for mark in "\t;" if mark in lines[0]), ",")
    try:
        for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter=by):
            cells = {_plain(name): value for name, value in row.items() if name and isinstance(value, str)}
            yield _of_names(cells)
    except csv.Error as error:
        raise PageError(f"a CSV that cannot be read ({error}); expected {EXPECTED}") from error


def _json_rows(value: Any) -> Iterator[Row]:
    if isinstance(value, dict):
        value = next((part for part in value.values() if isinstance(part, list)), [])
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            yield _of_names(
                {str(name).lower(): str(cell) for name, cell in entry.items() if cell is not None}
            )
        else:
            yield str(entry), None, None


def _of_names(cells: dict[str, str]) -> Row:
    url, day, title = (
        next((cells[name].strip() for name in names if cells.get(name, "").strip()), None)
        for names in (URL_COLUMNS, DATE_COLUMNS, TITLE_COLUMNS)
    )
    return url or " ".join(cells.values()), day, squeeze(title) or None


def _address(written: str, base: str) -> str | None:
    """Return an address as written, or a path on the list's own site; None for anything else."""
    if not written.lower().startswith(("http://", "https://", "/")) or " " in written:
        return None
    url = absolute(base, written)
    try:
        canonical(url or "")
    except ValueError:
        return None
    return url


def _date(url: str) -> str | None:
    day = day_in(url)
    return day.isoformat() if day else None


def _iso(written: str | None) -> str | None:
    from crawler.platforms.feed_dates import read_moment  # noqa: PLC0415 - few lists tell dates

    moment = read_moment(written, None) if written else None
    return moment.isoformat() if moment else None
