"""A crawl of the replica gives exactly the records that its pages hold, from the site to the export."""

import csv
import io
import json
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from cli import main
from tests.end_to_end.conftest import Desk
from tests.replica import expected

FACTS = expected.facts()
NOW = FACTS["state_0"]


def test_every_meeting_is_there_once_with_its_time_and_roster(first_run: Desk) -> None:
    found = {row[0]: row[1:] for row in first_run.rows("SELECT id, start, title, status FROM meetings")}
    wanted = expected.meetings()
    assert {key.split("/")[1] for key in found} == set(wanted)
    for key, meeting in wanted.items():
        start, title, status = found[f"chicago-board/{key}"]
        assert start == meeting["start"], key
        assert title == meeting["title"], key
        assert (status == "cancelled") == meeting["cancelled"], key


def test_every_agenda_item_is_there_once_with_its_action(first_run: Desk) -> None:
    found = {
        row[0]: row[1:]
        for row in first_run.rows("SELECT number, meeting_id, section, title, action FROM agenda_items")
    }
    assert found == {
        number: (f"chicago-board/{item['meeting_id']}", item["section"], item["title"], item["action"])
        for number, item in expected.agenda_items().items()
    }


def test_the_life_of_a_contract_is_linked_by_what_amends_what(first_run: Desk) -> None:
    found = dict(first_run.rows("SELECT number, amends FROM agenda_items WHERE amends != '[]'"))
    assert {number: sorted(json.loads(amends)) for number, amends in found.items()} == {
        number: sorted(amended) for number, amended in FACTS["amends"].items()
    }


def test_every_article_is_there_once_with_its_headline_and_date(first_run: Desk) -> None:
    found = {
        (urlsplit(url).hostname, urlsplit(url).path.rstrip("/")): rest
        for url, *rest in first_run.rows("SELECT url, headline, kind, date_published FROM articles")
    }
    wanted = {
        (f"{article['host']}.localhost", article["path"].rstrip("/")): article
        for article in expected.articles().values()
    }
    assert set(found) == set(wanted)
    for place, (headline, kind, published) in found.items():
        article = wanted[place]
        assert (headline, kind) == (article["headline"], article["kind"]), place
        # Some layouts print the day alone.
        assert published in (article["date_published"], article["date_published"][:10]), place


def test_what_is_about_the_debate_is_told_from_what_is_not(first_run: Desk) -> None:
    found = dict(first_run.rows("SELECT url, relevant FROM articles"))
    wanted = {article["path"].rstrip("/"): article["relevant"] for article in expected.articles().values()}
    wrong = [
        url for url, relevant in found.items() if bool(relevant) != wanted[urlsplit(url).path.rstrip("/")]
    ]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("vote", FACTS["votes"], ids=lambda vote: vote["item"])
def test_each_vote_on_record_is_one_event_with_its_members(first_run: Desk, vote: dict[str, object]) -> None:
    item = f"chicago-board/{vote['meeting']}/{vote['item']}"
    events = first_run.rows(
        "SELECT id, date, result, yes, no, effect FROM vote_events WHERE agenda_item_id = ?", item
    )
    assert [event[1:] for event in events] == [
        (str(vote["date"]), vote["result"], vote["yes"], vote["no"], vote["effect"])
    ]
    told: dict[str, list[str]] = {}
    for option, person in first_run.rows(
        "SELECT option, person_id FROM votes WHERE vote_event_id = ? ORDER BY person_id", events[0][0]
    ):
        told.setdefault(option, []).append(person)
    if members := vote.get("members"):
        assert told == {option: sorted(people) for option, people in members.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "vote", [vote for vote in FACTS["votes"] if "members" in vote], ids=lambda vote: vote["item"]
)
def test_a_roll_call_in_the_minutes_is_the_votes_first_source_and_the_press_another(
    first_run: Desk, vote: dict[str, object]
) -> None:
    item = f"chicago-board/{vote['meeting']}/{vote['item']}"
    sources = first_run.rows(
        "SELECT s.source_kind, s.quote, substr(v.text, s.start_char + 1, s.end_char - s.start_char) "
        "FROM vote_event_sources s JOIN vote_events e ON e.id = s.vote_event_id "
        "JOIN document_versions v ON v.id = s.document_version_id WHERE e.agenda_item_id = ?",
        item,
    )
    assert {kind for kind, _, _ in sources} == {"minutes", "news"}
    minutes = [text for kind, _, text in sources if kind == "minutes"]
    assert all("Yeas" in text for text in minutes), minutes
    assert first_run.rows("SELECT source_kind FROM vote_events WHERE agenda_item_id = ?", item) == [
        ("minutes",)
    ]


@pytest.mark.parametrize("roll", FACTS["rolls_for_many"], ids=lambda roll: roll["items"][0])
def test_one_roll_call_for_many_items_is_one_vote(first_run: Desk, roll: dict[str, object]) -> None:
    items = [f"chicago-board/{roll['meeting']}/{item}" for item in roll["items"]]  # type: ignore[attr-defined]
    events = first_run.rows(
        "SELECT DISTINCT e.id, e.result, e.mover, e.seconder FROM vote_event_items l "
        "JOIN vote_events e ON e.id = l.vote_event_id "
        f"WHERE l.agenda_item_id IN ({', '.join('?' for _ in items)})",
        *items,
    )
    assert len(events) == 1
    assert events[0][1] == roll["result"]
    assert [name.split()[-1] for name in events[0][2:]] == [roll["mover"], roll["seconder"]]
    held_for = first_run.rows(
        "SELECT agenda_item_id FROM vote_event_items WHERE vote_event_id = ?", events[0][0]
    )
    assert sorted(item for (item,) in held_for) == sorted(items)


