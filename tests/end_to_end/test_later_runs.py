"""Running again changes nothing; a changed web changes exactly what changed; trouble stays where it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crawler.stage import crawl
from db.job import JobOptions, run_job
from db.registry import find_watch, load_watch
from tests.end_to_end.conftest import Desk, differences
from tests.listening import Heard
from tests.replica import expected
from tests.replica.watch import replica_watch

AFTER = expected.facts()["state_1"]


def test_a_second_run_changes_nothing_but_the_ledger(another: Callable[[str], Desk], first_run: Desk) -> None:
    again = another("again")
    done = again.run()
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("hallwatch.db", "published.db"):
        assert differences(first_run.data / name, again.data / name) == {}
    (counts,) = again.rows("SELECT stored, failed FROM runs ORDER BY rowid DESC LIMIT 1")
    assert counts == (0, 0)


def test_each_stage_can_be_run_again_over_everything(another: Callable[[str], Desk], first_run: Desk) -> None:
    again = another("rebuilt")
    connection_rows = again.rows("SELECT count(*) FROM document_versions")
    connection = sqlite3.connect(again.data / "hallwatch.db")
    connection.execute("UPDATE document_versions SET parser_version = NULL")
    connection.execute("UPDATE taggings SET extractor_version = 'older'")
    connection.execute("UPDATE agenda_items SET relevance_basis = 'older'")
    connection.execute("UPDATE vote_events SET effect_basis = 'older' WHERE effect_basis IS NOT NULL")
    connection.commit()
    connection.close()
    done = again.run("parse", "tag", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert again.rows("SELECT count(*) FROM document_versions") == connection_rows
    assert differences(first_run.data / "hallwatch.db", again.data / "hallwatch.db") == {}


def test_a_changed_web_gives_exactly_its_changes(another: Callable[[str], Desk], first_run: Desk) -> None:
    later = another("later")
    later.state = 1
    done = later.run()
    assert done.returncode == 0, done.stdout + done.stderr

    changes = later.rows("SELECT meeting_id, number, kind, before, after FROM agenda_changes")
    assert {(meeting.split("/")[1], number, kind) for meeting, number, kind, *_ in changes} == {
        (change["meeting"], change["number"], change["kind"]) for change in AFTER["agenda_changes"]
    }
    for change in AFTER["agenda_changes"]:
        if "before" in change:
            assert (change["before"], change["after"]) in {(before, after) for *_, before, after in changes}

    moved = {
        (meeting.split("/")[1], field): (before, after)
        for meeting, field, before, after in later.rows(
            "SELECT meeting_id, field, before, after FROM meeting_changes"
        )
    }
    for change in AFTER["meeting_changes"]:
        before, after = moved[change["meeting"], change["field"]]
        assert after == change["after"]
        assert before == change.get("before", before)

    articles = later.rows("SELECT count(*), sum(relevant) FROM articles")
    assert articles[0][0] == AFTER["articles"] + len(AFTER["vanished_articles"])
    second = later.rows(
        "SELECT d.url FROM document_versions v JOIN documents d ON d.id = v.document_id "
        "WHERE v.seq > 1 AND v.same_as IS NULL AND d.kind = 'article'"
    )
    wanted = AFTER["changed_articles"] + AFTER["long_afterwards_changed_articles"]
    assert {url.split("/", 3)[3].strip("/") for (url,) in second} == {
        expected.articles(1)[key]["path"].strip("/") for key in wanted
    }
    gone = [url for (url,) in later.rows("SELECT url FROM documents WHERE gone_at IS NOT NULL")]
    vanished = [expected.articles(0)[key] for key in AFTER["vanished_articles"]]
    wanted_gone = [*AFTER["gone"], *(article["host"] + article["path"] for article in vanished)]
    assert sorted(_address(url) for url in gone) == sorted(wanted_gone)

    only_before, _ = differences(first_run.data / "hallwatch.db", later.data / "hallwatch.db").get(
        "document_versions", ([], [])
    )
    assert only_before == [], "a version that was kept is never changed or lost"


def test_what_outlets_changed_is_told_once_and_published(
    another: Callable[[str], Desk], first_run: Desk
) -> None:
    later = another("changed")
    later.state = 1
    done = later.run()
    assert done.returncode == 0, done.stdout + done.stderr

    known = {**expected.articles(0), **expected.articles(1)}
    keys = {article["host"] + article["path"]: key for key, article in known.items()}
    changes = later.rows(
        "SELECT d.url, c.kind FROM article_changes c JOIN documents d ON d.id = c.article_id"
    )
    assert sorted([keys[_address(url)], kind] for url, kind in changes) == sorted(AFTER["article_changes"])
    with closing(sqlite3.connect(later.data / "published.db")) as site:
        told = site.execute("SELECT before, after FROM article_changes WHERE kind = 'headline'").fetchall()
        originals = site.execute("SELECT url, original_name FROM articles WHERE original_name IS NOT NULL")
        named = {keys[_address(url)]: name for url, name in originals}
    (key, _), *_ = AFTER["article_changes"]
    assert told == [(expected.articles(0)[key]["headline"], expected.articles(1)[key]["headline"])]
    assert named == expected.facts()["originals"]


def _address(url: str) -> str:
    """Return the real address that a replica's page stands for."""
    host, path = url.split("://")[1].split("/", 1)
    return f"{host.split(':')[0].removesuffix('.localhost')}/{path}"


