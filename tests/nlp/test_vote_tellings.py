# ruff: noqa: E501 - example sentences on their own lines
"""Votes as the press and minutes tell them: whose vote, on what day, by whom, and what is no vote."""

from typing import Any

import pytest
from spacy.language import Language

from nlp.analyze import Analyzer

LEAD = "The debate was over police officers in schools. "


@pytest.fixture(scope="module")
def analyzer(watch: Any, language: Language) -> Analyzer:
    return Analyzer(watch, language)


def votes(analyzer: Analyzer, text: str, date: str | None = "2020-07-13") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = analyzer.analyze(LEAD + text, date=date)["votes"]
    return found


@pytest.mark.parametrize(
    ("text", "roll"),
    [
        ("The board voted 8-1 to end the contract with police. All members except Dana Smith voted for it.", {"Dana Smith": "no"}),
        ("The board voted 5-2 to keep school resource officers. Lee and Park cast the two votes against.", {"Lee": "no", "Park": "no"}),
        ('The board voted 5-2 to remove school resource officers. Ann Smith voted "no."', {"Ann Smith": "no"}),
        ("The board voted 2-1 to remove school officers. In the majority were Ann Lee and Bob Stone.", {"Ann Lee": "yes", "Bob Stone": "yes"}),
        ("The board voted 5-1 to end the police contract. Trustee Ann Lee said the deal works. She voted no.", {"Ann Lee": "no"}),
        ("The board approved the police contract. Lee, Reed — yes; Ford — no.", {"Lee": "yes", "Reed": "yes", "Ford": "no"}),
        ("Motion to renew the school resource officer contract.\nLee – Yes\nStone – Yes\nFord – No\nMotion carried.", {"Lee": "yes", "Stone": "yes", "Ford": "no"}),
        ("Motion to end the school resource officer agreement.\nYeas: Ms. Lee – 1\nNays: Mr. Ford, Ms. Hart – 2\n", {"Lee": "yes", "Ford": "no", "Hart": "no"}),
        ("Councils chose for themselves. Seventeen voted to remove officers from the schools.", {}),
    ],
)  # fmt: skip
def test_who_voted_how_is_read_in_every_layout(analyzer: Analyzer, text: str, roll: dict[str, str]) -> None:
    found = {member["name"]: member["option"] for vote in votes(analyzer, text) for member in vote["members"]}
    assert found == roll


def test_a_roll_with_more_noes_than_yeas_failed(analyzer: Analyzer) -> None:
    text = "Motion to end the school resource officer agreement.\nYeas: Ms. Lee – 1\nNays: Mr. Ford, Ms. Hart – 2\n"
    assert [(vote["result"], vote["effect"]) for vote in votes(analyzer, text)] == [("fail", "keep")]


def test_one_abstention_is_counted_once(analyzer: Analyzer) -> None:
    (vote,) = votes(analyzer, "The board approved the police contract by 4-2 with one abstention.")
    assert (vote["yes"], vote["no"], vote["abstain"]) == (4, 2, 1)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("At Harlan Grove High School, the council voted 6-4 to remove its officers.", "Harlan Grove High School LSC"),
        ("The council of Harlan Grove High School voted 7-2 for a letter that asks the Elmford Board of Education to keep officers.", "Harlan Grove High School LSC"),
        ("The council at her son's school voted 6-5 to keep its officers.", "the council"),
        ("The San Jose Unified School Board voted 3-2 to end its contract with police in schools.", "San Jose Unified School Board"),
        ("Elmford watched as the Minneapolis school board voted 9-0 to end its contract with police.", "Minneapolis school board"),
        ("A motion to remove officers was rejected 4-3 by the Elmford Board of Education.", "Elmford Board of Education"),
    ],
)  # fmt: skip
def test_a_vote_is_credited_to_the_body_that_took_it(analyzer: Analyzer, text: str, body: str) -> None:
    assert [vote["body"] for vote in votes(analyzer, text)] == [body]


def test_doing_the_same_takes_the_motion_before(analyzer: Analyzer) -> None:
    text = (
        "The council at Ash High School voted 8-0 to remove police officers. "
        "At Birch High School, the council took a vote of 8-3 to do the same."
    )
    assert [(vote["body"], vote["yes"], vote["no"], vote["effect"]) for vote in votes(analyzer, text)] == [
        ("Ash High School LSC", 8, 0, "remove"),
        ("Birch High School LSC", 8, 3, "remove"),
    ]


