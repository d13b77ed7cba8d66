"""The site: what its pages say, that hostile content is inert, and that every mistake is explained."""

import asyncio
import html
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from datasette.utils import tilde_encode
from sqlite_utils import Database

from db.desk import ServeError, cells, free_port, make_site, serve
from db.desk.site import HERE, published_columns, site_metadata
from db.publish import build
from db.registry import Watch
from db.timeline import rebuild

Ask = Callable[[str], httpx.Response]
METADATA = yaml.safe_load((HERE / "metadata.yaml").read_text(encoding="utf-8"))
TABLES = published_columns()
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


def visitor(path: Path, *, public: bool = False) -> Iterator[Ask]:
    with asyncio.Runner() as runner:
        site = make_site(path, public=public)
        runner.run(site.invoke_startup())
        yield lambda address: runner.run(site.client.get(address))


@pytest.fixture
def ask(published: Path) -> Iterator[Ask]:
    yield from visitor(published)


def text_of(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


# The metadata ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_is_described(table: str) -> None:
    entry = site_metadata()["databases"]["published"]["tables"][table]

    assert entry["title"] and entry["description"]
    assert list(entry["columns"]) == TABLES[table]


def test_nothing_is_described_that_is_not_published() -> None:
    assert set(METADATA["tables"]) == set(TABLES)
    used = {column for columns in TABLES.values() for column in columns}
    assert set(METADATA["common"]) <= used
    for table, entry in METADATA["tables"].items():
        own = [*entry.get("columns", {}), *entry.get("shown", []), *entry.get("facets", [])]
        own += [entry[key] for key in ("sort", "sort_desc", "label_column") if key in entry]
        assert set(own) <= set(TABLES[table]), table


def test_every_facet_and_sort_column_has_an_index(published: Path) -> None:
    database = Database(published)
    for table, entry in METADATA["tables"].items():
        leading = {index.columns[0] for index in database[table].indexes}
        wanted = {*entry.get("facets", []), *(entry[key] for key in ("sort", "sort_desc") if key in entry)}
        assert wanted <= leading, table


# The pages ------------------------------------------------------------------------------------------


def test_every_table_row_and_question_has_a_page(ask: Ask, published: Path) -> None:
    addresses = ["/", "/published", "/-/search?q=police"]
    addresses += [f"/published/{query}" for query in METADATA["queries"]]
    database = Database(published)
    for table in TABLES:
        addresses += [f"/published/{table}", f"/published/{table}?_all=on"]
        keys = database[table].pks
        row = next(iter(database[table].rows), None)
        if row:
            addresses.append(f"/published/{table}/" + ",".join(tilde_encode(str(row[key])) for key in keys))

    answers = {address: ask(address) for address in addresses}

    assert {address: page.status_code for address, page in answers.items() if page.status_code != 200} == {}
    for page in answers.values():
        assert '<html lang="en">' in page.text
        assert "<script" not in page.text
        assert " style=" not in page.text


def test_the_front_page_says_where_it_stands(ask: Ask) -> None:
    told = text_of(ask("/"))

    assert "Should police officers be stationed in public schools?" in told
    assert "Chicago Board of Education passed “remove officers from schools”, 7–0 , on 22 Feb 2024" in told
    assert "The decision: remove officers in schools" in told
    assert "3 statements found in the coverage" in told, "a story's copy repeats two of the five printed"
    assert "23 Apr 2026" in told
    assert "24-0222-RS1 Resolution on a whole school safety policy adopted" in told
    assert "1 of 4 sources need a look: failing The Silent robots.txt could not be reached" in told
    assert 'href="/timeline.csv"' in ask("/").text


def test_no_link_of_the_site_leads_nowhere(ask: Ask) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 150:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page = ask(address)
        assert page.status_code == 200, address
        links = (
            re.findall(r'href="(/[^"#]*)', page.text) if "text/html" in page.headers["content-type"] else []
        )
        waiting += [html.unescape(link) for link in links]
    assert any("board~2F4363" in address for address in seen)


def test_a_vote_page_names_members_sources_and_the_side(ask: Ask, published: Path) -> None:
    vote = next(Database(published).query("select id from vote_events where yes = 3"))["id"]

    told = text_of(ask(f"/published/vote_events/{vote}"))

    assert "failed 3–4 , which comes to keep officers in schools" in told
    assert "Miguel del Valle no keep" in told
    assert "Amy Rome yes remove" in told
    assert "Who tells it" in told


def test_a_statement_page_opens_its_passage(ask: Ask, published: Path) -> None:
    row = next(Database(published).query("select * from statements where speaker = 'Robin Placeholder'"))

    page = ask(f"/published/statements/{row['id']}")

    assert row["text"] in page.text
    assert "#:~:text=Keep%20them%2C%20our%20school" in page.text


def test_the_questions_are_answered(ask: Ask) -> None:
    who = ask("/published/who_voted_how.json?date=2020-08-26&_shape=array").json()
    assert {"Luisiana Melendez"} == {row["member"] for row in who if row["option"] == "abstain"}
    record = ask("/published/one_persons_record.json?name=revuluri&_shape=array").json()
    assert [(row["date"], row["what"][:2]) for row in record] == [
        ("2020-06-24", "no"),
        ("2020-08-26", "ye"),
        ("2020-08-26", "ye"),
    ]
    decisions = ask("/published/board_decisions.json?_shape=array").json()
    assert [(row["date"], row["yes"]) for row in decisions] == [
        ("2024-02-22", 7),
        ("2020-08-26", 4),
        ("2020-08-26", 4),
        ("2020-06-24", 3),
    ]
    outlets = ask("/published/coverage_by_outlet.json?_shape=array").json()
    assert [(row["outlet"], row["articles"]) for row in outlets] == [("The Courier", 2), ("The Ledger", 2)]
    changes = ask("/published/agenda_changes_seen.json?_shape=array").json()
    assert [row["kind"] for row in changes] == ["added"]


def test_the_search_page_finds_across_tables(ask: Ask) -> None:
    assert "Board votes to remove officers from schools" in text_of(ask("/-/search?q=remove officers"))
    assert "Nothing found for “zzyzxq”" in text_of(ask("/-/search?q=zzyzxq"))


def test_a_database_with_nothing_in_it_says_so(empty: Database, watch: Watch, tmp_path: Path) -> None:
    rebuild(empty, watch)
    build(empty, tmp_path / "published.db", watch)

    for ask in visitor(tmp_path / "published.db"):
        assert "Nothing is published yet" in text_of(ask("/"))
        assert all(ask(f"/published/{table}").status_code == 200 for table in TABLES)


def test_a_file_before_its_first_build_says_so(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "published.db").execute("vacuum").connection.close()

    for ask in visitor(tmp_path / "published.db"):
        assert "Nothing is published yet" in text_of(ask("/"))
        assert "Nothing found" in text_of(ask("/-/search?q=police"))


# Hostile content ------------------------------------------------------------------------------------


@pytest.fixture
def hostile(published: Path) -> Path:
    """The published database with markup in every free-text column and script links in every URL."""
    with closing(sqlite3.connect(published)) as connection:
        connection.execute("pragma foreign_keys = off")
        for table, columns in TABLES.items():
            for column in columns:
                if column == "id" or column.endswith(("_id", "_at", "_char")) or "date" in column:
                    continue
                value = "javascript:alert(3)" if column.endswith("url") else HOSTILE
                if table in ("stance_totals", "outlet_totals") or column in (
                    "timezone",
                    "stance_label",
                    "kind",
                    "state",
                    "built_on",
                ):
                    continue
                sql = f"update [{table}] set [{column}] = ? where typeof([{column}]) = 'text'"
                connection.execute(sql, [value])
        connection.commit()
    return published


def test_markup_in_stored_fields_is_inert_and_script_links_are_none(hostile: Path) -> None:
    database = Database(hostile)
    addresses = ["/", "/published", "/-/search?q=alert", "/-/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]
    addresses += [f"/published/{table}?_all=on" for table in TABLES]
    addresses += [f"/published/{query}?name=script&body=&date=" for query in METADATA["queries"]]
    for table in TABLES:
        row = next(iter(database[table].rows), None)
        if row and "id" in row:
            addresses.append(f"/published/{table}/{tilde_encode(str(row['id']))}")
    for ask in visitor(hostile):
        for address in addresses:
            page = ask(address)
            assert page.status_code == 200, address
            assert "<script" not in page.text, address
            assert "<img" not in page.text, address
            assert 'href="javascript' not in page.text, address


def test_every_answer_carries_a_policy_that_runs_nothing(ask: Ask) -> None:
    for address in ("/", "/published/timeline.json", "/timeline.csv", "/static/site.css", "/no/such"):
        policy = ask(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy and "unsafe" not in policy


# Mistakes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ['"', '""', "'", "*", "(", "NEAR(", "a OR", "col:x", "-", "%00", '"open', "^", "{x}"]
)
def test_no_search_is_an_error(ask: Ask, words: str) -> None:
    for address in ("/published/timeline?_search=", "/published/articles.json?_search=", "/-/search?q="):
        assert ask(address + words).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/published/timeline?_sort=nonsense", 400, "nonsense"),
        ("/published/timeline?_sort=date&_sort_desc=date", 400, "same time"),
        ("/published/timeline?_size=lots", 400, "positive integer"),
        ("/published/nothing", 404, "no such page, table or row"),
        ("/published/timeline/none", 404, "no such page, table or row"),
        ("/published?sql=drop+table+timeline", 400, "SELECT"),
        ("/published?sql=select+zeroblob(300000000)", 400, "too big"),
        ("/published?sql=select+from", 400, "syntax"),
        ("/timeline.csv?stance=perhaps", 400, "keep, remove"),
        ("/timeline.csv?from=soon", 400, "no date"),
    ],
)
def test_a_mistake_is_explained(ask: Ask, address: str, status: int, told: str) -> None:
    page = ask(address)

    assert page.status_code == status
    assert told in page.text
    assert "Traceback" not in page.text


