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

from db.desk import ServeError, free_port, make_site, serve
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
    assert "5 statements found in the coverage" in told
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
