# ruff: noqa: E501 - example sentences on their own lines
"""Votes told in plain words: who was for it, that nobody was against, figures with no word of voting."""

from typing import Any

import pytest
from spacy.language import Language

from nlp.analyze import Analyzer

LEAD = "The debate was over police officers in schools. "


@pytest.fixture(scope="module")
def analyzer(watch: Any, language: Language) -> Analyzer:
    return Analyzer(watch, language)


def votes(analyzer: Analyzer, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = analyzer.analyze(LEAD + text, date="2021-03-15")["votes"]
    return found


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("In June the committee, with all members in favor, broke off its arrangement with the police for school officers.", "remove"),
        ("The Elmford school board put aside its ban on school resource officers in a vote that drew no dissent.", "keep"),
        ("The Elmford School Board decided to put on hold an agreement that places officers in its schools.\n\nAll of its members were for it.", "remove"),
        ("On Monday the board ended, without a dissenting voice, its agreements with the police for school officers.", "remove"),
        ("All members of the Elmford City Council voted to have police in the schools for one more year.", "keep"),
        ("The council was unanimous that its school police officers should stay.", "keep"),
        ("The council decided without a single no on Aug. 17 to keep its school police.", "keep"),
        ("The council of Harlan High voted on Aug. 13, all members in favor, for police to stay.", "keep"),
        ("On Aug. 12 the school's council was for keeping both of its police officers, and nobody was against.", "keep"),
        ("ELMFORD - All members of the Elmford City Council voted to have police in the schools for one more year.", "keep"),
        ("The school board voted, with nobody against, for schools without police.", "remove"),
        ("At Lakemont the Taylor Resolution, which closes down the school police, won the votes of all members of the Board of Education on Wednesday.", "remove"),
    ],
)  # fmt: skip
def test_nobody_against_is_told_in_many_ways(analyzer: Analyzer, text: str, effect: str) -> None:
    assert [(v["result"], v["no"], v["effect"]) for v in votes(analyzer, text)] == [("pass", 0, effect)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("By 5-4 the nine trustees chose to have school resource officers at the schools again.", (5, 4)),
        ("The board was 5-3 for the contract, by which police officers stay in schools.", (5, 3)),
        ("The agreement on school police got through the City Council by 11-5.", (11, 5)),
        ("With 11 members for the proposal to remove school police and 14 against it, it failed.", (11, 14)),
        ("Trustees turned down a plan to have school resource officers return.\n\nThree members were for the plan and five were not.", (3, 5)),
        ("All seven board members were for it on Tuesday.", (7, 0)),
        ("Wednesday's vote, five for it and two who passed, brings back one school police officer.", (5, 0)),
        ("One bill would have let police carry a gun at school, and all seven Elmford members were against it.", (0, 7)),
        ("By 5-2, and after residents had spoken against it, the Elmford City Council on Tuesday paid for another year of police at schools.", (5, 2)),
        ("The six voting members of the board all voted in favor of the police contract.", (6, 0)),
    ],
)  # fmt: skip
def test_figures_stand_with_who_was_for_it(analyzer: Analyzer, text: str, figures: tuple[int, int]) -> None:
    assert [(v["yes"], v["no"]) for v in votes(analyzer, text)] == [figures]


@pytest.mark.parametrize(
    ("text", "roll"),
    [
        ("The Elmford school board ended its police contract by 3-2. Trustees Ann Lee, Bob Stone and Cora Ford were for moving the money. Trustees Dan Hart and Eva Cruz were not.", {"Ann Lee": "yes", "Bob Stone": "yes", "Cora Ford": "yes", "Dan Hart": "no", "Eva Cruz": "no"}),
        ("The agreement on school police got through the City Council by 11-5. Ann Lee and Bob Stone were two of the five alders against it.", {"Ann Lee": "no", "Bob Stone": "no"}),
        ("The contract passed 6-3 after a debate on police. There were three against. The three came from council members Ann Lee, Bob Stone and Cora Ford.", {"Ann Lee": "no", "Bob Stone": "no", "Cora Ford": "no"}),
        ("The board voted 4-2 to end the police contract. Mayor Ann Lee, who voted in the minority, said so. Bob Stone abstained.", {"Ann Lee": "no", "Bob Stone": "abstain"}),
        ("The council voted 9-2 to let both school police positions lapse, with Principal Ann Lee-Reid sitting it out.", {"Ann Lee-Reid": "abstain"}),
        ("By 5-1, with the no from Ann Lee, the board took two of the contracts for school police on Nov. 16.", {"Ann Lee": "no"}),
        ("The board ended, 5-1, its contract for school police. The one who did not want to end it was Ann Lee.", {"Ann Lee": "no"}),
        ("The Elmford school board extended until July its agreement for school resource officers.\n\nBoard member Ann Lee was alone in voting against the agreement.", {"Ann Lee": "no"}),
        ("The school board was 5-3 for the police contract. Ann Lee did not take a side and abstained.", {"Ann Lee": "abstain"}),
        ('The order to keep police was passed by all seven. "We need both," said trustee Ann Lee, who gave it her vote.', {"Ann Lee": "yes"}),
    ],
)  # fmt: skip
def test_members_are_told_by_side(analyzer: Analyzer, text: str, roll: dict[str, str]) -> None:
    found = {m["name"]: m["option"] for vote in votes(analyzer, text) for m in vote["members"]}
    assert found == roll


def test_who_opposes_at_a_hearing_votes_on_nothing(analyzer: Analyzer) -> None:
    text = "At the hearing there were 26 people who opposed the school police contract and two for it."
    assert votes(analyzer, text) == []


def test_a_vote_that_nobody_cast_is_not_for_it(analyzer: Analyzer) -> None:
    text = "Without a single vote for it, the board turned down a bill to let officers be armed."
    assert [(v["result"], v["yes"]) for v in votes(analyzer, text)] == [("fail", None)]
