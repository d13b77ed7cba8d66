"""The rows of official votes: what is kept of all tellings, each telling, and where they differ. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from db.ids import digest
from db.store.member_names import Roster
from db.store.motions import MAIN
from db.store.official_tellings import Choice, OfficialTelling
from db.store.official_vote_merge import COUNTS, OfficialVote, Tally, tally_of

Row = dict[str, Any]
Items = dict[str, Row]  # the agenda's rows by id

# What an item's recorded action says of the vote on it.
PASSED = frozenset({"adopted", "adopted as amended", "accepted", "approved"})
OUTCOMES = {**dict.fromkeys(PASSED, "pass"), "failed": "fail"}


@dataclass
class OfficialRows:
    """The rows of a source's official votes, by table."""

    vote_events: list[Row] = field(default_factory=list)
    vote_event_items: list[Row] = field(default_factory=list)
    vote_event_sources: list[Row] = field(default_factory=list)
    votes: list[Row] = field(default_factory=list)
    vote_disagreements: list[Row] = field(default_factory=list)
    meeting_members: list[Row] = field(default_factory=list)


def add_votes(
    rows: OfficialRows, bucket: str, body: Row, votes: list[OfficialVote], roster: Roster, items: Items
) -> None:
    """Add the rows of one meeting's votes. `body` has the source, the organization and the body's name.

    An event's id is made of its meeting, its first item and which motion on it: a text or a tally told better
    later leaves it as it is.
    """
    taken: Counter[tuple[str, str]] = Counter()
    last_on: dict[str, tuple[Row, OfficialVote]] = {}
    for position, vote in enumerate(votes, 1):
        own = sorted(
            vote.items, key=lambda item: (items[item]["position"] is None, items[item]["position"], item)
        )
        about = next((telling.about for telling in vote.tellings if telling.about), None)
        matter = (own[0] if own else about or "", vote.kind or MAIN)
        event = _event(vote, body, position)
        event["id"] = digest("official vote", bucket, *matter, taken[matter])
        event["agenda_item_id"] = own[0] if own else None
        event["about"] = about
        taken[matter] += 1
        rows.vote_events.append(event)
        for place, item in enumerate(own):
            rows.vote_event_items.append(
                {"vote_event_id": event["id"], "agenda_item_id": item, "position": place}
            )
            if event["motion_kind"] == MAIN:
                last_on[item] = (event, vote)
        _add_tellings(rows, event, vote, roster)
    for item, (event, vote) in sorted(last_on.items()):
        rows.vote_disagreements.extend(_action_disagreement(event, vote, items[item]))


def _event(vote: OfficialVote, body: Row, position: int) -> Row:
    lead = vote.lead

    def first(name: str) -> Any:
        return next(
            (value for telling in vote.tellings if (value := getattr(telling, name)) is not None), None
        )

    decided = next((telling for telling in vote.tellings if telling.result), lead)
    tally = _tally(vote)
    return {
        "id": None,
        "source_id": body["source_id"],
        "organization_id": (lead.meeting and lead.meeting.organization_id) or body["organization_id"],
        "body": (lead.meeting and lead.meeting.body) or body["name"],
        "meeting_id": lead.meeting.id if lead.meeting else None,
        "agenda_item_id": None,
        "motion": first("motion"),
        "motion_kind": vote.kind or MAIN,
        "about": None,
        "mover": first("mover"),
        "seconder": first("seconder"),
        "date": lead.day,
        "result": decided.result,
        "result_raw": decided.result_raw,
        **{name: getattr(tally, name) for name in COUNTS},
        "counts_from": tally.origin,
        "position": position,
        "source_kind": lead.source_kind,
        "url": lead.url,
        "document_version_id": lead.version_id,
        "start_char": lead.start,
        "end_char": lead.end,
    }


