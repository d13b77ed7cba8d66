"""What a board's file is, and the records in its text: an agenda's items, the votes in minutes."""

from collections.abc import Sequence

from crawler.agendas import read_agenda
from crawler.civic.dates import find_moments
from crawler.civic.day_spellings import day_of_name
from crawler.civic.file_headings import heading_kind
from crawler.civic.files import kind_of_words
from crawler.minutes import read_minutes
from crawler.minutes.meeting_day import meeting_day
from db.records import AgendaItem, Document, Record, Remark, VoteEvent
from db.report_numbers import leading_report

KINDS = ("agenda", "minutes", "actions", "transcript", "testimony", "report", "attachment")
_SAME = {"packet": "agenda"}  # an agenda with what is attached to it
_OF_A_MEETING = {"agenda", "minutes", "actions", "transcript", "testimony"}
_PAGE_TOP = 400  # characters in which a page says that new minutes begin


def kind_of(text: str, name: str, told: str | None) -> str:
    """Return what a file is: by its own heading, else by what the link to it said, else by its name."""
    if leading_report(text) or leading_report(name):
        return "report"
    said = _SAME.get(told or "", told)
    named = kind_of_words(name)
    headed = heading_kind(text)
    sure = [headed if headed != "report" else None, said if said != "attachment" else None]
    guesses = [*sure, headed, said, _SAME.get(named or "", named)]
    return next((guess for guess in guesses if guess in KINDS), "attachment")


def contents_of(document: Document, name: str, told: str | None) -> list[Record]:
    """Set a document's kind and day, and return the items or votes in its text, then remarks.

    `told` is what the link said it is. An agenda that is attached to another meeting's item is no agenda of
    the meeting that its link belongs to: its items are left alone. Minutes attached for approval tell their
    own day, which each vote carries.
    """
    text = document.text or ""
    document.kind = kind_of(text, name, told)
    records: list[Record] = []
    if document.kind in {"agenda", "attachment"} and told != "attachment":
        is_told = _SAME.get(told or "", told) == "agenda"
        records = list(read_agenda(text, document.pages, document.layout, told=is_told))
        if any(isinstance(record, AgendaItem) for record in records):
            document.kind = "agenda"
    elif document.kind in {"minutes", "actions"}:
        records = list(read_minutes(text))
        records += _several_meetings(text, document.pages)
    if document.kind in _OF_A_MEETING:
        named = day_of_name(name)
        document.date = meeting_day(text) or (named.isoformat() if named else None)
    for record in records:
        if isinstance(record, AgendaItem | VoteEvent | Remark):
            record.url = document.url
    return records


def _several_meetings(text: str, pages: Sequence[int]) -> list[Record]:
    """Remark on a file in which minutes of several days begin: its votes are told for the first of them."""
    days = []
    for start in pages:
        top = text[start : start + _PAGE_TOP]
        if heading_kind(top) == "minutes" and (moments := find_moments(top)):
            days.append(moments[0].day.isoformat())
    distinct = list(dict.fromkeys(days))
    if len(distinct) < 2:
        return []
    return [Remark(kind="several meetings", message=f"minutes of {', '.join(distinct[:10])} in one file")]
