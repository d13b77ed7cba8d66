# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Which body voted: the one before the verb, what "the council" stands for there, else who voted last."""

import re
from typing import NamedTuple

from spacy.tokens import Doc

from nlp.components.patterns import unled
from nlp.extensions import text_of
from nlp.found import Mention
from nlp.votes import motion as motions

WORD = r"[A-Z][\w.'’&-]*"
LOWER_KINDS = r"(?:[Ss]chool [Bb]oard|[Bb]oard of [Ee]ducation|[Ss]chool [Cc]ommittee|[Cc]ity [Cc]ouncil|[Tt]own [Cc]ouncil|[Cc]ounty [Bb]oard|[Bb]oard of (?:[Tt]rustees|[Dd]irectors|[Ss]upervisors)|[Ss]chool [Cc]ommission|[Ff]iscal [Cc]ourt|[Cc]ommissioners [Cc]ourt|[Cc]ounty [Cc]ommission(?:ers)?|[Ss]elect ?[Bb]oard|[Mm]etro [Cc]ouncil|[Cc]ounty [Cc]ouncil|[Bb]orough [Cc]ouncil|(?:[Pp]ublic )?[Ss]chool (?:[Ss]ystem|[Dd]istrict)(?=\s(?:has\s|have\s)?(?:\w+ly\s)?voted\b)|[Vv]illage [Bb]oard)"
# "Minneapolis school board", "Denver's school board": named by a place, whatever the model makes of it.
PLACED = re.compile(rf"\b(?P<place>(?:{WORD}\s){{0,4}}{WORD}(?:'s|’s)?)\s(?P<kind>{LOWER_KINDS})\b")
NOUN = re.compile(
    r"\b(?P<led>(?:[Tt]he|[Aa]|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Ee]ach|[Cc]ity's|[Dd]istrict's|[Ss]chool's)\s)?"
    r"(?P<noun>(?:local school |school |city |town )?(?:board of education|board|council|committee)|[Ll]ocal [Ss]chool [Cc]ouncil|LSC|trustees|commission)\b(?!s)",
)
GOVERNING = re.compile(
    r"board|council(?!or|man|wom|mem|per)|committee|\blsc\b|house|senate|commission|trustees|directors|assembly|legislature|fiscal court|selectmen",
    re.I,
)
LOCAL_COUNCILS = re.compile(r"\blocal school councils?\b|\blscs?\b|\bschool'?s? (?:\w+ )?council", re.I)
SCHOOL_COUNCIL = re.compile(r"\blsc$|local school council", re.I)
CITY = re.compile(r"\b(?:[Cc]ity [Cc]ouncil|[Aa]lder(?:man|men|people|person|woman|women|s)|Ald\.)")
PART_OF = re.compile(r"\b(?:committee|subcommittee|panel)\sof\s(?:the\s)?$", re.I)
BY = re.compile(r"\b(?:by|of|from|at|before)\s(?:the\s|a\s|an\s)?$")
DONE_BY = re.compile(r"\b(?:was|were|been)\b[^.;]{0,60}\bby\s(?:the\s|a\s|an\s)?$")
# "In West Contra Costa Unified, the five-member board": named by where it sits.
IN_A_PLACE = re.compile(
    rf"\b[Ii]n\s(?:nearby\s|neighboring\s)(?P<place>(?:{WORD}\s){{0,4}}{WORD}),\s(?:the\s|its\s|a\s)?(?:[\w-]+\s)?$"
    rf"|\b[Ii]n\s(?P<unified>(?:{WORD}\s){{1,4}}(?:Unified|District|Schools|County)),\s(?:the\s|its\s|a\s)?(?:[\w-]+\s)?$"
)
AS_SUBJECT = re.compile(r"(?:,[^,.;]{1,40},)?\s(?:has |have |had |also |then |\w+ly )*$")
BODY_REACH = 400  # characters: how far a sentence without a body may lean on one named before
COUNCIL_REACH = 250  # characters from a school to "the council" that is its own
TO_THE_LEFT = re.compile(rf"(?:(?:{WORD}|and|&)\s){{1,4}}$")
VERB = re.compile(
    rf"\b(?:vot(?:ed|es|ing)|took|split|deadlocked|tied|{motions.PASSING}|{motions.REJECTING}|{motions.OWN_VERBS})\b",
    re.I,
)


