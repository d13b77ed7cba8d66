"""What changed between two readings of a text, in words, as a reader would tell it.

Spaces, quotation marks, dashes, punctuation, character references, paragraphs that moved and the lines of
db/store/passing_lines.yaml are no changes. Words are compared with difflib, paragraphs first, so that long
texts take milliseconds; what was rewritten beyond MOST_WORDS is one passage without a finer comparison.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import yaml

from db.ids import digest
from db.store.matched_lines import Spans, match_lines

CONTEXT = 6  # words shown on either side of a change
CLIPPED = 24  # words of a passage that are kept on either side
MOST_PASSAGES = 12
SMALL = 90_000  # words of one side times the other's
MOST_WORDS = 3000  # of one rewritten stretch: difflib's cost grows with the product of both sides
LONGEST_GAP = 12  # characters between two words: a row of signs is not shown
JOINED = 2  # unchanged words between two changes that make them one
_PASSING = re.compile(
    "|".join(
        f"(?:{pattern})"
        for pattern in yaml.safe_load(Path(__file__).with_name("passing_lines.yaml").read_text("utf-8"))
    ),
    re.IGNORECASE,
)
LONGEST_PASSING = 220
_WORD = re.compile(r"[$€£]?\d(?:[\d.,:]*\d)?%?(?!\w)|[^\W_]+(?:['’ʼ][^\W_]+)*")


@dataclass(frozen=True)
class Passage:
    """A stretch of changed words with a few unchanged ones on either side."""

    before: str
    removed: str
    added: str
    after: str


@dataclass(frozen=True)
class TextChange:
    """The words that were added and removed, and where."""

    words_added: int = 0
    words_removed: int = 0
    passages: list[Passage] = field(default_factory=list)
    key: str = ""  # made from every changed word: the same change gives the same key

    def __bool__(self) -> bool:
        return bool(self.words_added or self.words_removed)


@dataclass(frozen=True)
class _Word:
    key: str
    shown: str
    gap: str  # what stands between it and the next word


Line = tuple[_Word, ...]


def compare_texts(earlier: str, later: str) -> TextChange:
    """Return what a reader would call changed between two texts of paragraphs, one a line."""
    old, new = _paragraphs(earlier), _paragraphs(later)
    old, new = _without_moved(old, new)
    words, hunks = ([word for line in lines for word in line] for lines in (old, new)), _hunks(old, new)
    before, after = words
    # A paragraph that was split or joined gives the same words on both sides.
    joined = [
        (a, b, c, d) for a, b, c, d in _joined(list(hunks), 0) if _keys(before[a:b]) != _keys(after[c:d])
    ]
    told = [(_key(before[a:b]), _key(after[c:d])) for a, b, c, d in joined]
    return TextChange(
        words_added=sum(d - c for _, _, c, d in joined),
        words_removed=sum(b - a for a, b, _, _ in joined),
        passages=[_passage(before, after, hunk) for hunk in joined[:MOST_PASSAGES]],
        key=digest(*(part for pair in told for part in pair)),
    )


def same_words(earlier: str | None, later: str | None, *, case: bool = True) -> bool:
    """Tell whether two short texts have the same words; `case` False: in capitals or not, too."""
    first, second = ([word.key for word in _words(text or "")] for text in (earlier, later))
    if not case:
        first, second = [word.lower() for word in first], [word.lower() for word in second]
    return first == second


def word_key(text: str) -> str:
    """Return a text's words in one spelling: the same for texts that differ in trifles."""
    return " ".join(word.key for word in _words(text)).lower()


def _paragraphs(text: str) -> list[Line]:
    lines = (line.strip(" \t-•*|·_#") for line in html.unescape(text).splitlines())
    kept = (line for line in lines if len(line) > LONGEST_PASSING or not _PASSING.fullmatch(line))
    return [words for words in map(_words, kept) if words]


