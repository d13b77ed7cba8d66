# ruff: noqa: E501 - SQL, patterns and example texts on their own lines
"""What the extractor found in a version: taggings, mentions, statements and told votes, replaced as a whole.

An id is made from what the row is, so reading again with the same extractor writes the same rows.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.clock import timestamp
from db.ids import digest, slug
from db.store.rows import put_rows

EXTRACTOR = "hallwatch-nlp"
_PENDING = Path(__file__).with_name("pending_taggings.sql").read_text(encoding="utf-8")
TEXT = """
SELECT coalesce(v.text, a.body) AS text, a.authors AS authors FROM document_versions v
LEFT JOIN articles a ON a.document_version_id = v.id WHERE v.id = ?
"""


@dataclass(frozen=True)
class PendingText:
    """A current text that the current extractor has not read."""

    version_id: str
    what: str  # article or file
    text: str
    url: str
    date: str | None
    source_id: str
    document_id: str
    authors: tuple[str, ...] = ()


def pending_texts(database: Database, version: str) -> Iterator[PendingText]:
    """Yield the texts to read, in a fixed order; each text is loaded only when its turn comes."""
    for row in list(database.query(_PENDING, {"version": version})):
        found = next(iter(database.query(TEXT, [row["version_id"]])))
        yield PendingText(text=found["text"], authors=tuple(json.loads(found["authors"] or "[]")), **row)


def count_pending(database: Database, version: str) -> int:
    """Return how many texts wait for the extractor."""
    return sum(1 for _ in database.query(_PENDING, {"version": version}))


def store_reading(
    database: Database, text: PendingText, version: str, answer: dict[str, Any], places: tuple[str, ...]
) -> None:
    """Write what one text holds, in the caller's transaction; what an older extractor found there goes."""
    known = _known_ids(database)
    scope = places[0] if places else text.source_id
    people = _people_of(text, answer, scope, _met_before(database, text)) if answer["relevant"] else {}
    put_rows(database, "people", [row for row in people.values() if row["id"] not in known["people"]])
    _remember(database, text, people)
    ids = {name: row["id"] for name, row in people.items()}
    relevant = bool(answer["relevant"])
    _replace(database, "mentions", text.version_id, _mentions(text, answer, known, ids) if relevant else [])
    _replace(
        database, "statements", text.version_id, _statements(text, answer, known, ids) if relevant else []
    )
    _replace(
        database, "told_votes", text.version_id, _told_votes(text, answer, known, ids) if relevant else []
    )
    mark_tagged(database, text.version_id, version, answer)
    if text.what == "article":
        database.execute(
            "UPDATE articles SET relevant = ?, relevance = ?, relevance_reason = ? WHERE document_version_id = ?",
            [int(relevant), answer["relevance"], answer["relevance_reason"], text.version_id],
        )


def forget_reading(database: Database, version_id: str) -> None:
    """Remove what a tagging found in a version, in the caller's transaction: the version is to be left unread."""
    for table in ("mentions", "statements", "told_votes"):
        _replace(database, table, version_id, [])
    database.execute("DELETE FROM taggings WHERE document_version_id = ?", [version_id])


def mark_tagged(database: Database, version_id: str, version: str, answer: dict[str, Any]) -> None:
    """Record that this extractor version has read a document version, and what it thinks of it."""
    row = {
        "document_version_id": version_id,
        "extractor": EXTRACTOR,
        "extractor_version": version,
        "tagged_at": timestamp(),
        "relevant": int(bool(answer["relevant"])),
        "relevance": answer["relevance"],
        "reason": answer["relevance_reason"],
    }
    sets = ", ".join(f"{name} = excluded.{name}" for name in row if name != "document_version_id")
    database.execute(
        f"INSERT INTO taggings ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)}) "  # noqa: S608
        f"ON CONFLICT (document_version_id) DO UPDATE SET {sets}",
        row,
    )


def store_failure(database: Database, text: PendingText, told: str) -> None:
    """Write an issue row for a text that the extractor could not read, in the caller's transaction."""
    database.execute(
        "INSERT INTO issues (source_id, level, kind, message, url, document_version_id, seen_at) "
        "VALUES (?, 'error', 'tagging', ?, ?, ?, ?)",
        [text.source_id, told[:500], text.url, text.version_id, timestamp()],
    )


def _known_ids(database: Database) -> dict[str, set[str]]:
    return {
        table: {row["id"] for row in database.query(f"SELECT id FROM {table}")}  # noqa: S608 - two fixed names
        for table in ("people", "organizations")
    }


def _met_before(database: Database, text: PendingText) -> dict[str, str]:
    """Return the ids that earlier readings of the document gave, by name as words joined by hyphens."""
    sql = "SELECT name, person_id FROM people_met WHERE document_id = ?"
    return {row["name"]: row["person_id"] for row in database.query(sql, [text.document_id])}


