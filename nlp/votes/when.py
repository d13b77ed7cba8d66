# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""The day of a vote: written out, or a weekday counted back from the article's date."""

import re
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WRITTEN = re.compile(rf"\b({MONTH})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s((?:19|20)\d\d))?(?![\d-])", re.I)
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})\s({MONTH})\.?\s((?:19|20)\d\d)\b", re.I)
ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
WEEKDAY = re.compile(r"\b(last\s|this\s|next\s)?(" + "|".join(WEEKDAYS) + r")\b", re.I)
# A day before which something is due, or on which something else begins or ends, is not the vote's.
DEADLINE = re.compile(
    r"\b(?:by|before|until|till|through|no later than|due|beginning|starting|effective|after|since|as of|from|expir\w+(?: on)?|(?:as|like) (?:they|it|he|she|members) (?:had|did)(?: \w+)? (?:on|in)|(?:begins?|ends?|took effect|takes effect|scheduled|set|slated|planned|again|next meeting|meets?|meet|due)(?: \w+)? (?:on|for))\s(?:the\s|\w+day,?\s)?$",
    re.I,
)
PARTIAL = re.compile(
    rf"\b(?P<lead>in|last|this past|back in|during|early|late)\s(?:early |late |mid-)?(?P<month>{MONTH})(?:,?\s(?P<year>(?:19|20)\d\d))?\b(?!\.?\s\d)",
    re.I,
)
LAST_MONTH = re.compile(
    r"\b(?:vot\w+|approved|rejected|decided|passed|chose|ended|renewed)\s(?:\w+ )?last month\b", re.I
)
AHEAD = re.compile(
    r"\b(?:comes? back|returns?|returning|is up|up for \w+|next|scheduled|will|expected|expires?|runs? out)(?: \w+){0,3}\s$",
    re.I,
)
RELATIVE = re.compile(r"\b(yesterday|today|tonight|last night)\b", re.I)


def day_told(text: str, published: date | None) -> str | None:
    """Return the ISO date that a passage gives for what it tells, or None; a date wins over a weekday.

    A month alone gives YYYY-MM. Deadlines are no days of votes.
    """
    month, week = PARTIAL.search(text), WEEKDAY.search(text)
    if month and week and week.start() < month.start():
        return _written(text, published) or _relative(text, published) or _month(text, published)
    return _written(text, published) or _month(text, published) or _relative(text, published)


def _written(text: str, published: date | None) -> str | None:
    for match in WRITTEN.finditer(text):
        if DEADLINE.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        month, day = MONTHS[match[1].lower()], int(match[2])
        year = int(match[3]) if match[3] else _year(month, day, published)
        if year and (found := _iso(year, month, day)):
            return found
    if worded := DAY_FIRST.search(text):
        return _iso(int(worded[3]), MONTHS[worded[2].lower()], int(worded[1]))
    if iso := ISO.search(text):
        return _iso(int(iso[1]), int(iso[2]), int(iso[3]))
    if slashed := SLASHED.search(text):
        return _iso(int(slashed[3]), int(slashed[1]), int(slashed[2]))
    return None


def _month(text: str, published: date | None) -> str | None:
    if published and LAST_MONTH.search(text):
        return f"{published.replace(day=1) - timedelta(days=1):%Y-%m}"
    for match in PARTIAL.finditer(text):
        if AHEAD.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        month = MONTHS[match["month"].lower()]
        if match["month"].lower() == "may" and match["month"] != "May":
            continue
        year = int(match["year"]) if match["year"] else _year(month, 1, published)
        if year:
            return f"{year:04d}-{month:02d}"
    return None


def _year(month: int, day: int, published: date | None) -> int | None:
    """A day without its year is the last such day before publication."""
    if published is None:
        return None
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1


def _relative(text: str, published: date | None) -> str | None:
    if published is None:
        return None
    if match := RELATIVE.search(text):
        back = 0 if match[1].lower() in {"today", "tonight"} else 1
        return (published - timedelta(days=back)).isoformat()
    for match in WEEKDAY.finditer(text):
        if (match[1] or "").lower().strip() == "next":
            continue
        if DEADLINE.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        back = (published.weekday() - WEEKDAYS.index(match[2].lower())) % 7
        return (published - timedelta(days=back)).isoformat()
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
