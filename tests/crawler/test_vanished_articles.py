"""An article's page that turns into a wall, an error page or a stub: the article stays, and that is told."""

from pathlib import Path
from typing import Any

import pytest

from db.captures import Capture, mark_gone, record
from tests.crawler.kept_pages import OUTLET, Desk, article

URL = f"{OUTLET}/officers"
OFFICERS = "Each high school has one school resource officer, the chair said. "
STORY = article("Board keeps officers", OFFICERS * 20)
NOTHING_OF_IT = article("Board keeps officers")
TEASER = article("Board keeps officers", OFFICERS)
PAYWALL = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def look(desk: Desk, day: str, body: str) -> None:
    desk.on(day)
    desk.keep(URL, body, "article", "wire")
    desk.parse()


def state(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.rows("SELECT substr(walled_at, 1, 10), wall FROM documents")


def words(desk: Desk) -> int:
    ((count,),) = desk.rows("SELECT words FROM articles")
    return int(count)


def changes(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.rows("SELECT kind, substr(seen_at, 1, 10) FROM article_changes ORDER BY seen_at")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<html><body><h1>Page not found</h1></body></html>", "an error page"),
        ("<html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>", "a log-in page"),
        ("<html><body><p>Please enable JavaScript to go on.</p></body></html>", "JavaScript"),
        (TEASER.replace("</head>", f"{PAYWALL}</head>"), "words stand there now"),
        (NOTHING_OF_IT, "no word of the debate"),
    ],
)  # fmt: skip
def test_the_article_stands_on_what_could_be_read(desk: Desk, body: str, told: str) -> None:
    look(desk, "2024-02-20", STORY)
    whole = words(desk)
    look(desk, "2024-02-23", body)
    look(desk, "2024-02-25", body + "<!-- another day's bytes -->")
    ((since, wall),) = state(desk)
    assert since == "2024-02-23"
    assert told in wall and OUTLET not in wall
    assert words(desk) == whole > 200
    assert changes(desk) == [("walled", "2024-02-23")]
    look(desk, "2024-02-26", STORY)
    assert state(desk) == [(None, None)]
    assert changes(desk) == [("walled", "2024-02-23"), ("returned", "2024-02-26")]
    look(desk, "2024-02-27", body)
    assert state(desk)[0][0] == "2024-02-27"


def test_a_wall_that_was_always_there_is_an_issue_and_no_article(desk: Desk) -> None:
    look(desk, "2024-02-20", "<html><body><h1>Page not found</h1></body></html>")
    assert state(desk) == [(None, None)]
    assert desk.rows("SELECT * FROM articles") == []
    assert desk.rows("SELECT kind FROM issues WHERE url = '" + URL + "'") == [("unreadable page",)]


def test_an_article_that_an_editor_shortened_is_a_change(desk: Desk) -> None:
    look(desk, "2024-02-20", STORY)
    look(desk, "2024-02-23", article("Board keeps officers", OFFICERS * 4))
    assert state(desk) == [(None, None)]
    assert words(desk) < 200
    assert changes(desk) == [("body", "2024-02-23")]


def test_gone_and_back_again(desk: Desk) -> None:
    look(desk, "2024-02-20", STORY)
    desk.on("2024-02-23")
    mark_gone(desk.database, URL)
    desk.parse()
    look(desk, "2024-02-26", STORY)
    assert changes(desk) == [("gone", "2024-02-23"), ("returned", "2024-02-26")]
    assert words(desk) > 200


def test_an_amp_form_that_was_read_first_is_no_change_in_the_article(desk: Desk) -> None:
    short = article("Board keeps officers in its schools", OFFICERS * 19)
    for day, body, fetched in (("2024-02-20", short, f"{URL}/amp"), ("2024-02-21", STORY, None)):
        desk.on(day)
        raw = body.encode()
        capture = Capture(
            source_id="wire", url=URL, kind="article", platform="article", sha256=desk.blobs.put(raw),
            size=len(raw), variant_key="prairiewire.example/officers", fetched_url=fetched,
        )  # fmt: skip
        record(desk.database, capture)
        desk.parse()
    assert desk.rows("SELECT headline FROM articles") == [("Board keeps officers",)]
    assert changes(desk) == []
