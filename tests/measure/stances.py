"""The stance classifier's machinery on public sets of tweets: `python -m tests.measure.stances FOLDER`.

    git clone https://github.com/cardiffnlp/tweeteval
    python -m tests.measure.stances tweeteval/datasets/stance       SemEval-2016 task 6
    git clone https://github.com/chenyez/ZeroStance
    python -m tests.measure.stances ZeroStance/data/pstance         P-Stance; also covid19

What is measured is nlp/learning with the features that know nothing of police in schools: words and runs of
words under their negations, and pairs of words that hang together. The lexicon, the rules, the speaker
and the rest of the text, from which the pipeline judges, do not exist for these sets. One model a target, as
the sets' authors do it; its settings are the best on the validation tweets, then it learns from those too.
The score is the task's: the mean F1 of favor and against, all targets together.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from spacy.language import Language

from db.registry import find_watch, load_watch
from nlp.components.decisions import Decisions
from nlp.components.drafts import Draft, Speaker
from nlp.components.stance_features import Features, Surroundings, features
from nlp.components.stance_rules import Reading
from nlp.evaluate import Tally
from nlp.learning.fit import Settings, fit
from nlp.pipeline import build, read_config

SPLITS = ("train", "val", "test")
TWEETEVAL = ("none", "against", "favor")  # by the number that stands for them
SIDES = ("favor", "against")
NEUTRAL = ("s:", "r:")  # the groups of features that no lexicon is behind
SETTINGS = [
    Settings(strength=strength, balanced=balanced, seen=1)  # few tweets: a word met once still tells
    for strength, balanced in product((0.3, 1.0, 3.0), (False, True))
]


@dataclass(frozen=True)
class Tweet:
    """One labelled text: which split it is of, what its side is about, and its side."""

    split: str
    target: str
    text: str
    stance: str
    features: Features | None = None


def read_tweets(folder: Path) -> Iterator[Tweet]:
    """Yield a set's tweets, in either layout. Raises OSError, KeyError, ValueError."""
    whole = folder / "raw_train_all_onecol.csv"
    yield from _of_tables(folder) if whole.exists() else _of_lines(folder)


def _of_lines(folder: Path) -> Iterator[Tweet]:
    for target in sorted(path for path in folder.iterdir() if path.is_dir()):
        for split in SPLITS:
            texts = (target / f"{split}_text.txt").read_text(encoding="utf-8").splitlines()
            labels = (target / f"{split}_labels.txt").read_text(encoding="utf-8").split()
            for text, label in zip(texts, labels, strict=True):
                yield Tweet(split, target.name, text, TWEETEVAL[int(label)])


def _of_tables(folder: Path) -> Iterator[Tweet]:
    for split in SPLITS:
        with (folder / f"raw_{split}_all_onecol.csv").open(encoding="latin-1", newline="") as lines:
            for row in csv.DictReader(lines):
                side = row["Stance 1"] if "Stance 1" in row else row["Stance"]
                target = row["Target 1"] if "Target 1" in row else row["Target"]
                yield Tweet(split, target, row["Tweet"], side.lower().replace("neither", "none"))


def with_features(tweets: Sequence[Tweet]) -> Iterator[Tweet]:
    """Yield the tweets with their named features."""
    language = _language()
    for tweet, doc in zip(tweets, language.pipe(tweet.text for tweet in tweets), strict=True):
        draft = Draft(0, len(doc.text), Speaker(""), "direct", stance="neutral")
        around = Surroundings(doc, [draft], Decisions(doc))
        found = features(draft, around, Reading())
        known = {name: value for name, value in found.items() if name.startswith(NEUTRAL)}
        yield replace(tweet, features=known)


def _language() -> Language:
    config = read_config()
    config["components"] = [entry for entry in config["components"] if entry["name"] == "sentence_bounds"]
    return build(load_watch(find_watch("cps-sro")), {**config, "disable": ["ner"]})


def answers(learnt: Sequence[Tweet], asked: Sequence[Tweet], settings: Settings) -> list[str]:
    """Return the likeliest side of each tweet asked, by one model a target."""
    by_target: dict[str, list[Tweet]] = defaultdict(list)
    for tweet in learnt:
        by_target[tweet.target].append(tweet)
    models = {
        target: fit([(tweet.features or {}, tweet.stance) for tweet in own], [target] * len(own), settings)
        for target, own in by_target.items()
    }  # one group only: nothing is held out to set a confidence by, which nobody asks for here
    shares = [models[tweet.target].probabilities(tweet.features or {}) for tweet in asked]
    return [max(share, key=lambda side: share[side]) for share in shares]


def majority(learnt: Sequence[Tweet], asked: Sequence[Tweet]) -> list[str]:
    """Return for each tweet asked the side that most tweets on its target take."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for tweet in learnt:
        counts[tweet.target][tweet.stance] += 1
    return [counts[tweet.target].most_common(1)[0][0] for tweet in asked]


def scores(asked: Sequence[Tweet], given: Sequence[str]) -> dict[str, float]:
    """Return the F1 of favor and of against, and their mean."""
    found: dict[str, float] = {}
    for side in SIDES:
        tally = Tally(
            given.count(side),
            sum(tweet.stance == side for tweet in asked),
            sum(tweet.stance == side == answer for tweet, answer in zip(asked, given, strict=True)),
        )
        found[side] = tally.f1 or 0.0
    return {"mean": sum(found.values()) / len(SIDES), **found}


def measure(tweets: Sequence[Tweet]) -> Iterator[str]:
    """Yield the lines of the report."""
    split = {name: [tweet for tweet in tweets if tweet.split == name] for name in SPLITS}
    best = max(
        SETTINGS, key=lambda each: scores(split["val"], answers(split["train"], split["val"], each))["mean"]
    )
    learnt, asked = split["train"] + split["val"], split["test"]
    yield f"{len(learnt)} to learn from, {len(asked)} asked"
    yield f"strength {best.strength}, balanced {best.balanced}: best on {len(split['val'])} others"
    given, usual = answers(learnt, asked, best), majority(learnt, asked)
    yield f"{'':40}{'mean':>8}{'favor':>8}{'against':>9}{'majority':>10}"
    for target in ("all", *sorted({tweet.target for tweet in asked})):
        own = [place for place, tweet in enumerate(asked) if target in {"all", tweet.target}]
        these = [asked[place] for place in own]
        found = scores(these, [given[place] for place in own])
        base = scores(these, [usual[place] for place in own])["mean"]
        yield f"{target:40}{found['mean']:8.3f}{found['favor']:8.3f}{found['against']:9.3f}{base:10.3f}"


def main() -> None:
    """Print the figures of one set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the set's folder")
    tweets = list(read_tweets(parser.parse_args().folder))
    for line in measure(list(with_features(tweets))):
        print(line)


if __name__ == "__main__":
    main()
