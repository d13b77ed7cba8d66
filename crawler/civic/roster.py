"""The members of that day, as a meeting's notice lists them."""

import re

_HEAD = re.compile(r"members of the board of education\s*:?\s*$", re.IGNORECASE)
_PRESIDENT = re.compile(r"^(?P<name>.{4,60}?),?\s+president\s*,?\s*(?:and)?\s*$", re.IGNORECASE)
_ROLE = re.compile(r",?\s*\(?\b(?:vice[- ])?president\b\)?,?\s*(?:and)?\s*$", re.IGNORECASE)
# Two to six words that begin with capitals, initials or a nickname in quotes; "Jr." and "S.J." after a comma.
_NAME = re.compile(
    r"^(?:(?:Rev|Dr|Mr|Mrs|Ms|Hon)\.?\s+)?[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|[“\"(]\w+[”\")]|de|del|la|van|von)){1,5}"
    r"(?:,\s*(?:Jr|Sr|S\.J|Ph\.D|Ed\.D|II|III|M\.D)\.?)*$"
)
_NO_NAME = re.compile(
    r"\b(?:agenda|notice|meeting|board|hearing|enclosed|calendar|education|school|public|street|room|committee)\b",
    re.IGNORECASE,
)


def find_members(lines: list[str]) -> list[str]:
    """Return the names under "Members of the Board of Education", the president first; else nothing."""
    for index, line in enumerate(lines):
        if _HEAD.search(line):
            return _president(lines, index) + _names_after(lines, index)
    return []


def _president(lines: list[str], index: int) -> list[str]:
    before = _HEAD.sub("", lines[index]).strip() or (lines[index - 1] if index else "")
    match = _PRESIDENT.match(before)
    return [match["name"].strip()] if match and _NAME.match(match["name"].strip()) else []


def _names_after(lines: list[str], index: int) -> list[str]:
    names: list[str] = []
    for line in lines[index + 1 : index + 40]:
        name = _ROLE.sub("", line).strip()
        if len(name) > 60 or not _NAME.match(name) or _NO_NAME.search(name):
            break
        names.append(name)
    return names
