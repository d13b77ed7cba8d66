"""The evaluation's figures as a table that people read."""

from typing import Any


def as_table(figures: dict[str, Any]) -> str:
    """Return the figures of nlp.evaluate.Report.to_json as aligned lines."""
    lines = [f"{'':28}{'P':>7}{'R':>7}{'F1':>7}{'found':>8}{'labelled':>10}"]
    for name in ("relevance", "detection", "votes", "entities"):
        lines.append(_row(name, figures[name]))
    lines.append(_share("speaker right", figures["speakers"]["accuracy"], figures["speakers"]["of"]))
    lines.append(_share("directness right", figures["directness"]["accuracy"], figures["directness"]["of"]))
    stance = figures["stance"]
    lines.append(f"{'stance macro-F1':42}{_number(stance['macro_f1'])}")
    lines += [_row(f"  {name}", entry) for name, entry in stance["classes"].items()]
    lines += _group("detected, by directness", figures["detection"]["by_directness"])
    for kind, entries in stance["accuracy_by"].items():
        lines += _group(f"stance right, by {kind}", entries)
    lines += _group("stance right, by confidence", stance["accuracy_by_confidence"])
    return "\n".join([f"{figures['texts']} texts", *lines])


def _group(title: str, entries: dict[str, Any]) -> list[str]:
    return [title, *(_share(f"  {name}", entry["share"], entry["of"]) for name, entry in entries.items())]


def _row(name: str, entry: dict[str, Any]) -> str:
    scores = "".join(_number(entry[key]) for key in ("precision", "recall", "f1"))
    return f"{name:28}{scores}{entry['found']:>8}{entry['labelled']:>10}"


def _share(name: str, share: float | None, of: int) -> str:
    return f"{name:28}{_number(share)}   of {of}"


def _number(value: float | None) -> str:
    return f"{'-':>7}" if value is None else f"{value:>7.3f}"
