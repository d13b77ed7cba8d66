"""The timeline's rows: one an event, ready to read, sort, filter and export."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from db.clock import now
from db.ids import digest
from db.registry import Watch
from db.timeline.dates import local_date, precision
from db.timeline.statement_copies import Told, store_copies, told_once
from db.timeline.wording import (
    CHANGE_WORDS,
    DECISION_STANCE,
    EFFECT_WORDS,
    RESULT_WORDS,
    clip,
    counted,
    named,
    sentence,
    tally,
    voted_on,
)

Row = dict[str, Any]


def timeline_rows(database: Database, watch: Watch) -> list[Row]:
    """Return every row of the timeline, by date, kind and id; undated articles have none."""
    makers: list[Callable[[Database, Watch], Iterator[Row]]] = [
        _meetings,
        _items,
        _changes,
        _votes,
        _statements,
        _coverage,
    ]
    rows = [row for maker in makers for row in maker(database, watch)]
    return sorted(rows, key=lambda row: (row["date"], row["kind"], row["id"]))


def _query(database: Database, name: str, **given: Any) -> Iterator[Row]:
    sql = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
    yield from database.query(sql, given)


def _row(kind: str, key: str, date: str, title: str, **more: Any) -> Row:
    return {
        "id": digest("timeline", kind, key),
        "date": date,
        "date_precision": precision(date),
        "kind": kind,
        "title": clip(title),
        **more,
    }


def today(watch: Watch) -> str:
    """Return the local date where the watch's first jurisdiction is."""
    zone = ZoneInfo(watch.jurisdictions[0].timezone) if watch.jurisdictions else UTC
    return now().astimezone(zone).date().isoformat()


def _meetings(database: Database, watch: Watch) -> Iterator[Row]:
    for row in _query(database, "meetings", today=today(watch)):
        items = (
            f"{counted(row['items'], 'item')} on the debate"
            if row["items"]
            else "no item on the debate so far"
        )
        parts = [row["status"] or "status not told", items]
        if row["vanished_at"]:
            parts.append("no longer listed by the board")
        yield _row(
            "meeting",
            row["id"],
            row["date"],
            f"{row['body'] or 'A board'}: {row['title'] or 'meeting'}",
            time=row["start"][11:16] if len(row["start"] or "") > 10 else None,
            summary=sentence("; ".join(parts)),
            actor=row["body"],
            body=row["body"],
            organization_id=row["organization_id"],
            url=row["url"],
            source_id=row["source_id"],
            meeting_id=row["id"],
            document_version_id=row["document_version_id"],
        )


def _items(database: Database, _: Watch) -> Iterator[Row]:
    for row in _query(database, "civic"):
        shared = {
            "actor": row["body"],
            "body": row["body"],
            "organization_id": row["organization_id"],
            "url": row["item_url"] or row["meeting_url"],
            "source_id": row["source_id"],
            "meeting_id": row["meeting_id"],
            "agenda_item_id": row["item_id"],
            "document_version_id": row["item_version"],
            "start_char": row["start_char"],
            "end_char": row["end_char"],
        }
        name = named(row["number"], row["item_title"])
        why = f"On the debate: {row['relevance_reason']}" if row["relevance_reason"] else None
        state = "On the agenda, later pulled" if row["pulled_at"] else "On the agenda"
        yield _row("agenda", row["item_id"], row["date"], f"{state}: {name}", summary=clip(why), **shared)
        if row["action"] or row["action_raw"]:
            word = row["action"] or row["action_raw"]
            title = f"{sentence(word)}: {name}"
            yield _row(
                "action", row["item_id"], row["date"], title, result=word, summary=_raw_word(row), **shared
            )


def _raw_word(row: Row) -> str | None:
    raw = row["action_raw"]
    return f"The board's word: {raw}" if raw and raw.lower() != row["action"] else None


def _changes(database: Database, _: Watch) -> Iterator[Row]:
    for row in _query(database, "changes"):
        word = CHANGE_WORDS.get(row["kind"], sentence(row["kind"]))
        yield _row(
            "agenda change",
            row["id"],
            local_date(row["seen_at"], row["timezone"]) or row["seen_at"][:10],
            f"{word} of {row['meeting_date'] or 'a meeting'}: {named(row['number'], row['item_title'])}",
            summary=_change(row),
            actor=row["body"],
            body=row["body"],
            organization_id=row["organization_id"],
            url=row["item_url"] or row["meeting_url"],
            source_id=row["source_id"],
            meeting_id=row["meeting_id"],
            agenda_item_id=row["agenda_item_id"],
            document_version_id=row["document_version_id"],
        )


