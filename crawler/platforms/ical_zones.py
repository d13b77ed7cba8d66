"""The names that calendar programs give to time zones, and the IANA zones they mean."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

# Outlook's display names, "(UTC-06:00) Central Time (US & Canada)", and what people write by hand.
_AMERICAN = (
    (re.compile(r"\bindiana\b", re.IGNORECASE), "America/Indiana/Indianapolis"),
    (re.compile(r"\barizona\b", re.IGNORECASE), "America/Phoenix"),
    (re.compile(r"\beastern (?:standard |daylight )?time\b", re.IGNORECASE), "America/New_York"),
    (re.compile(r"\bcentral (?:standard |daylight )?time\b", re.IGNORECASE), "America/Chicago"),
    (re.compile(r"\bmountain (?:standard |daylight )?time\b", re.IGNORECASE), "America/Denver"),
    (re.compile(r"\bpacific (?:standard |daylight )?time\b", re.IGNORECASE), "America/Los_Angeles"),
    (re.compile(r"\balaskan? (?:standard |daylight )?time\b|\balaska$", re.IGNORECASE), "America/Anchorage"),
    (re.compile(r"\bhawaii", re.IGNORECASE), "Pacific/Honolulu"),
)


def known_zone(name: str) -> str | None:
    """Return the IANA zone that a calendar's TZID means; None where nobody can tell.

    Understood are IANA names, also behind a vendor's prefix (RFC 5545, 3.2.19: "/vendor/America/Chicago"),
    Windows' names and Outlook's display names for the zones of the United States.
    """
    plain = name.strip().strip("/")
    parts = plain.split("/")
    for candidate in ["/".join(parts[start:]) for start in range(len(parts))]:
        for known in (candidate, WINDOWS_TO_OLSON.get(candidate)):
            if known and is_zone(known):
                return known
    return next((zone for words, zone in _AMERICAN if words.search(plain)), None)


def is_zone(name: str) -> bool:
    """Tell whether a name is an IANA zone's."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
