# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Joining clues of neighbouring sentences to events: one motion of one body with an outcome."""

import re
from typing import cast

from spacy.tokens import Doc

from nlp.components.people import folded
from nlp.extensions import text_of
from nlp.found import MemberOption, Option, ProseVote
from nlp.votes import motion as motions
from nlp.votes import tally
from nlp.votes.bodies import BodyFinder, verb_at
from nlp.votes.clause import further
from nlp.votes.clues import PLANNED, Clues
from nlp.votes.decided import is_decision
from nlp.votes.events import OPPOSITE, Event
from nlp.votes.members import Choice
from nlp.votes.merging import REACH, VAGUE, is_same, merge
from nlp.votes.motion import Outcome, Result
from nlp.votes.nearby import look_around
from nlp.votes.roll_events import (
    BESIDE,
    bare_name,
    event_of_roll,
    goes_on_with,
    roll_motion,
    take_roll_figures,
)
from nlp.votes.rolls import Roll
from nlp.votes.tally import Tally
from nlp.votes.when import day_told

ABOUT = re.compile(
    r"\b(?:police|officers?|sros?|cops|resource officers?|law enforcement|cpd|sheriff)\b", re.I
)
PRONOUN_VOTED = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\s(?:\w+\s)?(?:voted\s[\"“']?(?:(?P<no>no|against(?: it)?|nay)|(?P<yes>yes|in favor|for it|aye))\b(?!\sof)|(?P<abstain>abstained)\b)"
)
PRONOUN_REACH = 250  # characters
SAME_VOTE = re.compile(
    r"\b(?:by|on|with|in) (?:the|an?) (?:same|identical) (?:\w+[- ])?(?:vote|count|tally|margin|roll call|split)\b|\bvoted the same way\b",
    re.I,
)
REFERENCE = re.compile(r"\bthe \d{1,2}[-–]\d{1,2} (?:vote|decision|split)\b", re.I)
SAME_AGAIN = re.compile(
    r"^\W*(?:to )?(?:do (?:the same|so|likewise)|follow(?:ed)? suit|(?:a|the) (?:similar|same|identical) (?:motion|resolution|measure|proposal|plan)|(?:the )?same|likewise)\b",
    re.I,
)
GOES_ON = re.compile(
    r"\s*(?:The|That|This) (?:motion|vote|decision|measure|resolution)(?:,| was| took| came)[^.;]{0,50}"
)
HEADING = 500  # characters in which minutes tell their date
UNANIMITY_REACH = 600  # characters
UNANIMOUS_VOTE = re.compile(
    r"\b(?:vote|decision|approval|it|motion|contract|resolution|measure)\b.{0,40}\bunanimous|\bunanimous(?:\s\w+)?\s(?:vote|decision)\b",
    re.I,
)
# "Split 4-3 over police in schools" tells figures, not what won.
SPLIT = re.compile(r"\W*split\b", re.I)
DECISIVE = re.compile(r"\b(?:whether|to)\b", re.I)
OTHERS = re.compile(r"\band\s(\w+)?\s?(?:others?|other (?:\w+ )?members?|colleagues|fellow members)\b", re.I)


class Joiner:
    """Joins the clues of one text."""

    def __init__(self, doc: Doc) -> None:
        self.text, self.names, self.published = text_of(doc), doc._.names, doc._.published
        self.about_police = bool(doc._.relevant)
        self.doc = doc
        self.bodies = BodyFinder(doc)
        self.events: list[Event] = []

    def join(self, clues: list[Clues], rolls: list[Roll]) -> list[ProseVote]:
        """Return the votes of the text, in order of their first words; what `rolls` hold is in no clue."""
        loose: list[tuple[Clues, Choice]] = []
        waiting = list(rolls)
        for entry in clues:
            entry.choices += self._of_pronoun(entry)
        for at, entry in enumerate(clues):
            while waiting and waiting[0].start < entry.start:
                self._add_roll(waiting.pop(0))
            made = self._events_of(
                entry, clues[at - 1] if at else None, clues[at + 1] if at + 1 < len(clues) else None
            )
            self._add_further(entry, made)
            for choice in entry.choices:
                if choice.rest:
                    self._follow(choice, entry, clues[at - 1] if at else None)
                if choice.names and not self._attach(entry, choice, made):
                    loose.append((entry, choice))
        for roll in waiting:
            self._add_roll(roll)
        left = []
        for entry, choice in reversed(loose):  # the nearest first: each makes the event reach to the next
            if not self._attach(entry, choice, []) and not self._event_of_members(entry, choice):
                left.append((entry, choice))
        for entry, choice in left:
            self._attach(entry, choice, [])
        for event in self.events:
            event.settle()
            event.date = event.date or self._date_after(event)
        return [
            self._finished(event) for event in sorted(self._worth_telling(), key=lambda event: event.start)
        ]

    def _date_after(self, event: Event) -> str | None:
        """ "The motion, made Tuesday night, ...": the sentence after says when."""
        after = GOES_ON.match(self.text, event.end)
        return day_told(after.group(), self.published) if after else None

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

    # Events --------------------------------------------------------------------------------------

    def _events_of(self, entry: Clues, before: Clues | None, after: Clues | None) -> list[Event]:
        told = entry.outcome
        if not entry.tallies and told is not None and self.events and SAME_VOTE.search(entry.text):
            return [self._repeated(entry, told, self.events[-1])]
        if not entry.tallies and entry.unanimous and (last := self._told_just_before(entry, told)):
            last.no = 0 if last.no is None else last.no
            return [last]
        if not entry.tallies:
            if told is None or not is_decision(
                entry, told, names_body=self._named_body(entry, told), about_police=self.about_police
            ):
                return []
            return [self._merge_or_add(self._event(entry, told, None, before, after))]
        events = []
        for index, figures in enumerate(entry.tallies):
            if not figures.has_figures and told is None and (last := self._near(entry)):
                last.abstain = figures.abstain if last.abstain is None else last.abstain
                last.absent = figures.absent if last.absent is None else last.absent
                return [last]
            if PLANNED.search(entry.text[max(0, figures.start - 60) : figures.start]):
                continue
            part = told if len(entry.tallies) == 1 else self._part_outcome(entry, index)
            part = part or motions.outcome_of_noun(
                tally.masked(entry.text, entry.tallies), tally.blanked(entry.text, entry.tallies)
            )
            part = part or motions.weak_outcome(
                tally.masked(entry.text, entry.tallies),
                tally.blanked(entry.text, entry.tallies),
                about_police=self.about_police,
            )
            event = self._event(entry, part, figures, before, after)
            if entry.unanimous and event.no is None:
                event.no = 0
            events.append(self._merge_or_add(event))
        return events

    def _near(self, entry: Clues) -> Event | None:
        """The vote told last, where it is told near enough for a sentence to go on with it."""
        last = self.events[-1] if self.events else None
        return last if last is not None and entry.start - last.end < UNANIMITY_REACH else None

    def _add_further(self, entry: Clues, made: list[Event]) -> None:
        """A second decision that undoes the first in time: renewed, and ordered a phase-out."""
        motion = further(tally.blanked(entry.text, entry.tallies)) if len(made) == 1 else ""
        sign = motions.polarity(motion, about_police=self.about_police or made[0].sign != 0) if motion else 0
        if sign and made[0].sign == -sign and made[0].result == "pass":
            first = made[0]
            second = Event(first.start, first.end, motion, sign, date=first.date)
            second.body, second.body_id = first.body, first.body_id
            self.events.append(second)

    def _told_just_before(self, entry: Clues, told: Outcome | None) -> Event | None:
        """ "The vote was unanimous": the event of the sentence before, whose figures are not told."""
        if told is not None and not VAGUE.match(told.motion):
            return None
        last = self.events[-1] if self.events else None
        near = last is not None and 0 <= entry.start - last.start < UNANIMITY_REACH
        return (
            last
            if near and last is not None and last.yes is None and UNANIMOUS_VOTE.search(entry.text)
            else None
        )

    def _repeated(self, entry: Clues, told: Outcome, last: Event) -> Event:
        """ "By the same roll call": another motion with the figures and members of the one before."""
        event = self._event(entry, told, None, None, None)
        event.yes, event.no, event.abstain, event.absent = last.yes, last.no, last.abstain, last.absent
        event.members = dict(last.members)
        event.date = event.date or last.date
        self.events.append(event)
        return event

    @staticmethod
    def _part_outcome(entry: Clues, index: int) -> Outcome | None:
        """Of several tallies in one sentence ("approved X 5-2 and rejected Y 3-4") each has its own clause."""
        start = (
            0 if index == 0 else _turn(entry.text, entry.tallies[index - 1].end, entry.tallies[index].start)
        )
        last = index + 1 == len(entry.tallies)
        end = (
            len(entry.text)
            if last
            else _turn(entry.text, entry.tallies[index].end, entry.tallies[index + 1].start)
        )
        masked = tally.masked(entry.text, entry.tallies)
        return motions.outcome(" " * start + masked[start:end])

    def _event(
        self,
        entry: Clues,
        told: Outcome | None,
        figures: Tally | None,
        before: Clues | None,
        after: Clues | None,
    ) -> Event:
        event = Event(entry.start, entry.start + len(entry.text.rstrip()), told=told is not None)
        event.start += len(entry.text) - len(entry.text.lstrip())
        if (
            told
            and figures
            and figures.first != figures.second
            and SPLIT.match(told.words)
            and not DECISIVE.search(told.words)
        ):
            told, event.told = None, False
        refused = told is not None and figures is not None and self._is_refusal_by(told, figures)
        event.motion, near = (told.motion, entry.text) if told else ("", entry.text)
        event.result = told.result if told else "pass"
        if told is not None and self.events and SAME_AGAIN.search(told.motion):
            event.motion = self.events[-1].motion
        event.borrowed = told is None
        if told is None or VAGUE.match(event.motion):
            last = self.events[-1] if self.events else None
            floor = min(last.end, entry.start) if last else 0
            look_around(event, told, entry, before, after, self.text, floor)
        about = self.about_police or ABOUT.search(near) is not None
        event.sign = motions.polarity(event.motion, about_police=about)
        if event.sign == 0 and told is not None and not motions.is_procedural(event.motion):
            event.sign = self._sign_in_the_verb(told)
        if refused:  # "declined, 6-1, to reconsider": six for declining it
            event.result, event.sign, event.motion = "pass", -event.sign, f"not to {event.motion}"
        if figures is not None:
            if told is not None and told.done:
                event.told = True
            if told is None and not event.told:
                event.result = self._result_of_bare(entry, figures)
            event.take_figures(figures, entry.text)
            if told is not None and told.done and event.result == "fail":
                event.sign = -event.sign  # it was lost, and that is what came of it
        elif entry.unanimous:
            event.no = 0
        event.headline = entry.text.strip()[-1:] not in '.!?"”)' and self.text[
            event.end : event.end + 2
        ].strip(" ") in {"\n", "\n\n"}
        event.date = day_told(entry.text, self.published)
        event.body, event.body_id = self._body(entry, told, figures)
        return event

    @staticmethod
    def _is_refusal_by(told: Outcome, figures: Tally) -> bool:
        """Whether the first, larger figure counts those who declined or refused."""
        first, second = figures.first, figures.second
        led = re.match(r"(?:refus|declin)\w*", told.words, re.I) is not None
        return led and told.result == "fail" and first is not None and second is not None and first > second

    def _sign_in_the_verb(self, told: Outcome) -> int:
        """ "Renewed" and "removed" carry the direction in the verb itself."""
        if re.match(motions.OWN_VERBS, told.words, re.I) and ABOUT.search(told.words):
            return motions.polarity(told.words, about_police=self.about_police)
        return 0

    @staticmethod
    def _result_of_bare(entry: Clues, figures: Tally) -> Result:
        first, second = figures.first, figures.second
        if first is not None and second is not None and first <= second:
            return "fail"
        if figures.yes is not None and figures.no is not None and figures.yes <= figures.no:
            return "fail"
        return (
            "fail"
            if re.search(r"\bagainst\b|\bfail|\breject", entry.text, re.I) and first is not None
            else "pass"
        )

    def _named_body(self, entry: Clues, told: Outcome) -> bool:
        end = entry.start + told.end
        starts = (body.start for body in self.bodies.mentions)
        others = (mention.start for mention in (*self.names.bodies, *self.bodies.schools))
        return any(entry.start <= start < end for start in (*starts, *others))

    def _merge_or_add(self, event: Event) -> Event:
        for other in reversed(self.events):
            if is_same(event, other):
                merge(event, other)
                return other
        self.events.append(event)
        return event

    @staticmethod
    def _follow(choice: Choice, entry: Clues, before: Clues | None) -> None:
        """ "The other came from Vega", "Ford did not": as, or against, who was told before."""
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

    # Members -------------------------------------------------------------------------------------

    def _attach(self, entry: Clues, choice: Choice, made: list[Event]) -> bool:
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
        event.sign = motions.polarity(event.motion, about_police=self.about_police)
        self.events.append(event)
        self._take(event, entry, choice, event.option_of(choice, self.about_police))
        return True

    # The end -------------------------------------------------------------------------------------

    def _worth_telling(self) -> list[Event]:
        return [
            event
            for event in self.events
            if not REFERENCE.search(self.text[event.start : event.end])
            or event.told
            or event.members
            or event.motion
            if event.members or event.yes is not None or event.no is not None or event.effect != "none"
        ]

    def _body(self, entry: Clues, told: Outcome | None, figures: Tally | None) -> tuple[str, str | None]:
        """The body before the verb; a sentence that names none goes on with the vote told before it."""
        verb = len(entry.text) if figures is None else figures.start
        if told is not None:
            found = verb_at(entry.text, told.words, told.motion)
            verb = verb if found is None else found
        last = next(
            ((event.body, event.body_id) for event in reversed(self.events) if event.body),
            None,
        )
        near = self.events and abs(entry.start - self.events[-1].end) < REACH / 2
        return self.bodies.who(entry.start, entry.text, verb, last if near else None)

    def _finished(self, event: Event) -> ProseVote:
        return ProseVote(
            body=event.body,
            body_id=event.body_id,
            motion=event.motion,
            date=event.date,
            result=event.result,
            yes=event.yes,
            no=event.no,
            abstain=event.abstain,
            absent=event.absent,
            effect=event.effect,
            start=event.start,
            end=event.end,
            members=tuple(event.members.values()),
            procedural=motions.is_procedural(event.motion),
            alone=event.is_of_few,
        )


def _turn(sentence: str, start: int, end: int) -> int:
    """Return where the sentence turns from one vote to the next, between their figures."""
    match = re.search(r",?\s(?:and|but|while|then|before|after)\s|[,;]\s", sentence[start:end])
    return start + match.start() if match else start