def _change(row: Row) -> str:
    if row["kind"] == "published late":
        return f"First seen {row['before']}; the meeting begins {row['after']}."
    before, after = clip(row["before"], 140), clip(row["after"], 140)
    return f"Before: {before or 'nothing'}. After: {after or 'nothing'}."


def _votes(database: Database, _: Watch) -> Iterator[Row]:
    for row in _query(database, "votes"):
        published = local_date(row["date_published"], row["timezone"])
        date = row["date"] or (published or "")[:7]  # told without its day: at best the month of the telling
        if not date:
            continue
        yield _row(
            "vote",
            row["id"],
            date,
            _vote_title(row),
            summary=_vote_summary(row),
            actor=row["body"],
            body=row["body"],
            organization_id=row["organization_id"],
            stance=DECISION_STANCE.get(row["effect"] or ""),
            outlet=row["outlet"],
            result=row["result"],
            quote=clip(row["quote"]),
            url=row["url"],
            source_id=row["source_id"],
            meeting_id=row["meeting_id"],
            agenda_item_id=row["agenda_item_id"],
            vote_event_id=row["id"],
            article_id=row["article_id"],
            document_version_id=row["document_version_id"],
            start_char=row["start_char"],
            end_char=row["end_char"],
        )


def _vote_title(row: Row) -> str:
    what = voted_on(row)
    outcome = " ".join(part for part in (RESULT_WORDS.get(row["result"]), tally(row)) if part)
    return f"{row['body'] or 'A vote'}: {what}" + (f" ({outcome})" if outcome else "")


def _vote_summary(row: Row) -> str:
    parts = [EFFECT_WORDS[row["effect"]]] if row["effect"] in EFFECT_WORDS else []
    told = max(row["sources"], 1)
    by = f"told by {counted(told, 'source')}"
    official = row["source_kind"] != "news"
    parts.append(f"from {row['source_kind']}{f', {by}' if told > 1 else ''}" if official else by)
    if row["items"] > 1:
        parts.append(f"one vote on {counted(row['items'], 'item')}")
    if row["disagreements"]:
        parts.append(f"sources disagree on {counted(row['disagreements'], 'point')}")
    return sentence("; ".join(parts))


def _statements(database: Database, watch: Watch) -> Iterator[Row]:
    told = list(told_once(_query(database, "statements")))
    store_copies(database, told)
    for each in told:
        row = each.row
        label = watch.topic.labels.get(row["stance"], row["stance"])
        role = f", {row['speaker_role']}" if row["speaker_role"] else ""
        yield _row(
            "statement",
            row["id"],
            min(_published(copy) for copy in (row, *each.copies)),
            f"{row['actor'] or 'Unnamed speaker'}{role}: {label}",
            summary=_statement_summary(each),
            actor=row["actor"],
            person_id=row["person_id"],
            organization_id=row["organization_id"],
            stance=row["stance"],
            outlet=row["outlet"],
            quote=clip(row["text"]),
            url=row["url"],
            source_id=row["source_id"],
            article_id=row["article_id"],
            statement_id=row["id"],
            document_version_id=row["document_version_id"],
            start_char=row["start_char"],
            end_char=row["end_char"],
        )


def _published(row: Row) -> str:
    return local_date(row["date_published"], row["timezone"]) or str(row["date_published"])[:10]


def _statement_summary(told: Told) -> str:
    summary = f"{sentence(told.row['directness'])} statement, in {told.row['outlet']}"
    articles = {copy["article_id"] for copy in told.copies} - {told.row["article_id"]}
    if not articles:
        return summary
    outlets = ", ".join(sorted({copy["outlet"] for copy in told.copies}))
    return clip(f"{summary} and {counted(len(articles), 'copy', 'copies')}: {outlets}") or summary


def _coverage(database: Database, _: Watch) -> Iterator[Row]:
    for row in _query(database, "coverage"):
        if row["date"] is None:
            continue
        outlets = ", ".join(json.loads(row["outlets"]))
        copies = (
            f"{counted(row['article_count'], 'copy', 'copies')}: {outlets}"
            if row["article_count"] > 1
            else None
        )
        yield _row(
            "coverage",
            row["story_id"],
            row["date"],
            row["headline"] or "Untitled article",
            summary=clip(copies or row["description"]),
            outlet=row["outlet"],
            actor=row["outlet"],
            url=row["url"],
            source_id=row["source_id"],
            article_id=row["article_id"],
            document_version_id=row["document_version_id"],
        )
