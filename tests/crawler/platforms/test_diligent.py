"""Diligent: what is asked for, year by year, and how a clerk's agenda is cut into its items."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.civic.numbered_lines import items_in_lines
from crawler.page_lines import page_lines, parse_html
from crawler.platform import Page, Window
from crawler.platforms.diligent import Diligent
from crawler.platforms.diligent_lists import plain_title
from db.records import AgendaItem, VoteEvent
from db.registry import Source

PAGES = Path(__file__).parents[2] / "platforms" / "diligent"
HOST = "https://wexley.community.diligentoneplatform.com"
LIST = f"{HOST}/Services/MeetingsService.svc/meetings"


def source(**options: Any) -> Source:
    return Source.model_validate(
        {
            "id": "x", "name": "X", "kind": "board", "platform": "diligent", "url": f"{HOST}/Portal/",
            "domains": ["wexley.community.diligentoneplatform.com"], "options": options,
        }
    )  # fmt: skip


def follows(name: str, url: str, window: Window) -> list[tuple[str, str, str | None]]:
    platform = Diligent()
    page = Page(url=url, body=(PAGES / name).read_bytes(), timezone="America/Chicago")
    found = platform.follow(source(), page, platform.parse(page), window)
    return [(follow.url.removeprefix(HOST), follow.platform, follow.date) for follow in found]


def test_meetings_are_asked_for_by_whole_years_so_that_addresses_stay() -> None:
    window = Window(today=date(2024, 12, 20), since=date(2023, 5, 5))
    found = [follow.url for follow in Diligent().start(source(), window)]
    assert found == [f"{LIST}?from={year}-01-01&to={year}-12-31&loadall=true" for year in (2023, 2024, 2025)]
    assert all(follow.request is None for follow in Diligent().start(source(), window))


def test_a_list_leads_to_the_documents_of_published_meetings_in_the_window() -> None:
    window = Window(today=date(2024, 3, 1), since=date(2024, 2, 20))
    found = follows("meetings-2024.json", f"{LIST}?from=2024-01-01&loadall=true&to=2024-12-31", window)
    path = "/Services/MeetingsService.svc/meetings"
    assert found == [
        (f"{path}/311/meetingDocuments", "diligent", "2024-03-12"),
        (f"{path}/310/meetingDocuments", "diligent", "2024-02-27"),
    ]


def test_documents_lead_to_the_pdfs_that_nothing_else_tells() -> None:
    window = Window(today=date(2024, 3, 1))
    assert follows("documents-309.json", f"{LIST}/309/meetingDocuments", window) == [
        ("/document/a1b2c3d4-0000-4000-8000-000000000001", "document", "2024-02-13"),
        ("/document/a1b2c3d4-0000-4000-8000-000000000002", "document", "2024-02-13"),
    ]
    assert follows("documents-311.json", f"{LIST}/311/meetingDocuments", window) == [
        ("/document/5201/?printPdf=true", "document", "2024-03-12")
    ]


def test_what_items_and_votes_stand_on_counts_in_the_pages_text() -> None:
    platform = Diligent()
    page = Page(url=f"{LIST}/309/meetingDocuments", body=(PAGES / "documents-309.json").read_bytes())
    records = platform.parse(page)
    text = platform.read_text(page, records)
    assert text is not None
    placed = [record for record in records if isinstance(record, AgendaItem | VoteEvent)]
    assert len(placed) == 13
    for record in placed:
        passage = text[record.start or 0 : record.end]
        said = record.title if isinstance(record, AgendaItem) else "moved to approve"
        assert said and said in passage


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("CANCELLED - Board Briefing - Jan 09 2025", "Board Briefing"),
        ("Regular Meeting (CANCELLED)", "Regular Meeting"),
        ("Board  Retreat - Aug 03 2024", "Board  Retreat"),
        ("Council - 22 Sep 2026", "Council"),
        ("Meeting of the 2024-2025 Budget Committee", "Meeting of the 2024-2025 Budget Committee"),
        ("CANCELLED - ", None),
    ],
)
def test_a_title_is_the_name_without_its_day_and_its_status(name: str, title: str | None) -> None:
    assert plain_title(name) == title


def cut(*paragraphs: str) -> list[tuple[str | None, str | None, str | None]]:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    lines = page_lines(parse_html(f"<html><body>{body}</body></html>".encode(), "x"), HOST)
    return [(item.number, item.section, item.title) for item in items_in_lines(lines, "1", HOST)]


def test_an_outline_of_letters_tells_roman_numbers_from_letters() -> None:
    letters = [f"{letter}. Item {letter}" for letter in "ABCDEFGHIJ"]
    assert [number for number, _, _ in cut(*letters)] == list("ABCDEFGHIJ")
    assert cut("I. Opening", "A. Roll call", "B. Oath", "II. Business", "A. Contract", "III. End") == [
        ("I", None, "Opening"),
        ("I.A", "Opening", "Roll call"),
        ("I.B", "Opening", "Oath"),
        ("II", None, "Business"),
        ("II.A", "Business", "Contract"),
        ("III", None, "End"),
    ]


def test_what_only_looks_like_a_number_begins_no_item() -> None:
    assert cut(
        "1. Opening", "6:30 p.m. in the library", "12 Mill Street", "3 officers would remain.", "2. End"
    ) == [
        ("1", None, "Opening"),
        ("2", None, "End"),
    ]


def test_an_agenda_without_numbers_gives_no_item() -> None:
    assert cut("Retreat of the board", "No business is transacted.") == []
