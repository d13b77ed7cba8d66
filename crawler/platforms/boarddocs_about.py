"""What a BoardDocs meeting's description tells, line by line: the time of day and the place."""

import re
from datetime import time

from crawler.civic.dates import clock_time

_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b|\bnoon\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\b(?P<hour>\d{1,2})(?P<minutes>:\d\d)?\s*(?:-|–|—|to)\s*(?P<end>\d{1,2})(?::\d\d)?\s*(?P<half>[ap])\.?\s?m\b",
    re.IGNORECASE,
)
# Times beside the meeting's own: when one signs up, when doors open, when the members meet alone.
_OTHER_TIME = re.compile(
    r"\b(?:regist\w+|sign[ -]?ups?|sign(?:ed)? in|deadline|no later than|prior to|closed|executive|doors?|"
    r"submit\w*|e-?mail\w*|call(?:ing)? in|reception|dinner|posted)\b",
    re.IGNORECASE,
)
# "in closed session at 4:30 p.m. and in open session at 6 p.m."
_OPEN = re.compile(
    r"\b(?:open|public) (?:session|meeting)\b(?:(?![ap]\.?m\b)[^.;\d]){0,30}"
    r"(?P<clock>\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^\d+[\w.-]*\s.*\b(?:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|blvd|boulevard|dr(?:ive)?|lane|ln|way|plaza|p(?:ar)?kwy|"
    r"parkway|court|ct|circle|place|pl|highway|hwy|square)\b\.?",
    re.IGNORECASE,
)
_CITY = re.compile(r"\b[A-Z][A-Za-z.]*,?\s+[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b")
_BUILDING = re.compile(
    r"\b(?:room|center|centre|building|auditorium|library|hall|office|campus|school|cafeteria|gymnasium|chambers)\b",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:board of|meeting|schools$|committee|district$)", re.IGNORECASE)
_LABEL = re.compile(r"^(?:meeting )?(?:location|place|venue|where)\s*:\s*(?=\S)", re.IGNORECASE)


def time_in(name: str | None) -> str | None:
    """Return the time of day that stands in a meeting's name ("Work Session - 6:30 P.M."), as told there."""
    found = re.search(r"\b\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b\.?", name or "", re.IGNORECASE)
    return found.group() if found and clock_time(found.group()) else None


def time_of(lines: list[str]) -> time | None:
    """Return the time a description gives for the meeting itself, the first where it gives several."""
    for line in lines:
        if opened := _OPEN.search(line):
            return clock_time(opened["clock"])
    plain = [line for line in lines if not _OTHER_TIME.search(line)]
    for line in [*plain, *lines]:
        if found := _first_time(line):
            return found
    return None


def _first_time(line: str) -> time | None:
    span = _RANGE.search(line)
    clock = _CLOCK.search(line)
    if span and (clock is None or span.start() <= clock.start()):
        half = span["half"]
        if int(span["hour"]) % 12 > int(span["end"]) % 12:  # "11:30 - 1:00 PM" begins before noon
            half = "a" if half.lower() == "p" else "p"
        return clock_time(f"{span['hour']}{span['minutes'] or ''} {half}m")
    return clock_time(line[clock.start() :]) if clock else None


def place_in(lines: list[str]) -> str | None:
    """Return the building and address lines of a description, as one line."""
    lines = [_LABEL.sub("", line) for line in lines]
    at = next((index for index, line in enumerate(lines) if _STREET.search(line) or _CITY.search(line)), None)
    if at is None:
        return next((line for line in lines if _BUILDING.search(line) and len(line) < 80), None)
    end = at
    while end < len(lines) and (_STREET.search(lines[end]) or _CITY.search(lines[end])):
        end += 1
    first = at
    while first and _BUILDING.search(lines[first - 1]) and len(lines[first - 1]) < 80:
        if _BODY.search(lines[first - 1]):
            break
        first -= 1
    return ", ".join(line.strip(" ,") for line in lines[first:end])
