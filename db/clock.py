"""The one place that asks what time it is."""

import os
from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time, in UTC, to the second.

    `SOURCE_DATE_EPOCH` (seconds since 1970, the reproducible-builds convention) pins it, so that
    two runs over the same pages can be compared byte for byte.
    """
    pinned = os.environ.get("SOURCE_DATE_EPOCH")
    if pinned:
        return datetime.fromtimestamp(int(pinned), UTC)
    return datetime.now(UTC).replace(microsecond=0)


def timestamp() -> str:
    """Return `now()` as ISO 8601 with a `Z`, the form of every stored time stamp."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")
