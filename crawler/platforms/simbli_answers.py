"""Simbli's JSON answers: which one an answer is, told by what it holds."""

import json
from typing import Any

from crawler.json_page import read_json
from crawler.platform import Page, PageError
from crawler.platforms import simbli_agenda, simbli_lists, simbli_minutes
from crawler.platforms.simbli_fields import Entry, lowered, meeting_page, query_of, start_of, words
from crawler.platforms.simbli_table import table_rows
from db.records import Meeting, Record, Remark, VoteEvent

EXPECTED = "Simbli's rows of meetings, an agenda's items, one item or a meeting's minutes"


def answer_of(page: Page) -> Any:
    """Return an answer's JSON, which may stand within a JSON string, or the rows of an XML table.

    The service sends what is asked for: a browser that opens its address gets XML.
    """
    if b"<NewDataSet" in page.body and (table := table_rows(page.body, EXPECTED)):
        return table
    answer = read_json(page.body, EXPECTED)
    if isinstance(answer, dict) and list(answer) == ["d"]:  # how .NET's older services wrap what they send
        answer = answer["d"]
    if isinstance(answer, str) and answer[:1] in "[{":
        answer = read_json(answer.encode("utf-8", "replace"), EXPECTED)
    return answer


def read_answer(answer: Any, page: Page) -> list[Record]:
    """Return the records in an answer. Raises PageError when it is none of Simbli's."""
    if simbli_minutes.is_minutes(answer):
        return simbli_minutes.read_minutes(answer, page)
    if simbli_agenda.is_details(answer):
        return [*simbli_agenda.read_details(answer, page), *_votes_of_item(answer, page)]
    if simbli_agenda.is_documents(answer):
        return simbli_agenda.read_documents(answer, page)
    if simbli_agenda.is_tree(answer):
        return simbli_agenda.read_tree(answer, page)
    if isinstance(answer, dict) and {"titledatetime", "title"} <= set(lowered(answer)):
        return _one_meeting(lowered(answer), page)
    rows = simbli_lists.rows_of(answer)
    if rows is None:
        raise PageError(f"{_told(answer)}; expected {EXPECTED}")
    return simbli_lists.read_rows(rows, page)


def _told(answer: Any) -> str:
    if isinstance(answer, dict):
        named = lowered(answer)
        said = words(named, "exceptionmessage", "message", "errormessage", "error")
        return (
            f"an error ({said[:200]})"
            if said
            else f"an object with {', '.join(sorted(named)[:12]) or 'nothing'}"
        )
    return (
        f"a list of other things ({json.dumps(answer)[:80]})" if isinstance(answer, list) else f"{answer!r}"
    )


def _votes_of_item(answer: Entry, page: Page) -> list[Record]:
    """Return the votes in the minutes of one item, where its details carry them."""
    named = lowered(answer)
    minutes = named.get("minutes")
    if not isinstance(minutes, dict):
        return []
    query = query_of(page.url)
    found = simbli_minutes.read_minutes({"LstItemMinutes": [minutes]}, page)
    votes = [record for record in found if isinstance(record, VoteEvent)]
    for vote in votes:
        vote.meeting_id = query.get("mid") or words(named, "meetingid")
    return [
        *votes,
        *(record for record in found if isinstance(record, Remark) and record.kind != "empty list"),
    ]


def _one_meeting(entry: Entry, page: Page) -> list[Record]:
    """Return the meeting that GetMeeting describes."""
    query = query_of(page.url)
    meeting_id = query.get("mid") or words(entry, "id", "meetingid")
    title = words(entry, "title")
    if not meeting_id or meeting_id == "0" or not title:
        raise PageError(f"a meeting without id or title; expected {EXPECTED}")
    places = [words(entry, f"address{part}") for part in "123"]
    return [
        Meeting(
            id=meeting_id,
            body=page.body_name,
            title=title,
            start=start_of(entry, page.timezone),
            location=", ".join(place.strip(" ,") for place in places if place) or None,
            url=meeting_page(page.url, query.get("s"), meeting_id),
        )
    ]
