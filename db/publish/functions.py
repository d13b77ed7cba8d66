"""The SQL functions that db/publish/fill.sql uses."""

import json
import re
import sqlite3
from urllib.parse import quote, urlsplit

from db.registry import Watch
from db.timeline.dates import local_date
from db.timeline.evidence import member_side
from db.timeline.wording import DECISION_STANCE, RESULT_WORDS, clip

# A text fragment of a long passage names its first and last words only; browsers find the rest between.
FRAGMENT_WHOLE = 80
FRAGMENT_WORDS = 5
# Of what changed in an article's text: quotations of a few words around each change, never the text itself.
MOST_PASSAGES = 12
MOST_WORDS = 30
MOST_CHARACTERS = 300
PASSAGE_PARTS = ("before", "removed", "added", "after")


def register(connection: sqlite3.Connection, watch: Watch) -> None:
    """Give the connection every function that fill.sql names."""
    labels = {str(stance): label for stance, label in watch.topic.labels.items()}

    def stance_label(stance: str | None) -> str | None:
        return labels.get(stance, stance) if stance else None

    def decision(effect: str | None) -> str | None:
        return stance_label(DECISION_STANCE.get(effect or ""))

    def position(effect: str | None, result: str | None, option: str | None) -> str | None:
        """Which side a member's yes or no was on: the outcome's, or the other; other options take none."""
        return stance_label(member_side(effect, result, option))

    for name, arguments, function in (
        ("clip", 2, clip),
        ("local_date", 2, local_date),
        ("web_url", 1, web_url),
        ("passage_url", 2, passage_url),
        ("listed", 1, listed),
        ("few_words", 1, few_words),
        ("few_passages", 1, few_passages),
        ("stance_label", 1, stance_label),
        ("decision", 1, decision),
        ("position", 3, position),
        ("told", 1, RESULT_WORDS.get),
    ):
        connection.create_function(name, arguments, function, deterministic=True)


def web_url(url: str | None) -> str | None:
    """Return the URL if it is one that a reader may follow, http or https; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def passage_url(url: str | None, passage: str | None) -> str | None:
    """Return a link that opens the page at the passage: a text fragment (WICG scroll-to-text-fragment).

    None where there is no web page or no words to look for.
    """
    page = web_url(url)
    if page is None or not passage:
        return None
    words = passage.strip(" \t\n\"'“”‘’«»…").split()
    whole = " ".join(words)
    if not whole:
        return None
    if len(whole) <= FRAGMENT_WHOLE or len(words) <= 2 * FRAGMENT_WORDS:
        text = _encoded(whole)
    else:
        first, last = words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]
        text = f"{_encoded(' '.join(first))},{_encoded(' '.join(last))}"
    return f"{page}{'' if '#' in page else '#'}:~:text={text}"


def _encoded(words: str) -> str:
    """Percent-encode; a hyphen, comma and ampersand are the fragment's own syntax."""
    return re.sub("-", "%2D", quote(words, safe=""))


def listed(array: str | None) -> str | None:
    """Return a JSON array of words as "one, two"; None when empty or no array."""
    try:
        entries = json.loads(array or "[]")
    except ValueError:
        return None
    return (", ".join(str(entry) for entry in entries) or None) if isinstance(entries, list) else None


def few_words(text: str | None) -> str | None:
    """Return a text of at most MOST_WORDS words and MOST_CHARACTERS characters, cut where it goes on."""
    words = (text or "").split()
    return (
        clip(" ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else ""), MOST_CHARACTERS)
        or None
    )


def few_passages(array: str | None) -> str | None:
    """Return the changed passages, few and short, as JSON; None where there are none."""
    try:
        entries = json.loads(array or "[]")
    except ValueError:
        return None
    kept = [
        {part: few_words(str(entry.get(part) or "")) or "" for part in PASSAGE_PARTS}
        for entry in entries[:MOST_PASSAGES]
        if isinstance(entry, dict)
    ]
    return json.dumps(kept, ensure_ascii=False) if kept else None
