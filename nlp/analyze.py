"""Reading texts with one watch's pipeline: a text alone, many in batches, or JSON lines."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from db.registry import Watch
from nlp.answer import answer_of, full_names
from nlp.pipeline import build, make_doc
from nlp.reading import LONGEST, PIECE, pieces

ZONE = 250  # texts to one memory zone: without zones the string store grows without end
BATCH = 16  # texts that the model reads at once: the fastest of the sizes measured


@dataclass(frozen=True)
class Text:
    """A text to read. `published` is the day from which "Thursday" counts; `authors` are full names."""

    text: str
    url: str | None = None
    published: date | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What one text holds: plain data, no spaCy object, safe to keep.

    `error` tells why a text could not be read; its answer then says that it is not relevant.
    """

    answer: dict[str, Any]
    places: tuple[str, ...] = ()
    error: str | None = None


class Analyzer:
    """Reads texts with one watch's pipeline. Not safe to share between threads."""

    def __init__(self, watch: Watch, language: Language | None = None) -> None:
        self.language = language or build(watch)

    def analyze(
        self, text: str, url: str | None = None, date: str | datetime.date | None = None
    ) -> dict[str, Any]:
        """Return what the text holds, in the shape of `hallwatch analyze`.

        `date` is when it was published, a date or ISO text. Raises ValueError on a date that is none.
        """
        return self.read(text, url, as_date(date)).answer

    def read(
        self,
        text: str,
        url: str | None = None,
        published: date | None = None,
        authors: Iterable[str] = (),
    ) -> Reading:
        """Return the answer together with the places the text is about."""
        with self.language.memory_zone():
            return self._read_alone(Text(text, url, published, tuple(authors)))

    def read_many(self, texts: Iterable[Text]) -> Iterator[Reading]:
        """Yield a reading for each text, in order: what `read` returns, faster.

        A text that fails loses no other: its reading tells the error.
        """
        waiting = iter(texts)
        while zone := list(islice(waiting, ZONE)):
            with self.language.memory_zone():
                readings = [reading for batch in _batches(zone) for reading in self._read_batch(batch)]
            yield from readings

    def analyze_many(self, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Yield an answer for each line {"id", "text", "url", "date", "authors"}, in order.

        A line that is none, or whose text fails, gives {"id", "error"}.
        """
        waiting = iter(lines)
        while zone := [_entry(line) for line in islice(waiting, ZONE)]:
            readings = self.read_many([text for _, text in zone if isinstance(text, Text)])
            for name, text in zone:
                reading = Reading({}, error=text) if isinstance(text, str) else next(readings)
                yield {"id": name, **({"error": reading.error} if reading.error else reading.answer)}

    def _read_batch(self, texts: list[Text]) -> list[Reading]:
        """Read texts at once where none fails and none is long, else one by one."""
        if len(texts) > 1:
            try:
                docs = [self._doc(text, text.text) for text in texts]
                return [_reading([(0, doc)]) for doc in self.language.pipe(docs, batch_size=BATCH)]
            except Exception:  # noqa: BLE001, S110 - whose it was is found by reading each alone
                pass
        return [self._read_or_tell(text) for text in texts]

    def _read_or_tell(self, text: Text) -> Reading:
        try:
            return self._read_alone(text)
        except Exception as error:  # noqa: BLE001 - one text must not lose the batch; the reading says what was wrong
            told = f"{type(error).__name__}: {error}"
            nothing = {**answer_of([]), "relevance_reason": f"could not be read: {told}"}
            return Reading(nothing, error=told)

    def _read_alone(self, text: Text) -> Reading:
        docs: list[tuple[int, Doc]] = []
        known: tuple[str, ...] = ()
        for offset, piece in pieces(text.text[:LONGEST]):
            doc = self.language(self._doc(text, piece, known))
            known = tuple(dict.fromkeys((*known, *full_names(doc))))
            docs.append((offset, doc))
        reading = _reading(docs)
        if len(text.text) > LONGEST:
            reading.answer["unread_from"] = LONGEST
        return reading

    def _doc(self, text: Text, piece: str, known: tuple[str, ...] = ()) -> Doc:
        return make_doc(
            self.language,
            piece,
            url=text.url,
            published=text.published,
            known=known,
            authors=text.authors,
        )


def _reading(docs: list[tuple[int, Doc]]) -> Reading:
    places = dict.fromkeys(place for _, doc in docs for place in doc._.places or ())
    return Reading(answer_of(docs), tuple(places))


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Yield neighbours to read at once: few enough, and together no longer than a long text's piece."""
    batch: list[Text] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == BATCH or characters + len(text.text) > PIECE):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text.text)
    if batch:
        yield batch


def _entry(line: str) -> tuple[Any, Text | str]:
    """Return (id, text) of a JSON line, or (id, what is wrong with it)."""
    entry: dict[str, Any] = {}
    try:
        entry = _object(line)
        if not isinstance(entry.get("text"), str):
            raise ValueError('expected "text" with the text to read')
        published = as_date(entry.get("date"))
        return entry.get("id"), Text(entry["text"], entry.get("url"), published, _authors(entry))
    except ValueError as error:
        return entry.get("id"), f"{type(error).__name__}: {error}"


def _authors(entry: dict[str, Any]) -> tuple[str, ...]:
    authors = entry.get("authors") or ()
    if not isinstance(authors, list | tuple) or not all(isinstance(name, str) for name in authors):
        raise ValueError('"authors" is no list of names')
    return tuple(authors)


def as_date(value: str | date | None) -> date | None:
    """Return the day of an ISO date or timestamp; None for nothing. Raises ValueError on anything else."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(f"date {value!r} is no text like 2024-02-22")
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError as error:
        raise ValueError(f"date {value!r} is not like 2024-02-22") from error


def _object(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(entry, dict):
        raise ValueError("expected a JSON object")
    return entry