def test_a_mistake_in_json_is_explained_in_json(ask: Ask) -> None:
    answer = ask("/published/timeline.json?_sort=nonsense")

    assert (answer.status_code, answer.json()["ok"]) == (400, False)
    assert "nonsense" in answer.json()["error"]


def test_unknown_parameters_are_harmless(ask: Ask) -> None:
    assert ask("/published/timeline?nonsense=1&_nonsense=2").status_code in (200, 400)
    assert ask("/?a=b").status_code == 200


def test_a_public_site_takes_no_sql_of_visitors_but_answers_questions(published: Path) -> None:
    for ask in visitor(published, public=True):
        assert ask("/published?sql=select+1").status_code == 403
        assert ask("/published/board_decisions").status_code == 200
        assert "sql-editor" not in ask("/published").text
        assert ask("/published.db").status_code in (403, 404)


# Downloads and serving ------------------------------------------------------------------------------


def test_the_timeline_downloads_with_its_filters(ask: Ask) -> None:
    answer = ask("/timeline.csv?kind=vote&stance=remove")

    assert answer.headers["content-type"].startswith("text/csv")
    assert "timeline.csv" in answer.headers["content-disposition"]
    assert len(answer.text.splitlines()) == 3
    assert len(ask("/timeline.json").json()) == 21


