"""BoardBook: what a list of meetings leads to, which board a page is of, the sentences about its votes."""

from datetime import date

import pytest

from crawler.platform import Follow, Page, PageError, Window
from crawler.platforms.boardbook import BoardBook
from crawler.platforms.boardbook_lists import split_heading
from crawler.platforms.boardbook_motions import read_motions
from db.records import AgendaItem, Document, Meeting, Remark, VoteEvent
from db.registry import Source

HOST = "https://meeting.sparqdata.com"
LIST = f"{HOST}/Public/Organization/77"
PLATFORM = BoardBook()


def source(url: str = LIST) -> Source:
    host = url.split("/")[2]
    return Source.model_validate(
        {
            "id": "mill",
            "name": "Mill",
            "kind": "board",
            "platform": "boardbook",
            "url": url,
            "domains": [host],
        }
    )


def row(meeting: str, heading: str, *pages: str, of: str = "row-for-board", kind: str = "Regular") -> str:
    links = "".join(f'<a href="/Public/{page}/77?meeting={meeting}">{page}</a>' for page in pages)
    return (
        f'<tr class=" {of}"><td><div>{heading}</div><div><b>Meeting Type:</b>\n{kind}</div></td>'
        f"<td></td><td>{links}</td></tr>"
    )


def listed(*rows: str) -> Page:
    return Page(url=LIST, body=f'<table id="PublicMeetingsTable">{"".join(rows)}</table>'.encode())


def followed(page: Page, window: Window) -> list[Follow]:
    return list(PLATFORM.follow(source(), page, PLATFORM.parse(page), window))


def test_a_list_leads_to_agendas_and_minutes_of_the_window() -> None:
    page = listed(
        row("2", "February 12, 2024 at 6:00 PM - Regular Meeting", "Agenda", "Minutes"),
        row("1", "November 13, 2019 at 6:00 PM - Regular Meeting", "Agenda"),
    )
    found = followed(page, Window(today=date(2024, 3, 1)))
    assert [(follow.url, follow.kind, follow.date) for follow in found] == [
        (f"{HOST}/Public/Agenda/77?meeting=2", "agenda", "2024-02-12"),
        (f"{HOST}/Public/Minutes/77?meeting=2", "minutes", "2024-02-12"),
    ]
    assert len(followed(page, Window(today=date(2024, 3, 1), since=date(2019, 1, 1)))) == 3


def test_a_units_meeting_is_the_units_and_a_repeated_row_no_second_meeting() -> None:
    unit = row("3", "May 1, 2024 at 4:00 PM - Meeting", "Agenda", of="row-for-unit-9", kind="Unit (Civics)")
    found = [record for record in PLATFORM.parse(listed(unit, unit)) if isinstance(record, Meeting)]
    assert [(meeting.id, meeting.body) for meeting in found] == [("3", "Civics")]


def test_thousands_of_rows_come_in_and_one_without_an_id_is_told() -> None:
    rows = [row(str(n), "May 1, 2024 at 4:00 PM - Meeting", "Agenda") for n in range(3000)]
    found = PLATFORM.parse(listed(*rows, row("", "May 2, 2024 at 4:00 PM - Meeting")))
    assert sum(isinstance(record, Meeting) for record in found) == 3000
    assert [record.kind for record in found if isinstance(record, Remark)] == ["row without id"]


@pytest.mark.parametrize("body", [b"", b"<html><body>Access denied</body></html>", b'{"error": 1}'])
def test_what_is_no_page_of_the_platform_is_told(body: bytes) -> None:
    with pytest.raises(PageError):
        PLATFORM.parse(Page(url=LIST, body=body))


@pytest.mark.parametrize(
    ("url", "tenant"),
    [
        (LIST, "77"),
        ("https://meetings.boardbook.org/public/organization/Mill-Pond", "mill-pond"),
        (f"{HOST}/Public/Agenda/77?meeting=2", "77"),
        (f"{HOST}/Documents/DownloadPDF/0b1c?org=77", "77"),
        (f"{HOST}/", None),
    ],
)
def test_boards_on_one_host_are_told_apart(url: str, tenant: str | None) -> None:
    assert PLATFORM.tenant(url) == tenant


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("May 18, 2026 at 6:00 PM - Board Meeting", "2026-05-18T18:00:00", "Board Meeting"),
        ("May 18, 2026 at 12:00 AM - Board - Budget", "2026-05-18", "Board - Budget"),
        ("Cancelled May 18, 2026 at 6:00 PM - Retreat", "2026-05-18T18:00:00", "Cancelled Retreat"),
    ],
)
def test_a_heading_is_split_into_its_moment_and_its_name(text: str, day: str, name: str) -> None:
    moment, title = split_heading(text)
    assert moment is not None
    assert (moment.iso(None), title) == (day, name)