def test_another_motion_by_the_same_vote_has_its_figures(analyzer: Analyzer) -> None:
    text = (
        "The board approved the police agreement, 4-2. "
        "The members voted the same way on a resolution that asks for a plan by March 24, 2021 for phasing officers out."
    )
    found = votes(analyzer, text)
    assert [(vote["yes"], vote["no"], vote["effect"]) for vote in found] == [(4, 2, "keep"), (4, 2, "remove")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The board voted 7-0 for a resolution to remove school police by June 27.", None),
        ("The board voted 7-0 in February 2020 to remove police from schools.", "2020-02"),
        ("The board voted 7-0 last October to remove police from schools.", "2019-10"),
        ("The board voted 7-0 on June 24 to remove police from schools.", "2020-06-24"),
        ("The board voted 7-0 to remove police from schools. The contract expires June 30.", None),
    ],
)
def test_a_deadline_is_not_the_day_of_the_vote(analyzer: Analyzer, text: str, day: str | None) -> None:
    assert [vote["date"] for vote in votes(analyzer, text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        '"We voted six to four to keep one officer at our school," said Ines Moreno of the council.',
        "The board approved appointments to councils with empty seats and a contract for the upkeep of swimming pools.",
    ],
)
def test_what_is_said_or_serves_something_else_has_no_side(analyzer: Analyzer, text: str) -> None:
    assert [vote for vote in votes(analyzer, text) if vote["effect"] != "none"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Board President Ruth Lindqvist headed the “no” side, joined by members Bell, Okoro and Stone. The vote was 4-3 on the motion to end the contract.", ("no", 4)),
        ("The board voted 5-2 to end the SRO contract. Stone voted yes while saying he disagrees with the timing.", ("yes", 1)),
        ("A motion to remove school officers failed 3-4. Alds. Sawyer (6th Ward), Taylor (20th) and Ramirez-Rosa (35th) voted in favor.", ("yes", 3)),
        ("Vice Chair Kolb voted with members Shull and Craig against the police contracts. The board split 3-3.", ("no", 3)),
        ("The vote was 3-2 to end the police contract. Voting “no” were magistrates Jeffrey Burr and Myron Thurman.", ("no", 2)),
        ("The board voted 3-1 to keep officers in schools. Mayor Joseph M. Petty, at-large Councilor King and District 1 Councilor Rose voted yes.", ("yes", 3)),
    ],
)  # fmt: skip
def test_every_name_of_a_side_is_its_member(analyzer: Analyzer, text: str, told: tuple[str, int]) -> None:
    (vote,) = votes(analyzer, text)
    option, count = told
    assert [member["option"] for member in vote["members"]].count(option) == count


@pytest.mark.parametrize(
    "text",
    [
        "Farrow Career Academy, in Little Village, voted unanimously to keep its resource officers.",
        "Sarah E. Goode STEM Academy voted unanimously to keep its officers.",
        "The school board made the unanimous decision to keep its officers.",
        "The school board kept its contract for school officers. The vote was unanimous.",
        "The Milwaukee Public School Board voted to keep the contract for school officers, the chair said. She recorded the vote as passing unanimously.",
    ],
)
def test_a_unanimous_decision_has_no_noes_and_no_invented_member(analyzer: Analyzer, text: str) -> None:
    (vote,) = votes(analyzer, text)
    assert (vote["no"], vote["yes"], vote["effect"], vote["members"]) == (0, None, "keep", [])


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Police Committee approved the plan to keep school resource officers 4-3.", "Police Committee"),
        ("Taft High School voted unanimously to keep police.", "Taft High School LSC"),
        ("Local school councils decide. Crane High School will keep its officers. The council came down 4-3 for the SRO program.", "Crane High School LSC"),
        ("In nearby Oak Grove Unified, the five-member board voted 5-0 to cancel its police contracts.", "Oak Grove Unified board"),
        ("Simpson Fiscal Court voted 3-2 to approve an agreement for school resource officers.", "Simpson Fiscal Court"),
    ],
)  # fmt: skip
def test_the_body_is_the_one_that_the_words_name(analyzer: Analyzer, text: str, body: str) -> None:
    assert [vote["body"] for vote in votes(analyzer, text)] == [body]


def test_members_told_by_what_they_wanted_turn_a_bare_count_into_their_motion(analyzer: Analyzer) -> None:
    text = (
        "The board chose to hold on to its contract for school police. The final count was a narrow 4-3. "
        "Moss headed the “no” side, joined by Bell, Okoro and Stone. Reyes, Park and Vance voted for taking the officers out."
    )
    (vote,) = votes(analyzer, text)
    assert (vote["result"], vote["yes"], vote["no"], vote["effect"]) == ("fail", 3, 4, "keep")
    assert {member["name"] for member in vote["members"] if member["option"] == "yes"} == {
        "Reyes",
        "Park",
        "Vance",
    }


def test_a_sentence_that_renews_and_orders_a_phase_out_tells_two_decisions(analyzer: Analyzer) -> None:
    found = votes(
        analyzer,
        "The board approved a $12 million contract for school police 5-2 and ordered a phase-out of the officers by June 2026.",
    )
    assert [(vote["yes"], vote["effect"]) for vote in found] == [(5, "keep"), (None, "remove")]


def test_the_vote_of_another_month_has_its_own_motion(analyzer: Analyzer) -> None:
    text = "The board voted 4-1 on Thursday to bring the officers back, a former board having voted in November to end the program. The November vote had been 3-2."
    found = votes(analyzer, text, "2021-01-22")
    assert [(vote["yes"], vote["effect"]) for vote in found] == [(4, "keep"), (3, "remove")]
    assert found[0]["date"] == "2021-01-21"


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("The council voted 4-3 to take $1.7 million out of the city's police budget.", "none"),
        ("The council voted 4-3 to cut the police budget for officers in schools.", "remove"),
        (
            "The council needed five votes to block police in schools and got four: the measure failed 4-5.",
            "keep",
        ),
        (
            "After several failed attempts, the board approved a motion to hire school resource officers 5-2.",
            "keep",
        ),
        (
            "The majority of districts approved similar measures. The motion to keep school officers passed 5-2.",
            "keep",
        ),
    ],
)
def test_the_effect_is_on_officers_in_schools(analyzer: Analyzer, text: str, effect: str) -> None:
    assert [vote["effect"] for vote in votes(analyzer, text)] == [effect]
