"""The templates' environment: escaping on, dates written the ways that pages write them."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.replica.content import CHICAGO, HERE


def day(value: datetime) -> str:
    """Return "Thursday, February 22, 2024"."""
    return f"{value:%A}, {short_day(value)}"


def short_day(value: datetime) -> str:
    """Return "February 22, 2024"."""
    return f"{value:%B} {value.day}, {value.year}"


def clock(value: datetime) -> str:
    """Return "10:30 AM"."""
    return f"{value:%I:%M %p}".lstrip("0")


def iso(value: datetime) -> str:
    """Return the moment in Chicago, with its offset."""
    return value.astimezone(CHICAGO).isoformat(timespec="seconds")


def zulu(value: datetime) -> str:
    """Return the moment in UTC, with a Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rfc822(value: datetime) -> str:
    """Return the moment as RSS writes it."""
    return format_datetime(value.astimezone(UTC))


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for written in (day, short_day, clock, iso, zulu, rfc822):
        environment.filters[written.__name__] = written
    return environment


ENVIRONMENT = _environment()


def render(template: str, **values: Any) -> str:
    """Return a template filled in."""
    return ENVIRONMENT.get_template(template).render(**values)
