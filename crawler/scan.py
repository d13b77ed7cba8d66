"""The cheap scan: whether a page is worth reading whole, decided on its bytes.

Most of what an outlet publishes never names police. Those pages end at one search of their bytes; only the
rest are looked at more closely, as text without scripts, menus and links that stand alone. The scan may want
too much; it must not lose what the tagger would call relevant.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Self

import re2
import yaml

from crawler.scan_text import is_drawn, visible_text, without_hidden
from db.registry.models import Topic

CODE = "2"  # raise it when the same words would decide otherwise
SHORT = 4  # characters up to which a stem counts as a whole word only: "cop" stands in every "copyright"
AMBIGUOUS = re.compile(r"[A-Z]{2,5}s?")  # "SRO": also a hotel, and an organization of brokers
NEAR = 300  # bytes between police and a school: about two sentences
BESIDE = 40  # bytes between police and a deal with them
AT_SCHOOL = 3  # words of a school's day from which the tagger takes a page's officers for the school's
WORDS = Path(__file__).with_name("scan_words.yaml")
# What may stand inside a word without being seen: soft hyphens by any name, and the zeros of UTF-16.
INSIDE = rb"(?:\xad|\xc2\xad|&shy;?|&#173;|&#[xX][aA][dD];|\x00)*"


@dataclass(frozen=True)
class ScanVerdict:
    """Whether a page is worth reading whole, and why, in words."""

    wanted: bool
    reason: str


class TopicScan:
    """A topic's words, made ready for searching pages. Built once and used for every page; picklable."""

    def __init__(self, topic: Topic) -> None:
        fixed = _fixed_words()
        self.version = _version(topic, fixed)
        short = [term for term in topic.terms if AMBIGUOUS.fullmatch(term)]
        self._stems = _pattern(map(_spelled, _stems([*topic.context_terms, *topic.terms], topic.place_terms)))
        self._terms = _pattern(map(_whole, sorted(set(topic.terms) - set(short))))
        self._short = _pattern(map(_whole, short))
        self._police = _pattern(map(_whole, topic.context_terms))
        self._police_or_short = _pattern(map(_whole, [*topic.context_terms, *short]))
        self._place = _pattern([*map(_begun, fixed["setting"]), *map(_whole, topic.place_terms)])
        self._setting = _pattern(map(_begun, fixed["setting"]))
        self._deal = _pattern(map(_begun, fixed["deal"]))
        self._friends = _pattern(map(_whole, topic.false_friends))

    @classmethod
    def for_topic(cls, topic: Topic) -> Self:
        """Return the scan for a watch's topic."""
        return cls(topic)

    def judge(self, body: bytes) -> ScanVerdict:
        """Decide on a page's bytes as they came, in whatever charset."""
        if not self._stems.search(body):
            return ScanVerdict(False, "names neither the officers nor police")
        shown = visible_text(without_hidden(body))
        if is_drawn(body, shown):
            shown = visible_text(body)
        if not self._stems.search(shown):
            return ScanVerdict(False, "names police in scripts, menus or links only")
        return self._judge_text(shown)

    def _judge_text(self, text: bytes) -> ScanVerdict:
        if self._friends.search(text):
            text = self._friends.sub(b" ", text)
        if term := self._terms.search(text):
            return ScanVerdict(True, f"names {_shown(term)}")
        place = self._place.search(text)
        if place and (term := self._short.search(text)):
            return ScanVerdict(True, f"names {_shown(term)} and {_shown(place)}")
        if place and (found := _first_near(self._police, self._place, text, NEAR)):
            return ScanVerdict(True, f"names {found} near a school")
        if found := _first_near(self._police_or_short, self._deal, text, BESIDE):
            return ScanVerdict(True, f"names a deal with {found}")
        if place and (found := self._at_school(text)):
            return ScanVerdict(True, f"names {found} on a page about schools")
        return ScanVerdict(False, f"names police, but {'not near a' if place else 'no'} school")

    def _at_school(self, text: bytes) -> str | None:
        """Return the police word of a page that is set among schools, however far from it they are named."""
        police = self._police.search(text)
        if police is None or len(list(islice(self._setting.finditer(text), AT_SCHOOL))) < AT_SCHOOL:
            return None
        return _shown(police)


def _first_near(words: Any, others: Any, text: bytes, reach: int) -> str | None:
    """Return the first word that has one of the others within so many bytes on either side."""
    for found in words.finditer(text):
        if others.search(text, max(0, found.start() - reach), found.end() + reach):
            return _shown(found)
    return None


def _shown(match: Any) -> str:
    return repr(" ".join(match.group().decode(errors="replace").lower().split()))


def _stems(terms: list[str], common: list[str]) -> list[str]:
    """Return words of which at least one stands in any text that holds any of the terms.

    One word a term, because markup and blanks of all kinds stand between words; in ASCII where the term has
    such a word, because it looks alike in every charset; not a place's, which stands on most pages.
    """
    stems: list[str] = []
    usual = {word for term in common for word in term.lower().split()}
    for term in sorted((term.lower() for term in terms), key=lambda term: (" " in term, len(term), term)):
        words = re.findall(r"\w+", term)
        if not any(stem in word if len(stem) > SHORT else stem == word for stem in stems for word in words):
            stems.append(max(words, key=lambda word: (word.isascii(), word not in usual, len(word), word)))
    return stems


def _spelled(stem: str) -> bytes:
    """Return a stem's pattern over a page's bytes; charsets write letters beyond ASCII differently."""
    letters = (re.escape(letter).encode() if letter.isascii() else rb"[^\s<>]{1,9}" for letter in stem)
    pattern = INSIDE.join(letters)
    return rb"\b" + pattern + rb"\b" if len(stem) <= SHORT else pattern


def _whole(term: str) -> bytes:
    """Return a term's pattern over visible text: whole words, whatever blanks are between them."""
    words = rb"\s+".join(re.escape(word).encode() for word in term.split())
    before = rb"\b" if term[0].isascii() and term[0].isalnum() else b""
    after = rb"\b" if term[-1].isascii() and term[-1].isalnum() else b""
    return before + words + after


def _begun(stem: str) -> bytes:
    return rb"\b" + re.escape(stem).encode()


def _pattern(entries: Iterable[bytes]) -> Any:
    """Return one pattern for any of the entries, case ignored; for none, one that matches nowhere.

    RE2, since it reads bytes in one pass however many entries there are: ten times as fast as `re` here.
    """
    options = re2.Options()
    options.case_sensitive = False
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(b"|".join(b"(?:" + entry + b")" for entry in entries) or rb"[^\x00-\xff]", options)


def _version(topic: Topic, fixed: dict[str, list[str]]) -> str:
    told = [CODE, topic.terms, topic.context_terms, topic.place_terms, topic.false_friends, fixed]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


@cache
def _fixed_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found
