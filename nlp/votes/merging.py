# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Whether two tellings are of one vote, and what each adds to it."""

import re

from nlp.votes.events import Event

REACH = 1_800  # characters: how far members may stand from the tally they belong to
VAGUE = re.compile(
    r"^(?:(?:approval|adoption|passage) (?:was|is)\b.*|(?:for\s)?(?:it|that|this|(?:the|a|an|that|this|its|his|her)\s(?:\w+\s)?(?:motion|measure|resolution|proposal|item|plan|amendment|vote|recommendation|request|matter|idea|bid|effort|change|move))?(?:\s?(?:on\s)?(?:\w+day|yesterday|today|tonight|last \w+)(?: (?:night|morning|evening|afternoon))?)?\W*)$",
    re.I,
)


def is_same(new: Event, old: Event) -> bool:  # noqa: PLR0911 - each return is one reason
    """Return whether two tellings are of one vote."""
    if new.date and old.date and not (new.date.startswith(old.date) or old.date.startswith(new.date)):
        return False
    if new.body_id and old.body_id and new.body_id != old.body_id:
        return False
    half = not new.told and (new.yes is None) != (new.no is None) and new.start - old.end < REACH / 2
    bare = not old.told and not old.sign and None not in (old.yes, old.no)
    opposed = new.sign and old.sign and new.effect != old.effect and not half
    if opposed or (
        bool(new.sign) != bool(old.sign)
        and not bare
        and new.motion
        and old.motion
        and not VAGUE.match(new.motion)
    ):
        return False
    figures, others = (new.yes, new.no), (old.yes, old.no)
    if None not in (*figures, *others) and not old.told and not old.sign and new.told:
        return figures in (others, others[::-1])
    if None not in figures and None not in others:
        return figures == others or (new.effect == old.effect != "none" and figures == others[::-1])
    if (new.yes is None and new.no is None) or (old.yes is None and old.no is None):
        return new.effect == old.effect and new.effect != "none"
    if not new.told and (not new.sign or new.yes is None or new.no is None):
        return not any(
            a is not None and b is not None and a != b for a, b in zip(figures, others, strict=True)
        )
    clash = any(a is not None and b is not None and a != b for a, b in zip(figures, others, strict=True))
    return not clash and new.effect == old.effect


def merge(new: Event, old: Event) -> None:
    """Put what a new telling adds into the event it tells again."""
    whole, part = (
        (new.yes is not None and new.no is not None),
        (old.yes is not None and old.no is not None),
    )
    if new.told and not old.told and not old.sign and whole:
        old.yes, old.no, old.told = new.yes, new.no, True
        part = False
    if (
        (whole and not part)
        or (old.headline and not new.headline)
        or (old.yes is None and old.no is None and new.no is not None and new.told)
    ):
        old.motion, old.sign, old.result = new.motion or old.motion, new.sign or old.sign, new.result
        old.start, old.end, old.headline = new.start, new.end, new.headline
    elif 0 <= new.start - old.end <= 3:
        old.end = new.end
    for key in ("yes", "no", "abstain", "absent", "date", "body_id"):
        if getattr(old, key) is None:
            setattr(old, key, getattr(new, key))
    old.body = old.body or new.body
