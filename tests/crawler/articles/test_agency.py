"""Whose text an article is: told by a byline, a dateline or a credit, and not by a helping hand."""

import pytest

from crawler.parsing import parse_file
from db.records import Article

TEXT = "".join(
    f"<p>Paragraph {number}: the superintendent of Larkmoor told parents at length how the arrangement "
    "with the county's sheriff had come about and what it would cost.</p>"
    for number in range(5)
)


def read(byline: str, body: str = TEXT) -> Article:
    page = (
        "<html lang='en'><head><title>Larkmoor board weighs officers</title></head><body><article>"
        f"<h1>Larkmoor board weighs officers</h1><div class='byline'>{byline}</div>{body}"
        "</article></body></html>"
    )
    records = parse_file("article", page.encode(), "https://ledger.example/2024/03/05/larkmoor-board-weighs/")
    return next(record for record in records if isinstance(record, Article))


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By INES CALLOWAY, Associated Press", "Associated Press"),
        ("INES CALLOWAY Associated Press", "Associated Press"),
        ("By Ines Calloway, CNN", "CNN"),
        ("Sun-Times Wire", "Sun-Times Media Wire"),
        ("By Ines Calloway", None),
        ("By Ines Calloway, Ledger staff", None),
    ],
)
def test_a_byline_names_the_agency_beside_its_writer(byline: str, agency: str | None) -> None:
    assert read(byline).agency == agency


def test_a_dateline_names_it() -> None:
    assert read("By Ines Calloway", TEXT.replace("<p>", "<p>LARKMOOR, Ill. (AP) — ", 1)).agency == (
        "Associated Press"
    )


def test_one_that_contributed_did_not_write_it() -> None:
    text = TEXT + "<p>The Associated Press contributed to this report.</p>"
    assert read("By Ines Calloway", text).agency is None
