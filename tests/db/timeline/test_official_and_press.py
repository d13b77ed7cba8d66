"""What the press tells of a vote joins the board's own record of it, and overrides nothing in it."""

from typing import Any

from db.registry import Watch
from db.timeline import rebuild
from tests.db import sample_debate as sample
from tests.db.store.board_pages import BODY, DAY, Board, a_vote, counted

END = "Motion to end the agreement with the police department"
ROLL = {"yes": "Gia Hart; Finn Gray; Eve Ford", "no": "Dev Ellis; Cora Dale; Ben Castle; Ana Alvarez"}
KEPT = {
    "motion": "keep police in schools",
    "result": "pass",
    "yes": 4,
    "no": 3,
    "effect": "keep",
    "date": DAY,
}


def record(board: Board, *votes: dict[str, Any], effects: dict[str, str] | None = None) -> None:
    """Write the board's own votes; items on the police are on the debate, effects are by motion."""
    board.agenda("Agreement with the police department", "Resolution on officers in schools", "Lunches")
    board.page("minutes", *votes, kind="minutes")
    board.assemble()
    board.database.execute("UPDATE agenda_items SET relevant = (number <> '3')")
    for motion, effect in (effects or {}).items():
        board.database.execute("UPDATE vote_events SET effect = ? WHERE motion = ?", [effect, motion])


def failed(**more: Any) -> dict[str, Any]:
    return counted(3, 4, motion=END, item_numbers=["1"], source_kind="minutes", **more)


def tell(board: Board, name: str, *, members: dict[str, list[str]] | None = None, **more: Any) -> None:
    quote = f"The board voted, {name} writes."
    version = sample.add_article(
        board.database, "ledger", name, headline=name, published="2024-02-23", body=f"{quote} That is all."
    )
    sample.add_told_vote(
        board.database,
        version,
        quote,
        **{"members": members, "body": "Town School Board", "organization_id": BODY, **more},
    )


def events(board: Board) -> list[dict[str, Any]]:
    return board.rows("SELECT * FROM vote_events ORDER BY source_kind, position, id")


def test_the_failed_motion_to_end_is_the_presss_vote_to_keep_and_stays_as_it_was_put(
    board: Board, watch: Watch
) -> None:
    record(board, failed(names=ROLL), effects={END: "keep"})
    before = (events(board), board.roll())
    tell(board, "kept", **KEPT)

    rebuild(board.database, watch)

    assert (events(board), board.roll()) == before
    told = board.rows("SELECT source_kind, yes, no FROM vote_event_sources ORDER BY source_kind")
    assert told == [
        {"source_kind": "minutes", "yes": 3, "no": 4},
        {"source_kind": "news", "yes": 4, "no": 3},
    ]
    assert not board.disagreements()


def test_so_it_is_while_nobody_has_judged_the_record_yet(board: Board, watch: Watch) -> None:
    record(board, failed(names=ROLL))
    tell(board, "kept", **KEPT)
    rebuild(board.database, watch)
    assert len(events(board)) == 1


def test_the_press_overrides_no_official_roll_and_its_difference_is_a_row(board: Board, watch: Watch) -> None:
    record(board, failed(names=ROLL), effects={END: "keep"})
    told = {"motion": "end the police agreement", "result": "fail", "effect": "keep", "date": DAY}
    tell(board, "wrong", members={"no": ["Gia Hart"], "yes": ["Nora Newcomer"]}, **told, yes=2, no=5)

    rebuild(board.database, watch)

    assert board.roll()["Gia Hart"] == ("gia-hart", "yes")
    assert "Nora Newcomer" not in board.roll()
    assert board.disagreements() == {
        ("yes", "3", "2", "news"),
        ("no", "4", "5", "news"),
        ("Gia Hart", "yes", "no", "news"),
    }


def test_the_press_names_the_members_where_the_record_names_none(board: Board, watch: Watch) -> None:
    record(board, failed(), effects={END: "keep"})
    told = {"motion": "end the police agreement", "result": "fail", "effect": "keep", "date": DAY}
    tell(board, "names", members={"yes": ["Gia Hart"]}, **told, yes=3, no=4)
    rebuild(board.database, watch)
    assert board.roll()["Gia Hart"][1] == "yes"
    assert events(board)[0]["source_kind"] == "minutes"


