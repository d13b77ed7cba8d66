"""Lists of files: days in their many spellings, meetings of one day told apart, pages by year."""

from datetime import date
from typing import Any

import pytest

from crawler.civic.day_spellings import day_of_name, find_days, find_years
from crawler.civic.files import file_address, is_file, kind_of_words
from crawler.civic.meeting_names import meeting_name
from crawler.platform import Page, PageError, Window
from crawler.platforms.documents import DocumentList
from db.records import Document, Link, Meeting, Record
from db.registry import Source

URL = "https://www.made.k12.example/board"


def read(content: str, **options: Any) -> list[Record]:
    page = Page(url=URL, body=f"<html><body><main>{content}</main></body></html>".encode(), options=options)
    return DocumentList().parse(page)


def found(content: str) -> list[tuple[str, str | None, list[str | None]]]:
    """Return each meeting's id without its body, its status and the kinds of its files."""
    records = read(content)
    files = [record for record in records if isinstance(record, Document)]
    return [
        (
            one.id.removeprefix("board-"),
            one.status,
            [file.kind for file in files if file.meeting_id == one.id],
        )
        for one in records
        if isinstance(one, Meeting)
    ]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-03-21.pdf", "2024-03-21"),
        ("03.21.24 minutes.pdf", "2024-03-21"),
        ("Minutes032124.pdf", "2024-03-21"),
        ("BoardMin_03212024.pdf", "2024-03-21"),
        ("20240321_agenda.pdf", "2024-03-21"),
        ("3-21-24-Agenda-final(2).pdf", "2024-03-21"),
        ("March 21, 2024.pdf", "2024-03-21"),
        ("March-21-2024-Agenda.pdf", "2024-03-21"),
        ("Min-March212024.pdf", "2024-03-21"),
        ("Sept.%2012,%202023%20Minutes.pdf", "2023-09-12"),
        ("scan_12062018123456.pdf", None),
        ("policy-445082.pdf", None),
        ("Handbook-1.5-2014.pdf", None),
        ("minutes-13-45-24.pdf", None),
        ("2024-03-21 corrects 2024-02-15.pdf", None),
    ],
)
def test_a_files_name_tells_its_day_or_none(name: str, day: str | None) -> None:
    told = day_of_name(name)
    assert (told.isoformat() if told else None) == day


def test_a_school_year_gives_each_month_its_year() -> None:
    years = find_years("2023-24 School Year")
    told = [day.day.isoformat() for day in find_days("December 5 and January 16", years)]
    assert told == ["2023-12-05", "2024-01-16"]
    assert [day.day.isoformat() for day in find_days("February 29", years)] == ["2024-02-29"]
    assert find_years("2009-2022 archive") is None and find_years("no year") is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Regular meeting agenda", "agenda"), ("Draft Minutes", "minutes"), ("Agenda of Action", "actions"),
        ("Summary of Board Actions", "actions"), ("Official Proceedings", "minutes"),
        ("Transcript of the hearing", "transcript"), ("Written comments", "testimony"), ("Budget", None),
    ],
)  # fmt: skip
def test_words_tell_what_a_file_is(words: str, kind: str | None) -> None:
    assert kind_of_words(words) == kind


def test_viewers_are_files_and_videos_are_not() -> None:
    drive = "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view"
    assert is_file(drive)
    assert file_address(drive) == "https://drive.google.com/uc?export=download&id=1AbCdEfGhIjKlMnOp"
    assert is_file("https://go.boarddocs.com/zz/made/Board.nsf/files/ABC123/$file/Agenda")
    assert is_file("https://a.example/AgendaCenter/ViewFile/Agenda/_03212024-12")
    assert not is_file("https://www.youtube.com/watch?v=agenda.pdf")
    assert not is_file("https://a.example/board/minutes")