def test_no_vote_of_the_board_has_its_direction_inverted(first_run: Desk) -> None:
    told = {(str(vote["date"]), vote["yes"], vote["no"]): vote for vote in FACTS["votes"]}
    for date, yes, no, effect in first_run.rows(
        "SELECT date, yes, no, effect FROM vote_events WHERE organization_id = 'chicago-board-of-education'"
    ):
        vote = told.get((date, yes, no))
        assert vote is None or effect in {"none", vote["effect"]} or date == "2020-08-26"


def _places(*articles: str) -> set[tuple[str, str]]:
    known = expected.articles()
    return {(f"{known[key]['host']}.localhost", known[key]["path"].rstrip("/")) for key in articles}


def _place(url: str) -> tuple[str | None, str]:
    return urlsplit(url).hostname, urlsplit(url).path.rstrip("/")


@pytest.mark.parametrize("name", FACTS["changes_of_position"])
def test_who_changed_position_is_marked_with_what_was_said_before_and_after(
    first_run: Desk, name: str
) -> None:
    steps = FACTS["changes_of_position"][name]
    sides = list(dict.fromkeys(stance for _, stance in steps))
    found = first_run.rows(
        "SELECT c.from_stance, c.to_stance, c.from_url, c.to_url, c.from_date < c.to_date "
        "FROM position_changes c JOIN people p ON p.id = c.person_id WHERE p.name = ?",
        name,
    )
    assert [tuple(row[:2]) for row in found] == [tuple(sides)]
    _, _, left, taken, in_order = found[0]
    assert in_order
    assert _place(taken) in _places(*(key for key, stance in steps if stance == sides[1]))
    assert _place(left) not in _places(*(key for key, stance in steps if stance == sides[1]))


@pytest.mark.parametrize("name", FACTS["contradictions"])
def test_a_word_against_a_vote_is_shown_with_both_sources(first_run: Desk, name: str) -> None:
    word, vote = FACTS["contradictions"][name]["word"], FACTS["contradictions"][name]["vote"]
    found = first_run.rows(
        "SELECT c.word_stance, c.word_date, c.vote_stance, c.vote_date, c.word_url, c.vote_url "
        "FROM contradictions c JOIN people p ON p.id = c.person_id WHERE p.name = ?",
        name,
    )
    assert [row[:4] for row in found] == [
        (word["stance"], str(word["date"]), vote["stance"], str(vote["date"]))
    ]
    assert {_place(url) for url in found[0][4:]} == _places(word["told_in"], vote["told_in"])
    assert not first_run.rows(
        "SELECT c.id FROM position_changes c JOIN people p ON p.id = c.person_id WHERE p.name = ?", name
    )


def test_nobody_of_the_texts_is_taken_for_somebody_of_the_registry(first_run: Desk) -> None:
    waiting = dict(first_run.rows("SELECT person_id, name FROM people_to_review"))
    assert {*FACTS["changes_of_position"], *FACTS["contradictions"]} <= set(waiting.values())
    known = {key for (key,) in first_run.rows("SELECT id FROM people WHERE origin = 'registry'")}
    assert not known & set(waiting)
    assert all(key.startswith("text/") for key in waiting)


def test_copies_of_one_wire_story_are_one_story(first_run: Desk) -> None:
    sizes = sorted(
        count for (count,) in first_run.rows("SELECT article_count FROM stories") if count and count > 1
    )
    assert sizes == sorted(len(story) for story in FACTS["stories"])


def test_every_request_is_accounted_for(first_run: Desk) -> None:
    rows = first_run.rows(
        "SELECT source_id, state, requested, stored + unchanged + failed + filtered + denied FROM source_runs"
    )
    assert len(rows) == 11
    assert all(state == "done" and requested == ended for _, state, requested, ended in rows), rows
    assert first_run.rows("SELECT kind FROM issues WHERE kind = 'robots-denied'") == [("robots-denied",)]


def test_every_row_stands_on_characters_that_say_so(first_run: Desk) -> None:
    rows = first_run.rows(
        "SELECT s.text, substr(v.text, s.start_char + 1, s.end_char - s.start_char) "
        "FROM statements s JOIN document_versions v ON v.id = s.document_version_id"
    )
    assert len(rows) > 100
    assert [pair for pair in rows if pair[0] != pair[1]] == []


def test_the_published_database_holds_no_article_text(first_run: Desk) -> None:
    bodies = [body for (body,) in first_run.rows("SELECT body FROM articles WHERE length(body) > 800")]
    assert bodies
    raw = (first_run.data / "published.db").read_bytes().decode("utf-8", "ignore")
    assert not any(body[100:700] in raw for body in bodies)


def test_the_timeline_exports_as_csv_and_json_with_the_same_bytes_each_time(first_run: Desk) -> None:
    def export(*options: str) -> str:
        result = CliRunner().invoke(main, ["export", "timeline", "--data", str(first_run.data), *options])
        assert result.exit_code == 0, result.output
        return result.stdout

    text = export()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert text == export()
    assert len(rows) == first_run.rows("SELECT count(*) FROM timeline", database="published.db")[0][0]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert len(json.loads(export("--format", "json"))) == len(rows)
    votes = list(
        csv.DictReader(io.StringIO(export("--kind", "vote", "--from", "2024-02-22", "--to", "2024-02-22")))
    )
    assert votes
    assert {row["kind"] for row in votes} == {"vote"}
