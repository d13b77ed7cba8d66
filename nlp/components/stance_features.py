"""What a statement's words and surroundings show of its side, as named features for the classifier."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LIKE_NUM, LOWER
from spacy.tokens import Doc

from nlp.components.decisions import Decisions
from nlp.components.drafts import Draft
from nlp.components.stance_rules import Reading
from nlp.components.stance_told import Told
from nlp.lexicons import words as words_of
from nlp.lexicons.groups import groups

Features = dict[str, float]
READ = [IDX, HEAD, LIKE_NUM]
NEGATIONS = {
    "not",
    "no",
    "never",
    "without",
    "nobody",
    "none",
    "nor",
    "neither",
    "hardly",
    "nothing",
    "cannot",
}
NEGATES = 6  # words after a negation, within its clause
STOPS = {".", ",", ";", ":", "!", "?", "(", ")", '"', "“", "”", "but", "because", "—", "–", "-", "\n"}
MASKED = {label: f"_{label.lower()}" for label in ("PERSON", "ORG", "GPE", "SCHOOL", "LAW", "MONEY")}
EMPTY = frozenset(words_of("empty_words"))
WORD = re.compile(r"\w")
LETTERS = re.compile(r"[a-z]+")
TELLING = {
    *(
        "dobj",
        "nsubjpass",
        "pobj",
        "nsubj",
        "neg",
        "amod",
        "acomp",
        "attr",
        "xcomp",
        "ccomp",
        "compound",
        "prt",
    ),
    *("advmod", "poss", "conj", "agent", "prep"),
}
TURNS_ROUND = re.compile(
    r"\b(?:but|however|although|though|while|yet|both|at the same time)\b", re.IGNORECASE
)
CONDITION = re.compile(r"\b(?:only if|only when|unless|as long as|provided|until|if)\b", re.IGNORECASE)
PLAIN = 0.4  # what a word by itself counts beside the rules and the classes: less is learnt by heart


class Surroundings:
    """One text as words: lemmas with names, places and figures masked, negated words marked."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft], decisions: Decisions) -> None:
        self.drafts, self.decisions, self.told = drafts, decisions, Told(doc)
        table = doc.to_array(READ).astype("int64")  # at once: a Token each costs more than all the rest
        self.starts: list[int] = table[:, 0].tolist()
        self.heads: list[int] = [at + step for at, step in enumerate(table[:, 1].tolist())]
        self.relations = _names(doc, doc.to_array(DEP).tolist())
        self.words = _masked(doc, self.starts, table[:, 2].tolist())
        self.negated = _negated(self.words)
        self.classes = _classes()

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last-but-one token of characters start to end."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


@cache
def _classes() -> dict[str, str]:
    known = groups("word_classes")
    return {lemma: f"<{name}>" for name, lemmas in known.items() for lemma in lemmas}


def _names(doc: Doc, keys: list[int]) -> list[str]:
    known = {key: str(doc.vocab.strings[key]) for key in set(keys)}
    return [known[key] for key in keys]


def _masked(doc: Doc, starts: list[int], numbers: list[int]) -> list[str]:
    lowers, lemmas = _names(doc, doc.to_array(LOWER).tolist()), _names(doc, doc.to_array(LEMMA).tolist())
    words = [_word(*token) for token in zip(lowers, lemmas, numbers, strict=True)]
    for mention in doc._.entities or ():
        mask = MASKED.get(mention.label)
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        if mask and first < last:
            words[first:last] = [mask] * (last - first)
    return words


def _word(lower: str, lemma: str, number: int) -> str:
    if number or lower[0].isdigit():
        return "_number"
    if lower == "n't":
        return "not"
    return lemma.lower() if lower.strip() else "\n"


def _negated(words: Sequence[str]) -> list[bool]:
    marks, left = [], 0
    for word in words:
        if word in STOPS:
            left = 0
        marks.append(left > 0)
        left -= left > 0
        if word in NEGATIONS:
            left = NEGATES
    return marks


def features(draft: Draft, around: Surroundings, reading: Reading) -> Features:
    """Return the named features of one statement, its side as the rules judged it in `draft`.

    The group before the colon: s words, c word classes, r words that hang together, j and R the rules,
    g the lexicon's groups, d the decisions told before, w who speaks, o the other statements,
    t what is told around.
    """
    found: Features = {}
    first, last = around.tokens(draft.start, draft.end)
    _words(found, around, first, last)
    _relations(found, around, first, last)
    _rules(found, draft, reading)
    _decided(found, reading, around.decisions, draft)
    _who(found, draft)
    _others(found, draft, around)
    _told(found, draft, around.told)
    return found


