"""Texts that are somebody's own words: letters, columns, releases, transcripts, testimony notes."""

import re
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Span

from nlp.components.authors import CLOSING, Author, AuthorFinder
from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.components.transcripts import Turn, timed_turns, views

SINGULAR = re.compile(r"\b(?:I|I'm|I've|I'd|I'll|[Mm]y|me|mine|myself)\b")
PLURAL = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|ours|We're|we're)\b")
GREETING = re.compile(
    r"(?im)^\s*(?:to the editor|dear\b|editor:|letter:|(?:opinion|commentary|editorial|op-ed)\b"
    r"(?=:|[^\n]{0,40}$))"
)
TITLED = r"(?:Mr|Ms|Mrs|Dr|Chair|Member|Director|Speaker|Commissioner|Trustee|Superintendent|Chief|President)"
TURN = re.compile(
    rf"^(?P<name>[A-Z][A-Z .,'’-]{{2,45}}|{TITLED}\.?\s[A-Z][\w.'’ -]{{1,40}}|[QA]|"
    r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}):\s+(?P<words>\S.*)$"
)
NOTE = re.compile(
    r"^(?:[-•*]\s*|\(?\d{1,3}[.)]\s*)?(?P<name>[A-Z][\w.'’-]+(?:\s+[\w.'’-]+){0,3}?)"
    r"(?:\s*\((?P<org>[^)]{2,60})\)|,\s*(?P<role>[^–—:\n]{2,60}?))?\s*(?:[–—:]|\s-)\s+(?P<words>\S.*)$"
)
DATELINE = re.compile(
    r"^[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][A-Za-z.]+(?: \d{1,2}(?:, \d{4})?)?)?"
    r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:[–—]\s?|-+\s)"
)
# A newsroom that says "we": it reports, and has no view.
NEWSROOM = re.compile(
    r"(?i)\b(?:our|my) (?:\w+ )?(?:interview|reporters?|reporting|newsroom|coverage|stor(?:y|ies)|series|"
    r"partners?|newsletters?|crews?|cameras?|request|questions?|readers|website|live ?stream|conversation|"
    r"investigation)\b"
    r"|\bwe(?:'ve| have| will|'ll)? (?:also )?(?:asked|ask|reached|spoke|talked|contacted|met with|obtained|"
    r"reviewed|reported|update|followed|requested|rely|sat down|caught up|interviewed)\b"
    r"|\btold (?:us|me)\b"
    r"|\b(?:subscribe|donat\w+|sign up|support us|click here|email us|call us|contact us)\b"
)
REPORTING = re.compile(r"\b(?:said|says|told|added|stated|according to|asked|testified|wrote)\b")
URGING = re.compile(
    r"\b(?:should|must|ought to|needs? to|let's|let us|clearly|certainly|surely|of course|frankly)\b"
    r"|\b(?:You|you|[Yy]our)\b|[?!]$",
)
# Fillers and openings of speech written down without names: a transcript's speech is direct.
SPOKEN = re.compile(
    r"\b(?:um+|uh+|you know|I mean|good (?:evening|morning|afternoon)|my name is|thank you for)\b",
    re.IGNORECASE,
)
SPOKEN_SIGNS = 2
FEWEST = 3  # words of a sentence that tells a view
OTHERS = 0.15  # told speech of others to a sentence of a text of one's own, at most
URGING_SENTENCES = 0.2
TOLD_OF = 0.35  # told speech of others to a sentence from which first persons alone make no text one's own
DATED = 5  # blocks among which a dateline may stand below headline, byline and caption
FIRST_SENTENCES = 0.18  # share of the sentences outside quotations in the first person: somebody's own text


