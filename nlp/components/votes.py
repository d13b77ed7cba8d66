"""Finding votes told in prose: the clues of each sentence, joined to one event a motion."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.quotations import find_quotations, is_term
from nlp.components.scored import Scored, Scorer
from nlp.extensions import text_of
from nlp.votes.clues import Clues, read
from nlp.votes.joining import Joiner
from nlp.votes.rolls import Roll, rolls

ENDS = frozenset('.!?:;"”)…')
HEADING_END = re.compile(r"(?<!\w)(\w++)\n+(?=(?:The|A|An|In|On|It|At|After|By|Members)\s\w)")
GOES_ON = frozenset("were was are is and or by from with of to the a an in on at for that".split())  # noqa: SIM905
TITLED = re.compile(r"\b(?:titled|entitled|called|named|reads?|resolution|policy|motion):?,?\s$", re.I)
NOT_AN_END = re.compile(r"[^\n.!?]")
TALLY_SAID = re.compile(
    r"\b(?:pass(?:es|ed)|carri(?:es|ed)|fail(?:s|ed)|vote is)\b[^.]{0,20}?\b\d{1,2}(?:[-–]| to )\d{1,2}\b",
    re.I,
)
SHORT_QUOTE = 4  # words
LONGEST_JOINED = 400  # characters: a transcript without stops must not become one sentence


class ProseVotes(Scored):
    """Writes doc._.votes."""

    def __init__(self, scorer: Scorer | None = None) -> None:
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Read the sentences in order; the joiner knows the text's names and date."""
        clues: list[Clues] = []
        text = text_of(doc)
        called = rolls(text)
        unquoted = without_rolls(without_speech(text), called)
        for start, end in _sentences(doc, text):
            found = read(unquoted, start, end)
            if found is not None:
                clues.append(found)
        doc._.votes = Joiner(doc).join(clues, called)
        return doc


def _headings(text: str) -> list[int]:
    """Return the lengths of the lines that are headings before a sentence: no stop, then "The board ..."."""
    cuts, done = [], 0
    for match in HEADING_END.finditer(text):
        if match.group(1).lower() not in GOES_ON:
            cuts.append(match.end(1) + 1 - done)
            done = match.end(1) + 1
    return cuts


def without_speech(text: str) -> str:
    """Return the text with its direct quotations blanked, lengths kept: what somebody says is no vote told.

    Short quoted words ("no"), titles ("Whole School Safety") and a clerk's "That passes, 3-0" stay.
    """
    parts, done = [], 0
    for found in find_quotations(text):
        words = text[found.start : found.end]
        before = text[max(0, found.outer_start - 80) : found.outer_start]
        after = text[found.outer_end : found.outer_end + 20]
        if (
            len(words.split()) > SHORT_QUOTE
            and not is_term(words, before, after)
            and not TITLED.search(before)
            and not TALLY_SAID.search(words)
        ):
            parts += [text[done : found.start], NOT_AN_END.sub(" ", words)]
            done = found.end
    return "".join(parts) + text[done:]


def without_rolls(text: str, called: list[Roll]) -> str:
    """Return the text with its roll calls blanked, lengths kept: each is read as a whole."""
    for roll in called:
        blank = re.sub(r"[^\n]", " ", text[roll.start : roll.end - 1])
        text = text[: roll.start] + blank + "." + text[roll.end :]
    return text


def _sentences(doc: Doc, whole_text: str) -> Iterator[tuple[int, int]]:
    """Yield sentence bounds; a break inside a line with no stop before ("Opposed were | A and B") is none."""
    start: int | None = None
    for sentence in doc.sents:
        start = sentence.start_char if start is None else start
        text = whole_text[start : sentence.end_char]
        for cut in _headings(text):
            yield start, start + cut
            start, text = start + cut, text[cut:]
        whole = text.rstrip()[-1:] in ENDS or "\n" in text[len(text.rstrip()) :] or len(text) > LONGEST_JOINED
        if whole:
            yield start, sentence.end_char
            start = None
    if start is not None:
        yield start, len(whole_text)


@Language.factory(
    "prose_votes",
    default_config={"scorer": {"@scorers": "hallwatch.votes_scorer.v1"}},
    assigns=["doc._.votes"],
    requires=["doc._.entities", "doc._.names", "doc._.relevant", "doc.sents"],
)
def make(nlp: Language, name: str, scorer: Scorer | None) -> ProseVotes:  # noqa: ARG001 - spaCy's signature
    """Return the component."""
    return ProseVotes(scorer)
