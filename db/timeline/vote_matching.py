"""Which tellings are of one vote. The order in which sources arrived plays no part.

Two votes of one body on one day are common and may even have one tally (Chicago, 26 August 2020: a contract
and the resolution to phase it out, both 4-2-1); what each outcome does keeps them apart. Boards
vote unanimously on dozens of items a meeting, so an equal tally alone never joins news to an official record.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from db.timeline.dates import Window, overlap
from db.timeline.tellings import MIRRORED_RESULT, Telling

Group = list[Telling]
Met = Callable[[str, Window], bool]

# Share of the shorter motion's words that two wordings of one motion have in common.
ALIKE = 0.5
NOT_UNALIKE = 0.3
# Words that any motion of any board may have; matching is by the first six letters.
EMPTY_WORDS = frozenset(
    {"the", "and", "for", "with", "from", "that", "this", "its", "their", "board", "vote", "voted", "votes"}
    | {"motion", "member", "resolu", "approv", "school", "chicag", "educat", "public", "city", "counci"}
    # and that every motion of this debate has, so that they tell none from another
    | {"police", "office", "resour", "sro", "sros", "cops", "depart"}
    # and when it was, which is the date's to tell
    | {"monday", "tuesda", "wednes", "thursd", "friday", "today", "night", "evenin", "mornin", "aftern"}
)
SAME_WORD = {"agreem": "contra", "termin": "end", "ending": "end", "remova": "remove", "removi": "remove"}


def group_tellings(
    official: list[Telling], news: list[Telling], met: Met
) -> tuple[list[Group], list[Telling]]:
    """Return one group a real vote, official record first in it, and the tellings that are of no known vote.

    `met` tells whether a body had a meeting with items on the debate in a window.
    """
    groups = [[telling] for telling in sorted(official, key=lambda entry: entry.id)]
    astray: list[Telling] = []
    looking_back: list[tuple[Group, Telling]] = []
    for telling in sorted(map(_understood, news), key=_clearest_first):
        offers = [offer for group in groups if (offer := _fit(telling, group))]
        if offers:
            _, told, group = max(offers, key=lambda offer: (offer[0], offer[2][0].id))
            group.append(told)
        elif recalled := _recalled(telling, groups, met):
            looking_back.append((recalled, _turned(telling, recalled[0])))
        elif telling.date or (telling.body_key and telling.has_tally) or _met_that_week(telling, met):
            groups.append([telling])
        else:
            astray.append(telling)
    # Joined last: what looks back from months later has no part in what else fits the vote.
    for group, telling in looking_back:
        group.append(telling)
    return [_with_members_on_their_side(_as_the_motion_put_it(group)) for group in groups], astray


def _as_the_motion_put_it(group: Group) -> Group:
    """Tell a vote from the motion's side: who writes that it failed names it, "they kept them" may not."""
    naming = [telling for telling in group if telling.mirrored and telling.result == "pass"]
    if group[0].event_id or group[0].result != "pass" or not naming:
        return group
    return sorted((telling.mirror() for telling in group), key=lambda telling: telling.mirrored)


def _with_members_on_their_side(group: Group) -> Group:
    """Undo the turning of a telling's members where it sets them against the rest.

    "Voted 4-3 to keep it, turning down a motion to end it; A and B voted for the motion" counts by one motion
    and names by the other.
    """
    known = {
        member.key: member.option for telling in group if not telling.mirrored for member in telling.members
    }

    def settled(telling: Telling) -> Telling:
        against = sum(known.get(member.key, member.option) != member.option for member in telling.members)
        if telling.mirrored and against > len(telling.members) / 2:
            return replace(telling, members=telling.mirror().members)
        return telling

    return [settled(telling) for telling in group]


def _understood(telling: Telling) -> Telling:
    """A motion without a word of its own ("police in schools", "on Thursday") leaves its effect unknown."""
    return replace(telling, effect=None) if telling.motion and not _words(telling.motion) else telling


def _met_that_week(telling: Telling, met: Met) -> bool:
    return bool(telling.organization_id and telling.window and met(telling.organization_id, telling.window))


def _recalled(telling: Telling, groups: list[Group], met: Met) -> Group | None:
    """Return the earlier vote that an undated sentence looks back to: the body's latest with that outcome.

    A tally must agree, from either side. Without one, a body that met in the week before has probably just
    voted, and nothing is recalled.
    """
    counted = telling.yes is not None
    if telling.date or not telling.sided or not telling.published:
        return None
    if not counted and not telling.looks_back and _met_that_week(telling, met):
        return None
    earlier = [
        (group[0].date, group[0].id, group)
        for group in groups
        if group[0].date
        and group[0].date < telling.published
        and (group[0].body_key, group[0].effect) == (telling.body_key, telling.effect)
        and (not counted or any(_same_tally(_turned(telling, other), other) for other in group))
    ]
    return max(earlier, key=lambda entry: entry[:2])[2] if earlier else None


