"""Stories: articles that are copies or rewrites of one text, across outlets and years.

Containment of five-word shingles, at least half of the shorter text in the longer: `python -m
tests.measure.stories` shows what it finds and misses. A story's id is the id of the copy that was seen first:
an older copy that an archive gives later changes the story's date and headline, not its id. Where two stories
turn out to be one, the id of the one seen first stays; an id that went is an article's, and leads there.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.timeline.dates import local_date
from db.timeline.story_clusters import Pair, clusters
from db.timeline.story_texts import StoryTexts

MEMBERS_SQL = (Path(__file__).parent / "story_members.sql").read_text(encoding="utf-8")
ORIGINAL_SQL = (Path(__file__).parent / "story_original.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Copy:
    """An article as its story sees it."""

    id: str
    number: int
    length: int
    source_id: str
    headline: str | None
    date: str | None
    stamp: str
    seen: str
    agency: str | None
    original_name: str | None
    original_url: str | None

    @property
    def order(self) -> tuple[str, str]:
        """Earliest first; an undated copy never names the story."""
        return self.stamp or "9", self.id


def rebuild_stories(database: Database) -> int:
    """Bring `stories`, articles.story_id and articles.containment up to date; return the number of stories.

    Only articles that are new, changed or gone cost work; the rows are those that a rebuild from nothing
    would give. Runs inside the caller's transaction.
    """
    touched = _connected(database, StoryTexts(database).update())
    copies = {copy.id: copy for copy in _copies(database, touched)}
    pairs = _pairs(database, {copy.number: copy.id for copy in copies.values()})
    found = clusters({copy.id: copy.length for copy in copies.values()}, pairs)
    _replace(database, [[copies[one] for one in cluster] for cluster in found], pairs)
    return int(database.table("stories").count)


def _connected(database: Database, numbers: Collection[int]) -> list[int]:
    """Return the texts that hang together with these by pairs, however far."""
    found, waiting = set(numbers), list(numbers)
    while waiting:
        number = waiting.pop()
        near = database.execute(
            "SELECT second FROM story_pairs WHERE first = :n UNION SELECT first FROM story_pairs "
            "WHERE second = :n",
            {"n": number},
        )
        fresh = {row[0] for row in near} - found
        found |= fresh
        waiting.extend(fresh)
    return sorted(found)


def _copies(database: Database, numbers: Iterable[int]) -> Iterable[Copy]:
    for number in numbers:
        for row in database.query(MEMBERS_SQL, {"number": number}):
            zone, published = row.pop("timezone"), row.pop("date_published")
            day = local_date(published, zone)
            # Stamps come in several zones, or as the day alone: the local day sorts first.
            yield Copy(**row, date=day, stamp=f"{day} {published}" if published and day else "")


def _pairs(database: Database, ids: dict[int, str]) -> list[Pair]:
    return [
        Pair(ids[row["first"]], ids[row["second"]], row["containment"], row["resemblance"])
        for number in sorted(ids)
        for row in database.query("SELECT * FROM story_pairs WHERE first = ?", [number])
    ]


def _replace(database: Database, found: list[list[Copy]], pairs: list[Pair]) -> None:
    """Write the stories of these articles; whatever stories they or nobody stood in go."""
    members = [(copy.id,) for copies in found for copy in copies]
    database.conn.executemany("UPDATE articles SET story_id = NULL WHERE id = ?", members)
    database.execute(
        "DELETE FROM stories WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.story_id = stories.id)"
    )
    near: dict[tuple[str, str], float] = {}
    for pair in pairs:
        near[pair.first, pair.second] = near[pair.second, pair.first] = pair.containment
    for copies in found:
        story = _story(database, copies)
        database.table("stories").insert(story)
        database.conn.executemany(
            "UPDATE articles SET story_id = ?, containment = ? WHERE id = ?",
            [(story["id"], _nearest(one, copies, near), one.id) for one in copies],
        )


def _nearest(one: Copy, copies: list[Copy], near: dict[tuple[str, str], float]) -> float | None:
    return max((near[one.id, other.id] for other in copies if (one.id, other.id) in near), default=None)


def _story(database: Database, copies: list[Copy]) -> dict[str, Any]:
    ordered = sorted(copies, key=lambda copy: copy.order)
    earliest = ordered[0]
    dates = [copy.date for copy in ordered if copy.date]
    name, url = _named_original(ordered)
    ids = json.dumps([copy.id for copy in ordered])
    known = database.execute(ORIGINAL_SQL, {"url": url, "name": name, "ids": ids})
    return {
        "id": min(copies, key=lambda copy: (copy.seen, copy.order)).id,
        "headline": earliest.headline,
        "date": earliest.date,
        "last_date": dates[-1] if dates else None,
        "article_count": len(copies),
        "outlet_count": len({copy.source_id for copy in copies}),
        "agency": _most_told(copy.agency for copy in ordered),
        "original_article_id": next((row[0] for row in known), None),
        "original_name": name,
        "original_url": url,
        "first_article_id": earliest.id,
    }


def _named_original(copies: list[Copy]) -> tuple[str | None, str | None]:
    """Return who published it first, as most copies say, by name and address; of one copy, never mixed."""
    told = Counter(
        (copy.original_name, copy.original_url) for copy in copies if copy.original_name or copy.original_url
    )
    return max(told, key=lambda pair: told[pair], default=(None, None))


def _most_told(values: Iterable[str | None]) -> str | None:
    told = Counter(value for value in values if value)
    return max(told, key=lambda value: told[value], default=None)
