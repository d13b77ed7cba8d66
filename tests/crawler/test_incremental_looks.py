"""A board is backfilled by year once; after that a look asks for what is recent or still to come."""

import datetime as dt

import pytest

from tests.crawler.conftest import World, make_source
from tests.crawler.site import Site

TODAY = dt.date(2024, 11, 24)
YEARS = range(2005, 2026)


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732406400")  # 2024-11-24


def build(site: Site) -> list[str]:
    """Give the site twenty years of monthly meetings, a page each; return their days."""
    days = [f"{year}-{month:02}-15" for year in YEARS for month in range(1, 13)]
    site.links("/", *(f"/meeting/{day}|meeting|{day}" for day in days))
    site.pages |= {f"/meeting/{day}": b"LEAF agenda of %s" % day.encode() for day in days}
    return days


def asked(world: World, site: Site, **options: object) -> set[str]:
    before = site.asked.copy()
    world.crawl(make_source("board", site.url("/")), **options)
    pages = site.asked - before
    return {path.removeprefix("/meeting/") for path in pages if path.startswith("/meeting/")}


def test_after_a_backfill_only_recent_and_coming_meetings_are_looked_at_again(
    world: World, site: Site
) -> None:
    days = build(site)
    assert asked(world, site, since=dt.date(2005, 1, 1)) == set(days)
    site.pages["/meeting/2019-06-15"] = b"LEAF nobody looks here any more"
    site.pages["/meeting/2024-10-15"] = b"LEAF minutes came, no stamp changed"
    young = (TODAY - dt.timedelta(days=60)).isoformat()
    assert asked(world, site) == {day for day in days if day >= young}
    assert world.rows("SELECT count(*) FROM document_versions WHERE seq = 2") == [(1,)]


def test_the_past_is_filled_in_by_asking_for_it(world: World, site: Site) -> None:
    days = build(site)
    asked(world, site, since=dt.date(2024, 1, 1))
    known = {row[0] for row in world.rows("SELECT substr(date, 1, 4) FROM frontier WHERE state = 'done'")}
    assert "2023" not in known
    assert asked(world, site, since=dt.date(2020, 1, 1)) == {day for day in days if day >= "2020"}
    assert world.rows("SELECT count(*) FROM frontier WHERE state = 'pending'") == [(0,)]


def test_months_later_what_was_recent_rests(
    world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site)
    asked(world, site, since=dt.date(2005, 1, 1))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1732406400 + 100 * 86400))  # 2025-03-04
    assert min(asked(world, site)) == "2025-01-15"