def test_each_of_two_official_votes_of_a_meeting_gets_its_own_coverage(board: Board, watch: Watch) -> None:
    phase = "Motion to adopt a plan that phases out officers"
    record(
        board,
        failed(names=ROLL, start=1, end=2),
        counted(4, 3, motion=phase, item_numbers=["2"], source_kind="minutes", start=5, end=6),
        effects={END: "keep", phase: "remove"},
    )
    tell(board, "kept", **KEPT)
    plan = {"motion": "plan to phase out officers", "result": "pass", "yes": 4, "no": 3, "effect": "remove"}
    tell(board, "plan", date=DAY, **plan)

    rebuild(board.database, watch)

    told = board.rows(
        "SELECT e.motion, count(*) AS n FROM vote_events e JOIN vote_event_sources s "
        "ON s.vote_event_id = e.id AND s.source_kind = 'news' GROUP BY e.id ORDER BY e.position"
    )
    assert told == [{"motion": END, "n": 1}, {"motion": phase, "n": 1}]
    assert len(events(board)) == 2


def test_one_roll_call_for_many_items_is_found_by_the_item_on_the_debate(board: Board, watch: Watch) -> None:
    record(
        board,
        counted(
            7,
            0,
            motion="Motion to approve the consent agenda",
            item_numbers=["3", "1"],
            source_kind="minutes",
        ),
    )
    told = {"motion": "renew the agreement with the police department", "result": "pass", "effect": "keep"}
    tell(board, "renewed", date=DAY, yes=7, no=0, **told)

    rebuild(board.database, watch)

    assert [row["source_kind"] for row in events(board)] == ["minutes"]
    (row,) = board.rows("SELECT * FROM timeline WHERE kind = 'vote'")
    assert row["agenda_item_id"] == board.item(1)
    assert row["title"] == (
        "Town School Board: Motion to approve the consent agenda "
        "(on 1 Agreement with the police department) (passed 7–0)"
    )
    assert "one vote on 2 items" in row["summary"]


def test_an_amendment_that_only_the_press_tells_is_not_the_official_vote(board: Board, watch: Watch) -> None:
    record(
        board, counted(7, 0, motion="Motion to approve lunches", item_numbers=["3"], source_kind="minutes")
    )
    tell(
        board,
        "police",
        date=DAY,
        motion="end the police agreement",
        result="fail",
        yes=3,
        no=4,
        effect="keep",
    )
    rebuild(board.database, watch)
    assert [row["source_kind"] for row in events(board)] == ["minutes", "news"]


def test_official_votes_are_on_the_timeline_with_quote_and_page(board: Board, watch: Watch) -> None:
    record(board, failed(names=ROLL, mover="Hart"), effects={END: "keep"})
    rebuild(board.database, watch)
    (row,) = board.rows("SELECT * FROM timeline WHERE kind = 'vote'")
    assert (row["quote"], row["url"], row["result"], row["stance"]) == (
        END, "https://board.example/minutes", "fail", "favor",
    )  # fmt: skip
    assert row["summary"] == "Keeps officers in schools; from minutes"


def findings(board: Board, watch: Watch) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in rebuild(board.database, watch).findings:
        found.setdefault(finding.kind, []).append(finding.message)
    return found


def test_a_tally_that_its_own_roll_contradicts_is_reported_with_both(board: Board, watch: Watch) -> None:
    record(board, failed(names={**ROLL, "no": "Dev Ellis; Cora Dale"}))
    assert findings(board, watch) == {"tally-roll": [f"Town School Board, {DAY}: 4 counted as no, 2 named"]}


def test_a_roll_of_dissenters_contradicts_no_tally(board: Board, watch: Watch) -> None:
    record(
        board, counted(5, 2, names={"no": "Gia Hart; Finn Gray"}, item_numbers=["3"], source_kind="minutes")
    )
    assert findings(board, watch) == {}


def test_a_name_that_matches_nobody_is_reported_once_with_what_to_do(board: Board, watch: Watch) -> None:
    board.member("Hal Former", end="2020-06")
    votes = [
        a_vote(item_numbers=[number], yes="Nora Newcomer; Hal Former", result="pass", source_kind="minutes")
        for number in ("1", "2", "3")
    ]
    record(board, *votes)
    unmatched = findings(board, watch)["voter-unmatched"]
    assert unmatched == [
        f"Town board: voter 'Hal Former' (3 votes, {DAY}) is in the registry, but not as a member on those "
        "days: correct the dates of the role",
        f"Town board: voter 'Nora Newcomer' (3 votes, {DAY}) matches nobody on that day's roster: "
        "add the person or the spelling",
    ]


def test_votes_on_no_item_or_meeting_known_are_reported(board: Board, watch: Watch) -> None:
    record(board, counted(7, 0, item_numbers=["99"], source_kind="minutes"))
    board.page("old.pdf", counted(5, 2, meeting_id=None, date="2019-01-09", source_kind="minutes"))
    board.assemble()
    assert findings(board, watch) == {
        "vote-item-unmatched": [f"Town board: '99' (1 vote, {DAY}) is on no agenda known of that meeting"],
        "vote-without-meeting": [
            "Town board: a page with 1 vote, 2019-01-09, belongs to no meeting known: "
            "is its calendar a source?"
        ],
    }
