"""The trained filter over the candidates, and how it is trained."""

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from nlp.components import detection
from nlp.components.candidates import candidates
from nlp.components.detection import KEEP, kept, probabilities
from nlp.components.detection_features import PageFeatures
from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.learning.detection import DROP, agreed
from nlp.learning.linear import LinearModel, WeightsError, shipped

NEWS = (
    "The Elmford Board of Education voted 4-3 on Tuesday to keep police officers in its schools.\n\n"
    "The contract runs until June. Two officers were hired in 2019, the district said.\n\n"
    'Dana Okafor said students feel like suspects when police walk the halls. "They should go," she said.\n\n'
    "Anand Rao met the mayor in Chicago and both sides ate lunch near the police station."
)
YES = LinearModel((DROP, KEEP), (0.0, 5.0), {})
NO = LinearModel((DROP, KEEP), (5.0, 0.0), {})


@pytest.fixture(scope="module")
def page(language: Language) -> Page:
    return Page(language(NEWS))


def test_a_view_is_likelier_than_what_somebody_did_on_the_way(page: Page):
    drafts = candidates(page)
    chances = dict(
        zip(
            ((one.source, one.speaker.name) for one in drafts),
            probabilities(page, drafts, shipped("detection")),
            strict=True,
        )
    )

    assert chances["cue", "Dana Okafor"] > chances["doing", "Anand Rao"]


def test_what_is_likely_is_kept_in_text_order(page: Page):
    drafts = kept(page, candidates(page))

    assert [draft.start for draft in drafts] == sorted(draft.start for draft in drafts)
    assert {"Elmford Board of Education", "Dana Okafor"} <= {draft.speaker.name for draft in drafts}


def test_a_model_that_says_no_keeps_nothing(page: Page):
    assert kept(page, candidates(page), NO) == []


def test_one_speaker_s_overlapping_drafts_are_one_statement(page: Page):
    person = Speaker("Ald. Dana Okafor", None, None, "person"), Speaker("Okafor", None, None, "person")
    twice = [Draft(0, 40, speaker, "indirect", source="cue") for speaker in person]

    assert len(kept(page, twice, YES)) == 1


def test_two_speakers_of_one_span_are_two_statements(page: Page):
    both = [
        Draft(0, 40, Speaker(name, None, None, "person"), "action", source="act")
        for name in ("Ann Ito", "Bo Lee")
    ]

    assert len(kept(page, both, YES)) == 2


def test_without_a_model_the_lexicons_decide(page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def missing(_: str) -> LinearModel:
        raise FileNotFoundError(tmp_path)

    monkeypatch.setattr(detection, "shipped", missing)
    sources = {draft.source for draft in kept(page, candidates(page))}

    assert {"quote", "cue"} <= sources
    assert "doing" not in sources


def test_a_broken_model_is_told(tmp_path: Path):
    path = tmp_path / "detection.json"
    path.write_text("{}", encoding="utf-8")

    with pytest.raises(WeightsError, match="detection"):
        LinearModel.load(path)


def test_features_tell_cue_speaker_and_matter(page: Page):
    drafts = candidates(page)
    number = next(
        at for at, one in enumerate(drafts) if one.source == "cue" and one.speaker.name == "Dana Okafor"
    )
    found = PageFeatures(page, drafts).of(number)

    assert {"c:say", "f:cue:person", "m:own:target", "m:holds"} <= found.keys()


def label(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "speaker": "Ann Ito", "directness": "indirect", **more}


def test_the_draft_that_fits_a_label_best_is_its_example():
    right = Draft(0, 20, Speaker("Ann Ito", None, None, "person"), "indirect")
    other = Draft(0, 20, Speaker("Bo Lee", None, None, "person"), "indirect")

    assert agreed([other, right], [label(0, 20)]) == [False, True]
    assert agreed([other, right], [label(0, 20), label(0, 20, speaker="Bo Lee")]) == [True, True]


def test_a_draft_that_covers_less_than_half_is_no_example():
    draft = Draft(0, 20, Speaker("Ann Ito", None, None, "person"), "indirect")

    assert agreed([draft], [label(15, 60)]) == [False]
