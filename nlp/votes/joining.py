# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Joining clues of neighbouring sentences to events: one motion of one body with an outcome."""

import re

from nlp.found import ProseVote
from nlp.votes import motion as motions
from nlp.votes import tally
from nlp.votes.attaching import MemberAttacher
from nlp.votes.clause import further
from nlp.votes.clues import PLANNED, Clues
from nlp.votes.decided import is_decision
from nlp.votes.events import Event
from nlp.votes.members import Choice
from nlp.votes.merging import VAGUE
from nlp.votes.motion import Outcome
from nlp.votes.polarity import is_procedural, polarity
from nlp.votes.rolls import Roll
from nlp.votes.when import day_told

THE_VOTE = re.compile(
    r"\W*(?:[Tt]he|[Tt]hat)\s(?:vote|decision|\S+(?: to \S+)?\s(?:vote|decision|split|tally))\b(?!\s(?:to|against|for|on)\b)"
)
SAME_VOTE = re.compile(
    r"\b(?:by|on|with|in) (?:the|an?) (?:same|identical) (?:\w+[- ])?(?:vote|count|tally|margin|roll call|split)\b|\bvoted the same way\b",
    re.I,
)
REFERENCE = re.compile(r"\bthe \d{1,2}[-–]\d{1,2} (?:vote|decision|split)\b", re.I)
GOES_ON = re.compile(
    r"\s*(?:The|That|This) (?:motion|vote|decision|measure|resolution)(?:,| was| took| came)[^.;]{0,50}"
)
UNANIMITY_REACH = 600  # characters
UNANIMOUS_VOTE = re.compile(
    r"\b(?:vote|decision|approval|it|motion|contract|resolution|measure)\b.{0,40}\bunanimous|\bunanimous(?:\s\w+)?\s(?:vote|decision)\b|\ball (?:of )?(?:its|the|their) (?:\w+ ){0,2}members were (?:for|in favor)|^\W*(?:nobody|no one|none of (?:its|the|them)) (?:\w+ )?(?:was|were|voted) (?:against|opposed|no)\b",
    re.I,
)


class Joiner(MemberAttacher):
    """Joins the clues of one text."""

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
            if THE_VOTE.match(entry.text) and (last := self._uncounted(entry)):
                last.take_figures(figures, entry.text)
                last.end = max(last.end, entry.start + len(entry.text.rstrip()))
                events.append(last)
                continue
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

    def _uncounted(self, entry: Clues) -> Event | None:
        """The vote told just before without its figures: "The 11-0 vote came after ..." is of that one."""
        last = self._near(entry)
        return last if last and last.told and last.yes is None and last.no in (None, 0) else None

    def _near(self, entry: Clues) -> Event | None:
        """The vote told last, where it is told near enough for a sentence to go on with it."""
        last = self.events[-1] if self.events else None
        return last if last is not None and entry.start - last.end < UNANIMITY_REACH else None

    def _add_further(self, entry: Clues, made: list[Event]) -> None:
        """A second decision that undoes the first in time: renewed, and ordered a phase-out."""
        motion = further(tally.blanked(entry.text, entry.tallies)) if len(made) == 1 else ""
        sign = polarity(motion, about_police=self.about_police or made[0].sign != 0) if motion else 0
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
            procedural=is_procedural(event.motion),
            alone=event.is_of_few,
        )
