"""Training: the same texts give the same file, and the file is a whole model."""

from pathlib import Path

import pytest

from nlp.learning.fit import Example, Settings, fit, folds_of, out_of_fold
from nlp.learning.linear import LinearModel, WeightsError, shipped
from nlp.learning.texts import TEXTS
from nlp.learning.train import tasks, train

COLOURS: list[Example] = [
    ({f"word {colour}": 1.0, f"noise {number % 7}": 1.0}, colour)
    for number in range(60)
    for colour in ("red", "blue")
]
GROUPS = [str(number % 5) for number in range(60) for _ in range(2)]


def test_a_model_tells_what_it_learnt_and_shares_sum_to_one():
    model = fit(COLOURS, GROUPS)
    shares = model.probabilities({"word red": 1.0, "never seen": 3.0})
    assert shares["red"] > 0.9
    assert sum(shares.values()) == pytest.approx(1.0)


def test_a_model_is_the_same_after_saving_and_loading(tmp_path: Path):
    model = fit(COLOURS, GROUPS)
    model.save(tmp_path / "colours.json")
    assert LinearModel.load(tmp_path / "colours.json") == model


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"labels": ["a", "b"]}', '{"labels": ["a", "b"], "bias": [0, 0], "weights": {"x": [1]}}'],
)
def test_a_broken_file_is_a_clear_error(tmp_path: Path, content: str):
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WeightsError, match=r"broken\.json"):
        LinearModel.load(path)


def test_one_label_cannot_be_learnt():
    with pytest.raises(ValueError, match="two labels"):
        fit([({"word": 1.0}, "red")] * 4, ["a", "b", "a", "b"])


def test_rare_features_weigh_nothing():
    model = fit([*COLOURS, ({"once": 1.0}, "red")], [*GROUPS, "0"], Settings(seen=2))
    assert "once" not in model.weights


def test_a_group_is_in_one_fold_and_its_answers_come_from_the_others():
    folds = folds_of(GROUPS, 3)
    assert all(
        len({fold for fold, group in zip(folds, GROUPS, strict=True) if group == one}) == 1 for one in GROUPS
    )
    told = [({"secret": 1.0, "x": 1.0}, "red"), ({"x": 1.0}, "blue")] * 4
    apart = [({"other": 1.0, "x": 1.0}, "red"), ({"x": 1.0}, "blue")] * 4
    answers = out_of_fold(told + apart, ["told"] * 8 + ["apart"] * 8, Settings(seen=1), raw=True)
    assert answers[0] == pytest.approx(answers[1])  # "secret" was never seen by the model that answers


def test_training_twice_gives_the_same_bytes(tmp_path: Path):
    some = tmp_path / "texts"
    some.mkdir()
    for case in ("arguments-a", "arguments-g"):
        lines = (TEXTS / "train" / f"{case}.jsonl").read_text(encoding="utf-8").splitlines()[:5]
        (some / f"{case}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    stance = [task for task in tasks() if task.name == "stance"]
    for name in ("one", "two"):
        train(stance, some, some, tmp_path / name)
    first = (tmp_path / "one" / "stance.json").read_bytes()
    assert first == (tmp_path / "two" / "stance.json").read_bytes()
    assert {"favor", "against"} <= set(LinearModel.load(tmp_path / "one" / "stance.json").labels)


def test_every_learned_part_ships_its_model():
    for task in tasks():
        model = shipped(task.name)
        assert model.weights
        assert len(model.labels) >= 2