def test_serving_says_its_address_and_answers(published: Path) -> None:
    code = "import sys; from pathlib import Path; from db.desk import serve; serve(Path(sys.argv[1]), port=0)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(published)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address, line
        with urllib.request.urlopen(address[0], timeout=20) as page:
            assert b"Where it stands" in page.read()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_a_port_in_use_is_told(published: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(ServeError, match=f"127.0.0.1:{port}.*--port"):
            serve(published, port=port)
        assert free_port(port) != port


def test_a_site_without_a_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="hallwatch run"):
        serve(tmp_path / "published.db", port=0)


def test_a_long_value_cannot_take_the_machine(ask: Ask) -> None:
    answer: Any = ask("/published.json?sql=select+length(randomblob(900000000))")
    assert answer.status_code == 400


# How pages open, and what they say when they have nothing ---------------------------------------------


def test_the_timeline_opens_on_today_with_the_coming_and_everything_a_click_away(ask: Ask) -> None:
    page = ask("/published/timeline")
    first = page.text.index('<td data-label="date"')

    assert "2026-04-23" not in page.text
    assert "2026-03-01" in page.text or "2024-02-2" in page.text[first : first + 400]
    assert "2026-04-23" in ask("/published/timeline?date__gt=2026-03-02&_sort=date").text
    assert 'href="/published/timeline?date__gt=2026-03-02&amp;_sort=date"' in page.text
    assert "2026-04-23" in ask("/published/timeline?_sort_desc=date").text
    assert "2026-04-23" in ask("/published/timeline?_sort=date&_size=100").text
    assert len(ask("/published/timeline.json?_shape=array").json()) == 21


