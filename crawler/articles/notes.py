"""Corrections, clarifications, editors' notes and updates that an outlet puts into its own text.

The forms are those of crawler/articles/notes.yaml. A note is one by its label ("Correction, Feb. 23:") or by
what it says of the text ("An earlier version of this story misstated ..."); what people in the story correct
or update is none. The label decides the kind, as the outlet wrote it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.articles.lexicon import any_of, read_lexicon
from db.records import Note, NoteKind

MOST = 40  # a live blog's updates go on; these are enough to tell what it is
LONGEST = 2000  # characters; a text without paragraphs is not one long note

_WORDS = read_lexicon("notes.yaml")


def _filled(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern.replace('TEXT', _WORDS['text'])})" for pattern in patterns)


# Brackets, bullets, rules and emphasis stand before notes; after a quotation mark they are somebody's words.
_BEFORE = r"[\s*_•·|#>~–—-]*[\[(]?[\s*_]*"
_STAMPED = rf"(?:[\s,;./()\[\]:@–—-]{{0,4}}\b(?:{_filled(_WORDS['stamps'])})\b\.?){{0,14}}"
_COLON = r"[*_]*[)\]]?[*_]*\s*(?::|[–—]|-(?=\s)|[*_]*$)[*_]*\s*"
_LABELS: dict[NoteKind, re.Pattern[str]] = {
    kind: re.compile(rf"(?P<label>{_filled(labels)}){_STAMPED}{_COLON}", re.IGNORECASE)
    for kind, labels in _WORDS["labels"].items()
}
_LEAD = rf"(?:(?:{_filled(_WORDS['leads'])}){_STAMPED}{_COLON}{_STAMPED}:?\s*)?"
_ACTS: dict[NoteKind, re.Pattern[str]] = {
    kind: re.compile(rf"{_LEAD}(?:{_filled(_WORDS['own'])}),?\s+(?:{_filled(acts)})\b", re.IGNORECASE)
    for kind, acts in _WORDS["acts"].items()
}
_EARLIER = re.compile(rf"{_LEAD}(?:{_filled(_WORDS['earlier'])})\b(?P<told>[^.!?\n]{{0,400}})", re.IGNORECASE)
_MISTAKE = any_of(_WORDS["mistakes"], before=r"\b", after=r"\b")
_OPENERS: dict[NoteKind, re.Pattern[str]] = {
    kind: any_of(openers) for kind, openers in _WORDS["openers"].items()
}
_CONTINUES = any_of(_WORDS["continues"])
_START = re.compile(_BEFORE)
_SENTENCE = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][”\"’')\]]))[*_]*\s*(?=[\[(*_A-Z])"
    r"|(?<=[)\]])(?=[A-Z])|(?=\[)|\s(?=\()"
)
_BARE_STAMP = re.compile(rf"{_STAMPED}[\s.:|()\[\]*_-]*(?:(?:published|posted|created)\b.*)?", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class _Opening:
    """Where a note begins, and whether all of it is still to come on the next line."""

    kind: NoteKind
    start: int
    told_at: int = 0  # where its label ends
    heading: bool = False
    sure: bool = True


def find_notes(body: str) -> list[Note]:
    """Return the notes of an article's body in order; `text` is the body's characters from start to end."""
    notes: list[Note] = []
    lines = [match.span() for match in _LINE.finditer(body)]
    at = 0
    while at < len(lines) and len(notes) < MOST:
        opening = _opening(body, *lines[at])
        if opening is None:
            at += 1
            continue
        last = _last_line(body, lines, at, opening)
        if last is not None:
            notes.append(_note(body, opening, lines[last][1]))
        at = (at if last is None else last) + 1
    return notes


def _last_line(body: str, lines: list[tuple[int, int]], at: int, opening: _Opening) -> int | None:
    """Return the line with which a note ends; None where a heading turns out to be something else's."""
    if opening.heading:
        at += 1
        while at < len(lines) and _BARE_STAMP.fullmatch(body, *lines[at]):
            at += 1
        if at >= len(lines):
            return None
        start, end = lines[at]
        if not opening.sure and _told(body, _after_marks(body, start, end), end) is None:
            return None
    while at + 1 < len(lines) and _CONTINUES.match(body, *lines[at + 1]) and opening.kind != "update":
        at += 1
    return at


def _note(body: str, opening: _Opening, end: int) -> Note:
    end = min(_bracket_end(body, opening, end), opening.start + LONGEST)
    text = body[opening.start : end].rstrip(" \t*_")
    return Note(kind=opening.kind, text=text, start=opening.start, end=opening.start + len(text))


def _bracket_end(body: str, opening: _Opening, end: int) -> int:
    """Return where the bracket closes that opens before the note; `end` where there is none."""
    before = body[: opening.start].rstrip(" \t*_")[-1:] if opening.start else ""
    pair = {"(": "()", "[": "[]"}.get(before, "")
    depth = 1
    for at in range(opening.start, end) if pair else ():
        depth += {pair[0]: 1, pair[1]: -1}.get(body[at], 0)
        if depth == 0:
            return at if at > opening.told_at else end
    return end


def _opening(body: str, start: int, end: int) -> _Opening | None:
    """Return the note that a line begins with or turns to."""
    for place in _places(body, start, end):
        found = _labelled(body, place, end, inline=place > start) or _told(body, place, end)
        if found:
            return found
    return None


def _places(body: str, start: int, end: int) -> Iterator[int]:
    """Yield where a note may begin: at the line's first word, and at its sentences' first words."""
    yield _after_marks(body, start, end)
    for sentence in _SENTENCE.finditer(body, start, end):
        place = _after_marks(body, sentence.end(), end)
        if start < place < end:
            yield place


def _after_marks(body: str, start: int, end: int) -> int:
    marks = _START.match(body, start, end)
    return marks.end() if marks else start


def _labelled(body: str, place: int, end: int, *, inline: bool) -> _Opening | None:
    for kind, label in _LABELS.items():
        found = label.match(body, place, end)
        if found is None:
            continue
        if _BARE_STAMP.fullmatch(body, found.end(), end) and (not inline or kind == "update"):
            return None if inline else _heading(kind, body[place:end], place)
        if not (inline and kind == "update") or _stands_out(body, place):
            return _Opening(kind, place, told_at=found.end("label"))
    return None


def _stands_out(body: str, place: int) -> bool:
    """Tell whether "update" within a paragraph is a label: in brackets, in emphasis or in capitals."""
    return body[place - 1] in "[(*_" or body[place : place + 6] == "UPDATE"


def _heading(kind: NoteKind, line: str, place: int) -> _Opening | None:
    """Return the note that a label alone begins: what it labels is on the next line.

    "Updated: Feb. 23, 2024" is the page's own stamp, and "Corrections" may head a part of the story.
    """
    if line[:7].lower() == "updated":
        return None
    sure = kind == "editor's note" or ":" in line or any(map(str.isdigit, line))
    return _Opening(kind, place, heading=True, sure=sure)


def _told(body: str, place: int, end: int) -> _Opening | None:
    """Return the note that a sentence is by what it says of the text it stands in."""
    for kind, opener in _OPENERS.items():
        if opener.match(body, place, end) or (place and opener.match(body, place - 1, end)):
            return _Opening(kind, place)
    earlier = _EARLIER.match(body, place, end)
    if earlier:
        if not _MISTAKE.search(earlier["told"]):
            return None
        return _Opening("clarification" if "clarif" in earlier["told"].lower() else "correction", place)
    for kind, acts in _ACTS.items():
        if acts.match(body, place, end):
            return _Opening(kind, place)
    return None