def test_an_agenda_that_is_one_file_leads_to_it() -> None:
    body = (
        '<h4 id="MeetingHeader">March 11, 2024 at 6:00 PM - Regular Meeting</h4>'
        '<input id="NewDocumentViewerDocumentID" value="0b1c2d3e">'
    )
    page = Page(url=f"{HOST}/Public/Agenda/77?meeting=2", body=body.encode())
    assert [record.url for record in PLATFORM.parse(page) if isinstance(record, Document)] == [
        f"{HOST}/Documents/DownloadPDF/0b1c2d3e?org=77"
    ]
    (file,) = followed(page, Window(today=date(2024, 3, 1)))
    assert (file.platform, file.kind, file.date) == ("document", "agenda", "2024-03-11")


def test_votes_told_in_prose_under_an_item_are_the_items() -> None:
    body = (
        "<h2>Public Meeting Minutes: March 11, 2024 at 6:00 PM - Regular Meeting</h2>"
        "<p>1. Camera Policy</p><p>Ms. Reed moved to approve. Mr. Ford seconded. Motion carried 4-1.</p>"
    )
    page = Page(url=f"{HOST}/Public/Minutes/77?meeting=2", body=body.encode())
    (vote,) = [record for record in PLATFORM.parse(page) if isinstance(record, VoteEvent)]
    assert (vote.item_numbers, vote.item_title, vote.yes, vote.no) == (["1"], "Camera Policy", 4, 1)


def test_items_are_read_from_a_plain_table_too() -> None:
    rows = "".join(
        f"<tr><td><div>{words}</div></td></tr>"
        for words in ("V. Consent Agenda", "V.1. Minutes<div>Description: Of January.</div>Attachments: ()")
    )
    body = f"<h2>March 11, 2024 at 6:00 PM - Board</h2><table><tr><th>Agenda</th></tr>{rows}</table>"
    page = Page(url="https://manuals.boardbook.org/Public/Agenda/77?meeting=2", body=body.encode())
    items = [record for record in PLATFORM.parse(page) if isinstance(record, AgendaItem)]
    assert [(item.number, item.title, item.text, item.section) for item in items] == [
        ("V", "Consent Agenda", None, None),
        ("V.1", "Minutes", "Description: Of January.", "Consent Agenda"),
    ]


def test_rows_nest_by_their_own_tree() -> None:
    rows = "".join(
        f'<tr class="agenda-item-information agenda-item-children-of-{parent}" data-agendaitemid="{own}">'
        f'<td><div class="form-check"><!-- icon -->{title}</div></td></tr>'
        for own, parent, title in [("1", "0", "Closed Session"), ("2", "1", "Personnel"), ("3", "2", "Hires")]
    )
    body = f'<h4 id="MeetingHeader">March 11, 2024 at 6:00 PM - Board</h4><table>{rows}</table>'
    page = Page(url=f"{HOST}/Public/Agenda/77?meeting=2", body=body.encode())
    items = [record for record in PLATFORM.parse(page) if isinstance(record, AgendaItem)]
    assert [(item.id, item.section) for item in items] == [
        ("1", None),
        ("2", "Closed Session"),
        ("3", "Closed Session"),
    ]


def test_a_motion_recommended_and_then_acted_on_is_one_vote() -> None:
    sentence = "Motion to end it failed with a motion by Ana Ruiz and a second by Lee Park."
    (motion,) = read_motions(
        [f"Recommended Motion(s): {sentence}", "Action(s):", sentence, "Ana Ruiz: Yea, Lee Park: Nay"]
    )
    assert (motion.text, motion.result, motion.mover, motion.seconder) == (
        "Motion to end it",
        "fail",
        "Ana Ruiz",
        "Lee Park",
    )
    assert (motion.count("yes"), motion.count("no"), motion.count("absent")) == (1, 1, None)


@pytest.mark.parametrize(
    "roll",
    [
        ["Ana Ruiz: Yea, Lee Park: Nay, Kim Osei: Absent"],
        ["Board Member Ana Ruiz: Yea", "Board Member Lee Park: Nay", "Board Member Kim Osei: Absent"],
        ["Voting:", "Ana Ruiz - Yes", "Lee Park - No", "Kim Osei - Absent"],
        ["Yes: Ana Ruiz", "No: Lee Park", "Absent: Kim Osei"],
    ],
)
def test_a_roll_is_read_in_each_of_its_forms(roll: list[str]) -> None:
    (motion,) = read_motions(["It passed with a motion by Ana Ruiz and a second by Lee Park.", *roll])
    assert [(vote.name, vote.option) for vote in motion.votes] == [
        ("Ana Ruiz", "yes"),
        ("Lee Park", "no"),
        ("Kim Osei", "absent"),
    ]


