"""The numbers before an agenda's items: "2. Opening", "2.01 Roll Call", "A. Minutes", "VI.1. Report"."""

import re

_NUMBERED = re.compile(
    r"^(?P<number>(?:\d{1,3}|[A-Z]{1,2}|[IVXLC]{1,6})(?:\.(?:\d{1,3}|(?<=\d\.)[A-Za-z]{1,2}|(?<=[IVX]{2}\.)[A-Z]|(?<=[IVX]\.)[A-C]))*)(?P<dot>\.?)\)?\s+"
    r"(?P<rest>\S.*)$",
    re.DOTALL,
)


def split_number(text: str) -> tuple[str | None, str]:
    """Split "2.01 Roll Call" into number and title; the number is None where none stands there."""
    match = _NUMBERED.match(text.strip())
    if match is None or not (match["dot"] or "." in match["number"]):
        return None, text.strip()
    return match["number"], match["rest"].strip()


def whole_number(category: str | None, number: str | None) -> str | None:
    """Return an item's number within the whole agenda: "B" and "1" give "B.1", "2" and "2.01" stay "2.01".

    Many boards number anew in each category, and a number that several items have names none of them.
    """
    if number is None or category is None:
        return number
    if number == category or number.startswith(f"{category}."):
        return number
    return number if "." in number else f"{category}.{number}"
