"""What somebody said and how they voted, for the tests of positions."""

import json
from typing import Any

from sqlite_utils import Database

from db.ids import digest
from db.registry import Watch
from db.timeline import rebuild
from tests.db import sample_debate as sample

ROME, TRUSS = "amy-rome", "dwayne-truss"
WORDS = {
    "favor": "Keep the officers in our schools, {}.",
    "against": "Take the officers out of our schools, {}.",
    "mixed": "Keep officers only if they are trained, {}.",
    "neutral": "The board meets on Thursday, {}.",
}


class Record:
    """What somebody said and how they voted, put into a database in whatever order."""

    def __init__(self, database: Database, watch: Watch) -> None:
        self.database, self.watch = database, watch
        self.count = 0

    def say(
        self,
        day: str | None,
        stance: str,
        confidence: float = 0.85,
        *,
        who: str = ROME,
        text: str | None = None,
        outlet: str = "ledger",
        key: str | None = None,
        filler: str = "",
        **more: Any,
    ) -> str:
        self.count += 1
        name = key or f"{day}-{who}-{stance}-{outlet}-{confidence}"
        words = text or WORDS[stance].format(digest(name, length=6))
        version = sample.add_article(
            self.database, outlet, name, headline=name, published=day, body=f"{words} {filler or name}"
        )
        whose = {"organization_id" if who in (sample.BOARD, "example-parents") else "person_id": who}
        return sample.add_statement(
            self.database, version, words, speaker=who, stance=stance, confidence=confidence, **whose, **more
        )

    def vote(
        self,
        day: str | None,
        effect: str,
        result: str = "pass",
        *,
        body: str | None = sample.BOARD,
        **cast: str,
    ) -> str:
        """Put an official vote with members' options, by the person's id with underscores."""
        event = digest("made vote", day, effect, result, body, json.dumps(cast, sort_keys=True))
        self.database.table("vote_events").insert(
            {
                "id": event,
                "organization_id": body,
                "body": "Chicago Board of Education",
                "date": day,
                "effect": effect,
                "result": result,
                "source_kind": "minutes",
                "url": f"https://board.example/votes/{event}",
            }
        )
        for person, option in cast.items():
            who = person.replace("_", "-")
            self.database.table("votes").insert(
                {
                    "id": digest(event, who),
                    "vote_event_id": event,
                    "person_id": who,
                    "voter_name": who,
                    "option": option,
                }
            )
        return event

    def rebuild(self) -> None:
        rebuild(self.database, self.watch)

    def spells(self, who: str = ROME) -> list[tuple[str, str, str]]:
        rows = self.database.query(
            "select stance, first_date, last_date from positions "
            "where ? in (person_id, organization_id) order by place",
            [who],
        )
        return [tuple(row.values()) for row in rows]

    def changes(self, who: str = ROME) -> list[tuple[str, str, str, str]]:
        rows = self.database.query(
            "select from_stance, from_date, to_stance, to_date from position_changes "
            "where ? in (person_id, organization_id) order by to_date",
            [who],
        )
        return [tuple(row.values()) for row in rows]

    def row(self, table: str, who: str = ROME) -> dict[str, Any]:
        """Return the only row that somebody has."""
        sql = f"select * from {table} where ? in (person_id, organization_id)"
        [found] = self.database.query(sql, [who])
        return found
