"""The day that a file's name tells: december_10_2026_agenda.pdf, "2024-02-22 Minutes.pdf", BM02.22.24."""

import re
from datetime import date

from crawler.civic.dates import find_moments

_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_. ]?(?P<month>\d\d)[-_. ]?(?P<day>\d\d)(?!\d)")
_YEAR_LAST = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})(?P<between>[-_. ])(?P<day>\d{1,2})(?P=between)(?P<year>(?:20)?\d\d)(?!\d)"
)


def day_in_name(name: str) -> str | None:
    """Return the ISO day in a file's name; None without one, or with several."""
    found = {moment.day for moment in find_moments(re.sub(r"[_+\-.]+", " ", name))}
    for pattern in (_YEAR_FIRST, _YEAR_LAST):
        for match in pattern.finditer(name):
            year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
            try:
                found.add(date(year, int(match["month"]), int(match["day"])))
            except ValueError:
                continue
    return found.pop().isoformat() if len(found) == 1 else None
