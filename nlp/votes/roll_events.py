"""A roll call as a vote: its motion as minutes tell it, its figures, its members."""

import re

from nlp.votes.events import Event
from nlp.votes.merging import REACH
from nlp.votes.minutes import Motion, is_empty, motion_before
from nlp.votes.polarity import is_procedural, polarity, sign_of_verb
from nlp.votes.rolls import Roll

LONGEST_SPAN = 900  # characters from a motion to its outcome that are still one passage
BESIDE = 40  # characters between an outcome and the roll that goes on with it


def event_of_roll(roll: Roll, motion: Motion | None, *, about_police: bool) -> Event:
    """Return the vote that a roll tells, without its members, body and date."""
    event = Event(roll.start, roll.end, from_roll=True)
    if motion is not None:
        event.motion = motion.item if is_empty(motion.words) and motion.item else motion.words
        event.sign = sign_of(motion, about_police=about_police)
        if roll.end - motion.start < LONGEST_SPAN:
            event.start = motion.start
    take_roll_figures(event, roll)
    return event


def sign_of(motion: Motion, *, about_police: bool) -> int:
    """Return what a motion in minutes would do if it passed; its item speaks where its words do not."""
    if is_procedural(motion.words):
        return 0
    own = polarity(motion.words, about_police=about_police) or (about_police and sign_of_verb(motion.words))
    if own or not motion.item or (not is_empty(motion.words) and motion.words != motion.item):
        return own
    return polarity(f"{motion.item} {motion.words}", about_police=about_police)


def take_roll_figures(event: Event, roll: Roll) -> None:
    """Fill what the event does not tell yet from a roll's counts, else from its names."""
    yes, no = roll.counts.get("yes"), roll.counts.get("no")
    if yes is None and no is None and event.yes is None and event.no is None:
        yes, no = roll.names("yes"), roll.names("no")
    elif event.yes is None and event.no is None:
        yes = roll.names("yes") if yes is None else yes
        no = roll.names("no") if no is None else no
    event.yes = yes if event.yes is None else event.yes
    event.no = no if event.no is None else event.no
    event.abstain = roll.counts.get("abstain") if event.abstain is None else event.abstain
    event.absent = roll.counts.get("absent") if event.absent is None else event.absent
    if event.from_roll:
        lost = event.yes is not None and event.no is not None and event.yes <= event.no
        event.result = "fail" if roll.result == "fail" or (roll.result is None and lost) else "pass"


def goes_on_with(roll: Roll, motion: Motion | None, last: Event | None) -> bool:
    """Return whether a roll lists the votes of the event told before it, not of a motion of its own."""
    if last is None or last.from_roll or roll.start - last.end > REACH:
        return False
    if motion is not None and motion.words != motion.item and roll.start - last.end > BESIDE:
        return False
    told = {"yes": (last.yes, roll.names("yes")), "no": (last.no, roll.names("no"))}
    counted = {"yes": last.yes, "no": last.no}
    same = all(counted.get(key) in (None, count) for key, count in roll.counts.items() if key in counted)
    return same and all(limit is None or named <= limit for limit, named in told.values())


def roll_motion(text: str, floor: int, roll: Roll) -> Motion | None:
    """Return the motion that a roll was called on."""
    return motion_before(text, floor, roll.start)


TITLED = re.compile(
    r"^(?:Motion|Roll|Vote|Second|Dr\.?|Mrs?\.?|Ms\.?|Member|Trustee|Director|Councilor)\s(?=[A-Z])"
)


def bare_name(name: str) -> str:
    """Return a name without a title or a word of the minutes taken with it ("Motion DaSilva")."""
    return TITLED.sub("", name)
