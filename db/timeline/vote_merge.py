"""One event a real vote, from every source that tells it; what sources tell differently stays visible."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from sqlite_utils import Database

from db.ids import digest, slug
from db.timeline.dates import overlap
from db.timeline.report import Finding
from db.timeline.tellings import COUNTS, MemberTold, Telling, told_in_news, told_officially
from db.timeline.vote_matching import Group, group_tellings
from db.timeline.vote_places import Places
from db.timeline.wording import clip

Row = dict[str, Any]
LEAST_MOTION_WORDS = 4


@dataclass
class Merged:
    """The rows of one rebuild of the votes."""

    events: list[Row] = field(default_factory=list)
    votes: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    disagreements: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


# News' part of each table goes and comes back; official records are the parsers' own and stay as they are.
CLEAR = """
delete from vote_disagreements where source_kind = 'news';
delete from vote_event_sources where source_kind = 'news';
delete from votes where vote_event_id in (select id from vote_events where source_kind = 'news')
  or document_version_id in (select v.id from document_versions v join articles a on a.id = v.document_id);
delete from vote_events where source_kind = 'news'
"""


def merge_votes(database: Database) -> Merged:
    """Return the rows for every vote told, read before anything is cleared."""
    places = Places(database)
    news = told_in_news(database)
    doubted = [telling for telling in news if places.doubtful(telling)]
    trusted = [replace(telling, date=None) if telling in doubted else telling for telling in news]
    by_article = {telling.id: day for telling in trusted if (day := places.day_of(telling))}
    trusted = [replace(telling, date=by_article.get(telling.id, telling.date)) for telling in trusted]
    groups, astray = group_tellings(told_officially(database, trusted), trusted, places.met)
    merged = _rows(groups, places)
    for telling in doubted:
        text = (
            f"{telling.body or 'a body'} had no meeting on {telling.date}; taken for the meeting of that week"
        )
        merged.findings.append(Finding("vote-date", text, telling.url, telling.version_id))
    for telling in trusted:
        if day := by_article.get(telling.id):
            text = f"no day is told; dated by the article to {telling.body}'s meeting of {day}: check it"
            merged.findings.append(Finding("vote-dated-by-article", text, telling.url, telling.version_id))
    for telling in astray:
        text = (
            "told without a day or a tally, and of no vote on record: find its day and body and add a source "
            f"that tells them, or leave it out: {clip(telling.quote, 160)}"
        )
        merged.findings.append(Finding("vote-untraced", text, telling.url, telling.version_id))
    return merged


def store_votes(database: Database, merged: Merged) -> None:
    """Replace news' part of the vote tables inside the caller's transaction."""
    for statement in CLEAR.split(";"):
        database.execute(statement)
    database.table("vote_events").insert_all(merged.events)
    database.table("vote_event_items").insert_all(
        {"vote_event_id": event["id"], "agenda_item_id": event["agenda_item_id"], "position": 0}
        for event in merged.events
        if event["agenda_item_id"]
    )
    database.table("votes").insert_all(merged.votes)
    database.table("vote_event_sources").insert_all(merged.sources)
    database.table("vote_disagreements").insert_all(merged.disagreements)


def _rows(groups: list[Group], places: Places) -> Merged:
    merged = Merged()
    official = [group for group in groups if group[0].event_id]
    events = _news_events([group for group in groups if not group[0].event_id], places)
    merged.events = sorted((event for event, _ in events), key=lambda event: str(event["id"]))
    told = [(str(event["id"]), event, group) for event, group in events]
    told += [(str(group[0].event_id), _facts(group[0]), group) for group in official]
    for event_id, event, group in sorted(told, key=lambda entry: entry[0]):
        merged.sources += [_source(event_id, telling) for telling in group if not telling.event_id]
        roll, differing = _roll(group)
        whole = bool(group[0].event_id and group[0].members)
        if not whole:  # the press completes no official roll, and overrides none
            merged.votes += [_vote(event_id, *entry) for entry in sorted(roll.items())]
            merged.findings += _findings(event, group, roll)
        merged.disagreements += _disagreements(event_id, event, group, differing)
        if not group[0].event_id and places.unmet(event["organization_id"], event["date"]):
            text = f"{event['body']} had no meeting on {event['date']}: another body's vote, or another day's"
            merged.findings.append(Finding("vote-without-meeting", text, group[0].url, group[0].version_id))
    merged.findings += [_as_finding(row) for row in merged.disagreements]
    return merged


def _facts(telling: Telling) -> Row:
    names = ("organization_id", "body", "motion", "date", "result", "effect", *COUNTS)
    return {name: getattr(telling, name) for name in names}


def _news_events(groups: list[Group], places: Places) -> list[tuple[Row, Group]]:
    events = []
    for group in groups:
        event = _news_event(group)
        exact = event["date"] and len(event["date"]) == 10
        # What looks back from a later week says nothing of the day.
        meeting = places.meeting(event["organization_id"], [told for told in group if told.date] or group[:1])
        if meeting:
            event["meeting_id"] = meeting.id
            event["date"] = event["date"] if exact else meeting.date
        events.append((event, group))
    _place_items(events, places)
    _identify(events)
    return events


def _news_event(group: Group) -> Row:
    lead = group[0]

    def first(name: str) -> Any:
        return next((getattr(telling, name) for telling in group if getattr(telling, name) is not None), None)

    dates = sorted((telling.date for telling in group if telling.date), key=lambda day: (-len(day), day))
    return {
        **{name: first(name) for name in ("organization_id", "body", "result", "effect")},
        "motion": _motion(group),
        **_tally(group),
        "date": dates[0] if dates else None,
        "meeting_id": None,
        "agenda_item_id": None,
        "source_kind": "news",
        "document_version_id": lead.version_id,
        "start_char": lead.start,
        "end_char": lead.end,
    }


def _motion(group: Group) -> str | None:
    """Return the wording that says most shortly what was voted on; a bare pronoun or day says nothing."""
    at_the_time = [
        told for told in group if told.window and group[0].window and overlap(told.window, group[0].window)
    ]
    naming = [told for told in at_the_time if not told.mirrored] or group
    said = [" ".join(told.motion.removeprefix("to ").split()) for told in naming if told.motion]
    whole = [words for words in said if len(words.split()) >= LEAST_MOTION_WORDS]
    return min(whole or said, key=lambda words: (len(words), words), default=None)


def _tally(group: Group) -> dict[str, int | None]:
    """Return the tally that most tellings give, its gaps filled only from tellings that agree with it."""

    def agree(left: Telling, right: Telling) -> bool:
        pairs = zip(left.counts, right.counts, strict=True)
        return all(ours is None or theirs is None or ours == theirs for ours, theirs in pairs)

    told = [telling for telling in group if telling.yes is not None or telling.no is not None]
    if not told:
        return dict.fromkeys(COUNTS)
    best = max(told, key=lambda telling: sum(agree(telling, other) for other in told))
    agreeing = [best, *(telling for telling in told if agree(best, telling))]
    return {
        name: next(
            (getattr(telling, name) for telling in agreeing if getattr(telling, name) is not None), None
        )
        for name in COUNTS
    }


def _place_items(events: list[tuple[Row, Group]], places: Places) -> None:
    by_meeting: dict[str, list[tuple[Row, Group]]] = {}
    for event, group in events:
        if event["meeting_id"]:
            by_meeting.setdefault(event["meeting_id"], []).append((event, group))
    for meeting_id, entries in by_meeting.items():
        chosen = places.assign_items(meeting_id, [group for _, group in entries])
        for index, item_id in chosen.items():
            entries[index][0]["agenda_item_id"] = item_id


def _identify(events: list[tuple[Row, Group]]) -> None:
    """Give each event its id: body, day and what the motion would do.

    A second vote that shares all three is told apart by its tally and place in line; "first" is the one
    told first in print, so that finding an old article again later changes nothing.
    """
    taken: Counter[tuple[Any, ...]] = Counter()
    for event, group in sorted(events, key=lambda entry: _told_first(entry[1])):
        lead = group[0]
        when = event["date"] or (lead.window[0] if lead.window else None)
        what = (event["organization_id"] or lead.body_key, when, event["effect"])
        nth = taken[what]
        taken[what] += 1
        event["id"] = digest("vote", *what, *((*(event[name] for name in COUNTS), nth) if nth else ()))


def _told_first(group: Group) -> tuple[str, str, int]:
    return min((telling.published or "9", telling.url or "", telling.start or 0) for telling in group)


def _roll(
    group: Group,
) -> tuple[dict[str, tuple[MemberTold, Telling]], list[tuple[Telling, MemberTold, str]]]:
    """Return each voter's choice with the telling it comes from, and the choices told differently."""
    roll: dict[str, tuple[MemberTold, Telling]] = {}
    if group[0].event_id and group[0].members:
        return _official_roll(group)
    for telling in group:
        for member in telling.members:
            roll.setdefault(member.key, (member, telling))
    alias = {key: _full_name(key, roll) for key in roll}
    kept = {key: entry for key, entry in roll.items() if alias[key] == key}
    differing = [
        (telling, member, kept[alias[member.key]][0].option)
        for telling in group
        for member in telling.members
        if member.option != kept[alias[member.key]][0].option
    ]
    return kept, differing


