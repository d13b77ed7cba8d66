"""The evaluation's figures as tables that people read on a terminal."""

from collections.abc import Iterator
from typing import Any

WIDTH = 30  # characters of a row's name


def as_table(figures: dict[str, Any]) -> str:
    """Return the figures of nlp.evaluate.Report.to_json as aligned lines."""
    parts = (_overview, _statements, _stance, _votes, _entities, _calibration)
    lines = [line for part in parts for line in part(figures)]
    return "\n".join([f"{figures['texts']} texts", *lines])


def _overview(figures: dict[str, Any]) -> Iterator[str]:
    yield f"{'':{WIDTH}}{'P':>7}{'R':>7}{'F1':>7}{'found':>8}{'labelled':>10}"
    for name in ("relevance", "detection", "votes", "entities"):
        yield _row(name, figures[name])
    for name in ("speakers", "directness"):
        yield _share(f"{name} right", {"share": figures[name]["accuracy"], "of": figures[name]["of"]})
    stance = figures["stance"]
    yield f"{'stance macro-F1':{WIDTH + 14}}{_number(stance['macro_f1'])}"
    yield from _classes(stance)
    yield f"{'  sides taken for the other':{WIDTH}}{stance['opposite']:>7}   of {stance['of']}"


def _classes(stance: dict[str, Any]) -> Iterator[str]:
    for name, entry in stance["classes"].items():
        yield _row(f"  {name}", entry)


def _statements(figures: dict[str, Any]) -> Iterator[str]:
    detection = figures["detection"]
    yield _row("  in texts seen as relevant", detection["in_relevant_texts"])
    for kind in ("directness", "trap"):
        yield from _group(f"found of labelled, by {kind}", detection.get(f"by_{kind}", {}))
    yield from _group("right among found as", detection["right_among_found_as"])
    yield from _group("speakers right, by directness", figures["speakers"]["by_directness"])


def _stance(figures: dict[str, Any]) -> Iterator[str]:
    for kind in ("directness", "trap"):
        entries = figures["stance"].get(f"by_{kind}", {})
        if entries:
            yield ""
            names = f"{'right':>7}{'macro':>7}{'favor':>7}{'against':>9}{'other':>7}"
            yield f"{f'stance, by {kind}':{WIDTH}}{names}"
        for name, entry in entries.items():
            each = [_number(scores["f1"]) for scores in entry["classes"].values()]
            told = f"{_number(entry['accuracy'])}{_number(entry['macro_f1'])}{each[0]}  {each[1]}{each[2]}"
            yield f"  {name:{WIDTH - 2}}{told}   of {entry['of']}"


def _votes(figures: dict[str, Any]) -> Iterator[str]:
    votes = figures["votes"]
    if votes["labelled"]:
        yield ""
        yield _row("votes found in place", votes["found_in_place"])
        yield _row("  members", votes["members"])
        yield _share("  passages all right", votes["passages"])
        yield _share("  tallies right", votes["tallies"])
        yield f"{_share('  effects right', votes['effects'])}, {votes['effects']['inverted']} inverted"


def _entities(figures: dict[str, Any]) -> Iterator[str]:
    entities = figures["entities"]
    if entities["labelled"]:
        yield ""
        yield "entities, by label"
        for name, entry in entities["by_label"].items():
            yield _row(f"  {name}", entry)
        yield from _group("names right of those found", entities["names_right"])
        yield from _group("registry entries recognised", entities["registry"])
        yield _share("strangers kept apart", entities["strangers"])


def _calibration(figures: dict[str, Any]) -> Iterator[str]:
    told = figures["calibration"]
    if told["of"]:
        yield ""
        yield f"{'confidence of a stance':{WIDTH}}{'mean':>7}{'right':>7}{'count':>8}"
        for each in told["bins"]:
            name = f"  {each['from']:.1f} to {each['to']:.1f}"
            shares = _number(each["confidence"]) + _number(each["share_right"])
            yield f"{name:{WIDTH}}{shares}{each['count']:>8}"
        yield f"{'  expected calibration error':{WIDTH}}{_number(told['expected_error'])}"
        yield f"{'  Brier score':{WIDTH}}{_number(told['brier'])}"


def _group(title: str, entries: dict[str, Any]) -> Iterator[str]:
    if entries:
        yield ""
        yield title
        for name, entry in entries.items():
            yield _share(f"  {name}", entry)


def _row(name: str, entry: dict[str, Any]) -> str:
    scores = "".join(_number(entry[key]) for key in ("precision", "recall", "f1"))
    return f"{name:{WIDTH}}{scores}{entry['found']:>8}{entry['labelled']:>10}"


def _share(name: str, entry: dict[str, Any]) -> str:
    return f"{name:{WIDTH}}{_number(entry['share'])}   of {entry['of']}"


def _number(value: float | None) -> str:
    return f"{'-':>7}" if value is None else f"{value:>7.3f}"
