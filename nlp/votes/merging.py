# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Whether two tellings are of one vote, and what each adds to it."""

import re

from nlp.votes.events import WEIGHTY, Event

REACH = 1_800  # characters: how far members may stand from the tally they belong to
BESIDE = 320  # characters between two tellings that are still one passage
VAGUE = re.compile(
    r"^(?:(?:approval|adoption|passage) (?:was|is)\b.*|(?:for\s)?(?:it|them|that|this|motion|resolution|amendment|item|substitute|(?:the|a|an|that|this|its|his|her)\s(?:\w+\s)?(?:motion|measure|resolution|proposal|item|plan|amendment|amended (?:contract|plan|agreement|version)|vote|recommendation|request|matter|idea|bid|effort|change|move))?(?:\s?(?:on\s)?(?:\w+day|yesterday|today|tonight|last \w+)(?: (?:night|morning|evening|afternoon))?)?(?:,? (?:sponsored|introduced|offered|authored|brought|proposed|written|made|moved)\b.*)?\W*)$",
    re.I,
)


LIGHT = frozenset(
    (
        "approve",
        "approved",
        "approval",
        "adopt",
        "adopted",
        "adoption",
        "motion",
        "board",
        "that",
        "with",
        "vote",
    )
)


def is_same(new: Event, old: Event) -> bool:  # noqa: PLR0911 - each return is one reason
    """Return whether two tellings are of one vote."""
    if new.date and old.date and not (new.date.startswith(old.date) or old.date.startswith(new.date)):
        return False
    if new.body_id and old.body_id and new.body_id != old.body_id:
        return False
    if (new.from_roll and old.from_roll) or _speak_of_different_things(new, old):
        return False
    if _goes_on(new, old):
        return True
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


def _goes_on(new: Event, old: Event) -> bool:
    """Return whether "four members voted in favor" counts the side of the vote told just before."""
    one_sided = not new.told and (new.yes is None) != (new.no is None)
    return one_sided and old.told and old.yes is None and old.no is None and 0 <= new.start - old.end < BESIDE


def _speak_of_different_things(new: Event, old: Event) -> bool:
    """Two votes by the same figures on matters that share no word: an agenda approved, a bus bought."""
    if new.sign or old.sign or not (new.told and old.told):
        return False
    if not (new.motion and old.motion) or VAGUE.match(new.motion) or VAGUE.match(old.motion):
        return False
    return not (_weighty(new.motion) & _weighty(old.motion))


def _weighty(motion: str) -> set[str]:
    return {word for word in WEIGHTY.findall(motion.lower()) if word not in LIGHT}


def merge(new: Event, old: Event) -> None:
    """Put what a new telling adds into the event it tells again; figures stay with the motion they were told of."""
    whole, part = _is_counted(new), _is_counted(old)
    if new.told and not old.told and not old.sign and whole:
        old.yes, old.no, old.told = new.yes, new.no, True
        part = False
    fuller = (whole and not part) or (not _has_figures(old) and new.no is not None and new.told)
    plainer = old.headline and not new.headline and (_has_figures(new) or not _has_figures(old))
    turned = new.sign == -old.sign != 0 and new.result != old.result
    if fuller or plainer:
        if turned:
            old.turn_figures()
        old.motion, old.sign, old.result = new.motion or old.motion, new.sign or old.sign, new.result
        beside = 0 <= new.start - old.end <= BESIDE and not old.headline
        old.start, old.end, old.headline = old.start if beside else new.start, new.end, new.headline
    else:
        if turned:
            new.turn_figures()
        if 0 <= new.start - old.end <= BESIDE and not new.headline:
            old.end = new.end
    for key in ("yes", "no", "abstain", "absent", "date", "body_id"):
        if getattr(old, key) is None:
            setattr(old, key, getattr(new, key))
    old.body = old.body or new.body
    for name, member in new.members.items():
        old.members.setdefault(name, member)


def _is_counted(event: Event) -> bool:
    return event.yes is not None and event.no is not None


def _has_figures(event: Event) -> bool:
    return event.yes is not None or event.no is not None
