"""Legistar's event items: what stood on an agenda, and what was done with it."""

import re

from crawler.civic.actions import normal_action
from crawler.civic.options import normal_result
from crawler.json_page import text_of
from crawler.markup import plain_line, plain_lines
from crawler.page_lines import absolute
from crawler.platform import Page
from crawler.platforms.legistar_rows import Row, flag, number, rows_of
from db.records import Action, AgendaItem, Document, Record, Remark
from db.report_numbers import amended_reports

LONGEST_HEADING = 100
# Action names are each client's own list. Those that say nothing of an outcome are no actions in our sense.
_ACTION_WORDS: dict[str, Action] = {
    "adopt": "adopted", "pass": "adopted", "passed": "adopted", "pass as amended": "adopted as amended",
    "passed as amended": "adopted as amended", "adopt as amended": "adopted as amended",
    "approve": "approved", "approve as amended": "adopted as amended", "accept": "accepted",
    "receive and file": "accepted", "withdraw": "withdrawn", "defer": "deferred", "postpone": "deferred",
    "continued": "deferred", "held": "deferred", "table": "tabled",
    "laid on the table": "tabled", "lay on the table": "tabled", "held over": "deferred", "enact": "adopted",
    "enacted": "adopted", "fail": "failed", "reject": "failed",
}  # fmt: skip
_NO_OUTCOME = re.compile(
    r"\b(?:refer|introduc|recommend|discuss|present|hear[di]|read|review|roll call|assign|amend|consider|open"
    r"|clos|adjourn|recess|convene|acknowledg|filed?$|placed|scheduled|noted|report|announce)",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"\b(?:on|by|under|with|as part of)\b.*\bconsent\b.*$", re.IGNORECASE)
_TO_WHEN = re.compile(
    r"\s+(?:to|until|till|indefinitely|for|by)\b.*$", re.IGNORECASE
)  # "Postponed to a Date Certain"
_DONE: frozenset[Action] = frozenset({"adopted", "adopted as amended", "accepted", "approved"})


def in_order(rows: list[Row]) -> list[Row]:
    """Return items in the agenda's order; those that came up only in the minutes stand last."""
    return sorted(rows, key=lambda row: (_place(row) is None, _place(row) or 0))


def read_items(rows: list[Row], meeting_id: str | None, page: Page) -> list[Record]:
    """Return the items of an agenda with their attachments, and remarks on rows that cannot be used."""
    records: list[Record] = []
    section: str | None = None
    known = unread = 0
    unknown: dict[str, str] = {}
    for position, row in enumerate(rows):
        if _is_heading(rows, position):
            section = plain_line(text_of(row, "eventitemtitle"))
            continue
        item = _item(row, meeting_id, page)
        if item is None:
            unread += not _is_blank(row)
            continue
        known += 1
        item.section, item.position = section, _place(row) or known
        records += [item, *read_attachments(rows_of(row, "eventitemmatterattachments"), page)]
        if item.action_raw and item.action is None and not _NO_OUTCOME.search(item.action_raw):
            unknown.setdefault(item.action_raw, item.title or "an item")
    if unread:
        told = f"{unread} event items have no EventItemId"
        records.append(Remark(kind="row without id", message=told, url=page.url))
    for raw, title in unknown.items():
        told = f"{title[:80]}: {raw!r} is no action word known"
        records.append(Remark(kind="unknown action", message=told, url=page.url))
    return records


def read_attachments(rows: list[Row], page: Page) -> list[Record]:
    """Return a matter's attachments that the public may see."""
    found: list[Record] = []
    for row in rows:
        url = attachment_url(row, page)
        if url:
            name = plain_line(text_of(row, "matterattachmentname", "matterattachmentfilename"))
            found.append(Document(url=url, title=name, kind="attachment"))
    return found


def attachment_url(row: Row, page: Page) -> str | None:
    """Return an attachment's address; None for one that is not public or has none."""
    if flag(row, "matterattachmentshowoninternetpage") is False:
        return None
    return absolute(page.url, text_of(row, "matterattachmenthyperlink"))


