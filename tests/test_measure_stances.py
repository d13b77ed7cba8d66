"""Reading and scoring public stance sets, on tweets made up here."""

from pathlib import Path

import pytest

from nlp.learning.fit import Settings
from tests.measure.stances import Tweet, answers, majority, read_tweets, scores


def test_a_folder_a_target_with_numbers_for_sides(tmp_path: Path) -> None:
    for split, lines in {"train": "Bridges now\nNo bridges", "val": "Hm", "test": "More bridges"}.items():
        (tmp_path / "bridges").mkdir(exist_ok=True)
        (tmp_path / "bridges" / f"{split}_text.txt").write_text(lines + "\n", encoding="utf-8")
        labels = {"train": "2\n1\n", "val": "0\n", "test": "2\n"}[split]
        (tmp_path / "bridges" / f"{split}_labels.txt").write_text(labels, encoding="utf-8")
    (tmp_path / "mapping.txt").write_text("0 none\n", encoding="utf-8")

    told = [(tweet.split, tweet.target, tweet.stance) for tweet in read_tweets(tmp_path)]

    assert told == [
        ("train", "bridges", "favor"),
        ("train", "bridges", "against"),
        ("val", "bridges", "none"),
        ("test", "bridges", "favor"),
    ]


def test_a_table_a_split(tmp_path: Path) -> None:
    for split in ("train", "val", "test"):
        rows = 'Tweet,Target 1,Stance 1\n"Bridges, now",Bridges,FAVOR\nHm,Bridges,NEITHER\n'
        (tmp_path / f"raw_{split}_all_onecol.csv").write_text(rows, encoding="latin-1")

    told = [tweet for tweet in read_tweets(tmp_path) if tweet.split == "test"]

    assert [(tweet.text, tweet.stance) for tweet in told] == [("Bridges, now", "favor"), ("Hm", "none")]


def tweet(stance: str, target: str = "bridges", **features: float) -> Tweet:
    return Tweet("train", target, "", stance, features)


def test_the_score_is_the_mean_of_favor_and_against_whatever_is_none() -> None:
    asked = [tweet("favor"), tweet("favor"), tweet("against"), tweet("none")]

    found = scores(asked, ["favor", "none", "against", "against"])

    assert found["favor"] == pytest.approx(2 / 3)
    assert found["against"] == pytest.approx(2 / 3)
    assert found["mean"] == pytest.approx(2 / 3)


def test_the_majority_is_each_targets_own() -> None:
    learnt = [tweet("favor"), tweet("favor"), tweet("against"), tweet("none", "tolls")]

    assert majority(learnt, [tweet("against"), tweet("favor", "tolls")]) == ["favor", "none"]


def test_each_target_is_judged_by_its_own_model() -> None:
    learnt = [
        tweet(side, target, more=1.0 if side == yes else 0.0, less=1.0 if side != yes else 0.0)
        for target, yes in (("bridges", "favor"), ("tolls", "against"))
        for side in ("favor", "against")
        for _ in range(6)
    ]

    asked = [tweet("favor", "bridges", more=1.0), tweet("against", "tolls", more=1.0)]

    assert answers(learnt, asked, Settings(strength=10.0)) == ["favor", "against"]
