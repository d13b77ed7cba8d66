"""Reading one saved page: what `hallwatch parse` does."""

from dataclasses import fields
from urllib.parse import urlsplit

from crawler.civic.status import without_status
from crawler.platform import Page, PageError, Platform
from crawler.platforms import PLATFORMS
from crawler.urls import within
from db.records import Meeting, Record
from db.registry import Source, Watch


def parse_file(platform: str, body: bytes, url: str, watch: Watch | None = None) -> list[Record]:
    """Return the records in a saved page. Time zone and body's name are the watch's, where it knows the host.

    Raises PageError when the platform is not known or the page is not what it gives.
    """
    parser = PLATFORMS.get(platform)
    if parser is None:
        raise PageError(f"no platform {platform!r}; known: {', '.join(sorted(PLATFORMS))}")
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise PageError(f"{url!r} is no web address; give the address that the page was saved from")
    source = _known_source(parser, url, body, watch)
    zone, body_name = _place(source, watch)
    options = parser.options_for_reading(source.seen_by(platform) if source else None)
    if body[:1024].lstrip().startswith(b"%PDF-"):
        platform = "document"  # agendas and minutes are PDFs on every platform, and one parser reads them
    return parse_page(platform, Page(url=url, body=body, timezone=zone, body_name=body_name, options=options))


def parse_page(platform: str, page: Page, *, outline: bool = False) -> list[Record]:
    """Return a page's records. Raises PageError, and nothing else, when they cannot be had.

    `outline`: the page is not worth reading whole; what its data tells, without the text, is enough.
    """
    reader = PLATFORMS[platform]
    try:
        return [_storable(record) for record in (reader.outline(page) if outline else reader.parse(page))]
    except PageError:
        raise
    except RecursionError as error:
        raise PageError("markup nested too deeply to read") from error


def storable(text: str) -> str:
    """Return a text without what neither UTF-8 nor a reader can take: lone surrogates, NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _storable(record: Record) -> Record:
    if isinstance(record, Meeting) and record.title:
        # One name on every platform: a word that calls the meeting off is its status, and no new name.
        record.title = without_status(record.title)
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str):
            setattr(record, field.name, storable(value))
        elif isinstance(value, list):
            setattr(record, field.name, [storable(part) if isinstance(part, str) else part for part in value])
    return record


def _known_source(parser: Platform, url: str, body: bytes, watch: Watch | None) -> Source | None:
    for source in watch.sources if watch else ():
        if within(url, source.domains) and _same_board(source, parser, url, body):
            return source
    return None


def _place(source: Source | None, watch: Watch | None) -> tuple[str | None, str | None]:
    if source is None or watch is None:
        return None, None
    body = watch.organization(source.organization) if source.kind == "board" else None
    return watch.timezone(source), (body.name if body else None)


def _same_board(source: Source, parser: Platform, url: str, body: bytes) -> bool:
    """Tell whether an address is of a source's board and not of another on the same host."""
    reader = PLATFORMS.get(source.platform, parser)
    return (reader.tenant(url) or reader.tenant_in(body)) == reader.tenant(source.url)
