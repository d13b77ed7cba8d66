"""The items of a BoardBook agenda or minutes page: rows with ids where it has them, else numbered lines."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.civic.item_numbers import split_number
from crawler.page_lines import page_lines, squeeze
from crawler.platform import Page
from crawler.platforms.boardbook_addresses import file_of, organization_of

ROWS = '//tr[contains(@class, "agenda-item-information")]'
_PARENT = re.compile(r"agenda-item-children-of-(?P<id>\w+)")
_ATTACHED = re.compile(r"^attachments?\s*:|^\(\d*\)$", re.IGNORECASE)
_FILE = re.compile(r"[?&](?:file|documentid)=(?P<id>[\w-]{8,64})", re.IGNORECASE)
LONGEST_TITLE = 300  # characters; a longer line with a number before it is a paragraph


@dataclass
class Item:
    """One item as the page shows it."""

    number: str | None
    title: str
    id: str | None = None
    parent: str | None = None
    lines: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def read_items(root: HtmlElement, page: Page) -> list[Item]:
    """Return the items in page order."""
    rows = root.xpath(ROWS)
    if rows:
        return [item for row in rows if (item := _from_row(row, page))]
    return _from_lines(root, page)


def sections_of(items: list[Item]) -> list[str | None]:
    """Return the title of the topmost item above each: by the rows' own tree, else by the numbers."""
    by_id: dict[str | None, Item] = {item.id: item for item in items if item.id}
    by_number: dict[str | None, Item] = {item.number: item for item in items if item.number}
    found: list[str | None] = []
    for item in items:
        top, seen = item, {id(item)}
        while (above := by_id.get(top.parent) or _above(top, by_number)) and id(above) not in seen:
            top = above
            seen.add(id(top))
        found.append(top.title if top is not item else None)
    return found


def _above(item: Item, by_number: dict[str | None, Item]) -> Item | None:
    number = item.number or ""
    return by_number.get(number.rpartition(".")[0]) if "." in number else None


def _from_row(row: HtmlElement, page: Page) -> Item | None:
    heads = row.xpath('.//*[contains(concat(" ", normalize-space(@class), " "), " form-check ")]')
    lines = [line.text for cell in row.findall("td") for line in page_lines(cell, page.url) if line.text]
    if not lines and not heads:
        return None
    presenter = squeeze(" ".join(em.text_content() for em in heads[0].xpath(".//em"))) if heads else ""
    first = _head_words(heads[0], presenter) if heads else lines[0]
    number, title = split_number(first)
    parent = _PARENT.search(row.get("class") or "")
    item = Item(number, title.rstrip(" :"), row.get("data-agendaitemid"), parent["id"] if parent else None)
    item.lines = _rest(lines, first, presenter, [squeeze(link.text_content()) for link in _links(row)])
    item.documents = _documents(row, page)
    return item if item.number or item.title or item.lines else None


def _head_words(head: HtmlElement, presenter: str) -> str:
    """Return an item's heading without who presents it and without a list inside it."""
    words = [head.text or ""]
    for child in head:
        if isinstance(child.tag, str) and child.tag not in {"ul", "ol", "em", "table", "div", "p"}:
            words.append(child.text_content())
        words.append(child.tail or "")
    return squeeze(" ".join(words)) or squeeze(head.text_content()).removesuffix(presenter).strip()


def _rest(lines: list[str], first: str, presenter: str, files: list[str]) -> list[str]:
    """Return a row's lines after its heading, without the names of its files."""
    kept: list[str] = []
    for index, line in enumerate(lines):
        words = line
        if index == 0 and words.startswith(first):
            words = words[len(first) :].strip(" :")
        if words == presenter and presenter:
            words = f"Presenter: {presenter}"
        if words and words != first and words not in files and not _ATTACHED.match(words):
            kept.append(words)
    return kept


def _links(row: HtmlElement) -> list[HtmlElement]:
    return list(row.xpath('.//a[@data-documentid] | .//*[contains(@class, "Attachments")]//a'))


def _documents(row: HtmlElement, page: Page) -> list[str]:
    organization = organization_of(page.url)
    found: list[str] = []
    for link in _links(row):
        told = _FILE.search(link.get("href") or "")
        document = link.get("data-documentid") or (told["id"] if told else None)
        if document:
            found.append(file_of(page.url, document, organization))
    return list(dict.fromkeys(found))


def _from_lines(root: HtmlElement, page: Page) -> list[Item]:
    """Return the items of a page without rows of its own kind: each begins at a line with a number."""
    items: list[Item] = []
    for line in page_lines(root, page.url):
        for words in [part for cell in line.parts for part in cell] or [line.text]:
            number, title = split_number(words)
            if number and title and len(title) <= LONGEST_TITLE:
                items.append(Item(number, title.rstrip(" :")))
            elif items and words and not _ATTACHED.match(words):
                items[-1].lines.append(words)
        if items:
            items[-1].documents += [link.url for link in line.links if "/downloadpdf/" in link.url.lower()]
    return items