def _words(found: Features, around: Surroundings, first: int, last: int) -> None:
    words, negated = around.words[first:last], around.negated[first:last]
    for name in _runs(words, negated, 3):
        if name not in EMPTY:
            found[f"s:{name}"] = PLAIN
    for name in _runs([around.classes.get(word, word) for word in words], negated, 3):
        if "<" in name:
            found[f"c:{name}"] = 1.0


def _runs(words: Sequence[str], negated: Sequence[bool], longest: int) -> Iterator[str]:
    """Yield runs of up to `longest` words; a run under a negation is marked."""
    run: list[str] = []
    for word, under in zip(words, negated, strict=True):
        if not WORD.search(word):
            run = []
            continue
        if run and word == run[-1]:
            continue
        run.append(word)
        mark = "¬" if under else ""
        for length in range(1, min(longest, len(run)) + 1):
            yield mark + " ".join(run[-length:])


def _relations(found: Features, around: Surroundings, first: int, last: int) -> None:
    words, classes = around.words, around.classes
    for place in range(first, min(last, len(words))):
        relation = around.relations[place]
        if relation in TELLING:
            head = around.heads[place]
            above, below = words[head], words[place]
            mark = "¬" if around.negated[head] else ""
            found[f"r:{mark}{classes.get(above, above)}>{relation}>{classes.get(below, below)}"] = 1.0


def _rules(found: Features, draft: Draft, reading: Reading) -> None:
    found[f"j:{draft.stance}"] = 1.0
    found[f"j:{draft.stance}:{int(draft.confidence * 10) // 2 * 2}"] = 1.0
    found["j:sure"] = draft.confidence
    found["R:balance"] = _within(reading.balance, 3.0) / 2
    found["R:core"] = _within(reading.core_balance, 2.0)
    for name, holds in (
        ("has core", reading.core),
        ("both", reading.favor and reading.against),
        ("no target", not reading.names_target),
    ):
        if holds:
            found[f"R:{name}"] = 1.0
    for name in ("mixed", "neutral", "who_decides"):
        if value := getattr(reading, name):
            found[f"R:{name}"] = min(2.0, value)
    for name in reading.seen:
        found[f"g:{name}"] = min(3.0, found.get(f"g:{name}", 0.0) + 1.0)


def _decided(found: Features, reading: Reading, decisions: Decisions, draft: Draft) -> None:
    decision = decisions.before(draft.start)
    found["d:decision"] = decision
    if reading.on_decision:
        found["d:judged"] = _within(reading.on_decision, 1.0) * (decision or 1.0)
        found["d:judges"] = _within(reading.on_decision, 1.0)
    if reading.who_decides:
        found["d:mandate" if decisions.mandate else "d:removal"] = 1.0
        found[f"d:who decides after {decision:+.0f}"] = 1.0


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _who(found: Features, draft: Draft) -> None:
    """Weak evidence only: what kind of speaker, never which one."""
    found[f"w:{draft.directness}"] = found[f"w:{draft.speaker.kind}"] = 1.0
    roles = _roles()
    named = "" if draft.speaker.kind == "person" else draft.speaker.name
    for word in LETTERS.findall(f"{draft.speaker.role or ''} {named}".lower()):
        if word in roles or word.removesuffix("s") in roles:
            found[f"w:{word}"] = 1.0


@cache
def _roles() -> frozenset[str]:
    known = groups("roles")
    return known["person"] | known["group"] | {"author", "youth"}


def _others(found: Features, draft: Draft, around: Surroundings) -> None:
    """Tell what the rules say of the same speaker's other statements, of the neighbours and of the text."""
    name, drafts = draft.speaker.name, around.drafts
    place = next((place for place, other in enumerate(drafts) if other is draft), 0)
    own = [
        _signed(other)
        for other in drafts
        if other.speaker.name == name and (other.start, other.end) != (draft.start, draft.end)
    ]
    rest = [_signed(other) for other in drafts if other.speaker.name != name]
    for title, signs in (
        ("same", own),
        ("rest", rest),
        ("before", [_signed(other) for other in drafts[max(0, place - 1) : place]]),
        ("after", [_signed(other) for other in drafts[place + 1 : place + 2]]),
    ):
        if signs:
            found[f"o:{title}"] = sum(signs) / len(signs)


def _told(found: Features, draft: Draft, told: Told) -> None:
    """Tell what stands outside quotations of the speaker, and whether the statement itself turns round."""
    for title, balance in (("paragraph", told.paragraph(draft)), ("speaker", told.speaker(draft))):
        if balance:
            found[f"t:{title}"] = balance
            found[f"t:{title}:{draft.directness}"] = balance
    words = told.text[draft.start : draft.end]
    for title, pattern in (("turns", TURNS_ROUND), ("condition", CONDITION)):
        if pattern.search(words):
            found[f"R:{title}"] = 1.0


def _signed(draft: Draft) -> float:
    return draft.confidence * {"favor": 1.0, "against": -1.0}.get(draft.stance or "", 0.0)
