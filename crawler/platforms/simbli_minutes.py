"""A meeting's minutes (GetMeetingMinutes): who was there, and under each item its motions and votes.

A motion is three fragments of markup: "Motion made by: ...", "Motion seconded by: ...", and the outcome,
which is a list of "NAME - Yes", the words "Unanimously Approved", or nothing beside a flag that says so.
"""

import re
from collections.abc import Iterator
from typing import Any

from crawler.civic.options import normal_option, normal_result
from crawler.minutes import read_motions
from crawler.platform import Page
from crawler.platforms.simbli_fields import (
    Entry,
    entries,
    label_and_title,
    lowered,
    meeting_page,
    query_of,
    readable,
    walk,
    words,
)
from db.records import Meeting, MemberVote, Record, Remark, VoteEvent, VoteResult

LONGEST_MOTION = 2000
_MOVER = re.compile(r"^(?:initial |amended |original )?motion (?:made|moved) by\s*:?\s*(.+)$", re.IGNORECASE)
_SECONDER = re.compile(r"^(?:initial |amended |original )?motion seconded by\s*:?\s*(.+)$", re.IGNORECASE)
_HEADING = re.compile(r"^(?:roll call )?(?:voting|vote)(?: results?)?\s*:?\s*", re.IGNORECASE)
_NAME_FIRST = re.compile(r"^(?P<name>.{2,60}?)\s+[-–—]\s+(?P<option>[A-Za-z][A-Za-z ]{0,24})$")
_OPTION_FIRST = re.compile(r"^(?P<option>[A-Za-z][A-Za-z ]{0,24}?)\s*:\s*(?P<name>\D{2,60})$")
_VOTING_MEMBERS = re.compile(r"^voting members|^members present|^board members", re.IGNORECASE)
_OTHERS = re.compile(r"non-?voting|absent|staff|others", re.IGNORECASE)
_ROLE = re.compile(r"\s*,\s*(?!(?:Jr|Sr|II|III|Ph\.?D|Ed\.?D|M\.?D)\b)[^,]+$")
UNANIMOUS = re.compile(r"unanim", re.IGNORECASE)


def is_minutes(answer: Any) -> bool:
    """Tell whether an answer is a meeting's minutes."""
    return isinstance(answer, dict) and bool({"lstitemminutes", "attendesshtml"} & set(lowered(answer)))


def read_minutes(answer: Entry, page: Page) -> list[Record]:
    """Return the meeting with that day's members, and its votes in order."""
    named, query = lowered(answer), query_of(page.url)
    meeting_id = query.get("mid")
    nodes = list(walk(named.get("lstitemminutes"), "childminuteslst"))
    events: list[Record] = []
    for node, above in nodes:
        events += _events(node, above, page, meeting_id)
    members = _members(named.get("attendesshtml"))
    said = any(readable(str(node.get("minutes") or "")) for node, _ in nodes)
    if not (events or ((members or said) and meeting_id)):
        return [Remark(kind="empty list", message="the minutes say nothing yet", url=page.url)]
    if meeting_id is None:
        return events
    url = meeting_page(page.url, query.get("s"), meeting_id)
    held = Meeting(id=meeting_id, body=page.body_name, status="held", status_raw="minutes", url=url)
    held.members = members
    return [held, *events]


def minutes_text(answer: Entry) -> str:
    """Return the minutes as a reader sees them: each item's title, what was said of it, its votes."""
    named = lowered(answer)
    lines = [readable(str(named.get("attendesshtml") or ""))]
    for node, _ in walk(named.get("lstitemminutes"), "childminuteslst"):
        lines.append(words(node, "title") or "")
        for text, fragments, _ in _votings(node):
            lines += [text, *(readable(fragment) for fragment in fragments)]
    return "\n".join(line for line in lines if line)


def _members(markup: Any) -> list[str]:
    """Return the names under "Voting Members", without their offices."""
    names: list[str] = []
    listed = False
    for line in readable(str(markup or "")).split("\n"):
        if _OTHERS.search(line) and "," not in line:
            listed = False
        elif _VOTING_MEMBERS.match(line):
            listed = True
        elif listed and line:
            names.append(_ROLE.sub("", line).strip())
    return names


def _events(node: Entry, above: tuple[Entry, ...], page: Page, meeting_id: str | None) -> Iterator[Record]:
    number = ".".join(
        label for one in (*above, node) if (label := label_and_title(words(one, "title") or "")[0])
    )
    for text, fragments, approved in _votings(node):
        recorded, unread = read_voting(text, fragments, approved)
        for line in unread:
            yield Remark(kind="unread vote", message=f"{words(node, 'title')}: {line[:160]!r}", url=page.url)
        for event in [*_told(text, recorded), *([recorded] if recorded else [])]:
            event.meeting_id = meeting_id
            event.item_ids = _ids(node)
            event.item_numbers = [number] if number else []
            event.item_title = label_and_title(words(node, "title") or "")[1] or None
            event.url = _minutes_page(page.url, meeting_id)
            yield event


def _told(text: str, recorded: VoteEvent | None) -> list[VoteEvent]:
    """Return the votes that the minutes' prose tells and the platform does not record.

    Where it records one, its own is told in the prose too: another is one that others moved and seconded.
    """
    told = read_motions(text)
    if recorded is not None:
        same = next((event for event in told if _same(event, recorded) and event.motion), None)
        recorded.motion = same.motion if same else recorded.motion
        told = [event for event in told if event.mover and event.seconder and not _same(event, recorded)]
    for event in told:
        event.start = event.end = None  # they count in this item's minutes, not in the page's text
    return told