def test_people_open_on_those_on_record(ask: Ask, published: Path) -> None:
    with closing(sqlite3.connect(published)) as connection:
        connection.execute("insert into people (id, name) values ('silent-one', 'Silent One')")
        connection.commit()

    assert "Silent One" not in ask("/published/people").text
    assert "Amy Rome" in ask("/published/people").text
    assert "Silent One" in ask("/published/people?_sort=name").text


def test_a_vote_without_members_says_so_on_its_own_page(ask: Ask, published: Path) -> None:
    vote = next(Database(published).query("select id from vote_events where yes = 7"))["id"]
    front = ask("/").text
    told = text_of(ask(f"/published/vote_events/{vote}"))

    assert re.search(rf'href="/published/vote_events/{vote}">Who voted how', front)
    assert "No source names who voted how." in told
    assert "The board's record of the item says: Adopted . No official roll call was found; " in told
    assert "the count is as told by one article." in told


def test_a_vote_told_with_its_members_says_whose_telling_it_is(ask: Ask, published: Path) -> None:
    vote = next(Database(published).query("select id from vote_events where yes = 3"))["id"]

    told = text_of(ask(f"/published/vote_events/{vote}"))

    assert "the count and the members' votes are as told by 2 articles" in told
    assert "No source names" not in told


def change(published: Path, sql: str) -> None:
    with closing(sqlite3.connect(published)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize(
    "spoiled",
    [
        "date = null",
        "date = '2026-03-03'",
        "meeting_id = null",
        "agenda_item_id = null",
        "organization_id = 'example-parents'",
    ],
)
def test_where_it_stands_is_what_a_watched_board_s_meeting_and_agenda_bear_out(
    ask: Ask, published: Path, spoiled: str
) -> None:
    change(published, "delete from votes")
    change(published, f"update vote_events set {spoiled} where yes = 7")
    assert "on 22 Feb 2024" not in text_of(ask("/")).split("Who says what")[0]

    change(published, f"update vote_events set {spoiled}")
    assert "No decision that a watched board's meeting and agenda bear out" in text_of(ask("/"))


@pytest.mark.parametrize("spoiled", ["date = null", "yes = null, no = null"])
def test_votes_without_a_day_or_a_tally_stay_off_the_front_page(
    ask: Ask, published: Path, spoiled: str
) -> None:
    change(published, f"update vote_events set motion = 'a vague motion', {spoiled} where yes = 7")
    votes = text_of(ask("/")).split("Every member's vote on record")[0].split("Votes Date Body")[1]

    assert "a vague motion" not in votes
    assert "end the police contract" in votes
    assert "a vague motion" in ask("/published/vote_events").text


def test_a_vote_without_a_day_comes_last_and_says_so(ask: Ask, published: Path) -> None:
    change(published, "update vote_events set motion = 'a vague motion', date = null where yes = 7")

    for address in ("/published/vote_events", "/published/board_decisions"):
        told = text_of(ask(address))
        assert told.index("a vague motion") > told.index("end the police contract"), address
        assert "day not told" in told, address


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/published/one_persons_record", "Type a part of a name"),
        ("/published/one_persons_record?name=zzyzx", "Nobody of that name"),
        ("/published/who_voted_how?date=1999", "No source names who voted how then"),
        ("/published/board_decisions?body=zzyzx", "No vote on the debate by a body of that name"),
    ],
)
def test_a_question_without_rows_says_why_and_gives_examples(ask: Ask, address: str, told: str) -> None:
    page = ask(address)

    assert told in text_of(page)
    example = re.search(r'For instance: <a href="([^"]+)"', page.text)
    assert example
    assert "<td" in ask(html.unescape(example[1])).text