class ViewFinder:
    """Finds the statements of texts that are somebody's own words."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def turns(self) -> list[Draft]:
        """Return a transcript's turns; nothing unless three lines have the shape of one."""
        return self._timed() or self._labelled_turns()

    @cached_property
    def _timed_turns(self) -> list[Turn]:
        return timed_turns(self.page.text)

    def _timed(self) -> list[Draft]:
        """Return the turns of a transcript with times; who leads the talk has no view."""
        turns = self._timed_turns
        full = {turn.name.split()[0]: turn.name for turn in reversed(turns) if " " in turn.name}
        return [
            Draft(
                *self.page.trim(turn.start, turn.end),
                self._labelled(full.get(turn.name, turn.name), turn.at),
                "direct",
                ":",
            )
            for turn in views(self.page.text, turns)
        ]

    def _labelled_turns(self) -> list[Draft]:
        found = [
            (block, match)
            for block in self.page.blocks
            if (match := TURN.match(self.page.text[block.start : block.end]))
        ]
        if len(found) < 3 or 2 * len(found) < len(self.page.blocks):
            return []
        return [
            Draft(
                *self.page.trim(block.start + match.start("words"), block.end),
                self._labelled(match["name"], block.start),
                "direct",
                ":",
            )
            for block, match in found
        ]

    def notes(self) -> list[Draft]:
        """Return the lines of testimony notes: a name, a role, a dash, what was said."""
        found = [
            (block, match)
            for block in self.page.blocks
            if (match := NOTE.match(self.page.text[block.start : block.end]))
        ]
        found = [(block, match) for block, match in found if self._is_note(match)]
        if len(found) < 3:
            return []
        drafts = []
        for block, match in found:
            role = match["role"] or match["org"]
            start, end = self.page.trim(block.start + match.start("words"), block.end)
            speaker = self._labelled(match["name"], block.start, role)
            drafts.append(Draft(start, end, speaker, "indirect", match["name"], scope=(start, end)))
        return drafts

    @staticmethod
    def _is_note(match: re.Match[str]) -> bool:
        """A colon alone heads a section too; a dash, or a role before it, makes a speaker's line."""
        words, between = match["words"], match.string[match.end("name") : match.start("words")]
        told = match["role"] or match["org"] or ":" not in between
        return bool(told) and not words.startswith(('"', "“"))

    def _labelled(self, label: str, at: int, role: str | None = None) -> Speaker:
        names = self.page.doc._.names
        plain = re.sub(r"^(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s+", "", label.strip())
        if names is not None:
            name, found = names.person(plain.title() if plain.isupper() else plain, at)
            if found or (" " in name and name.casefold() != plain.casefold()):
                return Speaker(name, found, role, "person")
        return Speaker(label.strip(), None, role, "person")

    def own(self) -> Iterator[Draft]:
        """Yield the author's own sentences; where the text is not plainly its author's, the sided ones."""
        authors = [] if self._timed_turns else self.authors
        spoken = len(SPOKEN.findall(self.page.text)) >= SPOKEN_SIGNS
        for sentence in self.page.sentences if authors else ():
            start, end = self.page.trim(sentence.start_char, sentence.end_char)
            whose = next((author for author in authors if author.start <= start and end <= author.end), None)
            words = self.page.text[start:end]
            if whose is not None and len(words.split()) >= FEWEST and not NEWSROOM.search(words):
                yield Draft(start, end, whose.speaker, "direct" if spoken else "indirect", None)

    @cached_property
    def authors(self) -> list[Author]:
        """Whose text it is, stretch by stretch; nobody's for a report about others."""
        free = [
            sentence
            for sentence in self.page.sentences
            if not any(self.page.quoted[token.i] for token in sentence) and not NEWSROOM.search(sentence.text)
        ]
        if not free or self._is_dated():
            return []
        singular = sum(1 for sentence in free if SINGULAR.search(sentence.text))
        plural = sum(1 for sentence in free if PLURAL.search(sentence.text))
        if not self._is_own(free, singular + plural):
            return []
        return AuthorFinder(self.page).authors(singular=singular > 0)

    def _is_dated(self) -> bool:
        return any(
            DATELINE.match(self.page.text[block.start : block.end]) for block in self.page.blocks[:DATED]
        )

    def _is_own(self, free: list[Span], first_person: int) -> bool:
        """Own words greet, sign, say "I" and "we", or urge while hardly anybody else is told to speak."""
        if GREETING.search(self.page.text[:200]) or CLOSING.search(self.page.text):
            return True
        told = len(self.page.speech) + len(REPORTING.findall(self.page.text))
        if first_person >= 2 and first_person / len(free) >= FIRST_SENTENCES:
            return told <= TOLD_OF * len(free)
        urging = sum(1 for sentence in free if URGING.search(sentence.text))
        return told <= OTHERS * len(free) and (urging + first_person) / len(free) >= URGING_SENTENCES