def test_two_files_of_one_day_belong_to_one_meeting_and_two_meetings_stay_two() -> None:
    assert found(
        """<ul><li>January 9, 2024: <a href="a.pdf">Agenda</a> <a href="m.pdf">Minutes</a></li>
        <li>January 9, 2024 Special Meeting: <a href="sa.pdf">Agenda</a></li>
        <li>January 9, 2024 Finance Committee: <a href="fa.pdf">Agenda</a></li></ul>"""
    ) == [
        ("2024-01-09", "held", ["agenda", "minutes"]),
        ("2024-01-09-special", "confirmed", ["agenda"]),
        ("2024-01-09-finance-committee", "confirmed", ["agenda"]),
    ]


def test_a_day_stands_in_the_links_text_the_row_the_heading_above_or_the_name() -> None:
    assert found(
        """<h2>March 2024</h2><p><a href="x1.pdf">March 21, 2024 Agenda</a></p>
        <h3>March 12, 2024</h3><p><a href="x2.pdf">Minutes</a></p>
        <h3>More</h3><p><a href="minutes-2024-02-13.pdf">Minutes</a></p>"""
    ) == [
        ("2024-03-21", "confirmed", ["agenda"]),
        ("2024-03-12", "held", ["minutes"]),
        ("2024-02-13", "held", ["minutes"]),
    ]


def test_called_off_meetings_and_such_without_files_are_there() -> None:
    table = """<h2>2024</h2><table>
        <tr><td>January 9</td><td>Regular</td><td><a href="a.pdf">Agenda</a></td></tr>
        <tr><td>February 13 CANCELLED</td><td>Regular</td><td></td></tr>
        <tr><td>March 12</td><td>Regular</td><td></td></tr></table>"""
    assert found(table) == [
        ("2024-01-09", "confirmed", ["agenda"]),
        ("2024-02-13", "cancelled", []),
        ("2024-03-12", None, []),
    ]


def test_the_name_of_some_other_file_makes_no_meeting() -> None:
    content = """<p><a href="/bylaws-2017-10-03.pdf">Bylaws</a></p><p>{}</p>"""
    with pytest.raises(PageError, match="1 files and no date of a meeting"):
        read(content.format(""))
    assert found(content.format('<a href="m.pdf">Minutes of May 7, 2024</a>')) == [
        ("2024-05-07", "held", ["minutes"])
    ]


def test_the_option_follow_leads_to_pages_of_the_windows_years() -> None:
    content = """<p>January 9, 2024 <a href="a.pdf">Agenda</a></p>
        <p><a href="/board/2023">2023 meetings</a> <a href="/board/2019">2019 meetings</a>
        <a href="/board/committees">Committees</a> <a href="/lunch">Lunch 2024</a></p>"""
    options = {"follow": ["re:^20\\d\\d meetings", "committees"]}
    records = read(content, **options)
    assert [record.title for record in records if isinstance(record, Link)] == [
        "2023 meetings", "2019 meetings", "Committees",
    ]  # fmt: skip
    source = Source.model_validate(
        {
            "id": "made", "name": "Made", "kind": "board", "platform": "documents", "url": URL,
            "domains": ["made.k12.example"], "timezone": "America/Chicago", "options": options,
        }
    )  # fmt: skip
    window = Window(today=date(2024, 3, 1), since=date(2022, 1, 1))
    urls = [follow.url for follow in DocumentList().follow(source, Page(url=URL, body=b""), records, window)]
    assert urls == [
        "https://www.made.k12.example/a.pdf",
        "https://www.made.k12.example/board/2023",
        "https://www.made.k12.example/board/committees",
    ]


def test_words_name_meetings() -> None:
    texts = ("Special Board Meeting", "School Board", "Budget Hearing", "PDF")
    names = [meeting_name(text) for text in texts]
    assert [name.key if name else None for name in names] == ["special", "", "hearing", None]
    committee = meeting_name("Special Education Advisory Committee minutes")
    assert committee is not None and committee.key == "special-education-advisory-committee"
