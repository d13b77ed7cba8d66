"""Keeping the relevant articles' shingles, and which pairs share enough of them, up to date.

Only texts that are new, changed or gone are touched. What is kept depends on the articles alone, never on
the order in which they came: where a shingle becomes a standing line, or ceases to be one, every text that
holds it is compared again.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from sqlite_utils import Database

from db.timeline.shingles import METHOD, Sample, likeness, sample, unpacked

CONTAINMENT = 0.5
# Below this a text is a teaser or a caption: half of its few shingles proves nothing.
LEAST_SHINGLES = 12
LEAST_SHARED = 3  # of a sample; fewer can be one common phrase
# A shingle in so many articles of one outlet is its standing line: "sign up for our newsletter", a paragraph
# of background that it prints below each story. An outlet that moves a text this often under new addresses
# loses the clustering of those; three are kept.
SAME_OUTLET = 4
EVERYWHERE = 200  # and in so many articles overall it is everybody's

CHANGED_SQL = (Path(__file__).parent / "story_texts_changed.sql").read_text(encoding="utf-8")
STANDING_SQL = (Path(__file__).parent / "story_standing.sql").read_text(encoding="utf-8")


class StoryTexts:
    """The kept texts, inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.touched: set[int] = set()  # texts whose pairs changed, or that stood in a pair that did

    def update(self) -> set[int]:
        """Bring shingles and pairs up to date; return the numbers of the texts whose story may be another."""
        run = self.database.execute
        run("CREATE TEMP TABLE IF NOT EXISTS touched_shingles (shingle INTEGER PRIMARY KEY)")
        run("DELETE FROM temp.touched_shingles")
        self._drop_gone()
        again = self._put_changed()
        again |= self._mark_standing()
        self._compare(again)
        run("DELETE FROM temp.touched_shingles")
        return self.touched | again

    def _drop_gone(self) -> None:
        gone = """
            SELECT t.number, t.article_id FROM story_texts t WHERE NOT EXISTS (
              SELECT 1 FROM articles a WHERE a.id = t.article_id AND a.relevant = 1 AND a.words > 0)
        """
        for row in list(self.database.query(gone)):
            self._forget(row["number"])
            self.touched.discard(row["number"])
            self.database.execute("DELETE FROM story_texts WHERE number = ?", [row["number"]])
            self.database.execute(
                "UPDATE articles SET story_id = NULL, containment = NULL WHERE id = ?", [row["article_id"]]
            )

    def _put_changed(self) -> set[int]:
        changed = list(self.database.query(CHANGED_SQL, {"method": METHOD}))
        numbers = set()
        for row in changed:
            if row["number"] is not None:
                self._forget(row["number"])
            [[body]] = self.database.execute("SELECT body FROM articles WHERE id = ?", [row["id"]])
            numbers.add(self._put(row["number"], row["id"], row["content"], row["source_id"], sample(body)))
        return numbers

    def _put(self, number: int | None, article: str, content: str, source: str, kept: Sample) -> int:
        cursor = self.database.execute(
            "INSERT INTO story_texts (number, article_id, content, source_id, whole, shingles) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET content = excluded.content, "
            "source_id = excluded.source_id, whole = excluded.whole, shingles = excluded.shingles",
            [number, article, content, source, int(kept.whole), kept.packed()],
        )
        given = number if number is not None else int(cursor.lastrowid or 0)
        held = [(value,) for value in kept.shingles]
        self.database.conn.executemany(
            "INSERT INTO story_shingles VALUES (?, ?)", ((value, given) for value in sorted(kept.shingles))
        )
        self._touch(held)
        return given

    def _forget(self, number: int) -> None:
        """Take a text's shingles and pairs away."""
        held = [(value,) for value in self._sample(number).shingles]
        self.database.conn.executemany(
            "DELETE FROM story_shingles WHERE shingle = ? AND number = ?",
            ((value, number) for (value,) in held),
        )
        self._touch(held)
        self._forget_pairs(number)

    def _touch(self, held: list[tuple[int]]) -> None:
        self.database.conn.executemany("INSERT OR IGNORE INTO temp.touched_shingles VALUES (?)", held)

    def _forget_pairs(self, number: int) -> None:
        known = """
            SELECT first, second FROM story_pairs WHERE first = :n
            UNION ALL SELECT first, second FROM story_pairs WHERE second = :n
        """
        for row in self.database.query(known, {"n": number}):
            self.touched |= {row["first"], row["second"]}
        self.database.execute("DELETE FROM story_pairs WHERE first = ?", [number])
        self.database.execute("DELETE FROM story_pairs WHERE second = ?", [number])

    def _mark_standing(self) -> set[int]:
        """Find which touched shingles are standing lines now; return the texts that hold one that changed."""
        bounds = {"same": SAME_OUTLET, "everywhere": EVERYWHERE}
        standing = {row["shingle"] for row in self.database.query(STANDING_SQL, bounds)}
        before = {
            row["shingle"]
            for row in self.database.query(
                "SELECT s.shingle FROM temp.touched_shingles t JOIN story_standing s ON s.shingle = t.shingle"
            )
        }
        turned = standing ^ before
        many = self.database.conn.executemany
        many("DELETE FROM story_standing WHERE shingle = ?", [(value,) for value in before - standing])
        many("INSERT INTO story_standing VALUES (?)", [(value,) for value in standing - before])
        holders = (
            "SELECT DISTINCT number FROM story_shingles WHERE shingle IN (SELECT value FROM json_each(?))"
        )
        return {row["number"] for row in self.database.query(holders, [json.dumps(sorted(turned))])}

    def _compare(self, numbers: Collection[int]) -> None:
        """Find the pairs of these texts with all others, standing lines left out."""
        for number in numbers:
            self._forget_pairs(number)
        for number in sorted(numbers):
            own = self._telling(number)
            for other in self._holders(number, own):
                if other in numbers and other < number:
                    continue  # compared from the other side
                like = likeness(own, self._telling(other))
                if like.shared >= LEAST_SHARED and like.shorter >= LEAST_SHINGLES:
                    self._put_pair(number, other, like.containment, like.resemblance)

    def _put_pair(self, one: int, other: int, containment: float, resemblance: float) -> None:
        if containment >= CONTAINMENT:
            first, second = sorted((one, other))
            self.database.execute(
                "INSERT INTO story_pairs VALUES (?, ?, ?, ?)",
                [first, second, round(containment, 4), round(resemblance, 4)],
            )
            self.touched |= {first, second}

    def _holders(self, number: int, own: Sample) -> list[int]:
        """Return the other texts that share enough shingles with this one to be looked at."""
        rows = self.database.execute(
            "SELECT s.number FROM json_each(?) j JOIN story_shingles s ON s.shingle = j.value",
            [json.dumps(sorted(own.shingles))],
        )
        shared = Counter(row[0] for row in rows)
        return sorted(other for other, count in shared.items() if other != number and count >= LEAST_SHARED)

    def _telling(self, number: int) -> Sample:
        kept = self._sample(number)
        return kept.without(self._standing_among(kept.shingles))

    def _standing_among(self, shingles: Iterable[int]) -> set[int]:
        rows = self.database.execute(
            "SELECT s.shingle FROM json_each(?) j JOIN story_standing s ON s.shingle = j.value",
            [json.dumps(sorted(shingles))],
        )
        return {row[0] for row in rows}

    def _sample(self, number: int) -> Sample:
        [[whole, packed]] = self.database.execute(
            "SELECT whole, shingles FROM story_texts WHERE number = ?", [number]
        )
        return unpacked(packed, bool(whole))
