"""Votes as Legistar tells them: an item's outcome beside it, and each member's word in an answer of its own.

An item has one action and so one vote; whatever tells of that vote names the item's id. A consent agenda's
single roll call is copied to each of its items: it is one vote event with many items.
"""

import re
from collections import Counter

from crawler.civic.options import normal_option, normal_result
from crawler.json_page import text_of
from crawler.markup import plain_line
from crawler.page_lines import squeeze
from crawler.platform import Page
from crawler.platforms.legistar_rows import Row, flag, rows_of
from db.records import MemberVote, Record, Remark, VoteEvent, VoteOption, VoteResult

_WORDED = re.compile(
    r"\b(?:ayes?|yeas?|yes)\b\W*(?P<yes>\d{1,3})\b\W*\b(?:nays?|noes|no)\b\W*(?P<no>\d{1,3})\b", re.IGNORECASE
)
_TALLY = re.compile(r"(?<!\d)(\d{1,3})\s*[:–-]\s*(\d{1,3})(?!\s*[/\d])")


def read_outcomes(
    rows: list[Row], meeting_id: str | None, day: str | None, url: str | None
) -> list[VoteEvent]:
    """Return the votes that an agenda's items tell of, in their order."""
    return [_outcome(group, meeting_id, day, url) for group in voted_together(rows)]


def voted_together(rows: list[Row]) -> list[list[Row]]:
    """Return the items voted on, those of one consent vote together, the motion's own item first.

    Together are neighbours on the consent agenda with the same movers, words and outcome, and the item
    that is the motion to approve them all, where it stands right before or after.
    """
    groups: list[list[Row]] = []
    for row in rows:
        if not was_voted_on(row):
            continue
        if groups and _belongs(row, groups[-1]):
            if flag(row, "eventitemconsent"):
                groups[-1].append(row)
            else:
                groups[-1].insert(0, row)
        else:
            groups.append([row])
    return groups


def was_voted_on(row: Row) -> bool:
    """Tell whether an item shows that there was a vote.

    The roll call flag alone marks attendance, and is no sign of none either: cities leave it at 0 on items
    with full rolls (Seattle, Cleveland). Who introduced a bill stands as its mover, without a seconder.
    """
    if text_of(row, "eventitemid") is None:
        return False
    told = any(text_of(row, f"eventitem{key}") for key in ("passedflagname", "tally"))
    told = told or bool(_roll_beside([row]))
    moved = all(text_of(row, f"eventitem{key}") for key in ("mover", "seconder"))
    action = bool(text_of(row, "eventitemactionname")) and bool(flag(row, "eventitemrollcallflag"))
    return told or moved or action or flag(row, "eventitempassedflag") is not None


def read_rolls(rows: list[Row], page: Page) -> list[Record]:
    """Return one vote event an item from the members' rows, and remarks on those that tell no choice."""
    rolls: dict[str, dict[str, Row]] = {}
    records: list[Record] = []
    own = re.search(r"/eventitems/(\d+)/votes", page.url, re.IGNORECASE)
    lost = 0
    for row in rows:
        item, name = text_of(row, "voteeventitemid") or (own[1] if own else None), _person(row)
        if item is None or name is None:
            lost += 1
            continue
        rolls.setdefault(item, {})[text_of(row, "votepersonid") or name] = row
    for item, roll in rolls.items():
        records += _roll(item, list(roll.values()), page)
    if lost:
        told = f"{lost} rows have no VoteEventItemId or no VotePersonName"
        records.append(Remark(kind="vote without member", message=told, url=page.url))
    return records


