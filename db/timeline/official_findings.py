"""What does not add up in boards' own records of their votes, once a matter, with what to do about it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.store.member_names import plain_tokens, told_name
from db.timeline.report import Finding
from db.timeline.tellings import COUNTS

_TALLIES = Path(__file__).with_name("tally_and_roll.sql").read_text(encoding="utf-8")
_GAPS = Path(__file__).with_name("official_gaps.sql").read_text(encoding="utf-8")
_DISAGREEMENTS = "select * from vote_disagreements where source_kind <> 'news' order by id"
_MEMBERS = """
select distinct m.organization_id, p.name from memberships m join people p on p.id = m.person_id
"""


def official_findings(database: Database) -> list[Finding]:
    """Return the findings on all official votes, on the debate or not."""
    members: dict[str, set[tuple[str, ...]]] = {}
    for row in database.query(_MEMBERS):
        members.setdefault(row["organization_id"], set()).add(plain_tokens(row["name"]))
    found = [finding for row in database.query(_TALLIES) for finding in _tally_against_roll(row)]
    for row in database.query(_GAPS):
        text = _gap(row, members.get(row["organization_id"], set()))
        found.append(Finding(row["kind"], text, row["url"], row["version_id"]))
    for row in database.query(_DISAGREEMENTS):
        text = (
            f"vote {row['vote_event_id']}: {row['field']} is {row['kept']}, this source tells {row['told']}"
        )
        found.append(Finding("vote-disagreement", text, row["url"], row["document_version_id"]))
    return found


def _tally_against_roll(row: dict[str, Any]) -> Iterator[Finding]:
    """Compare what was counted with who is named; a roll of dissenters only leaves the others out.

    A side of which nobody is named proves something only where the roll names as many as voted.
    """
    named = {name: row[f"named_{name}"] for name in COUNTS}
    whole = sum(named.values()) >= sum(row[name] or 0 for name in COUNTS)
    for name in COUNTS:
        told = row[name]
        if told is not None and named[name] != told and (named[name] or (whole and name != "absent")):
            where = f"{row['body'] or 'a vote'}, {row['date'] or 'undated'}"
            text = f"{where}: {told} counted as {name}, {named[name]} named"
            yield Finding("tally-roll", text, row["url"], row["document_version_id"])


def _gap(row: dict[str, Any], members: set[tuple[str, ...]]) -> str:
    when = row["first"] if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
    times = f"{row['times']} vote{'' if row['times'] == 1 else 's'}, {when or 'undated'}"
    if row["kind"] == "vote-item-unmatched":
        return f"{row['source']}: {row['name']!r} ({times}) is on no agenda known of that meeting"
    if row["kind"] == "vote-without-meeting":
        return f"{row['source']}: a page with {times}, belongs to no meeting known: is its calendar a source?"
    if told_name(row["name"]).tokens in members:
        advice = "is in the registry, but not as a member on those days: correct the dates of the role"
    else:
        advice = "matches nobody on that day's roster: add the person or the spelling"
    return f"{row['source']}: voter {row['name']!r} ({times}) {advice}"