def read_matter(row: Row, page: Page) -> list[Record]:
    """Return a matter as the item that it would be on an agenda, whose the answer does not say."""
    name, title = (plain_line(text_of(row, key)) for key in ("mattername", "mattertitle"))
    file_number = text_of(row, "matterfile")
    if not (title or name or file_number):
        return [Remark(kind="row without id", message="a matter without number and title", url=page.url)]
    attached = rows_of(row, "matterattachments")
    item = AgendaItem(
        meeting_id=None,
        file_number=file_number,
        title=title or name,
        text=name if title and name != title else None,
        url=matter_url(row, "matterid", page),
        amends=amended_reports(file_number, title or name or ""),
        documents=[url for entry in attached if (url := attachment_url(entry, page))],
    )
    return [item, *read_attachments(attached, page)]


def matter_url(row: Row, key: str, page: Page) -> str | None:
    """Return the address at which a reader sees a matter; the API's ids lead there by its gateway only."""
    matter = number(row, key)
    client = re.search(r"/v1/([\w-]+)", page.url, re.IGNORECASE)
    if matter is None or client is None:
        return None
    return f"https://{client[1].lower()}.legistar.com/gateway.aspx?m=l&id=/matter.aspx?key={matter}"


def _item(row: Row, meeting_id: str | None, page: Page) -> AgendaItem | None:
    item_id, title = text_of(row, "eventitemid"), plain_line(text_of(row, "eventitemtitle"))
    name, file_number = plain_line(text_of(row, "eventitemmattername")), text_of(row, "eventitemmatterfile")
    if item_id is None or _is_blank(row):
        return None
    action, raw = _action(row)
    notes = (_field(row, "eventitemagendanote"), _field(row, "eventitemminutesnote"))
    return AgendaItem(
        id=item_id,
        meeting_id=meeting_id or text_of(row, "eventitemeventid"),
        number=text_of(row, "eventitemagendanumber") or file_number,
        file_number=file_number,
        title=title or name or file_number,
        text=_joined(name if title and name != title else None, *notes),
        action=action,
        action_raw=raw,
        url=matter_url(row, "eventitemmatterid", page),
        amends=amended_reports(file_number, title or name or ""),
        documents=[
            url
            for entry in rows_of(row, "eventitemmatterattachments")
            if (url := attachment_url(entry, page))
        ],
    )


def _action(row: Row) -> tuple[Action | None, str | None]:
    """Return the action and its word; a motion that failed did not do what the word says."""
    raw = plain_line(text_of(row, "eventitemactionname"))
    told = text_of(row, "eventitempassedflagname")
    failed = normal_result(told) == "fail" or (told is None and flag(row, "eventitempassedflag") is False)
    words = ": ".join(part for part in (raw, told or "Fail") if part) if failed else raw
    return normal_action_name(raw, failed=failed), words


def normal_action_name(raw: str | None, *, failed: bool) -> Action | None:
    """Return the action that an action's name tells, given whether the motion failed."""
    action = _normal(raw)
    if not failed:
        return action
    return "failed" if raw is None or action in _DONE or action == "failed" else None


def _normal(raw: str | None) -> Action | None:
    for words in (raw or "", _CONSENT.sub("", raw or ""), _TO_WHEN.sub("", raw or "")):
        found = normal_action(words) or _ACTION_WORDS.get(" ".join(re.findall(r"[a-z]+", words.lower())))
        if found:
            return found
    return None


def _is_heading(rows: list[Row], position: int) -> bool:
    """Tell whether a row is a line between items: only words, and an item of its own comes after it."""
    row, after = rows[position], rows[position + 1 : position + 2]
    title = text_of(row, "eventitemtitle") or ""
    return bool(
        0 < len(title) <= LONGEST_HEADING
        and _only_words(row)
        and after
        and not _only_words(after[0])
        and not _is_blank(after[0])
    )


def _only_words(row: Row) -> bool:
    keys = ("agendanumber", "matterid", "matterfile", "actionname", "mover", "agendanote", "minutesnote")
    told = any(text_of(row, f"eventitem{key}") for key in keys)
    return not told and not flag(row, "eventitemrollcallflag") and flag(row, "eventitempassedflag") is None


def _is_blank(row: Row) -> bool:
    keys = ("title", "mattername", "matterfile")
    return not any(text_of(row, f"eventitem{key}") for key in keys)


def _place(row: Row) -> int | None:
    place = number(row, "eventitemagendasequence")
    return place if place is not None else number(row, "eventitemminutessequence")


def _field(row: Row, key: str) -> str | None:
    value = row.get(key)
    return plain_lines(value) if isinstance(value, str) else None


def _joined(*parts: str | None) -> str | None:
    return "\n".join(part for part in parts if part) or None
