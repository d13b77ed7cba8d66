"""A meeting's agenda: the tree of its items, and what one item says (GetItemsTreeDTO, GetAgendaTree,
GetMeetingItemDetailsModel, GetCompleteAgendaItem, GetSupportingDocuments).

Items and attachments are known by ids that the platform has encrypted. The cipher has no salt (the root of
every tree seen, of any district and year, is the same text), so an id is the same at every visit.
"""

from dataclasses import dataclass
from typing import Any

from crawler.page_lines import squeeze
from crawler.platform import Page
from crawler.platforms.simbli_fields import (
    Entry,
    attachment_page,
    entries,
    label_and_title,
    lowered,
    meeting_page,
    query_of,
    readable,
    walk,
    words,
)
from db.records import AgendaItem, Document, Record, Remark

READABLE = ("pdf",)


@dataclass(frozen=True)
class Attachment:
    """A file attached to an item."""

    url: str
    title: str | None
    extension: str | None

    @property
    def is_pdf(self) -> bool:
        """Tell whether the file is one that can be read."""
        return (self.extension or "").lower().strip(".") in READABLE


def is_tree(answer: Any) -> bool:
    """Tell whether an answer is an agenda, as a tree or as its nodes one after the other."""
    if isinstance(answer, dict):
        named = lowered(answer)
        return isinstance(named.get("items"), list) and "attachment" not in named
    nodes = entries(answer)
    return bool(nodes) and all("agendaid" in node or "parentid" in node for node in nodes)


def is_details(answer: Any) -> bool:
    """Tell whether an answer is one item with what it says."""
    return isinstance(answer, dict) and bool({"itemcontents", "itemdetails"} & set(lowered(answer)))


def is_documents(answer: Any) -> bool:
    """Tell whether an answer is the list of an item's attached files."""
    return isinstance(answer, dict) and {"attachment", "hyperlink"} <= set(lowered(answer))


def nodes_of(answer: Any) -> list[tuple[Entry, tuple[Entry, ...]]]:
    """Return a tree's nodes in reading order with those above each; withdrawn ones are left out."""
    nodes = list(walk(lowered(answer)["items"] if isinstance(answer, dict) else answer, "children"))
    if not any(node.get("children") for node, _ in nodes):
        nodes = _nested(nodes)
    return [(node, above) for node, above in nodes if node.get("deleted") is not True]


def _nested(nodes: list[tuple[Entry, tuple[Entry, ...]]]) -> list[tuple[Entry, tuple[Entry, ...]]]:
    """Find the nodes above each by their ids, where the answer is flat."""
    known: dict[str, tuple[Entry, tuple[Entry, ...]]] = {}
    for node, _ in nodes:
        over, above_it = known.get(words(node, "parentid") or "", (None, ()))
        place = (node, (*above_it, over) if over is not None else ())
        known.setdefault(words(node, "id") or str(len(known)), place)
    return list(known.values())


def read_tree(answer: Any, page: Page) -> list[Record]:
    """Return the agenda's items in order; a node without a title is a remark."""
    query = query_of(page.url)
    meeting_id, url = query.get("mid"), meeting_page(page.url, query.get("s"), query.get("mid"))
    items: list[AgendaItem] = []
    remarks: list[Record] = []
    for node, above in nodes_of(answer):
        if not words(node, "title"):
            remarks.append(Remark(kind="item without title", message=str(words(node, "id")), url=page.url))
            continue
        path = [_label(one) for one in (*above, node)]
        text, attached = _contents(entries(node.get("fields")), page, meeting_id)
        items.append(
            AgendaItem(
                meeting_id=meeting_id,
                id=words(node, "id"),
                number=".".join(part for part in path if part) or None,
                position=len(items) + 1,
                section=_title(above[0]) if above else None,
                title=_title(node),
                text=text,
                url=url,
                documents=[one.url for one in attached],
            )
        )
    if not items:
        remarks.append(Remark(kind="empty list", message="the agenda holds no item", url=page.url))
    return [*items, *remarks]


def _label(node: Entry) -> str | None:
    return label_and_title(words(node, "title") or "", words(node, "bulletlabel"))[0]


def _title(node: Entry) -> str:
    return label_and_title(words(node, "title") or "")[1]


def read_details(answer: Entry, page: Page) -> list[Record]:
    """Return the item with its text and its files."""
    named, query = lowered(answer), query_of(page.url)
    details = lowered(named["itemdetails"]) if isinstance(named.get("itemdetails"), dict) else {}
    meeting_id = query.get("mid") or words(named, "meetingid")
    site = query.get("s") or words(named, "siteid")
    text, attached = _contents(entries(named.get("itemcontents")), page, meeting_id)
    item = AgendaItem(
        meeting_id=meeting_id,
        id=words(details, "encrid") or query.get("item") or query.get("enitemid"),
        title=_title(details) or None,
        text=text,
        url=meeting_page(page.url, site, meeting_id),
        documents=[one.url for one in attached],
    )
    if not (item.title or item.text or item.documents):
        return [Remark(kind="empty item", message=f"item {item.id} says nothing", url=page.url)]
    return [item, *_documents(attached, meeting_id)]


def attachments_of(answer: Any, page: Page) -> list[Attachment]:
    """Return the files attached to the item that an answer is about."""
    if not isinstance(answer, dict):
        return []
    named = lowered(answer)
    fields = entries(named.get("itemcontents")) or [{"attachments": named.get("attachment")}]
    return _contents(fields, page, query_of(page.url).get("mid"))[1]


def read_documents(answer: Entry, page: Page) -> list[Record]:
    """Return the files attached to an item."""
    attached, files = attachments_of(answer, page), entries(lowered(answer).get("attachment"))
    if not files:
        return [Remark(kind="empty list", message="no file is attached", url=page.url)]
    meeting_id = query_of(page.url).get("mid") or words(files[0], "enitityid", "entityid")
    if len(attached) < len(files):
        told = f"{len(files) - len(attached)} of {len(files)} files without an id of board, meeting or file"
        return [*_documents(attached, meeting_id), Remark(kind="file without address", message=told)]
    return _documents(attached, meeting_id)


def _documents(attached: list[Attachment], meeting_id: str | None) -> list[Record]:
    return [
        Document(url=one.url, title=one.title, kind="attachment", meeting_id=meeting_id) for one in attached
    ]


def _contents(fields: list[Entry], page: Page, meeting_id: str | None) -> tuple[str | None, list[Attachment]]:
    """Return what an item's fields say, each under its heading, and the files attached to them."""
    parts, attached = [], []
    for one in fields:
        said = readable(str(one.get("content") or ""))
        heading = words(one, "fieldtitle", "fieldname")
        if said:
            parts.append(f"{heading}\n{said}" if heading else said)
        attached += [_attachment(file, page, meeting_id) for file in entries(one.get("attachments"))]
    known = {one.url: one for one in attached if one is not None}
    return "\n".join(parts) or None, list(known.values())


def _attachment(file: Entry, page: Page, meeting_id: str | None) -> Attachment | None:
    query = query_of(page.url)
    site = words(file, "origschoolid", "schoolid") or query.get("s")
    meeting_id = meeting_id or words(file, "enitityid", "entityid")
    url = attachment_page(page.url, site, meeting_id, words(file, "attachmentid", "aid"))
    name = words(file, "filename")
    extension = words(file, "fileextension") or (name.rpartition(".")[2] if name and "." in name else None)
    return Attachment(url, squeeze(words(file, "title") or name), extension) if url else None
