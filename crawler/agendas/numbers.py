"""The numbers that begin an agenda's items: 1. 5.A "VI. B. 2" A-3 2.01 (a) "Item 4.01" 24-0222-RS1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from db.report_numbers import leading_report, report_key

Style = Literal["arabic", "ROMAN", "roman", "LETTER", "letter", "path", "report"]
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ITEM = re.compile(
    r"(?:agenda )?item(?: no\.?| number)?\s*#?\s*(?=[\dA-Z][\d.\-A-Za-z]{0,7}(?:[\s:.)]|$))", re.IGNORECASE
)
_TOKEN = r"(?:\d{1,2}|[IVXLivxl]{2,6}|[A-Za-z])"  # noqa: S105 - a pattern
# Two tokens or more with a point or hyphen between; "VI. B. 2" is printed with a blank after the point.
_PATH = re.compile(
    rf"(?P<path>{_TOKEN}(?:(?:\.\s?|-){_TOKEN}){{1,4}}|\d{{1,2}}[A-Za-z]|[A-Z]\d{{1,2}})(?:[.):]+(?=\s|$)|(?=\s|$))(?![\d/%])"
)
_PLAIN = re.compile(
    rf"(?:\((?P<inside>{_TOKEN})\)|(?P<ended>{_TOKEN})[.):]|(?P<gap>\d{{1,2}}|[IVXL]{{1,5}}|[A-Z])(?=\s\s|\t|$)|(?P<bare>\d{{1,2}})(?=\s[A-Z]))(?!\d)"
)
_BEGINS = re.compile(r"[\"'“‘(\[$#*]*[A-ZÀ-Þ]|\d{2,4}[-/ ]")
_FILE = re.compile(r"(?P<file>\d{2}-\d{4,5}|20\d\d-\d{2,5})\s\s+(?=[A-Z])")  # Legistar's, before its title
_NO_ITEM = re.compile(
    r"\d{1,2}[.\-]\d{1,2}[.\-](?:\d{2}|\d{4})\b|\d+(?:\.\d+)?\s*(?:%|million|billion|a\.?m|p\.?m)\b|[ap]\.\s?m\.",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """One reading of what a line begins with. `printed` is its number as readers cite it."""

    style: Style
    path: tuple[int, ...]
    printed: str
    rest: str
    loose: bool = False  # no blanks set it apart: "A. Philip Randolph"
    bare: bool = False  # nothing but a blank does: "1 Call to Order", "12 Students"


def numbers_at(text: str) -> list[Number]:
    """Return the readings of a line's beginning, the likelier first; none where it begins with no number."""
    if leads := leading_report(text):
        number, word, rest = leads
        return [Number("report", (), report_key(number), " ".join(filter(None, (word, rest))))]
    if filed := _FILE.match(text):
        return [Number("report", (), filed["file"], text[filed.end() :])]
    named = _ITEM.match(text)
    begun = text[named.end() :] if named else text
    if _NO_ITEM.match(begun):
        return []
    if path := _PATH.match(begun):
        found = _composed(path, begun)
        if found is not None:
            return [found]
    return list(_plain(begun, named=bool(named)))


def _composed(match: re.Match[str], text: str) -> Number | None:
    rest = text[match.end() :].lstrip(" \t.:)-–—").rstrip()
    printed = re.sub(r"\.\s", ".", match["path"])
    tokens = re.findall(r"\d+|[A-Za-z]+", printed)
    if not _is_title(rest) or (
        all(token.isalpha() for token in tokens) and len(printed) < 5 and "-" not in printed
    ):
        return None  # "U.S. History", "J.R. Smith"
    if all(token.isdigit() for token in tokens) and "-" in printed:
        return None  # "12-15 students", "20-0956": a range, a file's number
    values = tuple(_value(token) for token in tokens)
    if any(value is None for value in values):
        return None
    return Number("path", tuple(value for value in values if value is not None), printed, rest)


def _plain(text: str, *, named: bool) -> Iterator[Number]:
    match = _PLAIN.match(text)
    if match is None:
        return
    token = match["inside"] or match["ended"] or match["gap"] or match["bare"]
    after = text[match.end() :]
    rest = after.lstrip(" \t:").rstrip()
    if not _is_title(rest) or (after and not after[0].isspace() and not named and not rest[0].isupper()):
        return
    loose = not (after.startswith(("  ", "\t")) or not after or bool(match["inside"]))
    if token.isdigit():
        yield Number("arabic", (int(token),), token, rest, loose, bare=bool(match["bare"]))
        return
    upper = token.isupper()
    if _ROMAN.fullmatch(token.upper()):
        yield Number("ROMAN" if upper else "roman", (_roman(token.upper()),), token, rest, loose)
    if len(token) == 1:
        value = ord(token.upper()) - 64
        yield Number("LETTER" if upper else "letter", (value,), token, rest, loose)


def _is_title(rest: str) -> bool:
    return not rest or bool(_BEGINS.match(rest))


def _value(token: str) -> int | None:
    if token.isdigit():
        return int(token)
    if len(token) > 1:
        return _roman(token.upper()) if _ROMAN.fullmatch(token.upper()) else None
    return ord(token.upper()) - 64


def _roman(token: str) -> int:
    total = 0
    for index, letter in enumerate(token):
        value = _VALUES[letter]
        bigger = index + 1 < len(token) and _VALUES[token[index + 1]] > value
        total += -value if bigger else value
    return total