def _tally(vote: OfficialVote) -> Tally:
    """Return the most trusted figures; gaps are filled from tellings that agree with them, never averaged."""
    tallies = [tally_of(telling) for telling in vote.tellings]
    best = next((tally for tally in tallies if tally.origin), Tally())
    figures = {name: getattr(best, name) for name in COUNTS}
    origin = best.origin
    for other in tallies:
        if any(None not in pair and pair[0] != pair[1] for pair in _pairs(figures, other)):
            continue
        for name in COUNTS:
            if figures[name] is None and (told := getattr(other, name)) is not None:
                figures[name] = told
                origin = "roll" if name in ("yes", "no") and other.origin == "roll" else origin
    return Tally(**figures, origin=origin)


def _pairs(figures: dict[str, int | None], other: Tally) -> list[tuple[int | None, int | None]]:
    return [(figures[name], getattr(other, name)) for name in COUNTS]


def _add_tellings(rows: OfficialRows, event: Row, vote: OfficialVote, roster: Roster) -> None:
    roll: dict[str, tuple[Choice, OfficialTelling]] = {}
    for telling in vote.tellings:
        for choice in telling.choices:
            roll.setdefault(roster.key(choice.name), (choice, telling))
    rows.votes.extend(_vote(event["id"], key, *entry, roster) for key, entry in sorted(roll.items()))
    for telling in vote.tellings:
        source = _source(event["id"], telling)
        rows.vote_event_sources.append(source)
        differing: list[tuple[str, object, object]] = [
            (choice.name, kept.option, choice.option)
            for choice in telling.choices
            if (kept := roll[roster.key(choice.name)][0]).option != choice.option
        ]
        for name, ours, told in [*_differing_facts(event, telling, roster), *differing]:
            rows.vote_disagreements.append(_disagreement(event, source, name, ours, told))


def _vote(event_id: str, key: str, choice: Choice, telling: OfficialTelling, roster: Roster) -> Row:
    seat = roster.resolve(choice.name)
    return {
        "id": digest(event_id, key),
        "vote_event_id": event_id,
        "person_id": seat.person_id if seat else None,
        "voter_name": choice.name,
        "option": choice.option,
        "option_raw": choice.option_raw,
        "document_version_id": telling.version_id,
    }


def _source(event_id: str, telling: OfficialTelling) -> Row:
    return {
        "id": digest(event_id, telling.document_id, telling.place),
        "vote_event_id": event_id,
        "source_kind": telling.source_kind,
        "document_version_id": telling.version_id,
        "url": telling.url,
        "quote": telling.quote,
        "start_char": telling.start,
        "end_char": telling.end,
        "motion": telling.motion,
        "result": telling.result,
        "result_raw": telling.result_raw,
        **{name: getattr(telling, name) for name in COUNTS},
    }


def _differing_facts(
    event: Row, telling: OfficialTelling, roster: Roster
) -> Iterator[tuple[str, object, object]]:
    tally = tally_of(telling)
    told = {"result": telling.result, **{name: getattr(tally, name) for name in COUNTS}}
    for name, value in told.items():
        if None not in (event[name], value) and event[name] != value:
            yield name, event[name], value
    for name in ("mover", "seconder"):
        kept, said = event[name], getattr(telling, name)
        if kept and said and roster.key(kept) != roster.key(said):
            yield name, kept, said


def _disagreement(event: Row, source: Row, name: str, kept: object, told: object) -> Row:
    return {
        "id": digest(event["id"], name, source["id"]),
        "vote_event_id": event["id"],
        "field": name,
        "kept": str(kept),
        "told": str(told),
        "source_kind": source["source_kind"],
        "document_version_id": source["document_version_id"],
        "url": source["url"],
    }


def _action_disagreement(event: Row, vote: OfficialVote, item: Row) -> Iterator[Row]:
    """Where the action recorded for an item is not what the last vote on it came to, both stay."""
    outcome = OUTCOMES.get(item["action"] or "")
    if outcome and event["result"] and outcome != event["result"]:
        page = {
            "id": item["id"],
            "source_kind": "action list" if item["document_kind"] == "actions" else "agenda block",
            "document_version_id": item["document_version_id"],
            "url": item["url"] or vote.lead.url,
        }
        yield _disagreement(event, page, "action", event["result"], item["action_raw"] or item["action"])