def _same(event: VoteEvent, other: VoteEvent) -> bool:
    def surname(name: str | None) -> str:
        return (name or "").split()[-1].lower() if name else ""

    pairs = (event.mover, other.mover), (event.seconder, other.seconder)
    return any(not theirs or surname(ours) == surname(theirs) for ours, theirs in pairs)


def _minutes_page(url: str, meeting_id: str | None) -> str | None:
    page = meeting_page(url, query_of(url).get("s"), meeting_id)
    return f"{page}&T=1" if page else None


def _ids(node: Entry) -> list[str]:
    """Return the item's id; a consent agenda's vote is also the vote of the items below without their own."""
    own = words(node, "encrid", "id")
    ids = [own] if own else []
    if "consent" in (words(node, "title") or "").lower():
        for below, _ in walk(node.get("childminuteslst"), "childminuteslst"):
            leaf = not entries(below.get("childminuteslst"))
            inner = words(below, "encrid", "id")
            if leaf and inner and not any(any(fragments) for _, fragments, _ in _votings(below)):
                ids.append(inner)
    return ids


def _votings(node: Entry) -> Iterator[tuple[str, list[str], bool | None]]:
    """Yield each motion of an item: its text, its fragments of markup, and what the flags say of it."""
    votings = entries(node.get("meetingonlinevotings"))
    told = [one for one in votings if any(_fragments(one)) or one.get("minutes")]
    for one in told or [node]:
        approved = True if one.get("allvotingapproved") is True else None
        approved = False if one.get("allvotingnotapproved") is True else approved
        text = readable(str(one.get("minutes") or node.get("minutes") or ""))
        yield text, _fragments(one), approved


def _fragments(voting: Entry) -> list[str]:
    flat: list[str] = []
    for value in (voting.get("votinghtml") or voting.get("votinghtmls"), voting.get("votingresulthtml")):
        flat += [value] if isinstance(value, str) else [one for one in value or [] if isinstance(one, str)]
    return flat


def read_voting(
    text: str, fragments: list[str], approved: bool | None = None
) -> tuple[VoteEvent | None, list[str]]:
    """Return the vote that the fragments tell, if any, and the lines of them that could not be read.

    The outcome is what they print, else what the minutes' `text` says, else the platform's flag, else what
    more than half of the members listed voted: Simbli prints no outcome beside a roll.
    """
    event = VoteEvent(source_kind="minutes", motion=" ".join(text.split())[:LONGEST_MOTION] or None)
    unread = []
    for line in (line for fragment in fragments for line in readable(fragment).split("\n") if line.strip()):
        if not _take(event, line.strip()):
            unread.append(line.strip())
    if not (event.mover or event.seconder or event.votes or event.result_raw or approved is not None):
        return None, unread
    _count(event)
    _conclude(event, text, approved)
    return event, unread


def _take(event: VoteEvent, line: str) -> bool:
    """Put one line of a vote into the event; tell whether it could be read."""
    if found := _MOVER.match(line):
        event.mover = found[1].strip()
    elif found := _SECONDER.match(line):
        event.seconder = found[1].strip()
    elif vote := _member_vote(line):
        if vote.name not in {known.name for known in event.votes}:
            event.votes.append(vote)
    else:
        said = _HEADING.sub("", line)
        if said and normal_result(said) is None:
            return False
        event.result_raw = said or event.result_raw
    return True


def _member_vote(line: str) -> MemberVote | None:
    for pattern in (_NAME_FIRST, _OPTION_FIRST):
        found = pattern.match(line)
        option = normal_option(found["option"]) if found else None
        if found and option:
            return MemberVote(name=found["name"].strip(), option=option, option_raw=found["option"].strip())
    return None


def _count(event: VoteEvent) -> None:
    if event.votes:
        options = [vote.option for vote in event.votes]
        event.yes, event.no = options.count("yes"), options.count("no")
        event.abstain, event.absent = options.count("abstain"), options.count("absent")
    elif UNANIMOUS.search(event.result_raw or ""):
        event.no = 0


def _conclude(event: VoteEvent, text: str, approved: bool | None) -> None:
    event.result = normal_result(event.result_raw)
    if event.result is None:
        event.result_raw, event.result = _said_outcome(text)
    if event.result is None and approved is not None:
        event.result, event.result_raw = (
            ("pass", "AllVotingApproved") if approved else ("fail", "AllVotingNotApproved")
        )
        if not event.votes:
            event.no = 0 if approved else None
    if event.result is None and event.votes:
        half = len(event.votes) / 2
        event.result = "pass" if (event.yes or 0) > half else "fail" if (event.no or 0) >= half else None


_DECLARED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr)\.|[^.])*\b(?:motion|vote|resolution)\b[^.]{0,40}?\b(?:carrie[sd]|pass(?:e[sd])?|fail(?:s|ed)?|defeated|lost"
    r"|approved unanimously|unanimously approved)\b[^.]*\.?",
    re.IGNORECASE,
)


def _said_outcome(text: str) -> tuple[str | None, VoteResult | None]:
    """Return the last sentence in which the minutes say that the motion carried or failed."""
    said = [found.group().strip() for found in _DECLARED.finditer(" ".join(text.split()))]
    outcome = normal_result(said[-1]) if said else None
    return (said[-1][-200:], outcome) if outcome else (None, None)
