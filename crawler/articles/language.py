"""The language of an article: what its page declares, unless its own words say otherwise."""

import re
from collections import Counter

from crawler.articles.lexicon import read_lexicon
from crawler.articles.linked_data import text_of
from crawler.articles.metadata import Metadata
from crawler.page_lines import squeeze

_COMMON: dict[str, frozenset[str]] = {
    code: frozenset(words) for code, words in read_lexicon("language.yaml").items()
}
_WORD = re.compile(r"[^\W\d_]+")
# Scripts that one language alone of those we meet writes with.
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
_NOT_LATIN = re.compile(r"[\x00-\u036f\u2000-\u2bff]+")  # what is left is written in another script
SCRIPT = 0.3  # share of a text in such a script from which that is its script
KANA = 0.15  # a Japanese text's share of letters that Chinese does not have
_SHARED = {"ar": {"fa", "ur", "ps"}, "ru": {"uk", "bg", "sr", "be", "mk"}, "hi": {"mr", "ne"}, "zh": {"ja"}}
READ = 4000  # characters of a text that tell its language
FEWEST = 30  # words below which a text tells nothing
CLEAR = 0.15  # share of common words in running text of the language; other languages have a third of it
AHEAD = 1.6  # times the declared language's share, from where the text is believed


def find_language(metadata: Metadata, body: str | None) -> str | None:
    """Return the ISO 639-1 code: the declared one, or the text's own where that clearly is another."""
    stated = _declared(metadata)
    seen, sure = _seen(body or "", stated)
    if seen and (stated is None or sure) and not (stated and stated in _SHARED.get(seen, ())):
        return seen
    return stated


def _declared(metadata: Metadata) -> str | None:
    root = metadata.root
    given = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    told = (given, text_of(metadata.article.get("inLanguage")), metadata.first("og:locale", "language"),
            metadata.first("content-language", "dc.language"))  # fmt: skip
    for raw in told:
        code = squeeze(raw).replace("_", "-").split("-")[0].lower()
        if code.isalpha() and len(code) in {2, 3}:
            return code
    return None


def _seen(body: str, stated: str | None) -> tuple[str | None, bool]:
    """Return the language of a text by its script or its commonest words, and whether that is sure."""
    text = body[:READ].lower()
    if (code := _of_script(text)) is not None:
        return code, True
    words = _WORD.findall(text)
    if len(words) < FEWEST:
        return None, False
    counted = Counter(words)
    shares = {code: sum(counted[word] for word in common) / len(words) for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < CLEAR:
        return None, False
    own = shares.get(stated or "")
    return best, best == stated or (own is not None and shares[best] > AHEAD * own)


def _of_script(text: str) -> str | None:
    letters = _NOT_LATIN.sub("", text)
    if len(letters) < len(text) * SCRIPT:
        return None
    for code, script in _SCRIPTS.items():
        if len(script.findall(letters)) > (KANA if code == "ja" else 0.5) * len(letters):
            return code
    return None
