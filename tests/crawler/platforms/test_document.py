"""A board's PDF gives its text and, by what it is, an agenda's items or the votes in minutes."""

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from crawler.civic.day_spellings import day_of_name
from crawler.civic.file_headings import heading_kind
from crawler.parsing import parse_page
from crawler.pdf import scans
from crawler.platform import Page
from db.records import AgendaItem, Document, Record, Remark, VoteEvent
from tests.crawler.pdf.drawing import pages_of, scan

AT = "https://board.example/files/"
AGENDA = """FOX HOLLOW BOARD OF EDUCATION
REGULAR MEETING AGENDA
Tuesday, March 12, 2024, 6:00 p.m.
1. Call to Order
2. Consent Agenda
2.A Approve the minutes of February 13, 2024
2.B Approve the agreement with the city police for school resource officers
3. Adjournment"""
MINUTES = """MINUTES OF THE REGULAR MEETING
Fox Hollow Board of Education, Tuesday, March 12, 2024
2.B Agreement with the city police
Ms. Osei moved to approve the agreement with the city police. Mr. Lindqvist seconded.
Ayes: Osei, Lindqvist, Ruiz. Nays: Volkov, Adeyemi. Motion carried 3-2."""


def read(body: bytes, name: str = "file.pdf", kind: str | None = None) -> list[Record]:
    return parse_page("document", Page(url=AT + name, body=body, kind=kind))


def file_in(records: Sequence[Record]) -> Document:
    (found,) = [record for record in records if isinstance(record, Document)]
    return found


def test_an_agenda_gives_its_items_of_no_meeting_yet() -> None:
    records = read(pages_of(AGENDA))
    document = file_in(records)
    assert (document.kind, document.date) == ("agenda", "2024-03-12")
    items = [record for record in records if isinstance(record, AgendaItem)]
    assert [(item.number, item.section, item.meeting_id) for item in items] == [
        ("1", None, None), ("2.A", "Consent Agenda", None), ("2.B", "Consent Agenda", None), ("3", None, None)
    ]  # fmt: skip
    officers = items[2]
    assert (document.text or "")[officers.start : officers.end].startswith("2.B Approve the agreement")
    assert officers.url == document.url


def test_minutes_give_their_votes_with_the_meetings_day() -> None:
    records = read(pages_of(MINUTES), kind="attachment")
    assert file_in(records).kind == "minutes"
    (vote,) = [record for record in records if isinstance(record, VoteEvent)]
    assert (vote.result, vote.yes, vote.no, vote.date) == ("pass", 3, 2, "2024-03-12")
    assert [member.option for member in vote.votes] == ["yes"] * 3 + ["no"] * 2


def test_a_roll_call_table_gives_each_members_vote() -> None:
    pdf = FPDF(format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(
        0, 6, "BOARD MEETING MINUTES\nMarch 12, 2024\nOsei moved, seconded by Ruiz, to end the contract."
    )
    pdf.ln(6)
    for name, choice in (
        ("Osei", "Aye"),
        ("Ruiz", "Aye"),
        ("Volkov", "Nay"),
        ("Adeyemi", "Nay"),
        ("Lindqvist", "Nay"),
    ):
        pdf.cell(60, 7, name)
        pdf.cell(30, 7, choice)
        pdf.ln()
    pdf.multi_cell(0, 6, "Motion failed 2-3.")
    (vote,) = [record for record in read(bytes(pdf.output())) if isinstance(record, VoteEvent)]
    assert vote.result == "fail"
    assert {(member.name, member.option) for member in vote.votes} == {
        ("Osei", "yes"), ("Ruiz", "yes"), ("Volkov", "no"), ("Adeyemi", "no"), ("Lindqvist", "no"),
    }  # fmt: skip


def test_a_board_report_stays_one_report() -> None:
    text = (
        "24-0222-RS1\nRESOLUTION REGARDING SAFETY\n1. Officers leave.\n2. Plans follow.\n3. Reports are made."
    )
    (document,) = read(pages_of(text), "24-0222-RS1.pdf", "agenda")
    assert isinstance(document, Document)
    assert document.kind == "report"


def test_an_agenda_attached_to_an_item_is_not_the_meetings() -> None:
    records = read(pages_of(AGENDA), kind="attachment")
    assert file_in(records).kind == "agenda"
    assert not any(isinstance(record, AgendaItem) for record in records)


def test_several_meetings_in_one_file_are_remarked() -> None:
    records = read(pages_of(MINUTES, MINUTES.replace("March 12", "April 9")))
    assert [record.message for record in records if isinstance(record, Remark)] == [
        "minutes of 2024-03-12, 2024-04-09 in one file"
    ]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("2024-03-12 minutes.pdf", None, "minutes"),
        ("december_10_2026_agenda.pdf", "document", "agenda"),
        ("contract.pdf", None, "attachment"),
        ("contract.pdf", "testimony", "testimony"),
        ("march_proceedings.pdf", "document", "minutes"),
    ],
)
def test_without_a_heading_link_and_name_tell_the_kind(name: str, kind: str | None, expected: str) -> None:
    assert file_in(read(pages_of("Some words of no kind at all."), name, kind)).kind == expected


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("december_10_2026_public_agenda.pdf", "2026-12-10"),
        ("2024-02-22 Minutes.pdf", "2024-02-22"),
        ("BM_20240222.pdf", "2024-02-22"),
        ("Agenda 02.22.24.pdf", "2024-02-22"),
        ("24-0222-RS1.pdf", None),
        ("2024-02-22 to 2024-02-23.pdf", None),
        ("99-99-2024.pdf", None),
    ],
)
def test_a_files_name_tells_its_day(name: str, day: str | None) -> None:
    told = day_of_name(name)
    assert (told.isoformat() if told else None) == day


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("M I N U T E S", None),
        ("Unofficial Minutes - Regular Meeting", "minutes"),
        ("OFFICIAL REPORT OF THE PROCEEDINGS OF THE BOARD", "minutes"),
        ("Approval of Minutes", None),
        ("Speakers are limited to three (3) minutes", None),
        ("NOTICE AND AGENDA", "agenda"),
        ("Any item on the agenda", None),
        ("MEMORANDUM", "report"),
        ("Transcript of the public hearing", "transcript"),
    ],
)
def test_a_heading_tells_the_kind(line: str, kind: str | None) -> None:
    assert heading_kind(f"FOX HOLLOW SCHOOLS\n{line}\nMarch 12, 2024") == kind


def test_pages_that_nobody_read_are_remarked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "missing_for_ocr", lambda: "reading scans needs a program")
    records = read(scan(None, ["A page"], None))
    assert file_in(records).scanned_pages == [2]
    assert [(record.kind, record.message) for record in records if isinstance(record, Remark)] == [
        ("scanned pages", "page 2 without text; reading scans needs a program")
    ]
