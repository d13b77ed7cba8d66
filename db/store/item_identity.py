"""What each item of a meeting is known by, through rewording and renumbering and from page to page. Pure.

The platform's own id, else the number of its file, else a digest of the title that it was first seen under:
an item without id keeps its row when its title or its place on the agenda changes. Two items of one title are
two.
"""

from collections.abc import Iterable
from typing import Any

from db.file_numbers import place_key
from db.ids import digest
from db.store.item_pairs import Thread, file_numbers, pair
from db.store.likeness import plain_words
from db.store.looks import Look

Told = tuple[str, Look, list[dict[str, Any]]]  # a track (see db.store.agenda_files), a look at it, its items


def item_key(record: dict[str, Any]) -> str:
    """Return what an item is known by where no other look tells more of it."""
    if record.get("id"):
        return str(record["id"])
    if numbers := file_numbers(record):
        return numbers[0]
    words = " ".join((record.get("title") or record.get("text") or "").lower().split())
    return digest(words or place_key(record.get("number")))


def identify(told: list[Told]) -> list[dict[str, dict[str, Any]]]:
    """Return for each look at a meeting's agenda its items by key, in page order."""
    tracks: dict[str, list[Thread]] = {}
    recent: dict[str, list[Thread]] = {}
    for track, look, records in told:
        rows = distinct(records)
        threads = tracks.setdefault(track, [])
        recent[track] = _go_on(threads, recent.get(track, []), look, rows)
    keys = _keys(_joined(tracks))
    return [{keys[id(record)]: record for record in rows} for rows in _rows_by_look(tracks, told)]


def distinct(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a page's items, each once: a nested or repeated row fills what the first left open."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for record in records:
        known = rows.setdefault(_row_key(record), dict(record))
        known.update({name: value for name, value in record.items() if known.get(name) in (None, [])})
    return list(rows.values())


def _row_key(record: dict[str, Any]) -> tuple[Any, ...]:
    if record.get("id"):
        return ("id", record["id"])
    if numbers := file_numbers(record):
        return ("file", numbers[0])
    words = plain_words(record.get("title") or record.get("text"))
    if record.get("number"):
        return ("place", place_key(record["number"]), record.get("section"), words)
    return ("row", record.get("position"), record.get("start"), record.get("section"), words)


def _go_on(
    threads: list[Thread], recent: list[Thread], look: Look, rows: list[dict[str, Any]]
) -> list[Thread]:
    """Carry a page's threads on over one look, in place; return those that it shows."""
    new = [Thread.of(row) for row in rows]
    found = pair(threads, new, recent)
    shown = []
    for at, row in enumerate(rows):
        if at in found:
            thread = threads[found[at]]
            thread.take(row)
        else:
            thread = new[at]
        thread.seen.append((look, at, row))
        shown.append(thread)
    threads.extend(thread for at, thread in enumerate(new) if at not in found)
    return shown


def _joined(tracks: dict[str, list[Thread]]) -> list[Thread]:
    """Put the threads of all pages together: those with ids first, then the page that was seen first."""
    order = sorted(
        tracks, key=lambda track: (not any(one.ids for one in tracks[track]), _first(tracks[track]), track)
    )
    whole: list[Thread] = []
    for track in order:
        threads = tracks[track]
        found = pair(whole, threads)
        for at, thread in enumerate(threads):
            if at in found:
                whole[found[at]].join(thread)
            else:
                whole.append(thread)
    return whole


def _first(threads: list[Thread]) -> str:
    return min((look.round for thread in threads for look, _, _ in thread.seen), default="")


def _keys(threads: list[Thread]) -> dict[int, str]:
    """Return the key of every record by its identity; a second item of one name gets a number after it."""
    keys: dict[int, str] = {}
    used: dict[str, int] = {}
    for thread in sorted(threads, key=_appearance):
        _, _, earliest = min(thread.seen, key=_moment)
        name = min(thread.ids) if thread.ids else _by_number(thread) or item_key(earliest)
        used[name] = used.get(name, 0) + 1
        key = name if used[name] == 1 else f"{name}-{used[name]}"
        keys.update({id(record): key for _, _, record in thread.seen})
    return keys


def _by_number(thread: Thread) -> str | None:
    numbered = [entry for entry in thread.seen if file_numbers(entry[2])]
    return item_key(min(numbered, key=_moment)[2]) if numbered else None


def _moment(entry: tuple[Look, int, dict[str, Any]]) -> tuple[str, str, int, int]:
    look, at, _ = entry
    return (look.round, look.document_id, look.seq, at)


def _appearance(thread: Thread) -> tuple[str, str, int, int]:
    return min(map(_moment, thread.seen))


def _rows_by_look(tracks: dict[str, list[Thread]], told: list[Told]) -> list[list[dict[str, Any]]]:
    rows: dict[tuple[str, int], list[tuple[int, dict[str, Any]]]] = {}
    for threads in tracks.values():
        for thread in threads:
            for look, at, record in thread.seen:
                rows.setdefault((look.version_id, look.seq), []).append((at, record))
    ordered = [
        sorted(rows.get((look.version_id, look.seq), []), key=lambda row: row[0]) for _, look, _ in told
    ]
    return [[record for _, record in entries] for entries in ordered]
