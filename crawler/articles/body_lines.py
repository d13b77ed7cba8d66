"""The lines of an article's text, without what a site puts between, before and behind them."""

import re
from collections.abc import Iterable, Sequence

from crawler.articles.lexicon import any_of, read_lexicon
from crawler.page_lines import squeeze

_NOISE = read_lexicon("noise.yaml")
_PROMO = any_of(_NOISE["promo"], before=r"^\W*", after=r"\s*(?::|\||»|→|–|—|>|\?$|$)")
_SIGN_UP = any_of(_NOISE["sign_up"], before=r"^\W*")
_CREDIT = any_of(_NOISE["credit"], before=r"^\W*")
_CLOSING = any_of(_NOISE["closing"], before=r"^\W*", after=r"\W*$")
_BIOGRAPHY = any_of(_NOISE["biography"], before=r"^,?\s*")
_LEAD = "-•*|# "  # what trafilatura puts before an item and a cell
# A line of its own before the text that is its byline or its day.
_HEAD = re.compile(
    r"^(?:By (?:[A-Z][\w.'’-]+ ?){2,5}"
    r"|(?:(?:Posted|Published|Updated):? (?:on )?)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:Jan|Feb|Mar|Apr|May"
    r"|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4})$"
)
LONGEST_PROMO = 220  # a paragraph that merely begins with such words is longer
LONGEST_CREDIT = 160
LONGEST_BIOGRAPHY = 600
REPEATED = 40  # characters from which the same words twice are a repetition, not a way of speaking
TAIL = 4  # lines at the end among which a biography stands
CLOSED = 0.5  # share of the text before a closing line: an earlier one is a heading of its own


def article_lines(text: str, headline: str | None = None, authors: Sequence[str] = ()) -> list[str]:
    """Return the paragraphs, headings and items in order, each once, without noise and biographies."""
    lines = [line for raw in text.splitlines() if bare_of(line := squeeze(raw))]
    lines = _before_closing(lines)
    kept = [line for line in lines if not _is_noise(bare_of(line))]
    while kept and (_HEAD.match(kept[0]) or (headline and plain_of(kept[0]) == plain_of(headline))):
        kept.pop(0)
    return _without_biographies(_once(kept), authors)


def bare_of(line: str) -> str:
    """Return a line without the marks of an item or a cell."""
    return line.strip(_LEAD)


def plain_of(text: str) -> str:
    """Return what two spellings of the same words have in common."""
    return re.sub(r"\W+", " ", text).strip().lower()


def _before_closing(lines: list[str]) -> list[str]:
    whole, seen = sum(map(len, lines)), 0
    for place, line in enumerate(lines):
        if seen > whole * CLOSED and len(line) < REPEATED and _CLOSING.match(line):
            return lines[:place]
        seen += len(line)
    return lines


def _is_noise(line: str) -> bool:
    if len(line) > LONGEST_PROMO:
        return False
    return bool(
        _PROMO.match(line) or _SIGN_UP.match(line) or (_CREDIT.match(line) and len(line) < LONGEST_CREDIT)
    )


def _once(lines: list[str]) -> list[str]:
    """Leave out a line whose words stand in another: a repeated standfirst, a pulled quotation."""
    plain = [plain_of(line) for line in lines]
    whole = "\n".join(plain)
    kept: list[str] = []
    seen: set[str] = set()
    for line, words in zip(lines, plain, strict=True):
        if len(words) >= REPEATED:
            if words in seen or (whole.count(words) > 1 and plain.count(words) == 1):
                continue
            seen.add(words)
        kept.append(line)
    return kept


def _without_biographies(lines: list[str], authors: Iterable[str]) -> list[str]:
    names = [name for name in authors if " " in name]
    first = max(len(lines) - TAIL, 1)
    return [
        line
        for place, line in enumerate(lines)
        if place < first or not any(_is_biography(line, name) for name in names)
    ]


def _is_biography(line: str, name: str) -> bool:
    if len(line) > LONGEST_BIOGRAPHY or not line.startswith(name):
        return False
    return line == name or bool(_BIOGRAPHY.match(line[len(name) :]))
