"""How far two labellings of the same texts agree: `python -m tests.measure.agreement [FIRST SECOND]`.

FIRST and SECOND are files or folders of labelled texts; by default nlp/texts and nlp/texts/second, which
holds another person's labels of some of the same passages, made from the plain texts. Texts pair by id.
Cohen's kappa compares what agreed with what chance would give two labellers who use each label as often.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nlp.evaluate import Found, Tally, labelled_files, match, read_texts, speaker_is_right, vote_is_right

TEXTS = Path(__file__).parents[2] / "nlp" / "texts"


@dataclass
class Agreement:
    """What two labellings of the same texts have in common; pairs are (first, second) labels."""

    texts: int = 0
    relevant: list[tuple[str, str]] = field(default_factory=list)
    spans: Tally = field(default_factory=Tally)
    stances: list[tuple[str, str]] = field(default_factory=list)
    ways: list[tuple[str, str]] = field(default_factory=list)
    speakers: Tally = field(default_factory=Tally)
    votes: Tally = field(default_factory=Tally)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of paired labels; None where chance alone would agree on all or there are none."""
    if not pairs:
        return None
    observed = sum(one == other for one, other in pairs) / len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def compare(first: list[Found], second: list[Found]) -> Agreement:
    """Return the agreement of the texts that both have labelled."""
    others = {text["id"]: text for text in second}
    found = Agreement()
    for one in first:
        other = others.get(one["id"])
        if other is not None and other["text"] == one["text"]:
            _add(found, one, other)
    return found


def _add(found: Agreement, one: Found, other: Found) -> None:
    found.texts += 1
    found.relevant.append((str(one["relevant"]), str(other["relevant"])))
    pairs = match(one.get("statements", []), other.get("statements", []))
    found.spans.add(len(other.get("statements", [])), len(one.get("statements", [])), len(pairs))
    for label, given in pairs:
        found.stances.append((label["stance"], given["stance"]))
        found.ways.append((label["directness"], given["directness"]))
        found.speakers.add(1, 1, speaker_is_right(label, given))
    votes = match(one.get("votes", []), other.get("votes", []))
    right = sum(vote_is_right(label, given) for label, given in votes)
    found.votes.add(len(other.get("votes", [])), len(one.get("votes", [])), right)


def main() -> None:
    """Print the agreement, and each statement of which the two think differently."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", nargs="?", type=Path, default=TEXTS)
    parser.add_argument("second", nargs="?", type=Path, default=TEXTS / "second")
    given = parser.parse_args()
    second = [text for path in labelled_files([given.second]) for text in read_texts(path)]
    apart = given.second.resolve()
    paths = [path for path in labelled_files([given.first]) if apart not in path.resolve().parents]
    found = compare([text for path in paths for text in read_texts(path)], second)
    print(f"{found.texts} texts, {found.spans.labelled} and {found.spans.found} statements")
    print(f"relevance    kappa {_told(kappa(found.relevant))}")
    print(f"spans        F1    {_told(found.spans.f1)}")
    print(f"speakers           {_told(found.speakers.recall)}")
    print(f"stance       kappa {_told(kappa(found.stances))} of {len(found.stances)}")
    print(f"directness   kappa {_told(kappa(found.ways))}")
    print(f"votes        F1    {_told(found.votes.f1)} of {found.votes.labelled}")
    for labels, count in Counter(pair for pair in found.stances if pair[0] != pair[1]).most_common():
        print(f"  {labels[0]} / {labels[1]}: {count}")


def _told(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
