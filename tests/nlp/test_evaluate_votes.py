"""Votes told in prose: figures, members and effects."""

from typing import Any

from nlp.evaluate import Report, compare

Found = dict[str, Any]
YES, NO = {"name": "Ann Lee", "option": "yes"}, {"name": "Bo Cruz", "option": "no"}


def vote(start: int = 0, **more: Any) -> Found:
    told = {"yes": 4, "no": 3, "result": "pass", "members": [YES, NO], "effect": "keep"}
    return {"start": start, "end": start + 10, **told, **more}


def figures(*texts: tuple[list[Found], list[Found]]) -> Found:
    report = Report()
    for labels, found in texts:
        compare({"votes": labels}, {"relevant": True, "votes": found}, report)
    votes: Found = report.to_json()["votes"]
    return votes


def test_keep_for_remove_is_inverted_and_none_for_keep_is_only_wrong():
    told = figures(
        ([vote(0), vote(20), vote(40)], [vote(0), vote(20, effect="remove"), vote(40, effect="none")])
    )

    assert told["effects"] == {"share": 1 / 3, "of": 3, "inverted": 1}


def test_a_vote_with_a_wrong_effect_still_has_its_figures_right():
    told = figures(([vote()], [vote(effect="remove")]))

    assert (told["f1"], told["tallies"]["share"]) == (1.0, 1.0)


def test_members_count_one_by_one_also_those_of_votes_that_were_missed():
    found = vote(members=[{"name": "Lee", "option": "yes"}, {"name": "Cruz", "option": "yes"}])

    told = figures(([vote(), vote(50)], [found]))

    assert (told["members"]["found"], told["members"]["labelled"]) == (2, 4)
    assert (told["members"]["precision"], told["members"]["recall"]) == (0.5, 0.25)


def test_tallies_are_right_where_a_member_is_not():
    told = figures(([vote()], [vote(members=[YES])]))

    assert (told["tallies"], told["f1"]) == ({"share": 1.0, "of": 1}, 0.0)
    assert told["found_in_place"]["f1"] == 1.0


def test_a_passage_is_right_when_all_its_votes_are_and_none_is_invented():
    right, missing, invented = ([vote()], [vote()]), ([vote()], []), ([vote()], [vote(), vote(50)])
    untold: tuple[list[Found], list[Found]] = ([], [])

    assert figures(right, missing, invented, untold)["passages"] == {"share": 1 / 3, "of": 3}


def test_effects_are_not_scored_where_nobody_labelled_them():
    label = vote()
    del label["effect"]

    assert figures(([label], [vote()]))["effects"] == {"share": None, "of": 0, "inverted": 0}
