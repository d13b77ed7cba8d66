"""The one vote on a consent agenda is a vote on each of its items. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from db.store.motions import MAIN
from db.store.official_tellings import OfficialTelling
from db.store.official_vote_merge import COUNTS, tally_of
from db.store.official_vote_places import Agenda

_CONSENT = re.compile(r"\bconsent\s+(?:agenda|calendar|docket|items?)\b", re.IGNORECASE)


def spread_consent(tellings: list[OfficialTelling], agendas: Mapping[str, Agenda]) -> list[OfficialTelling]:
    """Return one meeting's tellings, those on its consent agenda with its items.

    An item taken out of the consent agenda has a vote of its own: beside it on the same page, or on any page
    with another outcome or other figures.
    """
    return [
        replace(telling, items=_items(telling, tellings, agendas[telling.meeting.id]))
        if telling.meeting
        and telling.meeting.id in agendas
        and _on_consent(telling, agendas[telling.meeting.id])
        else telling
        for telling in tellings
    ]


def _on_consent(telling: OfficialTelling, agenda: Agenda) -> bool:
    if len(telling.items) > 1 or (telling.kind or MAIN) != MAIN:
        return False
    if telling.items:
        return bool(_CONSENT.search(agenda.titles[telling.items[0]]))
    return bool(_CONSENT.search(telling.about or telling.motion or ""))


def _items(telling: OfficialTelling, others: list[OfficialTelling], agenda: Agenda) -> tuple[str, ...]:
    head = telling.items[0] if telling.items else None
    own = {other.items[0] for other in others if len(other.items) == 1 and _is_apart(telling, other)}
    return tuple(
        item
        for item in agenda.order
        if item == head or (item not in own and (_is_under(item, head, agenda) or _is_listed(item, agenda)))
    )


def _is_apart(telling: OfficialTelling, other: OfficialTelling) -> bool:
    """Tell whether a vote on one item was taken apart from that on the consent agenda."""
    if other.document_id == telling.document_id:
        return True
    ours, theirs = tally_of(telling), tally_of(other)
    pairs = [(telling.result, other.result)]
    pairs += [(getattr(ours, name), getattr(theirs, name)) for name in COUNTS if name in ("yes", "no")]
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _is_under(item: str, head: str | None, agenda: Agenda) -> bool:
    """Tell by its number whether an item stands under the head's: 2.a and 2a under 2, B.1 under B."""
    above, number = agenda.numbers.get(head or "", ""), agenda.numbers[item]
    if not above or not number.startswith(above) or number == above:
        return False
    after = number[len(above)]
    return after in ".-" or after.isdigit() != above[-1].isdigit()


def _is_listed(item: str, agenda: Agenda) -> bool:
    return bool(_CONSENT.search(agenda.sections[item]))