def test_a_recommended_motion_alone_is_no_vote() -> None:
    assert (
        read_motions(["Recommended Motion(s): Motion to renew the agreement", "Discussion: Ten spoke."]) == []
    )


def test_unanimously_names_nobody() -> None:
    (motion,) = read_motions(
        ["Motion made by: Ana Ruiz", "Motion seconded by: Lee Park", "Unanimously Approved"]
    )
    assert (motion.result, motion.votes, motion.count("yes"), motion.count("no")) == ("pass", [], None, 0)


def test_a_list_without_rows_of_its_own_is_read_by_its_links() -> None:
    body = """<h2>Mill Schools Meetings</h2>
    <h4>February 10, 2026 at 6:00 PM - Regular Meeting</h4><p><b>Meeting Type:</b> Regular</p>
    <ul><li><a href="/Public/Agenda/77?meeting=31">Agenda</a></li></ul>
    <h4>January 6, 2026 - Retreat</h4><ul><li><a href="/Public/Minutes/77?meeting=30">Minutes</a></li></ul>
    <h4>Contact</h4>"""
    found = [one for one in PLATFORM.parse(Page(url=LIST, body=body.encode())) if isinstance(one, Meeting)]
    assert [(one.id, one.title, one.start, one.status) for one in found] == [
        ("31", "Regular Meeting", "2026-02-10T18:00:00", "confirmed"),
        ("30", "Retreat", "2026-01-06", "held"),
    ]
    renamed = row("5", "May 1, 2024 at 4:00 PM - Meeting", "Agenda", of="meeting-row")
    table = Page(url=LIST, body=f"<table>{renamed}</table>".encode())
    assert [one.id for one in PLATFORM.parse(table) if isinstance(one, Meeting)] == ["5"]


def test_a_list_whose_links_were_renamed_too_is_an_error_and_no_agenda() -> None:
    renamed = row("5", "May 1, 2024 at 4:00 PM - Meeting", "Agenda", of="r").replace("meeting=", "m=")
    with pytest.raises(PageError, match="without a meeting's row"):
        PLATFORM.parse(Page(url=LIST, body=f"<table>{renamed}</table>".encode()))


def test_an_agenda_saved_without_its_query_tells_its_meeting() -> None:
    body = """<h2>Public Meeting Agenda: May 18, 2026 at 6:00 PM - Regular Meeting</h2>
    <span id="location9-744-description">Hall</span><table>
    <tr class="agenda-item-information" data-agendaitemid="1"><td>1. Call</td></tr>
    </table>"""
    found = PLATFORM.parse(Page(url=f"{HOST}/Public/Agenda/77", body=body.encode()))
    assert [one.id for one in found if isinstance(one, Meeting)] == ["744"]
    assert [one.meeting_id for one in found if isinstance(one, AgendaItem)] == ["744"]


@pytest.mark.parametrize(
    ("lines", "yes", "no"),
    [
        (["5 Yeas - 2 Nays."], 5, 2),
        (["Motion failed: 3-4"], 3, 4),
        (["Ana Ruiz: Yea", "Kim Osei: Abstain (Without Conflict)", "Yea: 1, Nay: 0"], 1, 0),
        (["Voting Yea: Ana Ruiz, Lee Park, Jr.", "Voting Nay: Kim Osei"], 2, 1),
        (["Ana Ruiz: Yea", "Lee Park, Jr.: Yea", "Kim Osei: Nay"], 2, 1),
    ],
)
def test_tallies_and_names_in_odder_spellings(lines: list[str], yes: int, no: int) -> None:
    (motion,) = read_motions(
        ["Approve it passed with a motion by Ana Ruiz and a second by Lee Park, Jr..", *lines]
    )
    assert (motion.count("yes"), motion.count("no"), motion.seconder) == (yes, no, "Lee Park, Jr.")
    assert {vote.name for vote in motion.votes} <= {"Ana Ruiz", "Lee Park, Jr.", "Kim Osei"}


def test_a_motion_to_table_that_passed_approved_nothing() -> None:
    body = """<h2>Public Meeting Minutes: May 18, 2026 at 6:00 PM - Regular Meeting</h2><div>2. Officers</div>
    <div>Motion to table the agreement passed with a motion by Ana Ruiz and a second by Lee Park.</div>"""
    found = PLATFORM.parse(Page(url=f"{HOST}/Public/Minutes/77?meeting=1", body=body.encode()))
    (item,) = (one for one in found if isinstance(one, AgendaItem))
    (vote,) = (one for one in found if isinstance(one, VoteEvent))
    assert (item.action, vote.result) == ("tabled", "pass")
