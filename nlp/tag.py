"""Reading what the extractor has not read yet, and storing what it found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlite_utils import Database

from db.ids import digest
from db.registry import Watch
from db.store.agenda_relevance import Told, line, own_judgements, pending_items, settle, store_judgements
from db.store.extractors import forget_unused
from db.store.tagging import PendingText, count_pending, pending_texts, store_failure, store_reading
from db.store.vote_effects import PendingVote, pending_effects, store_effects
from nlp.agenda import is_other, judge
from nlp.analyze import Analyzer, Reading, Text, as_date
from nlp.extractor import parts_of, version_of
from nlp.lineage import inherit
from nlp.pipeline import build, read_config
from nlp.retag import carry_untouched
from nlp.vote_effects import vote_effect

BATCH = 25  # texts to a transaction: about a thousand rows
AGENDA_COMPONENTS = {"sentence_bounds", "topic_relevance"}


@dataclass
class TagReport:
    """What a tagging did: texts read, how many are of the debate, what was found in them.

    `untouched` are texts whose findings an older extractor made and this one would make again.
    """

    tagged: int = 0
    relevant: int = 0
    statements: int = 0
    votes: int = 0
    items: int = 0
    relevant_items: int = 0
    failed: int = 0
    untouched: int = 0


def tag_pending(
    database: Database, watch: Watch, progress: Callable[[int, int | None], None] | None = None
) -> TagReport:
    """Read current texts and agenda items that the current extractor has not, a transaction a batch.

    Killed at any moment it goes on where it stopped; run again with nothing new it touches no row.
    """
    report = TagReport()
    parts = parts_of(watch)
    version = version_of(parts)
    report.untouched = carry_untouched(database, version, parts)
    waiting = count_pending(database, version)
    if waiting:
        _read_texts(database, Analyzer(watch), version, waiting, report, progress)
    _judge_items(database, watch, version, report)
    _judge_votes(database, version)
    with database.atomic():
        forget_unused(database, version)
    return report


def _read_texts(
    database: Database,
    analyzer: Analyzer,
    version: str,
    waiting: int,
    report: TagReport,
    progress: Callable[[int, int | None], None] | None,
) -> None:
    for batch in _batches(pending_texts(database, version)):
        readings = list(analyzer.read_many(map(_text, batch)))
        with database.atomic():
            for text, reading in zip(batch, readings, strict=True):
                if reading.error is not None:
                    report.failed += 1
                    store_failure(database, text, reading.error)
                store_reading(database, text, version, reading.answer, reading.places)
                _count(report, reading)
        if progress is not None:
            progress(report.tagged, waiting)


def _batches(texts: Iterable[PendingText]) -> Iterator[list[PendingText]]:
    waiting = iter(texts)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _text(text: PendingText) -> Text:
    try:
        published = as_date(text.date)
    except ValueError:
        published = None  # a date that is none was reported where it was parsed; weekdays then stay undated
    return Text(text.text, text.url, published, text.authors)


def _count(report: TagReport, reading: Reading) -> None:
    report.tagged += 1
    report.relevant += bool(reading.answer["relevant"])
    if reading.answer["relevant"]:
        report.statements += len(reading.answer["statements"])
        report.votes += len(reading.answer["votes"])


def _judge_items(database: Database, watch: Watch, version: str, report: TagReport) -> None:
    items = pending_items(database, version)
    judged = _own_judgements(watch, items) if items else {}
    with database.atomic():
        store_judgements(database, version, items, judged)
        own = own_judgements(database)
        settle(database, inherit(own, line(database), frozenset(name for name in own if is_other(own[name]))))
    report.items = len(items)
    report.relevant_items = sum(relevant for relevant, _, _ in judged.values())


def _judge_votes(database: Database, version: str) -> None:
    votes = pending_effects(database, version)
    with database.atomic():
        store_effects(database, votes, {vote.id: _effect(vote) for vote in votes})


def _effect(vote: PendingVote) -> str:
    titles = [item.title for item in vote.items if item.title] or [vote.about or ""]
    texts = [item.text for item in vote.items if item.text]
    return vote_effect(vote.motion, titles, texts, vote.result, on_topic=bool(vote.items))


def _own_judgements(watch: Watch, items: list[dict[str, Any]]) -> dict[str, Told]:
    config = read_config()
    config["components"] = [entry for entry in config["components"] if entry["name"] in AGENDA_COMPONENTS]
    config["disable"] = ["ner", "lemmatizer", "attribute_ruler", "tagger"]
    language = build(watch, config)
    seen: dict[str, Told] = {}
    for item in items:
        key = digest(item["title"], item["text"], item["attached"])
        if key not in seen:
            found = judge(language, item)
            seen[key] = (found.relevant, found.relevance, found.reason)
    return {item["id"]: seen[digest(item["title"], item["text"], item["attached"])] for item in items}