def _outcome(group: list[Row], meeting_id: str | None, day: str | None, url: str | None) -> VoteEvent:
    row = group[0]
    result, raw = _result(row)
    yes, no = _counts(text_of(row, "eventitemtally"))
    roll = _roll_beside(group)
    count = Counter(vote.option for vote in roll)
    numbers = (text_of(entry, "eventitemagendanumber", "eventitemmatterfile") for entry in group)
    return VoteEvent(
        meeting_id=meeting_id or text_of(row, "eventitemeventid"),
        motion=plain_line(text_of(row, "eventitemactiontext", "eventitemactionname")),
        result=result,
        result_raw=raw,
        yes=count["yes"] if roll else yes,
        no=count["no"] if roll else no,
        abstain=count["abstain"] if roll else None,
        absent=count["absent"] if roll else None,
        votes=roll,
        item_ids=[str(text_of(entry, "eventitemid")) for entry in group],
        item_numbers=[number for number in numbers if number],
        item_title=plain_line(text_of(row, "eventitemtitle", "eventitemmattername")),
        mover=plain_line(text_of(row, "eventitemmover")),
        seconder=plain_line(text_of(row, "eventitemseconder")),
        source_kind="platform api",
        date=day,
        url=url,
    )


def _roll_beside(group: list[Row]) -> list[MemberVote]:
    """Return the members' votes that some clients' exports put into the item itself (EventItemVoteInfo)."""
    for row in group:
        if votes := [vote for entry in rows_of(row, "eventitemvoteinfo") if (vote := _member(entry))]:
            return list({vote.name: vote for vote in votes}.values())
    return []


def _belongs(row: Row, group: list[Row]) -> bool:
    consent = [bool(flag(entry, "eventitemconsent")) for entry in (*group, row)]
    return consent.count(False) <= 1 and any(consent) and _way(row) == _way(group[-1])


def _way(row: Row) -> tuple[str, ...]:
    keys = ("mover", "seconder", "actionname", "actiontext", "passedflagname", "passedflag", "tally")
    return tuple((text_of(row, f"eventitem{key}") or "").lower() for key in keys)


def _result(row: Row) -> tuple[VoteResult | None, str | None]:
    """Return the outcome and its word: the flag's, else what the action's name says became of it."""
    raw = text_of(row, "eventitempassedflagname")
    passed = flag(row, "eventitempassedflag")
    if raw is None and passed is None:
        raw = plain_line(text_of(row, "eventitemactionname"))
        return (result, raw) if (result := normal_result(raw)) else (None, None)
    return normal_result(raw) or (None if passed is None else "pass" if passed else "fail"), raw


def _counts(tally: str | None) -> tuple[int | None, int | None]:
    """Return ayes and noes of a tally ("7:0", "Ayes: 5 Noes: 2"); None where it is told otherwise."""
    if worded := _WORDED.search(tally or ""):
        return int(worded["yes"]), int(worded["no"])
    if found := _TALLY.search(tally or ""):
        return int(found[1]), int(found[2])
    return None, 0 if re.search(r"\bunanimous", tally or "", re.IGNORECASE) else None


def _roll(item: str, rows: list[Row], page: Page) -> list[Record]:
    votes: list[MemberVote] = []
    remarks: list[Record] = []
    silent: list[str] = []
    for row in rows:
        vote = _member(row)
        if vote is None:
            silent.append(_person(row) or "")
            continue
        votes.append(vote)
        if _option(vote.option_raw) is None:
            told = f"item {item}, {vote.name}: {vote.option_raw!r} is no choice known"
            remarks.append(Remark(kind="unknown option", message=told, url=page.url))
    if silent:
        told = f"item {item}: no choice is given for {', '.join(silent)}"
        remarks.append(Remark(kind="vote without choice", message=told, url=page.url))
    if not votes:
        return remarks
    count = Counter(vote.option for vote in votes)
    event = VoteEvent(
        yes=count["yes"],
        no=count["no"],
        abstain=count["abstain"],
        absent=count["absent"],
        votes=votes,
        item_ids=[item],
        source_kind="platform api",
    )
    return [event, *remarks]


def _member(row: Row) -> MemberVote | None:
    name, raw = _person(row), text_of(row, "votevaluename")
    if name is None or raw is None:
        return None
    return MemberVote(name=name, option=_option(raw) or "other", option_raw=raw)


def _option(raw: str | None) -> VoteOption | None:
    """Return a choice, also of a word with something said about it: "Aye (remote)", "Nay, as amended"."""
    return normal_option(raw) or normal_option(re.split(r"\s*[,(\[]", raw or "")[0])


def _person(row: Row) -> str | None:
    name = row.get("votepersonname")
    return (squeeze(name) or None) if isinstance(name, str) else None
