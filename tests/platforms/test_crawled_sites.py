"""A board on each platform, crawled from start to votes: what the parser reads, the crawler reaches."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.parse_stage import parse_pending
from crawler.platforms import PLATFORMS
from crawler.run import CrawlOptions, crawl
from db.blobs import BlobStore
from db.database import open_database
from db.ledger import start_run
from db.registry import Watch
from db.registry.models import PLATFORMS as SOURCE_PLATFORMS
from tests.platforms.made_site import MadeSite, served

HERE = Path(__file__).parent
ON_THE_REPLICA = {"cpsboe", "feed", "sitemap"}  # crawled whole in tests/end_to_end
OF_OUTLETS = {"listing", "urls"}  # crawled in tests/crawler/test_lists.py and test_ways.py
SITES = sorted(path.parent.name for path in HERE.glob("*/site.yaml"))


def watch(site: MadeSite) -> Watch:
    return Watch.model_validate(
        {
            "id": "made",
            "title": "Made",
            "question": "Should there be?",
            "topic": {"target": "officers", "labels": {}, "terms": ["school resource officer"]},
            "jurisdictions": [],
            "organizations": [],
            "people": [],
            "sources": [site.turned_source()],
        }
    )


class Crawls:
    """Crawls of one made-up site into one data folder."""

    def __init__(self, site: MadeSite, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.database = open_database(folder / "hallwatch.db")
        self.watch = watch(site)

    def look(self, *, since: bool = True) -> list[str]:
        """Crawl and parse once; return what was asked for."""
        self.site.asked.clear()
        run = start_run(self.database, "crawl", "made")
        begin = date.fromisoformat(self.site.since) if since and self.site.since else None
        options = CrawlOptions(allow_loopback=True, since=begin)
        (report,) = crawl(self.database, self.watch, self.folder, options, run)
        issues = [tuple(row) for row in self.database.execute("SELECT kind, message FROM issues").fetchall()]
        assert (report.state, report.counts.failed) == ("done", 0), issues
        parse_pending(self.database, self.watch, BlobStore(self.folder / "blobs"), run, processes=1)
        return list(self.site.asked)

    def counts(self) -> dict[str, int]:
        return {name: self.database.table(name).count for name in self.site.gives}

    def errors(self) -> list[tuple[str, ...]]:
        sql = "SELECT kind, message FROM issues WHERE level = 'error'"
        return [tuple(row) for row in self.database.execute(sql).fetchall()]


@pytest.mark.parametrize("platform", SITES)
def test_a_crawl_of_a_made_up_board_finds_everything_once(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(HERE / platform) as site:
        noon = datetime.combine(date.fromisoformat(site.today), datetime.min.time(), UTC).replace(hour=18)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        crawls = Crawls(site, tmp_path)
        first = crawls.look()
        assert not site.unanswered
        assert len(first) == len(set(first)), "a page was asked for twice"
        assert crawls.counts() == site.gives
        again = crawls.look(since=False)
        assert crawls.counts() == site.gives
        assert len(again) <= len(first)
        assert not crawls.errors()


BLOCKED = b"<html><head><title>Access denied</title></head><body><h1>Are you a robot?</h1></body></html>"


@pytest.mark.parametrize("bad", [b"", BLOCKED, b'{"error": "try later"}'], ids=["empty", "blocked", "other"])
@pytest.mark.parametrize("platform", SITES)
def test_a_bad_answer_is_an_issue_and_costs_no_other_meeting(
    platform: str, bad: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(HERE / platform) as site:
        noon = datetime.combine(date.fromisoformat(site.today), datetime.min.time(), UTC).replace(hour=18)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        pages = [answer["file"] for answer in site.answers if "pdf" not in answer.get("type", "")]
        site.instead = {pages[-1]: bad}
        crawls = Crawls(site, tmp_path)
        crawls.look()
        kinds = {kind for kind, _ in crawls.errors()}
        assert kinds & {"parse-error", "unreadable page"}, "nobody was told"
        found = crawls.counts()["meetings"]
        if len(pages) == 1:
            assert found == 0
            assert "too few items" in kinds
        elif platform == "documents":  # its second page is a list of meetings of its own
            assert 0 < found < site.gives["meetings"]
        else:
            assert found == site.gives["meetings"]


def test_every_board_platform_is_crawled_in_some_test() -> None:
    assert set(SITES) | ON_THE_REPLICA | OF_OUTLETS == set(SOURCE_PLATFORMS)
    assert set(SITES) <= set(PLATFORMS)