def test_no_change_seen_is_explained(ask: Ask, published: Path) -> None:
    change(published, "delete from agenda_changes")

    assert "Changes show from the second look on" in text_of(ask("/published/agenda_changes_seen"))
    assert "changes show from the second look on" in text_of(ask("/published/agenda_changes"))
    assert "No row matches." in text_of(ask("/published/agenda_changes?kind=pulled"))


def test_no_address_is_shown_where_a_name_will_do(ask: Ask, published: Path) -> None:
    for table in ("statements", "articles", "mentions", "document_versions", "timeline"):
        page = ask(f"/published/{table}?_all=on").text
        assert not re.search(r'<a href="/published/[^"]+">https?://', page), table
    meeting = ask("/published/documents?kind=meeting").text
    assert "Meeting of 2024-02-22" in meeting


def test_a_replica_says_so_on_every_page_and_the_real_web_does_not(ask: Ask, published: Path) -> None:
    addresses = (
        "/",
        "/published",
        "/published/timeline",
        "/published/who_voted_how",
        "/no/such",
        "/-/search",
    )
    assert not any("About this data" in ask(address).text for address in addresses)

    change(published, "update watch set notice = 'Demo: made up.'")
    for address in addresses:
        assert '<aside class="notice" aria-label="About this data"><p>Demo: made up.' in ask(address).text


def test_a_long_address_is_shown_short_with_its_whole_as_title() -> None:
    url = "https://www.example.org/" + "a" * 100
    shown = str(cells.render(url, "url", "issues"))

    assert f'href="{url}"' in shown and f'title="{url}"' in shown
    assert f">{url}" not in shown and "…</a>" in shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-03-01T12:00:00Z", ">2026-03-01 12:00</time>"),
        ("yesterday", "None"),
        ("2026-13-01T00:00:00Z", "None"),
    ],
)
def test_times_are_shown_to_the_minute(value: str, shown: str) -> None:
    assert str(cells.render(value, "seen_at", "issues")).endswith(shown)


def test_a_copys_statement_points_to_the_first_and_is_counted_once(ask: Ask, published: Path) -> None:
    database = Database(published)
    copies = list(database.query("select id, copy_of from statements where copy_of is not null"))
    counted = next(database.query("select sum(statements) as n from stance_totals"))["n"]

    assert (len(copies), counted) == (2, 3)
    listed = ask("/published/statements.json?_shape=array&copy_of__isnull=1").json()
    assert len(listed) == counted
    first, copy = (text_of(ask(f"/published/statements/{copies[0][key]}")) for key in ("copy_of", "id"))
    assert "The same words in other copies of the story" in first
    assert "first told in another copy of the story" in copy


def test_the_id_of_a_story_that_became_part_of_another_leads_there(ask: Ask, published: Path) -> None:
    sql = "select id, story_id from articles where story_id != id limit 1"
    row = next(Database(published).query(sql))

    page = ask(f"/published/stories/{tilde_encode(row['id'])}")

    assert page.status_code == 301
    assert page.headers["location"].endswith(f"/published/stories/{tilde_encode(row['story_id'])}")
    assert ask("/published/stories/nothing-of-that-id").status_code == 404
