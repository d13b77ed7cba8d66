"""The tables of docs/evaluation.md from evaluations: `python -m tests.measure.figures NAME=FILE...`.

    hallwatch evaluate --json nlp/texts/test > test.json
    python -m tests.measure.known_relevance --json nlp/texts/test > known.json
    python -m tests.measure.figures "test=test.json" "test, relevance known=known.json" \\
        --kinds "test=known.json" --into docs/evaluation.md

Each file becomes a column of the first table; those of --kinds, by default the same, are told by directness,
trap and confidence. Without --into the tables are printed; with it they take the place of what stands
between the page's two marks.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

START, END = "<!-- figures -->", "<!-- end of figures -->"
Figures = dict[str, Any]
Columns = dict[str, Figures]
TOO_FEW = 5  # labels: a share of fewer is no figure


def tables(columns: Columns, kinds: Columns | None = None) -> Iterator[str]:
    """Yield the lines of all tables: `columns` in the first, `kinds` (default: the same) in the others."""
    yield from _table(columns, "", OVERVIEW)
    columns = kinds or columns
    yield from ("", "Statements by how they are told: found of those labelled, and among those found:", "")
    yield from _by_kind(columns, "directness", ("direct", "indirect", "action"))
    yield from ("", "The same for the hard cases (a dash: fewer than five):", "")
    traps = {name for told in columns.values() for name in told["detection"].get("by_trap", {})}
    yield from _by_kind(columns, "trap", [*sorted(traps - {"no trap"}), "no trap"])
    yield from (
        "",
        "Stance right at each confidence: what the mean promises, what came, of how many:",
        "",
    )
    yield from _calibration(columns)


def _f1(name: str) -> Callable[[Figures], str]:
    return lambda told: _number(told[name]["f1"])


def _pr(*path: str) -> Callable[[Figures], str]:
    def cell(told: Figures) -> str:
        for step in path:
            told = told[step]
        return f"{_number(told['precision'])} / {_number(told['recall'])}"

    return cell


def _classes(told: Figures) -> str:
    return " / ".join(_number(entry["f1"]) for entry in told["stance"]["classes"].values())


def _opposite(told: Figures) -> str:
    return f"{told['stance']['opposite']} of {told['stance']['of']}"


def _votes(told: Figures) -> str:
    votes = told["votes"]
    shares = (votes["tallies"]["share"], votes["members"]["f1"], votes["effects"]["share"])
    return " / ".join(map(_number, shares))


def _known(told: Figures) -> str:
    known = told["entities"]["registry"].get("PERSON")
    return _share(known["share"], known["of"]) if known else "–"


OVERVIEW: list[tuple[str, Callable[[Figures], str]]] = [
    ("texts", lambda told: str(told["texts"])),
    ("statements labelled", lambda told: str(told["detection"]["labelled"])),
    ("relevance F1", _f1("relevance")),
    ("relevance, precision / recall", _pr("relevance")),
    ("**statements found, F1**", _f1("detection")),
    ("statements found, precision / recall", _pr("detection")),
    ("the same in texts seen as relevant", _pr("detection", "in_relevant_texts")),
    ("**speaker right**", lambda told: _number(told["speakers"]["accuracy"])),
    ("directness right", lambda told: _number(told["directness"]["accuracy"])),
    ("**stance, macro-F1**", lambda told: _number(told["stance"]["macro_f1"])),
    ("stance, F1 of favor / against / mixed + neutral", _classes),
    ("favor taken for against, or the reverse", _opposite),
    ("stance: expected calibration error", lambda told: _number(told["calibration"]["expected_error"])),
    ("stance: Brier score", lambda told: _number(told["calibration"]["brier"])),
    ("**votes, every figure and member right, F1**", _f1("votes")),
    (
        "vote passages all right",
        lambda told: _share(told["votes"]["passages"]["share"], told["votes"]["passages"]["of"]),
    ),
    ("votes: tallies / members F1 / effects right", _votes),
    ("votes: effect inverted", lambda told: str(told["votes"]["effects"]["inverted"])),
    ("names, found and resolved, F1", _f1("entities")),
    ("registry's people recognised", _known),
]


def _table(
    columns: Columns, corner: str, rows: Iterable[tuple[str, Callable[[Figures], str]]]
) -> Iterator[str]:
    yield f"| {corner} | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for name, cell in rows:
        yield f"| {name} | {' | '.join(cell(told) for told in columns.values())} |"


def _by_kind(columns: Columns, kind: str, names: Iterable[str]) -> Iterator[str]:
    heads = [f"{column}: {part}" for column in columns for part in ("found", "stance right", "macro-F1")]
    yield f"| | {' | '.join(heads)} |"
    yield "|---" * (len(heads) + 1) + "|"
    for name in names:
        cells = [cell for told in columns.values() for cell in _kind_cells(told, kind, name)]
        yield f"| {name} | {' | '.join(cells)} |"


def _kind_cells(told: Figures, kind: str, name: str) -> Iterator[str]:
    found = told["detection"].get(f"by_{kind}", {}).get(name, {"share": None, "of": 0})
    stance = told["stance"].get(f"by_{kind}", {}).get(name, {"accuracy": None, "macro_f1": None, "of": 0})
    yield _share(found["share"], found["of"])
    yield _share(stance["accuracy"], stance["of"])
    yield _number(stance["macro_f1"] if stance["of"] >= TOO_FEW else None)


def _calibration(columns: Columns) -> Iterator[str]:
    bins = {entry["from"]: entry["to"] for told in columns.values() for entry in told["calibration"]["bins"]}
    yield f"| confidence | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for low in sorted(bins):
        cells = [_bin(told, low) for told in columns.values()]
        yield f"| {low:.1f} to {bins[low]:.1f} | {' | '.join(cells)} |"


def _bin(told: Figures, low: float) -> str:
    entry = next((entry for entry in told["calibration"]["bins"] if entry["from"] == low), None)
    if entry is None:
        return "–"
    return f"{_number(entry['confidence'])}: {_share(entry['share_right'], entry['count'])}"


def _share(value: float | None, of: int) -> str:
    return f"{_number(value)} of {of}" if of >= TOO_FEW else "–"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".removeprefix("0") if value < 1 else "1.00"


def placed(page: str, lines: Iterable[str]) -> str:
    """Return a page with lines between its two marks. Raises ValueError where it has not both of them."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"the page lacks {START} or {END}")
    return before + START + "\n\n" + "\n".join(lines) + "\n\n" + END + after


def main() -> None:
    """Print the tables, or put them into a page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("columns", nargs="+", metavar="NAME=FILE", help="a column's name and its figures")
    parser.add_argument("--kinds", nargs="+", metavar="NAME=FILE", help="other columns for the other tables")
    parser.add_argument("--into", type=Path, help="the page whose tables are replaced")
    given = parser.parse_args()
    lines = list(tables(_columns(given.columns), _columns(given.kinds or ())))
    if given.into is None:
        print("\n".join(lines))
    else:
        given.into.write_text(placed(given.into.read_text("utf-8"), lines), "utf-8")


def _columns(named: Iterable[str]) -> Columns:
    parts = [column.rpartition("=") for column in named]
    return {name: json.loads(Path(path).read_text("utf-8")) for name, _, path in parts}


if __name__ == "__main__":
    main()
