"""Quotation marks and apostrophes that were read in the wrong encoding, made plain without moving offsets.

Pages in UTF-8 that were once read as Windows-1252 have three characters where one mark was (a long "a" with
a circumflex, a euro sign and a third), those read as GBK have two that hold the mark and the letter behind
it. What the pairs stand for follows from the encodings: https://encoding.spec.whatwg.org/
"""

import re

AS_WINDOWS = {
    "â€œ": "“", "â€\x9d": "”", "â€�": "”", "â€˜": "‘", "â€™": "'", "â€“": "–", "â€”": "—", "â€¦": "…",
}  # fmt: skip
WINDOWS = re.compile("|".join(map(re.escape, AS_WINDOWS)))
BARE_CLOSER = re.compile(r"â€(?=[\s,.;:?!)]|$)")
NEGATION = re.compile(r"n(?:â€™)(?=t\b)")
CLITIC = re.compile(r"(?<=\w)â€™(?=\w)")
FIRST = "鈥"  # the bytes E2 80, which begin every such mark
GBK = re.compile(f"{FIRST}(.)", re.DOTALL)
THIRD = {0x9C: "“", 0x9D: "”", 0x98: "‘", 0x99: "'", 0x93: "–", 0x94: "—", 0xA6: "…"}


def mended(text: str) -> str:
    """Return the text with such marks made plain; the length is the same, blanks fill what is left over."""
    if "â€" in text:
        text = NEGATION.sub("  n'", text)
        text = CLITIC.sub("  '", text)
        text = WINDOWS.sub(_padded, text)
        text = BARE_CLOSER.sub("” ", text)
    return _of_gbk(text) if FIRST in text else text


def _padded(match: re.Match[str]) -> str:
    """Blanks stand before an opening mark and behind any other."""
    mark = AS_WINDOWS[match.group()]
    blanks = " " * (len(match.group()) - 1)
    return blanks + mark if mark in "“‘" else mark + blanks


def _of_gbk(text: str) -> str:
    """A second character lost on the way was a closing mark where one is open, else an apostrophe."""
    is_open = False

    def plain(match: re.Match[str]) -> str:
        nonlocal is_open
        lost = match.group(1)
        try:
            third, letter = lost.encode("gbk")
        except (UnicodeEncodeError, ValueError):
            mark, rest = ("” " if is_open else "' ") if lost in "?�" else match.group(), ""
        else:
            mark, rest = THIRD.get(third, ""), chr(letter)
            if not mark or letter >= 0x80:
                return match.group()
        is_open = mark == "“" or (is_open and "”" not in mark)
        return mark + rest

    return GBK.sub(plain, text)
