"""Whose text it is: the name in a byline, a signature, a note on the author, an introduction, or a body's."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.components.drafts import Speaker
from nlp.components.layout import Block
from nlp.components.page import Page
from nlp.components.phrases import without_article
from nlp.found import Mention
from nlp.lexicons.groups import groups

WORD = r"[A-ZÀ-Ý][\w.'’-]*[\w.]"
NAME = rf"{WORD}(?:\s(?:{WORD}|[A-Z]\.?|de|del|la|van|von|der)){{1,3}}"
CLOSING = re.compile(
    r"(?im)^\s*(?:sincerely|respectfully|regards|yours|with (?:respect|thanks)|cordially)\b.*$"
)
BIO = re.compile(
    rf"^(?:[-–—*]\s*)?({NAME})(?:, [^,]+,)?\s+"
    r"(?:is|are|was|lives|teaches|works|serves|leads|chairs|writes|directs|runs|has)\b(.*)$"
)
DASHED = re.compile(rf"(?:^|[.?!\"”]\s+|\s)[–—-]{{1,2}}\s?({NAME})(?:,[^.?!\n]{{2,60}})?$")
PLACED = re.compile(rf"^({NAME})(?:,\s[^.?!:]{{2,60}})?$")
COMMENTED = re.compile(
    rf"^({NAME})\s+(?:[·•|-]\s)?(?:(?:over|about|almost)\s)?(?:\d+|an?)\s(?:minute|hour|day|week|month|year)s?\sago\b"
)
BYLINE = re.compile(
    rf"(?im)^(?:\W*(?:commentary|opinion|op-ed|column|letter|guest \w+)?\W*)by\s+(?-i:({NAME}))"
)
HEADED = re.compile(
    rf"^({NAME})(?::\s+\S|,[^.\n]{{2,40}},?\s+[Ll]etter|,\s(?:\w+\s){{0,2}}(?:columnist|contributor|writer)\b)"
)
MASTHEAD = re.compile(
    r"^([A-Z][^|—–\n]{3,60}?)\s+[|—–]\s+(?=.*\b(?:update|bulletin|newsletter|news|statement|release|editorial)\b)",
    re.IGNORECASE,
)
RELEASE = re.compile(r"^(?:media advisory|(?:press|news|media) release|for immediate release)", re.IGNORECASE)
INTRODUCED = re.compile(
    rf"\b(?:[Mm]y name is|[Tt]estimony of|[Rr]emarks (?:of|by)|[Ss]tatement of|"
    rf"[Yy]our (?:president|principal|superintendent|chair),|[Ii](?:'m| am)(?= [A-Z]))\s+({NAME})"
)
ISSUED = re.compile(
    r"(?i)^(?:(?:a |an |open |joint |public |official )*(?:statement|letter|release|message)\s+"
    r"(?:of|from|by)\s+(?:the\s+)?)(.{3,80}?)(?=\s+(?:on|about|regarding|before|to)\b|[,:.]|$)"
)
WE_THE = re.compile(r"\bWe,\s+(?:the\s+)?([^,.;]{3,80}),")
EDITORIAL_BOARD = re.compile(r"\b((?:The )?(?:[A-Z][\w.&'’-]* ){1,5}[Ee]ditorial [Bb]oard)\b")
EDITORIAL = re.compile(r"\b(?:editorial|our view)\b", re.IGNORECASE)
# Whom such texts speak to or about; they do not speak.
ADDRESSED = re.compile(
    r"\b(?:board|district|police|council|councils|department|schools?|sheriff|city|county|hall|program|committee)\b",
    re.IGNORECASE,
)
NOT_NAMES = frozenset(
    {"Letter", "Letters", "Editor", "Opinion", "Editorial", "Commentary", "Note", "Link", "Thank", "By"}
)
LAST_LINES = 4
SHORT_LINE = 9  # words: a name, a title and a place
LONGEST_NOTE = 40  # words of a note about the author
MOST_OF_IT = 0.8  # share of a heading's words that a name must be to stand for them
FIRST_LINES = 4


@dataclass(frozen=True)
class Author:
    """Whose words the characters `start` to `end` are."""

    speaker: Speaker
    start: int
    end: int


class AuthorFinder:
    """Finds who wrote a text that is somebody's own words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text: str = page.text
        self.lines = [(block, self.text[block.start : block.end]) for block in page.blocks]

    def authors(self, *, singular: bool) -> list[Author]:
        """Return each author with their stretch; `singular`: the text says "I"."""
        for letters in (self._letters(), self._headed(self._comment), self._headed(self._name_alone)):
            if len(letters) > 1:
                return letters
        person = self._person()
        speaker = person or self._whole(singular=singular)
        return [Author(speaker, 0, self._end(person))]

    def _letters(self) -> list[Author]:
        """Return the letters of a page of several, each closed by a dash and a name."""
        found, start = [], 0
        for block, line in self.lines:
            match = DASHED.search(line)
            if match and self._is_name(match.group(1)):
                end = block.start + match.start(1)
                found.append(Author(self.named(match.group(1), block.start), start, end))
                start = block.end
        return found

    def _headed(self, head: Callable[[Block, str], str | None]) -> list[Author]:
        """Return what follows each line that heads somebody's words: a comment, an answer."""
        heads = [(block, name) for block, line in self.lines if (name := head(block, line))]
        heads = [(block, name) for block, name in heads if self._is_name(name)]
        ends = [block.start for block, _ in heads[1:]] + [len(self.text)] * bool(heads)
        return [
            Author(self.named(name, block.start), block.end, end)
            for (block, name), end in zip(heads, ends, strict=True)
        ]

    def _comment(self, block: Block, line: str) -> str | None:  # noqa: ARG002 - as _name_alone
        match = COMMENTED.match(line)
        return match.group(1) if match else None

    def _name_alone(self, block: Block, line: str) -> str | None:
        """A name that is a whole line, with words below it: candidates' answers."""
        last = block.end == self.lines[-1][0].end
        return line if not last and len(line.split()) <= 4 and self._is_person(block, line) else None

    def _person(self) -> Speaker | None:
        given = self.page.doc._.authors
        if given:
            return self.named(given[0], 0)
        for find in (self._signed, self._told_of, self._bylined, self._introduced):
            found = find()
            if found is not None:
                return found
        return None

    def _signed(self) -> Speaker | None:
        """A name on one of the last lines: "— Ann Lee, Elmford", or alone with the place below it."""
        found = None
        for block, line in reversed(self.lines[-LAST_LINES:] if len(self.lines) > 1 else []):
            match = DASHED.search(line) or (PLACED.match(line) if len(line.split()) <= SHORT_LINE else None)
            if match is None and (found is not None or len(line.split()) > SHORT_LINE):
                break
            if match and self._is_name(match.group(1)):
                found = self.named(match.group(1), block.start)
                if DASHED.search(line):
                    break
        return found

    def _told_of(self) -> Speaker | None:
        """A note at the end or under the headline: "Ann Lee is a nurse in Elmford"."""
        for block, line in [self.lines[-1], *self.lines[1:FIRST_LINES]] if len(self.lines) > 1 else []:
            bio = BIO.match(line)
            if bio and self._is_name(bio.group(1)) and len(line.split()) <= LONGEST_NOTE:
                return self.named(bio.group(1), block.start, bio.group(2).strip(" .") or None)
        return None

    def _bylined(self) -> Speaker | None:
        for block, line in self.lines[:FIRST_LINES]:
            match = BYLINE.search(line) or HEADED.match(line)
            if match is None and len(line.split()) <= 4 and self._is_person(block, line):
                match = PLACED.match(line)
            if match and self._is_name(match.group(1)):
                return self.named(match.group(1), block.start)
        return None

    def _introduced(self) -> Speaker | None:
        match = INTRODUCED.search(self.text)
        return self.named(match.group(1), match.start(1)) if match and self._is_name(match.group(1)) else None

    def _is_person(self, block: Block, line: str) -> bool:
        """A line that is a name and nothing else; a heading of two capitalised words is none."""
        folded = line.casefold().strip()
        return any(
            mention.label == "PERSON" and mention.text.casefold() == folded
            for mention in self.page.doc._.entities or ()
        ) or (line.isupper() and len(line.split()) == 2 and block.heading)

    def _is_name(self, words: str) -> bool:
        parts = words.replace(".", " ").split()
        bodies = groups("roles")["group"]
        return not any(part in NOT_NAMES or part.casefold() in bodies for part in parts)

    def named(self, label: str, at: int, role: str | None = None) -> Speaker:
        """Return the person of a label, by the text's and the registry's names."""
        names = self.page.doc._.names
        plain = re.sub(r"^(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s+", "", " ".join(label.split()))
        plain = plain.title() if plain.isupper() else plain
        name, found = names.person(plain, at) if names is not None else (plain, None)
        return Speaker(name, found, role, "person")

    def _whole(self, *, singular: bool) -> Speaker:
        """Return the body or board that speaks where no person signs, else "the author"."""
        named = EDITORIAL_BOARD.search(self.text)
        if named:
            return Speaker(without_article(named.group(1)), None, None, "author")
        editorial = EDITORIAL.search(self.text[:300]) is not None
        if not singular and (
            body := self._issuer() or self._we_the() or (None if editorial else self._body())
        ):
            return body
        if editorial or (not singular and self._says_we()):
            return Speaker("editorial board", None, None, "author")
        return Speaker("the author", None, None, "author")

    def _says_we(self) -> bool:
        return len(re.findall(r"\b[Ww]e\b", self.text)) > 1

    def _issuer(self) -> Speaker | None:
        """The maker that a heading names: "Statement of the Elmford Education Association on ..."."""
        for number, (block, line) in enumerate(self.lines[:FIRST_LINES]):
            match = ISSUED.match(line) or MASTHEAD.match(line)
            if match is not None:
                return self._heading_body(block.start + match.start(1), match.group(1))
            if number and RELEASE.match(line):
                before, name = self.lines[number - 1]
                return self._heading_body(before.start, name)
        return None

    def _heading_body(self, start: int, words: str) -> Speaker:
        for mention in self.page.doc._.entities or ():
            inside = start <= mention.start and mention.end <= start + len(words)
            if inside and mention.label == "ORG" and mention.end - mention.start >= MOST_OF_IT * len(words):
                return Speaker(mention.name, mention.id, None, "body")
        plain = words.title() if words.isupper() else words
        return Speaker(without_article(plain), None, None, "body")

    def _we_the(self) -> Speaker | None:
        match = WE_THE.search(self.text)
        return Speaker(match.group(1), None, None, "group") if match else None

    def _body(self) -> Speaker | None:
        """The body that most often does something in the text, the first of equals."""
        counts: Counter[tuple[str, str | None]] = Counter()
        for token, mention in self._subjects():
            counts[mention.name, mention.id] += (
                1 if token.head.tag_ == "VBD" and token.head.lemma_ != "be" else 2
            )
        if not counts:
            return None
        name, found = max(counts, key=lambda key: counts[key])
        return Speaker(name, found, None, "body")

    def _subjects(self) -> Iterator[tuple[Token, Mention]]:
        for number, mention in self.page.finder.mentions.items():
            token = self.page.doc[number]
            speaks = mention.label == "ORG" and token.dep_ == "nsubj" and not self.page.quoted[number]
            if speaks and not mention.text.startswith("#") and not ADDRESSED.search(mention.name):
                yield token, mention

    def _end(self, signed: Speaker | None) -> int:
        """Return where the author's words end: before a closing, a signature or a note about the author."""
        closing = CLOSING.search(self.text)
        if closing:
            return closing.start()
        block, line = self.lines[-1]
        last = block.start if signed and len(self.lines) > 1 and BIO.match(line) else block.end
        return last
