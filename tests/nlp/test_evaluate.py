"""The matching that the labels' guidelines define."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from db.registry import find_watch, load_watch
from nlp.evaluate import (
    LabelError,
    Report,
    compare,
    evaluate,
    labelled_files,
    match,
    read_texts,
    speaker_is_right,
    stance_class,
    vote_is_right,
)


def statement(start: int, end: int, speaker: str = "Ann Lee", **more: Any) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "speaker": speaker,
        "stance": "favor",
        "directness": "direct",
        "confidence": 0.9,
        **more,
    }


def answer(*statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"relevant": True, "statements": list(statements), "votes": [], "entities": [], **more}


def test_spans_match_by_half_of_the_shorter_one():
    assert match([statement(0, 10)], [statement(5, 40)])
    assert not match([statement(0, 10)], [statement(6, 40)])


def test_matching_is_one_to_one_and_best_first():
    labels = [statement(0, 20), statement(20, 40)]
    found = [statement(0, 30), statement(22, 40)]

    pairs = match(labels, found)

    assert [
        (label["start"], given["start"]) for label, given in sorted(pairs, key=lambda pair: pair[0]["start"])
    ] == [
        (0, 0),
        (20, 22),
    ]


def test_joint_speakers_on_one_span_find_their_own():
    labels = [statement(0, 20, "Ann Lee"), statement(0, 20, "Bo Cruz")]
    found = [statement(0, 20, "Bo Cruz"), statement(0, 20, "Ann Lee")]

    assert all(speaker_is_right(label, given) for label, given in match(labels, found))


@pytest.mark.parametrize(
    ("label", "given", "right"),
    [
        ({"speaker": "Ann Lee"}, "Ann Lee", True),
        ({"speaker": "Ann Lee"}, "Lee", True),
        ({"speaker": "Ann Lee", "speaker_as_named": "the chair"}, "chair", True),
        ({"speaker": "Ann Lee"}, "Bo Cruz", False),
        ({"speaker": "some students"}, "older students", False),
        ({"speaker": "The Teachers Union"}, "teachers union", True),
        ({"speaker": "Ann Lee"}, "", False),
    ],
)
def test_speakers(label: dict[str, str], given: str, right: bool):
    assert speaker_is_right(label, {"speaker": given}) is right


def test_mixed_and_neutral_are_one_class():
    assert stance_class("mixed") == stance_class("neutral") == "mixed+neutral"
    assert stance_class("favor") == "favor"


def test_votes_need_figures_result_and_every_member():
    label = {"yes": 4, "no": 3, "result": "pass", "members": [{"name": "Ann Lee", "option": "no"}]}

    assert vote_is_right(label, {**label, "members": [{"name": "Lee", "option": "no"}]})
    assert not vote_is_right(label, {**label, "members": []})
    assert not vote_is_right(label, {**label, "yes": 3, "no": 4})


def test_a_report_counts_what_was_found_missed_and_invented():
    report = Report()
    passage = {
        "relevant": True,
        "statements": [statement(0, 10), statement(20, 30, stance="against")],
        "votes": [],
        "entities": [],
    }

    compare(passage, answer(statement(0, 10), statement(50, 60)), report)

    assert (report.detection.precision, report.detection.recall, report.detection.f1) == (0.5, 0.5, 0.5)
    assert report.speakers.recall == 1.0
    assert report.stance("favor").f1 == 1.0


def test_macro_f1_is_over_the_classes_that_occur():
    report = Report()
    passage = {"relevant": True, "votes": [], "entities": [], "statements": []}
    passage["statements"] = [statement(0, 10), statement(20, 30, stance="against")]

    compare(passage, answer(statement(0, 10), statement(20, 30, stance="neutral")), report)

    assert report.stance_macro_f1 == pytest.approx(1 / 3)


def test_votes_without_figures_and_names_are_left_out():
    report = Report()
    vague = {"start": 0, "end": 5, "yes": None, "no": None, "result": "pass", "members": []}
    passage = {"relevant": True, "statements": [], "entities": [], "votes": [vague]}

    compare(passage, answer(votes=[vague]), report)

    assert (report.votes.found, report.votes.labelled) == (0, 0)


class Echo:
    """Answers with the labels themselves."""

    def __init__(self, paths: list[Path]) -> None:
        self.answers = {passage["text"]: passage for path in paths for passage in read_texts(path)}

    def analyze(self, text: str, **_known: object) -> dict[str, Any]:
        found = self.answers[text]
        statements = [{**entry, "confidence": 0.9} for entry in found.get("statements", ())]
        return {**found, "statements": statements}


TEXTS = Path(__file__).parents[2] / "nlp" / "texts"


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_the_labels_agree_with_themselves(split: str):
    paths = labelled_files([TEXTS / split])

    report = evaluate(paths, Echo(paths))

    assert report.texts
    for figure in (
        report.relevance.f1,
        report.detection.f1,
        report.stance_macro_f1,
        report.speakers.recall,
        report.votes.f1,
        report.entities.f1,
    ):
        assert figure in {None, 1.0}
    assert "stance macro-F1" in report.table()
    json.dumps(report.to_json())


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_labelled_spans_have_no_outer_blanks(split: str):
    for path in labelled_files([TEXTS / split]):
        for passage in read_texts(path):
            for entry in (*passage.get("statements", ()), *passage.get("votes", ())):
                words = passage["text"][entry["start"] : entry["end"]]
                assert words and words == words.strip(), f"{path.name}, {passage['id']}"


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_labelled_names_are_the_words_at_their_place(split: str):
    named = [passage for path in labelled_files([TEXTS / split]) for passage in read_texts(path)]

    assert sum("entities" in passage for passage in named) >= 10
    for passage in named:
        for entry in passage.get("entities", ()):
            assert passage["text"][entry["start"] : entry["end"]] == entry["text"], passage["id"]
            assert entry["name"] and entry["label"] in {"PERSON", "ORG", "GPE", "SCHOOL", "MONEY", "LAW"}


def test_a_registrys_id_in_a_label_is_one_that_the_registry_has():
    watch = load_watch(find_watch("cps-sro"))
    known = {entry.id for entry in (*watch.people, *watch.organizations)}
    ids = {
        entry.get("id")
        for path in labelled_files([TEXTS])
        for passage in read_texts(path)
        for entry in passage.get("entities", ())
    }

    assert ids - {None} <= known


def test_the_figures_can_be_had_as_json(tmp_path: Path):
    text = "Ann Lee said she wants the school resource officers out of Elm High School."
    labels = {"text": text, "relevant": True, "votes": [], "entities": []}
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps(labels) + "\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["evaluate", "--json", str(path)])

    told = json.loads(result.stdout)
    assert (told["texts"], told["detection"]["f1"], told["votes"]["effects"]["inverted"]) == (1, None, 0)
    assert told["entities"]["precision"] == 0.0


def test_the_table_tells_what_was_scored_and_leaves_out_what_was_not():
    report = Report()
    label = statement(0, 10, trap="irony")

    compare({"statements": [label]}, answer(statement(0, 10)), report)

    table = report.table()
    assert "irony" in table and "expected calibration error" in table
    assert "effects right" not in table and "registry entries" not in table


def test_what_was_not_labelled_is_not_scored():
    report = Report()

    compare({"relevant": True}, answer(statement(0, 10)), report)

    assert (report.relevance.right, report.detection.found, report.votes.labelled) == (1, 0, 0)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", 'with "text"'),
        ('{"text": "a", "statements": [{"start": 3}]}', "start and end"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, complaint: str):
    path = tmp_path / "texts.jsonl"
    path.write_text('{"text": "fine"}\n' + line + "\n", encoding="utf-8")

    with pytest.raises(LabelError, match=complaint) as caught:
        list(read_texts(path))

    assert "line 2" in str(caught.value)
