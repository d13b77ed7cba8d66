"""What a draft is asked for with, what it gives, and how it says that it cannot be had."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

USAGE, UNREADABLE = 2, 1


class DraftError(Exception):
    """A source that cannot be drafted; the text says why and what to do.

    `exit_code` is 2 where what was asked for has to change, 1 where the site is the reason.
    """

    def __init__(self, told: str, exit_code: int = UNREADABLE) -> None:
        super().__init__(told)
        self.exit_code = exit_code


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a person says of the new source; the rest is found out. Where it is, is never guessed.

    One of `jurisdiction` (an id of the watch) and `timezone` (an IANA name) is needed. `allow_loopback` is
    the tests': this machine may be asked.
    """

    id: str | None = None
    name: str | None = None
    kind: Literal["board", "outlet"] | None = None
    platform: str | None = None
    jurisdiction: str | None = None
    timezone: str | None = None
    organization: str | None = None
    dry_run: bool = False
    allow_loopback: bool = False


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A drafted source: its entry's text, the registry file it is for, and every file with its new content.

    `told` are the sentences a person should read: what was found out and how. `written` is False for a dry
    run.
    """

    source_id: str
    entry: str
    registry: Path
    files: dict[Path, bytes]
    told: list[str] = field(default_factory=list)
    written: bool = False
