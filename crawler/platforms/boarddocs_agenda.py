"""BoardDocs' agenda as a list (BD-GetAgenda): categories, and after each its items with their ids."""

from lxml.html import HtmlElement

from crawler.civic.item_numbers import split_number, whole_number
from crawler.page_lines import squeeze
from crawler.platform import Page, PageError
from crawler.platforms.boarddocs_addresses import asked_id, base_of, reader_url
from crawler.platforms.boarddocs_meeting import text_at
from db.records import AgendaItem, Record, Remark

EXPECTED = "an agenda (.category-name and li.item[unique])"
ENTRIES = (
    '//li[@unique and contains(concat(" ", normalize-space(@class), " "), " item ")]'
    ' | //*[contains(concat(" ", @class, " "), " category ") and .//*[@class="category-name"]]'
)


def read_agenda(root: HtmlElement, page: Page) -> list[Record]:
    """Return the items in order. Items stand beside their category in the page, not inside it."""
    meeting_id = asked_id(page)
    base = base_of(page.url)
    items: dict[str, AgendaItem] = {}
    category: str | None = None
    section: str | None = None
    for entry in root.xpath(ENTRIES):
        order = (text_at(entry, "order") or "").rstrip(". ") or None
        if entry.tag != "li":
            category, section = order, text_at(entry, "category-name")
            continue
        unique = entry.get("unique").strip()
        number, title = _named(entry, order)
        if not unique or unique in items:
            continue
        items[unique] = AgendaItem(
            meeting_id=meeting_id,
            id=unique,
            number=whole_number(category, number),
            position=len(items) + 1,
            section=section,
            title=title or None,
            url=reader_url(base, unique),
        )
    if not items and section is None:
        raise PageError(f"an agenda without items and categories; expected {EXPECTED}")
    return [*items.values(), *_remarks(meeting_id, len(items), page)]


def _named(entry: HtmlElement, order: str | None) -> tuple[str | None, str]:
    """Return an item's number and title, by its own parts or by its line."""
    title = text_at(entry, "title")
    if title is not None:
        return order, title
    words = squeeze(entry.text_content())
    told = squeeze(entry.get("xtitle")) or words
    kind, dash, rest = told.partition(" - ")
    if order is None and told != words:
        order = split_number(f"{words} -")[0]
    return split_number(rest if dash and len(kind) < 40 else told) if order is None else (order, rest or told)


def _remarks(meeting_id: str | None, items: int, page: Page) -> list[Remark]:
    if not items:
        return [Remark(kind="empty list", message="an agenda of categories without items", url=page.url)]
    if meeting_id is None:
        told = f"{items} items of a meeting that the answer does not name: add &id=ITS-ID to the address"
        return [Remark(kind="no meeting id", message=told, url=page.url)]
    return []