def _official_roll(
    group: Group,
) -> tuple[dict[str, tuple[MemberTold, Telling]], list[tuple[Telling, MemberTold, str]]]:
    """Return the board's own roll, and where the press tells a member's choice otherwise."""
    kept = {member.key: (member, group[0]) for member in group[0].members}
    differing = [
        (telling, member, kept[own][0].option)
        for telling in group[1:]
        for member in telling.members
        if (own := _on_roll(member, kept)) and kept[own][0].option != member.option
    ]
    return kept, differing


def _on_roll(member: MemberTold, kept: dict[str, tuple[MemberTold, Telling]]) -> str | None:
    """Return the key of the one voter on an official roll who is meant; either may be a surname alone."""
    if member.key in kept:
        return member.key
    name = slug(member.name)
    found = [
        key
        for key, (voter, _) in kept.items()
        if f"-{slug(voter.name)}".endswith(f"-{name}") or f"-{name}".endswith(f"-{slug(voter.name)}")
    ]
    return found[0] if len(found) == 1 else None


def _full_name(key: str, roll: dict[str, tuple[MemberTold, Telling]]) -> str:
    """Return the key of the one longer name that ends with this surname, else the key itself."""
    longer = [other for other in roll if other.endswith(f"-{key}")]
    return longer[0] if len(longer) == 1 and roll[key][0].person_id is None else key


