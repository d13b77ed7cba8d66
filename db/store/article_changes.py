"""What outlets changed in their articles after publication, derived from the versions that are kept.

An article's changes are made from scratch from all its versions as the current parser reads them, in the
order in which they stood on the site: what a newer parser reads better in all of them is no change, and a
capture that an archive gives later splits a change in two. That a page was gone, walled off or back is told
by the crawl once and kept, because a page that returned no longer says so.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.clock import timestamp
from db.ids import digest
from db.store.articles import standing
from db.store.text_changes import compare_texts, same_words, word_key

_HERE = Path(__file__).parent
_READINGS = (_HERE / "article_readings.sql").read_text(encoding="utf-8")
_PRESENCE = (_HERE / "article_presence.sql").read_text(encoding="utf-8")
COMPARED = 400_000  # characters of a body; what is longer is a page gone wrong
_AWAY = ("gone", "walled", "returned")
_COLUMNS = (
    "id",
    "article_id",
    "kind",
    "before",
    "after",
    "words_added",
    "words_removed",
    "passages",
    "seen_at",
    "before_version_id",
    "document_version_id",
)

Row = dict[str, Any]


def derive_changes(database: Database, articles: Iterable[str]) -> int:
    """Derive the changes of articles anew, in the caller's transaction; return how many rows they have.

    The same versions give the same rows with the same ids, whatever the order in which they came in.
    """
    count = 0
    for article in sorted(set(articles)):
        rows = _changes(database, article)
        kept = ", ".join(f"'{kind}'" for kind in _AWAY)
        database.execute(
            f"DELETE FROM article_changes WHERE article_id = ? AND kind NOT IN ({kept})",  # noqa: S608
            [article],
        )
        _put(database, rows)
        count += len(rows)
    return count


def mark_presence(database: Database) -> int:
    """Write a row for every article that went away or came back since it was last told; return how many."""
    rows = [change for row in list(database.query(_PRESENCE)) for change in _presence(row)]
    _put(database, rows)
    return len(rows)


def _put(database: Database, rows: list[Row]) -> None:
    names = ", ".join(_COLUMNS)
    given = ", ".join(f":{name}" for name in _COLUMNS)
    database.conn.executemany(
        f"INSERT OR IGNORE INTO article_changes ({names}) VALUES ({given})",  # noqa: S608 - the names above
        [{**dict.fromkeys(_COLUMNS), "passages": "[]", **row} for row in rows],
    )


def _presence(row: Row) -> Iterator[Row]:
    kind, since = ("gone", row["gone_at"]) if row["gone_at"] else ("walled", row["walled_at"])
    known = (row["told"], row["told_at"])
    if since is None:
        last = row["last_stood_at"] or ""
        kind, since = "returned", last if last > row["told_at"] else timestamp()
    elif known == (kind, since):
        return
    elif row["told"] not in (None, "returned") and since < row["told_at"]:
        if row["told"] == kind:
            return
        since = timestamp()  # the wall was there before the page was gone, and stands there again
    yield {
        "id": digest(row["id"], kind, since),
        "article_id": row["id"],
        "kind": kind,
        "after": row["wall"] if kind == "walled" else None,
        "seen_at": since,
        "before_version_id": None if kind == "returned" else row["document_version_id"],
        "document_version_id": row["document_version_id"] if kind == "returned" else None,
    }


def _changes(database: Database, article: str) -> list[Row]:
    order = standing(database, article)
    if len(order) < 2:
        return []
    readings = {row["id"]: row for row in database.query(_READINGS, [article])}
    for note in database.query(
        "SELECT * FROM article_notes WHERE article_id = ? ORDER BY start_char, id", [article]
    ):
        readings[note["document_version_id"]].setdefault("notes", []).append(note)
    rows: list[Row] = []
    seen: Counter[str] = Counter()
    for earlier, later in pairwise(order):
        if earlier["id"] == later["id"]:
            continue
        for change in _between(readings[earlier["id"]], readings[later["id"]]):
            key = change.pop("key")
            seen[key] += 1  # the same change can be made, taken back and made again
            rows.append(
                {
                    "id": digest(article, change["kind"], key, seen[key]),
                    "article_id": article,
                    **change,
                    "seen_at": later["stood_at"],
                    "before_version_id": earlier["id"],
                    "document_version_id": later["id"],
                }
            )
    return rows


def _between(earlier: Row, later: Row) -> Iterator[Row]:
    """Yield what a reader would call changed between two versions, each with the key of what it is."""
    heads = earlier["headline"], later["headline"]
    if all(heads) and not same_words(*heads, case=False):
        yield _change("headline", *heads)
    before, after = (_names(row["authors"]) for row in (earlier, later))
    if sorted(map(word_key, before)) != sorted(map(word_key, after)):
        yield _change("authors", ", ".join(before) or None, ", ".join(after) or None)
    if _other_day(earlier["date_published"], later["date_published"]):
        yield _change("date", earlier["date_published"], later["date_published"])
    new = _new_notes(earlier.get("notes", []), later.get("notes", []))
    for note in new:
        yield _change(note["kind"], None, note["text"])
    yield from _body(earlier, later, new)


def _change(kind: str, before: str | None, after: str | None) -> Row:
    key = digest(kind, word_key(before or ""), word_key(after or ""))
    return {"kind": kind, "before": before, "after": after, "key": key}


def _body(earlier: Row, later: Row, new_notes: list[Row]) -> Iterator[Row]:
    """Yield the change of the text itself; new notes are told on their own, and a wall is none of it."""
    old, new = earlier["body"], later["body"]
    if not old or not new or bool(earlier["paywalled"]) != bool(later["paywalled"]):
        return
    for note in sorted(new_notes, key=lambda note: -(note["start_char"] or 0)):
        if note["start_char"] is not None and note["end_char"] is not None:
            new = new[: note["start_char"]] + new[note["end_char"] :]
    change = compare_texts(old[:COMPARED], new[:COMPARED])
    if not change:
        return
    first = change.passages[0]
    yield {
        "kind": "body",
        "before": first.removed or None,
        "after": first.added or None,
        "words_added": change.words_added,
        "words_removed": change.words_removed,
        "passages": json.dumps([asdict(passage) for passage in change.passages], ensure_ascii=False),
        "key": change.key,
    }


def _new_notes(earlier: list[Row], later: list[Row]) -> list[Row]:
    known = {word_key(note["text"]) for note in earlier}
    return [note for note in later if word_key(note["text"]) not in known]


def _names(authors: str | None) -> list[str]:
    return [str(name) for name in json.loads(authors or "[]")]


def _other_day(earlier: str | None, later: str | None) -> bool:
    """Tell whether a date of publication moved to another day; an hour corrected is nothing a reader sees."""
    if not earlier or not later or earlier[:10] == later[:10]:
        return False
    stamps = [_instant(stamp) for stamp in (earlier, later)]
    if None in stamps:
        return True
    first, second = (stamp for stamp in stamps if stamp is not None)
    return first.date() != second.date()


def _instant(stamp: str) -> datetime | None:
    """Return a stamp in UTC; None for a day alone or a stamp without a zone."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
