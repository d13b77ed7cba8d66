"""A vote as one source tells it: one article's sentence, or one official record."""

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.ids import slug
from db.timeline.dates import Window, days_before, local_date, overlap, window

COUNTS = ("yes", "no", "abstain", "absent")
MIRRORED_OPTION = {"yes": "no", "no": "yes"}
SIDES = frozenset({"keep", "remove"})
MIRRORED_RESULT = {"pass": "fail", "fail": "pass"}
# News tells a decision within days; a board meets monthly, so a week cannot reach the meeting before.
NEWS_LAG_DAYS = 7
LOOKS_BACK = re.compile(r"\bin (?:[A-Z][a-z]+ )?(20\d\d)\b")


@dataclass(frozen=True)
class MemberTold:
    """One member's choice as told."""

    name: str
    person_id: str | None
    option: str
    option_raw: str | None = None

    @property
    def key(self) -> str:
        """Who it is: the person, else the name as written."""
        return self.person_id or slug(self.name)


@dataclass(frozen=True)
class Telling:
    """One source's account of one vote; `event_id` is set for an official record that has its own row.

    `effect` is what the outcome does to officers in schools: a motion to end their contract that fails keeps.
    """

    id: str
    source_kind: str
    version_id: str | None
    url: str | None
    published: str | None
    organization_id: str | None
    body: str | None
    motion: str | None
    date: str | None
    result: str | None
    yes: int | None
    no: int | None
    abstain: int | None
    absent: int | None
    effect: str | None
    members: tuple[MemberTold, ...]
    start: int | None
    end: int | None
    quote: str | None = None
    event_id: str | None = None
    on_topic: bool = True
    mirrored: bool = False
    titles: tuple[
        str, ...
    ] = ()  # of an official record's items on the debate: its motion may say "approve it"

    @property
    def body_key(self) -> str | None:
        """Which body voted: its id, else its name as written; None where the text does not say."""
        return self.organization_id or (slug(self.body) if self.body else None)

    @property
    def counts(self) -> tuple[int | None, ...]:
        """Yes, no, abstain, absent; None where not told."""
        return self.yes, self.no, self.abstain, self.absent

    @property
    def window(self) -> Window | None:
        """The days on which the vote can have been: the day told, else the week before publication."""
        told = window(self.date) if self.date else None
        if told or not self.published or len(self.published) < 10:
            return told
        return days_before(self.published, NEWS_LAG_DAYS), self.published

    @property
    def sided(self) -> bool:
        """Whether the outcome keeps or removes officers."""
        return self.effect in SIDES

    @property
    def has_tally(self) -> bool:
        """Whether yes and no are both told."""
        return self.yes is not None and self.no is not None

    @property
    def looks_back(self) -> bool:
        """Whether the motion is told as of an earlier year: "ended the program in February 2024"."""
        told = self.published or self.date or ""
        return any(year < told[:4] for year in LOOKS_BACK.findall(self.motion or ""))

    @property
    def is_dated(self) -> bool:
        """Whether the source tells the very day."""
        return self.date is not None and len(self.date) == 10

    def mirror(self) -> "Telling":
        """Return the vote told from the other side: "kept, 4-3" for "the motion to end failed 3-4"."""
        return replace(
            self,
            result=MIRRORED_RESULT.get(self.result or "", self.result),
            yes=self.no,
            no=self.yes,
            members=tuple(
                replace(member, option=MIRRORED_OPTION.get(member.option, member.option))
                for member in self.members
            ),
            mirrored=not self.mirrored,
        )


NEWS_SQL = """
select t.*, a.url, a.date_published, s.timezone
from told_votes t
join articles a on a.document_version_id = t.document_version_id
join sources s on s.id = a.source_id
where a.relevant = 1
order by t.id
"""

OFFICIAL_SQL = """
select e.*, coalesce(e.url, d.url) as seen_at_url,
       (select max(i.relevant) from agenda_items i where i.id = e.agenda_item_id
          or i.id in (select agenda_item_id from vote_event_items where vote_event_id = e.id)) as relevant,
       (select json_group_array(i.title) from agenda_items i where i.relevant = 1 and i.title is not null
          and (i.id = e.agenda_item_id
               or i.id in (select agenda_item_id from vote_event_items where vote_event_id = e.id))) as titles
from vote_events e
left join document_versions v on v.id = e.document_version_id
left join documents d on d.id = v.document_id
where e.source_kind != 'news'
order by e.id
"""

OFFICIAL_VOTES_SQL = """
select v.* from votes v
where v.vote_event_id in (select value from json_each(:events))
  and (v.document_version_id is null or v.document_version_id not in
  (select n.id from document_versions n join articles a on a.id = n.document_id))
order by v.id
"""


def told_in_news(database: Database) -> list[Telling]:
    """Return the votes that current versions of relevant articles tell."""
    return [
        Telling(
            **_common(row),
            id=row["id"],
            source_kind="news",
            published=local_date(row["date_published"], row["timezone"]),
            members=tuple(
                MemberTold(entry["name"], entry.get("person_id"), entry["option"], entry.get("option_raw"))
                for entry in json.loads(row["members"])
            ),
            quote=row["quote"],
        )
        for row in database.query(NEWS_SQL)
    ]


def told_officially(database: Database, news: list[Telling]) -> list[Telling]:
    """Return the votes on official record that are on the debate or could be what the news tells.

    Each comes with its members' votes from official documents. The thousands of votes on other matters, of
    days that no article tells of, are left where they are.
    """
    told: dict[str | None, list[Window]] = {}
    for telling in news:
        if telling.window:
            told.setdefault(telling.organization_id, []).append(telling.window)
    rows = [row for row in database.query(OFFICIAL_SQL) if _is_on_topic(row) or _is_told(row, told)]
    members: dict[str, list[MemberTold]] = {}
    for row in database.query(OFFICIAL_VOTES_SQL, {"events": json.dumps([row["id"] for row in rows])}):
        choice = MemberTold(row["voter_name"], row["person_id"], row["option"], row["option_raw"])
        members.setdefault(row["vote_event_id"], []).append(choice)
    return [
        Telling(
            **{**_common(row), "url": row["seen_at_url"]},
            id=row["id"],
            source_kind=row["source_kind"],
            published=None,
            members=tuple(members.get(row["id"], ())),
            event_id=row["id"],
            on_topic=_is_on_topic(row),
            titles=tuple(json.loads(row["titles"])),
        )
        for row in rows
    ]


def _is_on_topic(row: dict[str, Any]) -> bool:
    return bool(row["relevant"]) if row["relevant"] is not None else row["effect"] in SIDES


def _is_told(row: dict[str, Any], told: dict[str | None, list[Window]]) -> bool:
    day = window(row["date"]) if row["date"] else None
    near = [*told.get(row["organization_id"], ()), *told.get(None, ())]
    return day is not None and any(overlap(day, other) for other in near)


def _common(row: dict[str, Any]) -> dict[str, Any]:
    same = ("url", "organization_id", "body", "motion", "date", "result", "effect", *COUNTS)
    return {
        **{name: row[name] for name in same},
        "version_id": row["document_version_id"],
        "start": row["start_char"],
        "end": row["end_char"],
    }
