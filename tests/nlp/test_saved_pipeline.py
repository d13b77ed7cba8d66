"""The pipeline as other programs use it: saved, loaded, packed, scored, and as docs/pipeline.md tells it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from db.registry import Watch
from nlp.analyze import Analyzer
from nlp.answer import answer_of
from nlp.evaluate import evaluate, read_texts
from nlp.pipeline import make_doc, read_config
from nlp.scoring import examples

ROOT = Path(__file__).parents[2]
LABELLED = ROOT / "nlp" / "texts" / "dev" / "votes-b.jsonl"
TEXT = (
    "The Elmford school board voted 4-3 to keep its school resource officers. Dana Okafor voted no.\n\n"
    "“Police in our schools make students afraid,” Okafor said."
)
ELSEWHERE = """
import json, sys
import spacy
language = spacy.load(sys.argv[1])
doc = language(sys.argv[2])
told = [[s.speaker, s.stance, s.confidence, s.start, s.end] for s in doc._.statements]
votes = [[v.body, v.yes, v.no, v.effect] for v in doc._.votes]
print(json.dumps([doc._.relevant, told, votes, [e.id for e in doc._.entities]]))
"""


@pytest.fixture(scope="module")
def saved(language: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "pipeline"
    language.to_disk(folder)
    return folder


@pytest.mark.parametrize("text", [TEXT, TEXT.upper(), "", "\t“Odd\u00a0blanks” of Dana Okafor’s SROs"])
def test_a_saved_pipeline_answers_as_the_one_it_was_saved_from(
    saved: Path, watch: Watch, language: Language, text: str
) -> None:
    loaded = spacy.load(saved)
    assert answer_of([(0, loaded(text))]) == answer_of([(0, language(text))])
    if text:
        assert answer_of([(0, loaded(text))]) == Analyzer(watch, language).analyze(text)


def test_it_loads_where_only_spacy_is_imported(saved: Path, language: Language, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(saved), TEXT],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    answer = answer_of([(0, language(TEXT))])
    statements = [
        [each[key] for key in ("speaker", "stance", "confidence", "start", "end")]
        for each in answer["statements"]
    ]
    told = json.loads(done.stdout)
    told[1] = [[speaker, stance, round(sure, 3), *at] for speaker, stance, sure, *at in told[1]]
    votes = [[each[key] for key in ("body", "yes", "no", "effect")] for each in answer["votes"]]
    assert told == [True, statements, votes, [each["id"] for each in answer["entities"]]]
    assert statements and votes


def test_what_was_found_survives_bytes_and_bins(language: Language) -> None:
    doc = language(make_doc(language, TEXT, authors=["Ann Wu"]))
    answer = answer_of([(0, doc)])
    [binned] = (
        DocBin(docs=[doc], store_user_data=True)
        .from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes())
        .get_docs(language.vocab)
    )
    for again in (binned, type(doc)(language.vocab).from_bytes(doc.to_bytes())):
        assert answer_of([(0, again)]) == answer
        assert list(again._.drafts) == doc._.drafts and list(again._.votes) == doc._.votes
        assert list(again._.authors) == ["Ann Wu"]


def test_every_component_has_a_factory_with_its_settings(language: Language) -> None:
    for entry in read_config()["components"]:
        meta = language.get_pipe_meta(entry["name"])
        config = language.get_pipe_config(entry["name"])
        assert meta.assigns and config["factory"] == entry["name"]
        settings = {key: value for key, value in entry.items() if key in meta.default_config}
        assert settings.items() <= config.items()


def test_the_components_needs_are_met_in_their_order(language: Language) -> None:
    assert {name: told for name, told in language.analyze_pipes()["problems"].items() if told} == {}


def rows(language: Language) -> Iterator[str]:
    told = language.analyze_pipes()["summary"]
    for entry in read_config()["components"]:
        name = entry["name"]
        cells = [sorted(told[name][key]) for key in ("requires", "assigns")]
        scores = sorted(getattr(language.get_pipe(name), "score", lambda _: {})([]))
        yield (
            "| "
            + " | ".join(
                [f"`{name}`", *(", ".join(f"`{each}`" for each in cell) or "–" for cell in (*cells, scores))]
            )
            + " |"
        )


def test_the_docs_tell_each_component(language: Language) -> None:
    page = (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `.*\|$", page, re.M) == list(rows(language))


def test_spacys_scorer_tells_the_figures_of_evaluate(watch: Watch, language: Language) -> None:
    report: dict[str, Any] = evaluate([LABELLED], Analyzer(watch, language)).to_json()
    scores = language.evaluate(examples(language, read_texts(LABELLED)))
    assert scores["votes_f"] == report["votes"]["f1"]
    assert scores["relevance_p"] == report["relevance"]["precision"]
    assert scores["entities_r"] == report["entities"]["recall"]
    assert scores["statements_f"] == report["detection"]["f1"]
    assert scores["speaker_acc"] == report["speakers"]["accuracy"]
    assert scores["stance_macro_f"] == report["stance"]["macro_f1"]
    assert scores["stance_per_class"]["favor"]["stance_f"] == report["stance"]["classes"]["favor"]["f1"]