class Body(NamedTuple):
    """A body named in the text, by its characters."""

    start: int
    end: int
    name: str
    id: str | None


class BodyFinder:
    """Knows one text's bodies and schools."""

    def __init__(self, doc: Doc) -> None:
        self.text, self.names = text_of(doc), doc._.names
        self.schools: list[Mention] = [entry for entry in doc._.entities or () if entry.label == "SCHOOL"]
        self.mentions = self._mentions()

    def _mentions(self) -> list[Body]:
        found = [
            Body(*self._whole(entry))
            for entry in self.names.bodies
            if GOVERNING.search(entry.name) and not re.search(r"\bdepartment\b|\bunion\b", entry.name, re.I)
        ]
        for match in PLACED.finditer(self.text):
            start, place = unled(match.start(), match["place"])
            if place and not any(body.start < match.end() and start < body.end for body in found):
                place = re.sub(r"['’]s$", "", place)
                name = f"{place} {match['kind']}"
                found.append(Body(start, match.end(), *(self.names.organization(name) or (name, None))))
        return sorted(found)

    def _whole(self, entry: Mention) -> tuple[int, int, str, str | None]:
        """ "Fire Committee" of "Police and Fire Committee": a name starts where its capitals do."""
        if entry.id is None and (
            left := TO_THE_LEFT.search(self.text[max(0, entry.start - 80) : entry.start])
        ):
            whole = f"{left.group()}{entry.name}"
            start, name = unled(entry.start - len(left.group()), whole)
            if " " not in name:  # "The Police Committee" is no mere committee
                name = whole.removeprefix("The ")
                start = entry.end - len(name)
            if not name.startswith(("and ", "& ")):
                return start, entry.end, *(self.names.organization(name) or (name, None))
        return entry.start, entry.end, entry.name, entry.id

    def who(
        self, start: int, sentence: str, verb: int, last: tuple[str, str | None] | None
    ) -> tuple[str, str | None]:
        """Return (name, registry id or None) of who voted in a sentence at `start`; ("", None) if nobody is told.

        `verb`: where the sentence tells the outcome. `last`: the body of the vote told before.
        """
        named = [body for body in self.mentions if start <= body.start < start + len(sentence)]
        nouns = [
            match
            for match in NOUN.finditer(sentence)
            if not any(
                body.start < start + match.end() and start + match.start() < body.end for body in named
            )
        ]
        before: list[tuple[int, Body | re.Match[str]]] = [
            *((body.start - start, body) for body in named if body.start - start < verb),
            *((match.start(), match) for match in nouns if match.start() < verb),
        ]
        by_whom: list[Body | re.Match[str]] = [
            body for body in named if DONE_BY.search(sentence[: body.start - start])
        ]
        by_whom += [match for match in nouns if DONE_BY.search(sentence[: match.start("noun")])]
        if by_whom:
            return self._stood_for(by_whom[0], start, sentence)
        if before:
            chosen = max(before, key=lambda entry: entry[0])[1]
            return self._stood_for(chosen, start, sentence)
        by = [(body.start - start, body) for body in named if BY.search(sentence[: body.start - start])]
        of = [
            (match.start("noun"), match)
            for match in nouns
            if match["led"] and BY.search(sentence[: match.start("noun")])
        ]
        after: list[tuple[int, Body | re.Match[str]]] = [*by, *of]
        if after:
            return self._stood_for(min(after, key=lambda entry: entry[0])[1], start, sentence)
        if school := self._school_that_voted(start, verb):
            return school
        return last or self._named_before(start) or self._board(start)

    def of_minutes(self, at: int, last: tuple[str, str | None] | None) -> tuple[str, str | None]:
        """Return who voted in minutes, where the heading says it and no sentence does."""
        if last:
            return last
        first = [body for body in self.mentions if body.start < at]
        return (first[0].name, first[0].id) if first else self._board(at)

    def _school_that_voted(self, start: int, verb: int) -> tuple[str, str | None] | None:
        """ "Taft High School voted unanimously": its council did."""
        for school in self.schools:
            between = self.text[school.end : start + verb]
            if start <= school.start <= school.end <= start + verb and AS_SUBJECT.match(between):
                found: tuple[str, str | None] = self.names.council_of(school.name)
                return found
        return None

    def _named_before(self, at: int) -> tuple[str, str | None] | None:
        """The body of the sentences just before: "an ordinance that the City Council passed ... was adopted"."""
        near = [body for body in self.mentions if 0 < at - body.start < BODY_REACH]
        if near:
            return near[-1].name, near[-1].id
        return None

    def _board(self, at: int) -> tuple[str, str | None]:
        earlier = [body for body in self.mentions if body.start <= at and "board" in body.name.lower()]
        if earlier:
            return earlier[-1].name, earlier[-1].id
        return self.names.body("board", at) or ("", None)

    def _stood_for(self, chosen: "Body | re.Match[str]", start: int, sentence: str) -> tuple[str, str | None]:
        if isinstance(chosen, Body):
            part = PART_OF.search(sentence[: chosen.start - start])
            return (f"{chosen.name} committee", None) if part else (chosen.name, chosen.id)
        noun = chosen["noun"].lower()
        if placed := IN_A_PLACE.search(sentence[: chosen.start()]):
            name = f"{placed['place'] or placed['unified']} {noun}"
            return self.names.organization(name) or (name, None)
        if noun in {"council", "lsc", "local school council"}:
            return self._council(noun, start + chosen.start(), start, sentence)
        kind = "board" if noun in {"school board", "board of education", "trustees"} else noun.split()[-1]
        earlier = [
            body
            for body in self.mentions
            if body.start <= start + chosen.start() and kind in body.name.lower()
        ]
        if earlier:
            return earlier[-1].name, earlier[-1].id
        return self.names.body(noun, start + chosen.start()) or self._later(kind) or (f"the {noun}", None)

    def _later(self, kind: str) -> tuple[str, str | None] | None:
        return next(((body.name, body.id) for body in self.mentions if kind in body.name.lower()), None)

    def _council(self, noun: str, at: int, start: int, sentence: str) -> tuple[str, str | None]:
        """A council in a sentence that names a school is that school's; the city's only where the text says so."""
        here = [entry for entry in self.schools if start <= entry.start < start + len(sentence)]
        if here and not CITY.search(sentence):
            nearest = min(here, key=lambda entry: (abs(entry.start - at) > 60, abs(entry.start - at)))
            found: tuple[str, str | None] = self.names.council_of(nearest.name)
            return found
        school = self._school_just_before(at)
        if school is not None:
            told: tuple[str, str | None] = self.names.council_of(school.name)
            return told
        earlier = [
            body for body in self.mentions if body.start <= at and re.search(r"council|lsc", body.name, re.I)
        ]
        if noun != "council":
            earlier = [body for body in earlier if SCHOOL_COUNCIL.search(body.name)]
        if earlier and at - earlier[-1].start < 1_800:
            return earlier[-1].name, earlier[-1].id
        if noun == "council" and CITY.search(self.text):
            return self.names.body("city council", at) or ("the city council", None)
        return f"the {noun}" if noun != "lsc" else "a local school council", None

    def _school_just_before(self, at: int) -> Mention | None:
        """The school of the same paragraph, with no other body named since and no city about."""
        for school in reversed(self.schools):
            if school.end <= at:
                between = self.text[school.end : at]
                close = len(between) < COUNCIL_REACH and "\n" not in between and not CITY.search(between)
                others = any(school.end <= body.start < at for body in self.mentions)
                return school if close and not others and LOCAL_COUNCILS.search(self.text) else None
        return None


def verb_at(sentence: str, words: str, motion: str) -> int | None:
    """Return where an outcome's verb stands in its sentence, None if the thing decided comes before it."""
    first = re.match(r"\w+", words)
    if first is None or not VERB.match(words):
        return None
    places = [match.start() for match in re.finditer(rf"\b{first.group()}\b", sentence, re.I)]
    told = sentence.find(motion[:16]) if motion else -1
    before = [place for place in places if told < 0 or place <= told]
    if not places:
        return None
    return before[-1] if told >= 0 and before else places[0]
