"""Numbers of files: report, resolution, contract and policy numbers, told from places on an agenda.

Boards number an agenda's places ("5.A", "IV.2", "12") and name the files behind them ("24-0222-RS1" in
Chicago, "21-0485" and "1920-0260" in Oakland, "103-24/25" in Los Angeles, "2024-117"). A place is another
item's at the next meeting; a file's number is what later items amend and renew it by.
"""

import re
from functools import lru_cache

from db.report_numbers import REPORT, report_key

_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(
    r"^\W*(?:(?:agenda|legislative|board|report|resolution|file|item|contract|policy|agreement|ordinance|"
    r"enactment|number|num|no|id)\b\W*)+",
    re.IGNORECASE,
)
_DASHES = re.compile(r"\s*[-‐‑‒–—]\s*")
LONGEST = 30


@lru_cache(maxsize=4096)
def is_file_number(text: str | None) -> bool:
    """Tell whether a number names a file rather than a place on an agenda.

    A file's number has four digits running, or three beside another group of digits ("103-24/25", "24-117").
    """
    bare = _LABEL.sub("", text or "").strip()
    if not bare or len(bare) > LONGEST or len(bare.split()) > 2:
        return False
    if REPORT.fullmatch(bare):
        return True
    runs = _DIGITS.findall(bare)
    longest = max(map(len, runs), default=0)
    return longest >= 4 or (longest >= 3 and len(runs) >= 2 and bool(re.search(r"\d[-–/]\w*\d", bare)))


def number_key(text: str) -> str:
    """Return one spelling for a file's number: capitals, plain hyphens, no label, no full stop."""
    bare = " ".join(_DASHES.sub("-", _LABEL.sub("", text)).split()).strip(" .,;:#()[]")
    return report_key(bare).upper()


@lru_cache(maxsize=4096)
def place_key(text: str | None) -> str:
    """Return one spelling for a place on an agenda: "Item 5. A.", "5.a" and "5a" are one; empty for none."""
    bare = re.sub(r"^\W*(?:agenda\s+)?item\b\W*", "", text or "", flags=re.IGNORECASE)
    return ".".join(re.findall(r"\d+|[a-z]+", bare.lower()))