def _vote(event_id: str, key: str, entry: tuple[MemberTold, Telling]) -> Row:
    member, telling = entry
    return {
        "id": digest(event_id, key),
        "vote_event_id": event_id,
        "person_id": member.person_id,
        "voter_name": member.name,
        "option": member.option,
        "option_raw": member.option_raw,
        "document_version_id": telling.version_id,
    }


def _source(event_id: str, telling: Telling) -> Row:
    as_told = telling.mirror() if telling.mirrored else telling
    return {
        "id": digest(event_id, telling.id),
        "vote_event_id": event_id,
        "source_kind": telling.source_kind,
        "document_version_id": telling.version_id,
        "url": telling.url,
        "quote": telling.quote,
        "start_char": telling.start,
        "end_char": telling.end,
        **{name: getattr(as_told, name) for name in COUNTS},
    }


def _disagreements(
    event_id: str, event: Row, group: Group, differing: list[tuple[Telling, MemberTold, str]]
) -> list[Row]:
    found: list[tuple[Telling, str, object, object]] = [
        (telling, name, event[name], getattr(telling, name))
        for telling in group
        for name in COUNTS
        if None not in (event[name], getattr(telling, name)) and event[name] != getattr(telling, name)
    ]
    found += [(telling, member.name, kept, member.option) for telling, member, kept in differing]
    return [
        {
            "id": digest(event_id, name, telling.id),
            "vote_event_id": event_id,
            "field": name,
            "kept": str(kept),
            "told": str(told),
            "source_kind": telling.source_kind,
            "document_version_id": telling.version_id,
            "url": telling.url,
        }
        for telling, name, kept, told in found
    ]


def _findings(event: Row, group: Group, roll: dict[str, tuple[MemberTold, Telling]]) -> list[Finding]:
    lead = group[0]
    where = f"{event['body'] or lead.body_key or 'a vote'}, {event['date'] or 'undated'}"
    found = []
    counted = Counter(member.option for member, _ in roll.values())
    # Press rolls name some members only: fewer names than votes prove nothing, more do.
    for name in COUNTS:
        told, named = event[name], counted[name]
        if told is not None and named > told:
            text = f"{where}: {told} counted as {name}, {named} named"
            found.append(Finding("tally-roll", text, lead.url, lead.version_id))
    for member, telling in roll.values():
        if member.person_id is None:
            text = f"{where}: voter {member.name!r} matches nobody in the registry: add person or spelling"
            found.append(Finding("voter-unmatched", text, telling.url, telling.version_id))
    if not event["date"]:
        text = f"{where}: no source tells the day; look it up in the body's minutes and add them as a source"
        found.append(Finding("vote-undated", text, lead.url, lead.version_id))
    return found


def _as_finding(row: Row) -> Finding:
    text = f"vote {row['vote_event_id']}: {row['field']} is {row['kept']}, this source tells {row['told']}"
    return Finding("vote-disagreement", text, row["url"], row["document_version_id"])
