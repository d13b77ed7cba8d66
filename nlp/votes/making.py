# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""One event of one sentence's clues: its motion, result, figures, date and body."""

import re

from spacy.tokens import Doc

from nlp.extensions import text_of
from nlp.votes import motion as motions
from nlp.votes import tally
from nlp.votes.bodies import BodyFinder, verb_at
from nlp.votes.clues import Clues
from nlp.votes.events import Event
from nlp.votes.merging import REACH, VAGUE
from nlp.votes.motion import Outcome
from nlp.votes.nearby import look_around
from nlp.votes.polarity import Result, is_procedural, polarity, sign_of_verb
from nlp.votes.tally import Tally
from nlp.votes.when import day_told

ABOUT = re.compile(
    r"\b(?:police|officers?|sros?|cops|resource officers?|law enforcement|cpd|sheriff)\b", re.I
)
SAME_AGAIN = re.compile(
    r"^\W*(?:to )?(?:do (?:the same|so|likewise)|follow(?:ed)? suit|(?:a|the) (?:similar|same|identical) (?:motion|resolution|measure|proposal|plan)|(?:the )?same|likewise)\b",
    re.I,
)
# Bodies that govern no school and no police.
NO_GOVERNMENT = re.compile(
    r"\b(?:student (?:senate|council|government|body|union)|teachers?'? (?:union|association|federation)|federation of teachers|education association|editorial board|(?:the|its) union\b(?! (?:county|city|school))|school boards? association|association of school boards|delegates)\b",
    re.I,
)
VOTING_VERB = re.compile(
    r"\b(?:voted?|voting|adopted|approved|passed|rejected|endorsed|resolved|called|backed)\b", re.I
)
# "Split 4-3 over police in schools" tells figures, not what won.
SPLIT = re.compile(r"\W*split\b", re.I)
DECISIVE = re.compile(r"\b(?:whether|to)\b", re.I)


def _subject(sentence: str) -> str:
    """Return what stands before a sentence's verb of voting."""
    verb = VOTING_VERB.search(sentence)
    return sentence[: verb.start()] if verb else ""


class EventMaker:
    """Makes the events of one text."""

    def __init__(self, doc: Doc) -> None:
        self.text, self.names, self.published = text_of(doc), doc._.names, doc._.published
        self.about_police = bool(doc._.relevant)
        self.doc = doc
        self.bodies = BodyFinder(doc)
        self.events: list[Event] = []

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
        event.sign = polarity(event.motion, about_police=about)
        if event.sign == 0 and self.about_police:
            event.sign = sign_of_verb(event.motion)
        if event.sign == 0 and told is not None and not is_procedural(event.motion):
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
        if NO_GOVERNMENT.search(event.body) or NO_GOVERNMENT.search(_subject(entry.text)):
            event.sign = 0  # what pupils, teachers or a paper's editors resolve decides nothing
        return event

    @staticmethod
    def _is_refusal_by(told: Outcome, figures: Tally) -> bool:
        """Whether the first, larger figure counts those who declined or refused."""
        first, second = figures.first, figures.second
        if first is None or second is None:
            first, second = figures.yes, figures.no
        led = re.match(r"(?:refus|declin)\w*", told.words, re.I) is not None
        return led and told.result == "fail" and first is not None and second is not None and first > second

    def _sign_in_the_verb(self, told: Outcome) -> int:
        """ "Renewed" and "removed" carry the direction in the verb itself."""
        if re.match(motions.OWN_VERBS, told.words, re.I) and ABOUT.search(told.words):
            return polarity(told.words, about_police=self.about_police)
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
            if re.search(
                r"\b(?:vot\w+|decid\w+|decision|\d|ruled|came down|was)\s(?:\S+\s)?against\b|\bfail|\breject",
                entry.text,
                re.I,
            )
            and first is not None
            else "pass"
        )

    def _named_body(self, entry: Clues, told: Outcome) -> bool:
        end = entry.start + told.end
        starts = (body.start for body in self.bodies.mentions)
        others = (mention.start for mention in (*self.names.bodies, *self.bodies.schools))
        return any(entry.start <= start < end for start in (*starts, *others))

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


def _turn(sentence: str, start: int, end: int) -> int:
    """Return where the sentence turns from one vote to the next, between their figures."""
    match = re.search(r",?\s(?:and|but|while|then|before|after)\s|[,;]\s", sentence[start:end])
    return start + match.start() if match else start