@lru_cache(maxsize=4096)
def _words(line: str) -> tuple[_Word, ...]:
    """Return a line's words; NFKC folds the spellings of one character, apostrophes are one."""
    plain = unicodedata.normalize("NFKC", html.unescape(line)).replace("’", "'").replace("ʼ", "'")
    plain = plain.replace("\u00ad", "")
    found = list(_WORD.finditer(plain))
    ends = [*(match.start() for match in found[1:]), len(plain)][: len(found)]
    return tuple(
        _Word(
            match[0].rstrip(".,:"),
            match[0],
            plain[match.end() : end] if end < len(plain) else plain[match.end() :] + " ",
        )
        for match, end in zip(found, ends, strict=True)
    )


def _without_moved(old: list[Line], new: list[Line]) -> tuple[list[Line], list[Line]]:
    """Leave out the paragraphs that both texts have, in another order."""
    keys = [[_key(line) for line in lines] for lines in (old, new)]
    matcher = (
        SequenceMatcher(None, keys[0], keys[1], autojunk=False) if len(old) * len(new) < 250_000 else None
    )
    if matcher is None:
        return old, new
    changed: list[list[int]] = [[], []]
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changed[0].extend(range(a, b))
            changed[1].extend(range(c, d))
    gone, come = (Counter(keys[side][at] for at in changed[side]) for side in (0, 1))
    moved = gone & come
    return _left(old, changed[0], keys[0], moved), _left(new, changed[1], keys[1], moved)


def _left(lines: list[Line], changed: list[int], keys: list[str], moved: Counter[str]) -> list[Line]:
    left_out, still = set(), Counter(moved)
    for at in changed:
        if still[keys[at]] > 0:
            still[keys[at]] -= 1
            left_out.add(at)
    return [line for at, line in enumerate(lines) if at not in left_out]


def _keys(words: Sequence[_Word]) -> list[str]:
    return [word.key for word in words]


def _key(words: Sequence[_Word]) -> str:
    return " ".join(word.key for word in words)


def _hunks(old: list[Line], new: list[Line]) -> Iterator[Spans]:
    """Yield the changed stretches as places among all words: those of whole paragraphs, then within them."""
    starts = _starts(old), _starts(new)
    matcher = SequenceMatcher(None, [_key(line) for line in old], [_key(line) for line in new])
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for i, j, k, m in match_lines([_keys(line) for line in old[a:b]], [_keys(line) for line in new[c:d]]):
            left = [word.key for line in old[a + i : a + j] for word in line]
            right = [word.key for line in new[c + k : c + m] for word in line]
            at, to = starts[0][a + i], starts[1][c + k]
            for w, x, y, z in _within(left, right):
                yield at + w, at + x, to + y, to + z


def _within(left: list[str], right: list[str]) -> Iterator[Spans]:
    if not left or not right or max(len(left), len(right)) > MOST_WORDS:
        if left != right:
            yield 0, len(left), 0, len(right)
        return
    # difflib's own shortcut leaves frequent words out of account: needed only where both sides are long.
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) * len(right) > SMALL)
    hunks = [hunk[1:] for hunk in matcher.get_opcodes() if hunk[0] != "equal"]
    yield from _joined(hunks, JOINED)


def _starts(lines: list[Line]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _joined(hunks: list[Spans], apart: int) -> Iterator[Spans]:
    """Make one of changes that no more unchanged words keep apart: they are read together."""
    held: Spans | None = None
    for hunk in hunks:
        if held and hunk[0] - held[1] <= apart and hunk[2] - held[3] <= apart:
            held = (held[0], hunk[1], held[2], hunk[3])
        else:
            if held:
                yield held
            held = hunk
    if held:
        yield held


def _passage(before: list[_Word], after: list[_Word], hunk: Spans) -> Passage:
    a, b, c, d = hunk
    return Passage(
        before=_shown(after[max(0, c - CONTEXT) : c]),
        removed=_clipped(before[a:b]),
        added=_clipped(after[c:d]),
        after=_shown(after[d : d + CONTEXT]),
    )


def _clipped(words: Sequence[_Word]) -> str:
    if len(words) <= CLIPPED:
        return _shown(words)
    half = CLIPPED // 2
    return f"{_shown(words[:half])} … {_shown(words[-half:])}"


def _shown(words: Sequence[_Word]) -> str:
    shown = "".join(word.shown + (word.gap if len(word.gap) < LONGEST_GAP else " ") for word in words)
    return " ".join(shown.split())
