"""What a language model said of statements the pipeline is unsure of: kept by question, applied to rows.

A judgement outlives the row it was made for: tagging again finds the same statement and is told the same.
The pipeline's own stance stays beside the judge's, so that taking the judge away gives it back.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.clock import timestamp
from db.store.tagging import TEXT

_UNSURE = Path(__file__).with_name("unsure_statements.sql").read_text(encoding="utf-8")
Row = dict[str, Any]


def unsure_statements(database: Database, below: float) -> Iterator[Row]:
    """Yield the statements whose own confidence is under `below`, the least sure first, each with its text.

    Which they are is settled at the start, so that judging them meanwhile changes nothing; a text is loaded
    only when its statement's turn comes.
    """
    for row in list(database.query(_UNSURE, {"below": below})):
        body = next(iter(database.query(TEXT, [row["document_version_id"]])))["text"]
        yield {**row, "body": body}


def known_judgement(database: Database, question: str, judge: str) -> Row | None:
    """Return what a judge said to a question before, or None."""
    sql = "SELECT stance, confidence FROM judgements WHERE question = ? AND judge = ?"
    return next(iter(database.query(sql, [question, judge])), None)


def store_judgement(
    database: Database, question: str, judge: str, *, stance: str, confidence: float, reason: str
) -> None:
    """Keep an answer, in the caller's transaction."""
    database.execute(
        "INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?, ?)",
        [question, judge, stance, confidence, reason, timestamp()],
    )


def apply_judgement(database: Database, statement_id: str, judge: str, told: Row) -> None:
    """Put a judge's stance in place of the pipeline's, which stays beside it; in the caller's transaction."""
    database.execute(
        "UPDATE statements SET own_stance = coalesce(own_stance, stance), "
        "own_confidence = coalesce(own_confidence, confidence), own_origin = coalesce(own_origin, origin), "
        "stance = :stance, confidence = :confidence, origin = :judge WHERE id = :id",
        {"stance": told["stance"], "confidence": told["confidence"], "judge": judge, "id": statement_id},
    )


def take_back(database: Database, kept: frozenset[str]) -> None:
    """Give every statement judged before, but those of the ids `kept`, the pipeline's own stance again."""
    judged = database.query("SELECT id FROM statements WHERE own_stance IS NOT NULL")
    database.conn.executemany(
        "UPDATE statements SET stance = own_stance, confidence = own_confidence, origin = own_origin, "
        "own_stance = NULL, own_confidence = NULL, own_origin = NULL WHERE id = ?",
        [(row["id"],) for row in judged if row["id"] not in kept],
    )
