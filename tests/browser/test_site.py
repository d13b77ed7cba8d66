"""The site as a reader meets it: in a browser, on a desk and on a phone, by mouse and by keyboard."""

import csv
from pathlib import Path
from typing import Any

import pytest

from db.ids import digest

pytestmark = pytest.mark.browser

CHANGED = f"/published/articles/{digest('https://ledger.example/2020/motion-fails')}"
PAGES = [
    "/",
    "/published",
    "/published/timeline",
    "/published/timeline?kind=vote&_all=on",
    "/published/vote_events",
    "/published/statements?stance_label=keep",
    "/published/meetings/board~2F4363",
    "/published/people/amy-rome",
    "/published/who_voted_how?date=2020",
    "/published/one_persons_record",
    "/published/issues",
    "/published/articles?_all=on",
    CHANGED,
    "/published/article_changes?_all=on",
    "/published/corrections?outlet=",
    "/-/search?q=officers",
]


@pytest.mark.parametrize("address", PAGES)
def test_pages_load_without_complaint_or_stranger(watched: Any, address: str) -> None:
    page = watched.open(address)

    assert page.locator("h1").count() == 1
    assert watched.complaints == []
    assert watched.strangers == []


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_a_phone(on_a_phone: Any, address: str) -> None:
    page = on_a_phone.open(address)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert on_a_phone.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_every_control_has_a_name_and_every_page_a_language(watched: Any, address: str) -> None:
    page = watched.open(address)

    assert page.locator("html").get_attribute("lang") == "en"
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(
             control => !control.labels.length && !control.ariaLabel).map(control => control.outerHTML)"""
    )
    assert nameless == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Any, site: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text of this size."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site)
    weak = page.evaluate((Path(__file__).parent / "contrast.js").read_text(encoding="utf-8"))
    context.close()

    assert weak == []


def test_an_articles_page_shows_what_was_changed_to_everybody(watched: Any) -> None:
    page = watched.open("/published/article_changes")
    page.get_by_role("link", name="Motion to end police contract fails").last.click()
    page.get_by_role("link", name="The article and all its changes").click()

    changed = page.get_by_role("region", name="What changed after publication")
    taken_out = " ".join(changed.locator("del").all_inner_texts()[1].split())
    assert taken_out == "taken out: Board <b>ends</b> police contract"
    assert changed.get_by_text("put in: 4-3").evaluate(
        "shown => getComputedStyle(shown).textDecorationLine"
    ) == ("underline")
    assert changed.get_by_text("<script>alert(1)</script>").is_visible()
    assert page.get_by_role("link", name="from the Wayback Machine").is_visible()
    assert page.get_by_text("the site no longer has this page").is_visible()
    assert page.evaluate((Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")) == []


def test_the_search_finds(watched: Any) -> None:
    page = watched.open("/")
    page.get_by_role("searchbox", name="Search everything").fill("badge")
    page.get_by_role("button", name="Search").click()

    assert page.get_by_role("link", name="Example Parents' Alliance", exact=True).count() == 1
    page.get_by_role("searchbox", name="Words to find").fill("zzyzxq")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing found for “zzyzxq”").wait_for()


def test_the_timeline_downloads_as_csv_and_parses(watched: Any, tmp_path: Path) -> None:
    page = watched.open("/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it as CSV").click()
    download.value.save_as(tmp_path / "timeline.csv")

    with (tmp_path / "timeline.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 21
    assert {row["kind"] for row in rows} >= {"vote", "statement", "coverage", "meeting"}


def test_from_the_front_page_to_a_members_record_in_three_clicks(watched: Any) -> None:
    page = watched.open("/")
    page.get_by_role("link", name="end the police contract").first.click()
    page.get_by_role("link", name="Amy Rome").click()
    page.locator(".facts").get_by_role("link", name="Amy Rome").click()

    assert page.locator("h1").inner_text() == "Amy Rome"
    assert page.get_by_role("heading", name="Votes").is_visible()


def test_the_keyboard_reaches_the_content_first(watched: Any) -> None:
    page = watched.open("/published/timeline")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_facet_narrows_the_table(watched: Any) -> None:
    page = watched.open("/published/timeline")
    page.locator(".facets").get_by_role("link", name="statement", exact=True).click()

    assert page.locator("table.rows tbody tr").count() == 3
    assert "kind=statement" in page.url


@pytest.mark.parametrize("address", ["/published/vote_events", "/published/timeline", "/published/issues"])
def test_counts_days_and_ids_stand_on_one_line(watched: Any, address: str) -> None:
    page = watched.open(address)
    broken = page.evaluate(
        """() => [...document.querySelectorAll('.count, .col-date, .col-id, .col-seen_at')].filter(shown => {
             const range = document.createRange();
             range.selectNodeContents(shown);
             return new Set([...range.getClientRects()].map(line => Math.round(line.top / 8))).size > 1;
           }).map(shown => shown.textContent)"""
    )
    assert broken == []


def test_the_issues_fit_the_page(watched: Any) -> None:
    page = watched.open("/published/issues")

    assert page.evaluate(
        "(() => { const t = document.querySelector('.scroll'); return t.scrollWidth <= t.clientWidth; })()"
    )
    link = page.locator(".rows .col-url a").first
    assert link.bounding_box()["height"] < 40
    assert link.get_attribute("title") == link.get_attribute("href")


@pytest.mark.parametrize(
    "address", ["/published/vote_events", "/published/board_decisions", "/published/people"]
)
def test_a_phone_shows_no_label_without_a_value(on_a_phone: Any, address: str) -> None:
    page = on_a_phone.open(address)
    bare = page.evaluate(
        """() => [...document.querySelectorAll('.rows td')].filter(
             cell => cell.checkVisibility() && !cell.textContent.trim()).map(cell => cell.dataset.label)"""
    )
    assert bare == []
    assert page.locator(".rows td:visible").count() > 5
