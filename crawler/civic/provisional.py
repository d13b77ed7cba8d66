"""Ids for meetings of lists that give none: they stand on body and day until a page gives the real one."""

from collections.abc import Mapping

from db.ids import slug
from db.records import Meeting


def day_id(body: str, day: str, title: str | None, used: Mapping[str, Meeting]) -> str:
    """Return the id of a body's meeting of an ISO day; a day's second meeting adds its name.

    `used` holds the list's meetings by id: the same name on the same day is the same meeting again.
    """
    plain = f"{slug(body)}-{day}"
    known = used.get(plain)
    return plain if known is None or known.title == title else f"{plain}-{slug(title or 'second')}"
