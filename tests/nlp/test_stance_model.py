"""The shipped classifier's answers, a case a trap, in texts as the pipeline reads them."""

import pytest
from spacy.language import Language

from nlp.components.drafts import Draft, Speaker
from nlp.components.stance import stance
from nlp.components.stance_model import consistent, likeliest
from nlp.found import Statement
from nlp.learning.linear import shipped

OPENING = "The Elmford Board of Education heard on Monday about the police officers stationed in its schools."


def weighed_alone(language: Language, words: str) -> Statement:
    """Return the statement that the stance component makes of a sentence, the finders left out."""
    cue = words.index(" said ") + 1 if " said " in words else -1
    with language.select_pipes(disable=["statements", "stance"]):
        doc = language(f"{OPENING}\n\n{words}")
    start = len(OPENING) + 2
    speaker = Speaker("Rosa Quill", None, words.partition(" Rosa Quill")[0], "person")
    draft = Draft(start, start + len(words), speaker, "indirect", "said")
    draft.cue_at = start + cue if cue >= 0 else -1
    doc._.drafts = [draft]
    found: list[Statement] = stance(doc)._.statements
    return found[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Parent Rosa Quill said officers make her children feel safe.", "favor"),
        ("Student Rosa Quill said police in the hallways make her feel like a criminal.", "against"),
        ("Parent Rosa Quill said she does not want the officers removed.", "favor"),
        ("Parent Rosa Quill said it would be crazy to not put an officer in every school.", "favor"),
        ("Teacher Rosa Quill said she cannot support keeping police in schools.", "against"),
        ("Principal Rosa Quill said officers are not there to arrest students.", "favor"),
        ("Organizer Rosa Quill said the money should pay for counselors and nurses instead.", "against"),
        ("Organizer Rosa Quill condemned the vote to keep police in schools.", "against"),
        ("Superintendent Rosa Quill said officers could stay only if they are retrained.", "mixed"),
        ("Superintendent Rosa Quill said the district will survey families before it decides.", "neutral"),
    ],
)
def test_one_statement_of_each_kind(language: Language, words: str, expected: str):
    assert weighed_alone(language, words).stance == expected


def test_a_side_the_model_weighed_is_told_apart_from_a_recorded_vote(language: Language):
    said = weighed_alone(language, "Parent Rosa Quill said officers make her children feel safe.")
    assert said.origin == "model"
    voted = language(
        "The Elmford Board of Education voted 4-3 on Monday to keep police officers in its schools. "
        "Member Rosa Quill voted no."
    )
    assert {found.origin for found in voted._.statements if found.cue == "vote"} == {"rules"}


def test_a_speakers_other_words_turn_a_side_and_nothing_else():
    one = Speaker("Rosa Quill", None, None, "person")
    drafts = [Draft(0, 10, one, "direct"), Draft(20, 30, one, "direct"), Draft(40, 50, one, "direct")]
    torn = {"favor": 0.36, "against": 0.34, "mixed": 0.1, "neutral": 0.2}
    sure = {"favor": 0.05, "against": 0.9, "mixed": 0.03, "neutral": 0.02}
    weighed = consistent(drafts, {0: torn, 1: sure, 2: sure})
    assert weighed[0]["against"] > weighed[0]["favor"]
    assert weighed[0]["neutral"] == torn["neutral"]
    assert sum(weighed[0].values()) == pytest.approx(1.0)


def test_a_recorded_vote_counts_among_them():
    one = Speaker("Rosa Quill", None, None, "person")
    vote = Draft(20, 30, one, "action", stance="favor", confidence=0.95)
    torn = {"favor": 0.34, "against": 0.36, "mixed": 0.1, "neutral": 0.2}
    weighed = consistent([Draft(0, 10, one, "direct"), vote], {0: torn})
    assert weighed[0]["favor"] > weighed[0]["against"]


def test_no_side_is_as_sure_as_mixed_and_neutral_together():
    assert likeliest({"favor": 0.3, "against": 0.1, "mixed": 0.25, "neutral": 0.35}) == ("neutral", 0.6)
    assert likeliest({"favor": 0.5, "against": 0.1, "mixed": 0.15, "neutral": 0.25}) == ("favor", 0.5)


def test_no_name_and_no_place_weighs():
    rows = shipped("stance").weights
    masked = [name for name in rows if name.startswith(("s:", "c:"))]
    assert masked
    assert not [
        name for name in masked if {"chicago", "lightfoot", "johnson"} & set(name.split(":", 1)[1].split())
    ]
