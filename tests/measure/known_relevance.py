"""The evaluation with relevance taken from the labels: `python -m tests.measure.known_relevance FILE...`.

A text that is not taken for relevant has no statements, so that one wrong verdict hides all that the finders
and the stance would have made of it. This measures them apart from it; --json is for tests.measure.figures.
"""

import argparse
import json
from pathlib import Path

from db.registry import find_watch, load_watch
from nlp.analyze import Analyzer
from nlp.evaluate import Found, LabelError, Report, compare, labelled_files, read_texts
from nlp.pipeline import build, read_config


def open_analyzer(watch: str = "cps-sro") -> Analyzer:
    """Return an analyzer to which every text in English is relevant."""
    config = read_config()
    for entry in config["components"]:
        if entry["name"] == "topic_relevance":
            entry["threshold"] = 0.0
    known = load_watch(find_watch(watch))
    return Analyzer(known, build(known, config))


def as_labelled(passage: Found, answer: Found) -> Found:
    """Return an answer with the label's relevance: without statements where the text is not relevant."""
    relevant = passage.get("relevant") is not False
    return {**answer, "relevant": relevant, "statements": answer["statements"] if relevant else []}


def measure(paths: list[Path]) -> Report:
    """Read and compare every labelled text of files and folders. Raises LabelError."""
    analyzer, report = open_analyzer(), Report()
    for passage in (passage for path in labelled_files(paths) for passage in read_texts(path)):
        date = passage.get("date") or ""
        answer = analyzer.analyze(passage["text"], date=date if len(date) == len("2024-02-22") else None)
        compare(passage, as_labelled(passage, answer), report)
    return report


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        report = measure(given.files)
    except LabelError as error:
        parser.exit(1, f"{error}\n")
    print(json.dumps(report.to_json(), indent=1) if given.json else report.table())


if __name__ == "__main__":
    main()
