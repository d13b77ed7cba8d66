"""Making a text fit to parse without moving one character of it."""

import re
from collections.abc import Iterator

from nlp.mojibake import mended

PIECE = 60_000  # characters parsed at once: the parser wants about a gigabyte for 100,000
LONGEST = 3_000_000  # characters read at all; the rest is left out and said to be
BLANKS = re.compile(
    r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\u00ad\t\x0b\x0c\r\x00-\x08\x0e-\x1f]"
)
INNER_APOSTROPHE = re.compile(r"(?<=\w)[\u2019\u02bc\u00b4`](?=\w)|(?<=s)[\u2019\u00b4](?=\s)")
REPEATED = re.compile(r"([^\w\s])\1{30,}")  # the tokenizer's time grows with the square of such a run
SURROGATES = re.compile(r"[\ud800-\udfff]")  # half of a character: nothing can be stored or printed with one
SHOUTED = re.compile(r"[A-Z][A-Z'’-]+")


def fit_to_parse(text: str) -> str:
    """Return the text with odd blanks and marks made plain, and shouting lowered; lengths agree."""
    plain = REPEATED.sub(_shortened, INNER_APOSTROPHE.sub("'", BLANKS.sub(" ", mended(text))))
    return _lowered(plain) if is_shouted(plain) else plain


def without_surrogates(text: str) -> str:
    """Return the text with each lone surrogate made U+FFFD; lengths agree."""
    return text if text.isascii() else SURROGATES.sub("\ufffd", text)


def _shortened(run: re.Match[str]) -> str:
    return run.group()[:30] + " " * (len(run.group()) - 30)


def is_shouted(text: str) -> bool:
    """Return whether nearly all letters are capitals, as in captions and old transcripts."""
    letters = sum(map(str.isalpha, text))
    return letters > 40 and sum(map(str.isupper, text)) > 0.8 * letters


def _lowered(text: str) -> str:
    """Lower the shouted words, but start each with a capital where the sentence or a title asks for it."""

    def word(match: re.Match[str]) -> str:
        found = match.group()
        before = text[: match.start()].rstrip()
        starts = not before or before[-1] in '.!?:\n"“'
        return found[0] + found[1:].lower() if starts or (len(found) <= 4 and "." in found) else found.lower()

    return SHOUTED.sub(word, text)


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece): whole paragraphs up to `size` characters, a longer one cut at a blank."""
    start = 0
    while start < len(text):
        end = min(start + size, len(text))
        if end < len(text):
            end = _cut(text, start, end)
        yield start, text[start:end]
        start = end


def _cut(text: str, start: int, end: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, start + 1, end)
        if found > start:
            return found + len(mark)
    return end
