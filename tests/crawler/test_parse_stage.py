"""The parse stage over kept pages: every version read once, the same rows whatever happens in between."""

import os
import signal
from pathlib import Path

import pytest
from fpdf import FPDF

from crawler import parse_stage
from crawler.parse_pool import ParsePool
from crawler.parse_worker import ReadTask
from crawler.platform import Page
from crawler.platforms import PLATFORMS
from db.store.versions import ParsedVersion
from tests.crawler.kept_pages import BOARD, OUTLET, Desk, actions, article, calendar, details, scheduled

FEED = (
    '<rss version="2.0"><channel><title>Wire</title><item><title>Board splits</title>'
    f"<link>{OUTLET}/split</link><pubDate>Thu, 22 Feb 2024 18:10:00 -0600</pubDate></item></channel></rss>"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def keep_a_board(desk: Desk) -> None:
    desk.keep(f"{BOARD}/meetings", scheduled(("4363", "Thursday, February 22, 2024 at 10:30 AM")))
    desk.keep(
        f"{BOARD}/meetings/planning-calendar", calendar("February 22, 2024 at 10:30 am", "March 21, 2024")
    )
    desk.keep(f"{BOARD}/meetings/details/4363", details())
    desk.keep(
        f"{BOARD}/meetings/board-actions/4363",
        actions(
            ("24-0222-RS1", "Resolution on Officers", ""),
            ("24-0222-PR2", "Amend Board Report 23-0628-PR4", ""),
        ),
    )


def keep_an_outlet(desk: Desk) -> None:
    desk.keep(f"{OUTLET}/feed", FEED, platform="feed", source="wire")
    desk.keep(f"{OUTLET}/split", article(date=None), platform="article", source="wire")
    desk.keep(f"{OUTLET}/gone", "<html><body><h1>Page not found</h1></body></html>", "article", "wire")
    desk.keep(f"{OUTLET}/", "<html><body><h2>News</h2><p>Short.</p></body></html>", "article", "wire")


def test_a_meeting_on_three_pages_and_a_calendar_is_one_row(desk: Desk) -> None:
    keep_a_board(desk)
    desk.parse()
    assert desk.rows("SELECT id, title, start, status, location FROM meetings ORDER BY id") == [
        (
            "board/4363",
            "Board meeting",
            "2024-02-22T10:30:00-06:00",
            "confirmed",
            "CPS Loop Office, 42 W. Madison Street, Chicago, IL 60602",
        ),
        (
            "board/chicago-board-of-education-2024-03-21",
            "Board meeting",
            "2024-03-21",
            "tentative",
            "CPS Loop Office",
        ),
    ]
    assert desk.rows("SELECT id, position, amends FROM agenda_items ORDER BY position") == [
        ("board/4363/24-0222-RS1", 1, "[]"),
        ("board/4363/24-0222-PR2", 2, '["23-0628-PR4"]'),
    ]


def test_an_item_names_the_characters_of_the_page_it_stands_on(desk: Desk) -> None:
    keep_a_board(desk)
    desk.parse()
    placed = desk.rows(
        "SELECT substr(v.text, i.start_char + 1, i.end_char - i.start_char) FROM agenda_items i "
        "JOIN document_versions v ON v.id = i.document_version_id ORDER BY i.position"
    )
    assert placed == [
        ("24-0222-RS1 Resolution on Officers",),
        ("24-0222-PR2 Amend Board Report 23-0628-PR4",),
    ]


def test_reading_everything_again_gives_the_same_rows(desk: Desk) -> None:
    keep_a_board(desk)
    keep_an_outlet(desk)
    desk.parse()
    first = desk.everything()
    assert all(first[table] for table in ("meetings", "agenda_items", "articles", "found_records"))
    desk.parse()
    assert desk.everything() == first
    desk.database.execute("UPDATE document_versions SET parser_version = NULL")
    desk.parse()
    assert desk.everything() == first


def test_killed_between_batches_it_goes_on_to_the_same_rows(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = Desk(tmp_path / "undisturbed", monkeypatch)
    for each in (desk, undisturbed):
        keep_a_board(each)
    undisturbed.parse()
    monkeypatch.setattr(parse_stage, "BATCH", 1)

    def dies(done: int, known: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.parse(progress=dies)
    assert desk.rows("SELECT count(*) FROM document_versions WHERE parser_version IS NOT NULL") == [(2,)]
    desk.parse()
    assert desk.everything() == undisturbed.everything()


def test_articles_are_stored_and_what_is_none_is_an_issue(desk: Desk) -> None:
    keep_an_outlet(desk)
    given = desk.parse()
    assert desk.rows("SELECT url, headline, date_published, date_source FROM articles") == [
        (f"{OUTLET}/split", "Board splits", "2024-02-22T18:10:00-06:00", "feed")
    ]
    issues = dict(desk.rows("SELECT url, kind FROM issues WHERE url IS NOT NULL"))
    assert issues == {f"{OUTLET}/gone": "unreadable page", f"{OUTLET}/": "not an article"}
    assert given["wire"].by_type == {"article": 1, "link": 1}
    assert given["wire"].newest == "2024-02-22"
    before = len(desk.rows("SELECT id FROM issues"))
    desk.parse()
    assert len(desk.rows("SELECT id FROM issues")) == before, (
        "an unreadable page is told once, not every night"
    )


def test_a_correction_replaces_an_article_and_a_wall_does_not(desk: Desk) -> None:
    url = f"{OUTLET}/split"
    desk.keep(url, article(words="The tally was 4 to 3."), "article", "wire")
    desk.parse()
    desk.on("2024-02-23")
    desk.keep(url, article("Board splits, 3 to 4", "Correction: the tally was 3 to 4."), "article", "wire")
    desk.parse()
    desk.on("2024-02-24")
    desk.keep(
        url,
        "<html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>",
        "article",
        "wire",
    )
    desk.parse()
    assert desk.rows("SELECT headline FROM articles") == [("Board splits, 3 to 4",)]
    assert desk.rows("SELECT seq, content_sha256 IS NULL FROM document_versions ORDER BY seq") == [
        (1, 0),
        (2, 0),
        (3, 1),
    ]


def test_other_bytes_with_the_same_content_are_told(desk: Desk) -> None:
    desk.keep(f"{BOARD}/meetings/details/4363", details())
    desk.on("2024-02-21")
    desk.keep(f"{BOARD}/meetings/details/4363", details() + "<!-- served by 7 -->")
    desk.parse()
    first, second = desk.rows("SELECT id, same_as FROM document_versions ORDER BY seq")
    assert first[1] is None
    assert second[1] == first[0]
    assert desk.rows("SELECT * FROM meeting_changes") == []


def test_a_date_to_come_is_no_publication_date(desk: Desk) -> None:
    desk.keep(f"{OUTLET}/early", article(date="2031-01-01T00:00:00Z"), "article", "wire")
    desk.parse()
    assert desk.rows("SELECT date_published FROM articles") == [(None,)]
    assert desk.rows("SELECT kind FROM issues WHERE url IS NOT NULL") == [("future date",)]


def test_an_items_text_and_lineage_come_from_its_pdf(desk: Desk) -> None:
    keep_a_board(desk)
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(
        0, 6, "24-0222-RS1\nRESCIND BOARD REPORT 22-0727-EX2\nNo officer is stationed in a school."
    )
    desk.keep(f"{BOARD}/content/actions/2024_02/24-0222-RS1.pdf", bytes(pdf.output()), "document")
    desk.keep(f"{BOARD}/content/actions/2024_02/24-0222-PR2.pdf", b"<html>gone</html>", "document")
    desk.parse()
    assert desk.rows(
        "SELECT text LIKE '%No officer is stationed%', amends FROM agenda_items ORDER BY position"
    ) == [
        (1, '["22-0727-EX2"]'),
        (None, '["23-0628-PR4"]'),
    ]
    assert desk.rows(
        "SELECT pages, json_array_length(layout) FROM document_versions "
        "WHERE platform = 'document' ORDER BY 1"
    ) == [(None, None), ("[0]", 3)]


def dying_reader(task: ReadTask) -> ParsedVersion:
    if "deadly" in task.page.url:
        os.kill(os.getpid(), signal.SIGKILL)
    return ParsedVersion(id=task.version_id, parser_version="1", title=task.page.url)


def test_a_page_that_kills_its_reader_costs_only_itself(tmp_path: Path) -> None:
    urls = ["a", "deadly", "b", "c"]
    tasks = [ReadTask(url, "article", "", tmp_path, Page(url=url, body=b"")) for url in urls]
    with ParsePool(2, dying_reader) as pool:
        answers = list(pool.read(tasks))
    assert [answer.id for answer in answers] == urls
    assert [answer.problem is not None for answer in answers] == [False, True, False, False]


def test_a_new_parser_reads_old_versions_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.keep(f"{BOARD}/meetings/details/4363", details())
    desk.parse()
    monkeypatch.setattr(type(PLATFORMS["cpsboe"]), "version", "next")
    desk.parse()
    assert desk.rows("SELECT parser_version FROM document_versions") == [("next",)]


def test_a_fault_in_a_parser_is_an_issue_and_the_rest_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_a_board(desk)
    whole = type(PLATFORMS["cpsboe"]).parse

    def faulty(self: object, given: Page) -> object:
        if "details" in given.url:
            raise KeyError("surprise")
        return whole(PLATFORMS["cpsboe"], given)  # type: ignore[arg-type]

    monkeypatch.setattr(type(PLATFORMS["cpsboe"]), "parse", faulty)
    desk.parse()
    [told] = desk.rows("SELECT kind, message FROM issues WHERE level = 'error' AND url IS NOT NULL")
    assert told[0] == "unreadable page"
    assert "KeyError" in told[1]
    assert desk.rows("SELECT count(*) FROM agenda_items") == [(2,)]
