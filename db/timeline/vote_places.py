"""Where a vote was taken: the meeting of that body and day, and the item of its agenda."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from db.timeline.dates import Window, days_before, overlap
from db.timeline.tellings import Telling
from db.timeline.vote_matching import NOT_UNALIKE, Group, likeness

# What an item's recorded action says of the vote on it.
PASSED = frozenset({"adopted", "adopted as amended", "accepted", "approved"})
NOT_VOTED = frozenset({"withdrawn", "deferred", "tabled", "no action"})

OPENING = 600  # characters: an article tells its news there
NEWS_OF_DAYS = 2  # days back: an evening's vote is in print two days later at the latest

MEETINGS_SQL = """
select m.id, m.organization_id, m.date, m.status,
       (select count(*) from agenda_items i where i.meeting_id = m.id and i.relevant = 1) as items
from meetings m where m.date is not null and m.organization_id is not null
order by m.date, m.id
"""

VOTED_SQL = """
select l.agenda_item_id from vote_event_items l join vote_events e on e.id = l.vote_event_id
where e.source_kind != 'news'
"""


@dataclass(frozen=True)
class Meeting:
    """What placing a vote needs to know of a meeting."""

    id: str
    organization_id: str
    date: str
    cancelled: bool
    items: int


class Places:
    """The meetings and the debate's items, asked where a vote belongs."""

    def __init__(self, database: Database) -> None:
        self.meetings: dict[str, list[Meeting]] = {}
        for row in database.query(MEETINGS_SQL):
            called_off = row["status"] in ("cancelled", "postponed")
            meeting = Meeting(row["id"], row["organization_id"], row["date"], called_off, row["items"])
            self.meetings.setdefault(meeting.organization_id, []).append(meeting)
        self.items: dict[str, list[dict[str, Any]]] = {}
        for row in database.query(
            "select * from agenda_items where relevant = 1 and pulled_at is null order by id"
        ):
            self.items.setdefault(row["meeting_id"], []).append(row)
        # An item with an official vote is another vote's only where the words say so.
        self.voted = {row["agenda_item_id"] for row in database.query(VOTED_SQL)}

    def meeting(self, organization_id: str | None, group: Iterable[Telling]) -> Meeting | None:
        """Return the one meeting at which these tellings' vote can have been taken.

        Several on the day: the one with items on the debate; None where that does not decide.
        """
        windows = [telling.window for telling in group if telling.window]
        fitting = [
            meeting
            for meeting in self.meetings.get(organization_id or "", [])
            if windows
            and not meeting.cancelled
            and all(overlap((meeting.date, meeting.date), window) for window in windows)
        ]
        with_items = [meeting for meeting in fitting if meeting.items]
        for choice in (fitting, with_items):
            if len(choice) == 1:
                return choice[0]
        return None

    def met(self, organization_id: str, window: Window) -> bool:
        """Tell whether the body held a meeting with items on the debate in the window."""
        return any(
            meeting.items and not meeting.cancelled and overlap((meeting.date, meeting.date), window)
            for meeting in self.meetings.get(organization_id, [])
        )

    def day_of(self, telling: Telling) -> str | None:
        """Return the meeting day by which an article that states none dates the news it opens with.

        That is the day of publication or one of the two before, if the body then met on the debate; what an
        article recalls further down, or as of an earlier time, is not its news.
        """
        if telling.date or not telling.has_tally or not telling.organization_id or not telling.published:
            return None
        if telling.looks_back or (telling.start or 0) > OPENING or len(telling.published) < 10:
            return None
        days = (days_before(telling.published, NEWS_OF_DAYS), telling.published)
        held = {
            meeting.date
            for meeting in self.meetings.get(telling.organization_id, [])
            if meeting.items and not meeting.cancelled and overlap((meeting.date, meeting.date), days)
        }
        return held.pop() if len(held) == 1 else None

    def unmet(self, organization_id: str | None, date: str | None) -> bool:
        """Tell whether a body whose meetings of that year are known had none on that day."""
        known = {meeting.date for meeting in self.meetings.get(organization_id or "", [])}
        return bool(
            date and len(date) == 10 and date not in known and any(day[:4] == date[:4] for day in known)
        )

    def doubtful(self, telling: Telling) -> bool:
        """Tell whether the told day is that of something else.

        So it is when the motion itself looks back to an earlier year, and when the day is no meeting day of a
        body that did meet in the week before publication: "a policy by June 27" is not the day of the vote.
        """
        if not telling.is_dated or not telling.published or not telling.organization_id:
            return False
        week = replace(telling, date=None).window
        held = [entry.date for entry in self.meetings.get(telling.organization_id, []) if not entry.cancelled]
        near = any(week and week[0] <= day <= week[1] for day in held)
        return telling.looks_back or (near and telling.date not in held)

    def assign_items(self, meeting_id: str, groups: list[Group]) -> dict[int, str]:
        """Return the item voted on, by the group's place in the list; an item has one vote here.

        The best-worded pair goes first. Where one vote and one item are left nothing else could be meant.
        """
        free = {item["id"]: item for item in self.items.get(meeting_id, [])}
        pairs = sorted(
            (
                (-score, index, item_id)
                for index, group in enumerate(groups)
                for item_id, item in free.items()
                if _can_be(group, item) and (score := _wording(group, item)) >= NOT_UNALIKE
            ),
        )
        chosen: dict[int, str] = {}
        for score, index, item_id in pairs:
            tied = [pair for pair in pairs if pair[:2] == (score, index) and pair[2] in free]
            if index not in chosen and item_id in free and len(tied) == 1:
                chosen[index] = item_id
                del free[item_id]
        sided = [index for index in range(len(groups)) if index not in chosen and groups[index][0].sided]
        counted = [index for index in sided if any(telling.yes is not None for telling in groups[index])]
        left = counted or sided
        free = {item_id: item for item_id, item in free.items() if item_id not in self.voted}
        if len(left) == len(free) == 1 and all(_can_be(groups[left[0]], item) for item in free.values()):
            chosen[left[0]] = next(iter(free))
        return chosen


def _can_be(group: Group, item: dict[str, Any]) -> bool:
    result = next((telling.result for telling in group if telling.result), None)
    action = item["action"]
    if action is None or result is None:
        return action not in NOT_VOTED
    return action in PASSED if result == "pass" else action == "failed"


def _wording(group: Group, item: dict[str, Any]) -> float:
    """Return how well a group's motions and the item's title agree: its best wording counts."""
    return max(likeness(telling.motion, item["title"]) or 0.0 for telling in group)