@pytest.mark.parametrize(
    ("pattern", "mode", "kinds"),
    [
        ("chicago.suntimes.com", "unreachable-robots", {"robots-unreachable"}),
        ("www.wbez.org", "deny-robots", {"robots-denied"}),
        ("blockclubchicago.org/feed/", "html-feed", {"parse-error", "not-a-feed", "page-error"}),
        ("abc7chicago.com/feed/", "status-500", {"http-500"}),
        ("www.nbcchicago.com/feed/", "empty", {"parse-error", "page-error"}),
        ("www.cpsboe.org/meetings*", "loop", {"redirect-loop"}),
    ],
)
def test_a_source_in_trouble_is_told_and_stops_no_other(
    another: Callable[[str], Desk], pattern: str, mode: str, kinds: set[str]
) -> None:
    desk = another(mode)
    desk.web.misbehave(pattern, mode)  # type: ignore[arg-type]
    done = desk.run("crawl", "parse", "build")
    (run_id, state, code), *_ = desk.rows("SELECT id, state, exit_code FROM runs ORDER BY rowid DESC")
    assert done.returncode == code
    assert code in (1, 3), done.stdout
    host = pattern.split("/", maxsplit=1)[0]
    troubled = desk.rows(
        "SELECT s.source_id, s.state, s.blocked, s.reason "
        "FROM source_runs s JOIN sources o ON o.id = s.source_id "
        "WHERE s.run_id = ? AND o.url LIKE '%' || ? || '%'",
        run_id,
        host,
    )
    assert len(troubled) == 1
    source_id, source_state, blocked, reason = troubled[0]
    assert source_state != "done" or blocked, (state, reason)
    assert reason
    of_it = "FROM issues WHERE run_id = ? AND source_id = ?"
    found = {kind for (kind,) in desk.rows(f"SELECT kind {of_it}", run_id, source_id)}
    assert found & kinds, found
    others = desk.rows("SELECT state FROM source_runs WHERE run_id = ? AND source_id != ?", run_id, source_id)
    assert {one for (one,) in others} == {"done"}
    assert source_id in done.stdout


def test_a_dry_run_says_what_it_would_fetch_and_stores_nothing(first_run: Desk, tmp_path: Path) -> None:
    desk = Desk(first_run.web, tmp_path / "never-made")
    heard = Heard()
    watch = replica_watch(load_watch(find_watch("cps-sro")), first_run.web.port)
    options = JobOptions(dry_run=True, allow_loopback=True, sources=("chicago-board",))
    assert run_job("crawl", watch, desk.data, [crawl], options, heard) == 0
    assert any("/meetings/details/4363" in line for line in heard.said)
    assert not desk.data.exists()


def test_files_that_are_no_pdf_are_told_and_the_meetings_come_in(first_run: Desk, tmp_path: Path) -> None:
    desk = Desk(first_run.web, tmp_path / "data")
    with first_run.web.misbehaving("www.cpsboe.org/content/*", "not-a-pdf"):
        done = desk.run("crawl", "parse")
    assert done.returncode == 0, done.stdout + done.stderr
    told = desk.rows("SELECT count(*) FROM issues WHERE source_id = 'chicago-board' AND url LIKE '%.pdf'")
    assert told[0][0] > 0
    assert desk.rows("SELECT count(*) FROM meetings")[0][0] == expected.facts()["state_0"]["meetings"]
