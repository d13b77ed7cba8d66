"""What an address by itself tells of the page behind it: an article's has a date, a slug of words, an id."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

from crawler.civic.dates import MONTHS

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d{1,2})[/_-]?(\d{1,2})(?!\d)")
_SPLIT_DAY = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3,9})/(\d{1,2})(?=/|$)", re.IGNORECASE)
_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3,9})(?=/|$)", re.IGNORECASE)
_YEAR = re.compile(r"/(?:19|20)\d\d(?=/)")
_ID = re.compile(
    r"(?:^|[-_.])(?:[a-z]{0,10}\d{5,}|[a-z]{2,4}\d{4,}|(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}"
    r"|(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{20,})$"
)
_ID_PARAMETER = {"id", "p", "articleid", "article_id", "storyid", "story_id", "news_id", "newsid", "nid"}
_SHORT_LINK = re.compile(r"p=\d{2,}")  # WordPress without permalinks: "/?p=48213"
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|webp|svg|mp[34]|m4[av]|mov|zip|xml|rss|atom|json|js|css|ics)$",
    re.IGNORECASE,
)
_PAGE_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|cfm|shtml|jsp|story|amp)$", re.IGNORECASE)

_WORDS = yaml.safe_load(Path(__file__).with_name("listing_paths.yaml").read_text(encoding="utf-8"))
_ENDS, _BEFORE = frozenset(_WORDS["ends"]), frozenset(_WORDS["before"])
_POLICY = re.compile(r"privacy-policy|terms-(?:of|and)|cookie-policy|code-of-(?:ethics|conduct)|do-not-sell")


@dataclass(frozen=True)
class Shape:
    """An address's marks. `words` counts those of its longest slug; `depth` the parts of its path."""

    day: date | None
    dated: int  # 3 for a month in its path, 2 for a year, else 0
    words: int
    has_id: bool
    depth: int
    never: bool

    @property
    def score(self) -> int:
        """Return how much like an article's address it is: 3 and more mostly is one, below 0 never."""
        if self.never:
            return -9
        points = 4 if self.day else self.dated
        points += 3 if self.words >= 5 else 2 if self.words == 4 else 1 if self.words == 3 else 0
        points += 2 if self.has_id else 0
        points += 1 if self.depth >= 3 else 0
        if self.depth <= 1 and self.words < 4 and not self.has_id:
            points -= 3  # /education, /about-chicago-schools
        return points


def shape_of(url: str) -> Shape:
    """Return the marks of an address."""
    parts = urlsplit(url)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    bare = [_PAGE_SUFFIX.sub("", segment) for segment in segments]
    named = [name.lower() for name, value in parse_qsl(parts.query) if value]
    return Shape(
        day=day_in(url),
        dated=3 if _MONTH.search(parts.path) else 2 if _YEAR.search(parts.path) else 0,
        words=max(map(_words, bare), default=0),
        has_id=any(_ID.search(segment) for segment in bare) or bool(_ID_PARAMETER & set(named)),
        depth=len(segments),
        never=_is_never(segments, parts.path) if segments else not _SHORT_LINK.fullmatch(parts.query),
    )


def day_in(url: str) -> date | None:
    """Return the day that an address tells ("/2024/02/22/", "/2024/feb/22/", "-20240222"); None for none."""
    path = urlsplit(url).path
    for pattern in (_SPLIT_DAY, _DAY):
        for match in pattern.finditer(path):
            month = _month(match[2])
            try:
                return date(int(match[1]), month or 0, int(match[3]))
            except ValueError:
                continue
    return None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, 1) if text.lower().startswith(name)), None)


def _is_never(segments: list[str], path: str) -> bool:
    lowered = [segment.lower() for segment in segments]
    if _FILE.search(path) or _POLICY.search(path.lower()):
        return True
    if lowered[0] in _ENDS or lowered[-1] in _ENDS:
        return True
    return len(lowered) > 1 and lowered[-2] in _BEFORE


def _words(segment: str) -> int:
    """Return how many words a slug has; ids and numbers are none."""
    return sum(1 for word in re.split(r"[-_+ ,]+", segment) if re.fullmatch(r"[^\W\d_]{1,24}\S{0,2}", word))
