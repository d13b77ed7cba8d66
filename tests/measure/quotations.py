"""Quotation attribution on PolNeAR, a public set of attributions in political news of 2016.

    git clone https://github.com/networkdynamics/PolNeAR
    python -m tests.measure.quotations PolNeAR/data/test

What is found is everything that anybody says, on any matter: the finders without relevance and matter. A
found span matches a labelled content when they overlap by half of the shorter one, one to one. The source
is right when its head word or the words as named agree; sources that are pronouns are counted apart: the set
does not say whom they stand for. "Direct" are contents that begin with a quotation mark.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from db.registry import find_watch, load_watch
from nlp.components.direct import DirectFinder
from nlp.components.drafts import Draft
from nlp.components.indirect import IndirectFinder
from nlp.components.page import Page
from nlp.evaluate import Found, Tally, match, same_words
from nlp.pipeline import build, read_config
from nlp.reading import fit_to_parse

ENTITY = re.compile(r"^(T\d+)\t(\w+) ([\d ;]+)\t(.*)$")
EVENT = re.compile(r"^E\d+\t(.*)$")
PRONOUNS = {"he", "she", "they", "it", "i", "we", "you", "who", "his", "her", "their", "its"}
QUOTES = '"“‘'
FIRST_COMPONENTS = ("sentence_bounds", "registry_entities", "entity_resolver", "topic_relevance")


@dataclass
class Figures:
    """What was found among what was labelled, and how often the source was right."""

    all: Tally = field(default_factory=Tally)
    direct: Tally = field(default_factory=Tally)
    indirect: Tally = field(default_factory=Tally)
    named: Tally = field(default_factory=Tally)
    pronouns: int = 0


def contents(annotations: str, text: str) -> Iterator[Found]:
    """Yield each attribution of a file in brat's format: the content's span, its sources, is it quoted."""
    lines = annotations.splitlines()
    spans: dict[str, tuple[int, int]] = {}
    for entity in filter(None, map(ENTITY.match, lines)):
        numbers = [int(number) for number in re.findall(r"\d+", entity.group(3))]
        spans[entity.group(1)] = (min(numbers), max(numbers))
    for event in filter(None, map(EVENT.match, lines)):
        roles = [part.split(":", 1) for part in event.group(1).split()]
        parts = [spans[target] for role, target in roles if role.startswith("Content")]
        if parts:
            start, end = min(part[0] for part in parts), max(part[1] for part in parts)
            named = [text[slice(*spans[target])] for role, target in roles if role.startswith("Source")]
            yield {"start": start, "end": end, "sources": named, "direct": text[start] in QUOTES}


def head_of(source: str) -> str:
    """Return the last word of a name, before any clause or apposition: "Ann Lee, who ..." gives "lee"."""
    words = re.split(r",|\s(?:of|who|that|with|from|for|in|at|on)\s", source, maxsplit=1)[0].split()
    return words[-1].strip(".,'’\"").removesuffix("'s").removesuffix("’s").lower() if words else ""


def source_is_right(named: list[str], speaker: str) -> bool:
    """Return whether a labelled source and the speaker are the same words or share the head word."""
    return any(same_words(source, speaker) or head_of(source) == head_of(speaker) for source in named)


def measure(folder: Path) -> Figures:
    """Read every article of a split (attributions/*.ann beside text/*.txt) and count."""
    config = read_config()
    config["components"] = [entry for entry in config["components"] if entry["name"] in FIRST_COMPONENTS]
    language = build(load_watch(find_watch("cps-sro")), config)
    figures = Figures()
    for name, path in _first_of_each(folder):
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        labels = list(contents(path.read_text(encoding="utf-8"), text))
        with language.memory_zone():
            page = Page(language(fit_to_parse(text)))
            drafts = [*DirectFinder(page).find()]
            drafts += [
                draft
                for draft in IndirectFinder(page).find()
                if all(draft.overlap(other.start, other.end) < 0.5 for other in drafts)
            ]
            _count(labels, drafts, figures)
    return figures


def _first_of_each(folder: Path) -> list[tuple[str, Path]]:
    """Return each article's name and first annotation: names end with the annotation's own mark."""
    found: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        found.setdefault(path.stem.rpartition("_")[0], path)
    return list(found.items())


def _count(labels: list[Found], drafts: list[Draft], figures: Figures) -> None:
    found = [
        {
            "start": draft.start,
            "end": draft.end,
            "by": draft.speaker.name,
            "direct": draft.directness == "direct",
        }
        for draft in {(draft.start, draft.end): draft for draft in drafts}.values()
    ]
    pairs = match(labels, found)
    figures.all.add(len(found), len(labels), len(pairs))
    for kind, tally in ((True, figures.direct), (False, figures.indirect)):
        hits = [label for label, _ in pairs if label["direct"] is kind]
        tally.add(
            sum(entry["direct"] is kind for entry in found),
            sum(label["direct"] is kind for label in labels),
            len(hits),
        )
    for label, given in pairs:
        if label["sources"] and all(source.lower() in PRONOUNS for source in label["sources"]):
            figures.pronouns += 1
        elif label["sources"]:
            figures.named.add(1, 1, source_is_right(label["sources"], given["by"]))


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a split: the folder with attributions/ and text/")
    figures = measure(parser.parse_args().folder)
    for name in ("all", "direct", "indirect"):
        tally: Tally = getattr(figures, name)
        shares = " ".join(
            f"{value:.3f}" for value in (tally.precision, tally.recall, tally.f1) if value is not None
        )
        print(f"{name:10} P R F1 {shares}   found {tally.found}, labelled {tally.labelled}")
    named = figures.named
    print(f"source right {named.recall or 0:.3f} of {named.labelled}; pronouns {figures.pronouns}")


if __name__ == "__main__":
    main()
