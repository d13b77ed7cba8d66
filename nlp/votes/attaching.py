# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Members to the votes they took part in: of the same sentence, near it, or of a roll call."""

import re
from typing import cast

from nlp.components.people import folded
from nlp.found import MemberOption, Option
from nlp.votes import tally
from nlp.votes.clues import PLANNED, Clues
from nlp.votes.events import OPPOSITE, Event
from nlp.votes.making import EventMaker
from nlp.votes.members import Choice
from nlp.votes.merging import REACH, is_same, merge
from nlp.votes.motion import Outcome
from nlp.votes.polarity import polarity
from nlp.votes.roll_events import (
    BESIDE,
    bare_name,
    event_of_roll,
    goes_on_with,
    roll_motion,
    take_roll_figures,
)
from nlp.votes.rolls import Roll
from nlp.votes.when import day_told

ABOUT = re.compile(
    r"\b(?:police|officers?|sros?|cops|resource officers?|law enforcement|cpd|sheriff)\b", re.I
)
PRONOUN_VOTED = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\s(?:\w+\s)?(?:voted\s[\"“']?(?:(?P<no>no|against(?: it)?|nay)|(?P<yes>yes|in favor|for it|aye))\b(?!\sof)|(?P<abstain>abstained)\b)"
)
PRONOUN_REACH = 250  # characters
# "Absent: Gruber." after who is present: an attendance, not a choice in a vote.
ATTENDANCE = re.compile(
    r"\W*(?:members |trustees |also )?(?:absent|excused|not present)\b(?: were| was)?\s?[:—–-]", re.I
)
HEADING = 500  # characters in which minutes tell their date
OTHERS = re.compile(r"\band\s(\w+)?\s?(?:others?|other (?:\w+ )?members?|colleagues|fellow members)\b", re.I)


class MemberAttacher(EventMaker):
    """Gives each choice and roll call to the event it belongs to."""

    def _of_pronoun(self, entry: Clues) -> list[Choice]:
        """ "She voted no": the person named last before."""
        match = PRONOUN_VOTED.search(entry.text)
        people = [
            person
            for person in self.doc._.entities or ()
            if match
            and person.label == "PERSON"
            and 0 < entry.start + match.start() - person.start < PRONOUN_REACH
        ]
        if match is None or not people:
            return []
        person = people[-1]
        name = (person.name, person.start - entry.start, person.end - entry.start)
        option = next(key for key in ("no", "yes", "abstain") if match[key])
        return [Choice([name], cast(Option, option), match.start(), match.end())]

    @staticmethod
    def _follow(choice: Choice, entry: Clues, before: Clues | None) -> None:
        """ "The other came from Vega", "Ford did not": as, or against, who was told before."""
        if choice.rest not in {"same", "opposite"}:
            figures = before.tallies[0] if before and before.tallies else None
            count = tally.number(choice.rest or "no")
            if figures and figures.yes == count != figures.no:
                choice.option = "yes"
            return
        near = [told for told in entry.choices if told.start < choice.start] or (
            before.choices if before else []
        )
        if not near:
            choice.names = []
            return
        leader = near[-1]
        if choice.rest == "same":
            choice.option = leader.option
        elif leader.polar is not None:
            choice.polar, choice.against = leader.polar, not leader.against
        else:
            choice.option = OPPOSITE.get(leader.option, leader.option)

    def _add_roll(self, roll: Roll) -> None:
        """Add the vote of a roll call, or its members to the vote told just before."""
        before = [event for event in self.events if event.start < roll.start]
        last = max(before, key=lambda event: event.end, default=None)
        floor = min(last.end, roll.start) if last else 0
        motion = roll_motion(self.text, floor, roll)
        if last is not None and goes_on_with(roll, motion, last):
            take_roll_figures(last, roll)
            last.end = max(last.end, roll.end) if roll.start - last.end < 3 * BESIDE else last.end
            self._take_roll(last, roll)
            return
        about = self.about_police or (
            motion is not None and ABOUT.search(f"{motion.words} {motion.item}") is not None
        )
        event = event_of_roll(roll, motion, about_police=about)
        event.date = day_told(self.text[:HEADING], self.published)
        near = [(old.body, old.body_id) for old in before if old.body]
        event.body, event.body_id = self.bodies.of_minutes(roll.start, near[-1] if near else None)
        self._take_roll(event, roll)
        self._merge_or_add(event)

    def _take_roll(self, event: Event, roll: Roll) -> None:
        for name, option, start, end in roll.members:
            full, person_id = self.names.person(name, start)
            full = bare_name(full)
            event.members.setdefault(folded(full), MemberOption(full, person_id, option, start, end))

    def _merge_or_add(self, event: Event) -> Event:
        for other in reversed(self.events):
            if is_same(event, other):
                merge(event, other)
                return other
        self.events.append(event)
        return event

    def _attach(self, entry: Clues, choice: Choice, made: list[Event]) -> bool:
        if choice.option in {"absent", "excused"} and ATTENDANCE.match(entry.text):
            return True  # who came to the meeting is no vote
        near = made or sorted(
            (event for event in self.events if abs(event.start - entry.start) < REACH),
            key=lambda event: (event.start > entry.start, abs(event.start - entry.start)),
        )
        for event in near:
            option = event.option_of(choice, self.about_police)
            new = [name for name in choice.names if self._key(name, entry) not in event.members]
            crossed = OPPOSITE.get(option, option)
            if event.fits(option, len(new)):
                self._take(event, entry, choice, option)
                return True
            if (
                choice.polar is None
                and event.sign
                and None not in (event.yes, event.no)
                and (event.fits(crossed, len(new)) or event.turn_if_that_fits(option, len(new)))
            ):
                if event.borrowed and not event.members and not event.fits(option, len(new)):
                    event.turn()
                    crossed = option
                self._take(event, entry, choice, crossed)
                return True
            if choice.polar is not None and choice is not entry.choices[0] and event.fills(crossed, len(new)):
                self._take(
                    event, entry, choice, crossed
                )  # "A and B voted to send it back; C voted to take it"
                return True
        return False

    def _take(self, event: Event, entry: Clues, choice: Choice, option: Option) -> None:
        for name, start, end in choice.names:
            full, person_id = self.names.person(name, entry.start + start)
            full = bare_name(full)
            key = folded(full)
            if key not in event.members:
                event.members[key] = MemberOption(
                    full, person_id, option, entry.start + start, entry.start + end
                )
        self._take_unnamed(event, entry, choice, option)
        if 0 <= entry.start - event.end <= 3:
            event.end = entry.start + len(entry.text.rstrip())
        if 0 <= event.start - (entry.start + len(entry.text.rstrip())) <= 3:
            event.start = entry.start + len(entry.text) - len(entry.text.lstrip())
        if event.date is None:
            event.date = day_told(entry.text, self.published)

    @staticmethod
    def _take_unnamed(event: Event, entry: Clues, choice: Choice, option: Option) -> None:
        """ "Del Valle and three others voted no" tells a count, not only a name."""
        if choice.count and option in OPPOSITE and getattr(event, option) is None:
            setattr(event, option, choice.count)
        match = OTHERS.search(entry.text[choice.start : choice.end])
        if match is None or option not in OPPOSITE:
            return
        event.has_unnamed = True
        told = tally.NUMBERS.get((match.group(1) or "").lower())
        if told and getattr(event, option) is None:
            setattr(event, option, len(choice.names) + told)

    def _key(self, name: tuple[str, int, int], entry: Clues) -> str:
        return folded(bare_name(self.names.person(name[0], entry.start + name[1])[0]))

    def _event_of_members(self, entry: Clues, choice: Choice) -> bool:
        """Return whether an event was made: members whose vote is told with no tally near: an event of their own, if the words speak of voting."""
        if not re.search(
            r"\bvot(?:ed|ing|es?)\b|\bdissent|\babstain|\bayes?\b|\bnays?\b|\broll call\b|^\W*(?:yes|no|in favor|opposed|against|for)\b|\s[–—:-]\s?(?:yes|no|aye|nay)\b|\b(?:no|yes) vote",
            entry.text,
            re.I,
        ):
            return False
        if PLANNED.search(entry.text):
            return False
        event = self._event(
            entry, None if choice.polar is None else Outcome("pass", choice.polar, 0), None, None, None
        )
        event.told = False
        event.sign = polarity(event.motion, about_police=self.about_police)
        self.events.append(event)
        self._take(event, entry, choice, event.option_of(choice, self.about_police))
        return True