def _turned(telling: Telling, other: Telling) -> Telling:
    """Return the telling from the side from which the other tells it."""
    opposed = MIRRORED_RESULT.get(telling.result or "") == other.result
    return telling.mirror() if opposed and telling.effect == other.effect else telling


def likeness(left: str | None, right: str | None) -> float | None:
    """Return the share of the shorter text's telling words found in the other; None if either has none."""
    ours, theirs = _words(left), _words(right)
    if not ours or not theirs:
        return None
    return len(ours & theirs) / min(len(ours), len(theirs))


def alike(left: Telling, right: Telling) -> float | None:
    """Return how alike two tellings' best wordings are; an official record has its items' titles, too."""
    scores = [
        score
        for ours in (left.motion, *left.titles)
        for theirs in (right.motion, *right.titles)
        if (score := likeness(ours, theirs)) is not None
    ]
    return max(scores, default=None)


def _words(text: str | None) -> set[str]:
    words = re.findall(r"[a-z]{3,}", (text or "").lower())
    return {SAME_WORD.get(word[:6], word[:6]) for word in words} - EMPTY_WORDS


def _clearest_first(telling: Telling) -> tuple[object, ...]:
    """A failed motion told as such comes before "they kept them": the motion's own direction leads."""
    known = sum(count is not None for count in telling.counts)
    return (
        not telling.is_dated,
        telling.body_key is None,
        telling.effect is None,
        telling.result != "fail",
        -known,
        -len(telling.members),
        telling.published or "9",
        telling.url or "",
        telling.start or 0,
        telling.id,
    )


def _fit(telling: Telling, group: Group) -> tuple[tuple[float, ...], Telling, Group] | None:
    for told in (telling, telling.mirror()):
        if told.mirrored and not _is_mirror(told, group[0]):
            continue
        if all(_one_vote(told, other) for other in group):
            return _closeness(told, group[0]), told, group
    return None


def _is_mirror(told: Telling, lead: Telling) -> bool:
    """Tell whether a turned telling can be the lead's vote: same outcome, named from opposite motions."""
    same_outcome = told.sided and told.effect == lead.effect
    same_count = _one_side_unknown(told, lead) and _same_tally(told, lead)
    return told.result is not None and told.result == lead.result and (same_outcome or same_count)


def _one_side_unknown(told: Telling, lead: Telling) -> bool:
    """An official record that nobody has judged yet is known to be on the debate by its items."""
    if told.effect is None:
        return lead.sided
    return lead.effect is None and lead.event_id is not None and lead.on_topic


def _closeness(telling: Telling, lead: Telling) -> tuple[float, ...]:
    agreed = sum(
        ours is not None and ours == theirs for ours, theirs in zip(telling.counts, lead.counts, strict=True)
    )
    return agreed, telling.effect == lead.effect, lead.is_dated, alike(telling, lead) or 0.0


def _one_vote(left: Telling, right: Telling) -> bool:
    return (
        _same_place_and_day(left, right)
        and (left.result is None or right.result is None or left.result == right.result)
        and _same_effect(left, right)
        and _figures_allow(left, right)
    )


def _same_place_and_day(left: Telling, right: Telling) -> bool:
    if left.body_key is None or right.body_key is None:
        # Nothing says who voted: only the same figures on the very same day can speak for one vote.
        same_body = left.is_dated and right.is_dated and _same_tally(left, right)
    else:
        same_body = left.body_key == right.body_key
    ours, theirs = left.window, right.window
    return bool(same_body and ours and theirs and overlap(ours, theirs))


def _same_tally(left: Telling, right: Telling) -> bool:
    return left.yes is not None and (left.yes, left.no) == (right.yes, right.no)


def _same_effect(left: Telling, right: Telling) -> bool:
    shared = alike(left, right)
    if left.event_id or right.event_id:
        record = left if left.event_id else right
        if not record.on_topic and (shared or 0) < ALIKE:
            return False
    if left.sided and right.sided:
        return left.effect == right.effect
    if left.effect is None or right.effect is None:
        return _same_tally(left, right) or shared is None or shared >= NOT_UNALIKE
    return shared is None or shared >= ALIKE


def _figures_allow(left: Telling, right: Telling) -> bool:
    """Other figures in another article are a contradiction to show; in one article they are another vote."""
    pairs = zip(left.counts, right.counts, strict=True)
    if all(ours is None or theirs is None or ours == theirs for ours, theirs in pairs):
        return True
    if left.version_id == right.version_id:
        return False
    shared = alike(left, right)
    return left.sided or shared is None or shared >= NOT_UNALIKE