def _remember(database: Database, text: PendingText, people: dict[str, dict[str, Any]]) -> None:
    database.conn.executemany(
        "INSERT OR IGNORE INTO people_met VALUES (?, ?, ?)",
        [(text.document_id, slug(name), row["id"]) for name, row in people.items()],
    )


def _people_of(
    text: PendingText, answer: dict[str, Any], scope: str, met: dict[str, str]
) -> dict[str, dict[str, Any]]:
    """Return rows for people who speak or vote here and are nobody in the registry, by name.

    Their ids carry the place, so that namesakes of two districts stay two people until someone reviews them.
    Whom an earlier reading of the document met keeps the id of then: a corrected text or another watch may
    put it in another place. A bare surname makes no person: it could be anybody's.
    """
    persons = {
        entry["name"] for entry in answer["entities"] if entry["label"] == "PERSON" and entry["id"] is None
    }
    speaking = {entry["speaker"] for entry in answer["statements"] if entry["speaker_id"] is None}
    voting = {
        member["name"]
        for vote in answer["votes"]
        for member in vote["members"]
        if member["person_id"] is None
    }
    names = sorted(name for name in (persons & speaking) | voting if " " in name)
    return {
        name: {
            "id": met.get(slug(name)) or f"text/{scope}/{slug(name)}",
            "name": name,
            "other_names": "[]",
            "origin": "text",
            "source_url": text.url,
        }
        for name in names
        if slug(name)
    }


def _replace(database: Database, table: str, version_id: str, rows: Iterable[dict[str, Any]]) -> None:
    """Put the rows and remove others of the version, with the timeline rows that stood on them."""
    found = list({row["id"]: row for row in rows}.values())
    put_rows(database, table, found)
    old = (
        f"SELECT id FROM {table} WHERE document_version_id = :version "  # noqa: S608 - three fixed names
        "AND id NOT IN (SELECT value FROM json_each(:kept))"
    )
    known = {"version": version_id, "kept": json.dumps([row["id"] for row in found])}
    if table == "statements":
        database.execute(f"DELETE FROM timeline WHERE statement_id IN ({old})", known)  # noqa: S608
    database.execute(f"DELETE FROM {table} WHERE id IN ({old})", known)  # noqa: S608


def _refs(found: str | None, known: dict[str, set[str]]) -> dict[str, str | None]:
    return {
        "person_id": found if found in known["people"] else None,
        "organization_id": found if found in known["organizations"] else None,
    }


def _mentions(
    text: PendingText, answer: dict[str, Any], known: dict[str, set[str]], ids: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for entry in answer["entities"]:
        refs = _refs(entry["id"], known)
        if entry["label"] == "PERSON" and entry["id"] is None:
            refs["person_id"] = ids.get(entry["name"])
        yield {
            "id": digest(text.version_id, entry["start"], entry["end"], entry["label"]),
            "document_version_id": text.version_id,
            "label": entry["label"],
            "text": entry["text"],
            "name": entry["name"],
            "start_char": entry["start"],
            "end_char": entry["end"],
            **refs,
        }


def _statements(
    text: PendingText, answer: dict[str, Any], known: dict[str, set[str]], ids: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for entry in answer["statements"]:
        refs = _refs(entry["speaker_id"], known)
        if entry["speaker_id"] is None:
            refs["person_id"] = ids.get(entry["speaker"])
        yield {
            "id": digest(
                text.version_id, entry["start"], entry["end"], entry["speaker"], entry["directness"]
            ),
            "document_version_id": text.version_id,
            "text": entry["text"],
            "start_char": entry["start"],
            "end_char": entry["end"],
            "speaker": entry["speaker"],
            "speaker_role": entry["speaker_role"],
            "stance": entry["stance"],
            "confidence": entry["confidence"],
            "directness": entry["directness"],
            "cue": entry["cue"],
            "origin": entry.get("origin", "rules"),
            "own_stance": None,
            "own_confidence": None,
            "own_origin": None,
            **refs,
        }


def _told_votes(
    text: PendingText, answer: dict[str, Any], known: dict[str, set[str]], ids: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for vote in answer["votes"]:
        members = [
            {**member, "person_id": member["person_id"] or ids.get(member["name"])}
            for member in vote["members"]
        ]
        yield {
            "id": digest(text.version_id, vote["start"], vote["motion"], vote["yes"], vote["no"]),
            "document_version_id": text.version_id,
            **{
                key: vote[key]
                for key in ("body", "motion", "date", "result", "yes", "no", "abstain", "absent", "effect")
            },
            "organization_id": _refs(vote["body_id"], known)["organization_id"],
            "members": json.dumps(members, ensure_ascii=False),
            "start_char": vote["start"],
            "end_char": vote["end"],
            "quote": text.text[vote["start"] : vote["end"]],
        }
