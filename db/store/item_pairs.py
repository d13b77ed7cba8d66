"""Which of the items told before is which of those told now, and which of one page which of another's. Pure.

By the platform's id, else by a file's number, else by wording: the same title in the same place, the same
title elsewhere, a like title in the same place, a very like title anywhere. Two items that both have an id,
or both a file's number, and not the same one, are never one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from db.file_numbers import is_file_number, number_key, place_key
from db.store.likeness import ANYWHERE, SAME_PLACE, likeness, plain_words, same_figures
from db.store.looks import Look

PHRASE = 80  # characters: a shorter text tells no item from another
MOST_COMPARED = 4000  # pairs of leftovers: more means another agenda altogether, and would take seconds


@dataclass
class Thread:
    """One item through time as one page, or in the end all pages, tell it."""

    ids: set[str] = field(default_factory=set)
    numbers: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # plain, the earliest first
    place: str = ""  # the latest
    title: str = ""  # the latest, as written
    text: str = ""  # the latest, plain
    seen: list[tuple[Look, int, dict[str, Any]]] = field(default_factory=list)

    @classmethod
    def of(cls, record: dict[str, Any]) -> "Thread":
        """Return a thread that begins with this record."""
        thread = cls()
        thread.take(record)
        return thread

    def take(self, record: dict[str, Any]) -> None:
        """Go on with another record of the same item."""
        if record.get("id"):
            self.ids.add(str(record["id"]))
        for number in file_numbers(record):
            if number not in self.numbers:
                self.numbers.append(number)
        words = plain_words(record.get("title") or record.get("text"))
        if words and words not in self.titles:
            self.titles.append(words)
        self.place = place_key(record.get("number")) or self.place
        self.title = record.get("title") or self.title
        self.text = plain_words(record.get("text")) or self.text

    def join(self, other: "Thread") -> None:
        """Take in all that another page tells of the same item."""
        self.ids |= other.ids
        self.numbers += [number for number in other.numbers if number not in self.numbers]
        self.titles += [title for title in other.titles if title not in self.titles]
        self.seen += other.seen

    def may_be(self, other: "Thread") -> bool:
        """Tell whether nothing speaks against the two being one item."""
        if self.ids and other.ids:
            return not self.ids.isdisjoint(other.ids)
        return not (self.numbers and other.numbers and set(self.numbers).isdisjoint(other.numbers))


def file_numbers(record: dict[str, Any]) -> list[str]:
    """Return the numbers that name an item's file, in one spelling; a place on the agenda is none."""
    told = [record["number"]] if is_file_number(record.get("number")) else []
    told += [record["file_number"]] if record.get("file_number") else []
    return list(dict.fromkeys(number_key(number) for number in told))


def pair(old: list[Thread], new: list[Thread], recent: Iterable[Thread] | None = None) -> dict[int, int]:
    """Return by place in `new` the place in `old` that it is, each at most once.

    `recent` are those of `old` that only wording may be compared with: those that the look before showed.
    """
    pairs = _Pairs(old, new, {id(thread) for thread in (old if recent is None else recent)})
    pairs.by(lambda thread: sorted(thread.ids))
    pairs.by(lambda thread: thread.numbers)
    pairs.by(lambda thread: [f"{thread.place}\x1f{title}" for title in thread.titles if thread.place])
    pairs.by(lambda thread: thread.titles)
    pairs.by_likeness()
    return pairs.found


class _Pairs:
    def __init__(self, old: list[Thread], new: list[Thread], near: set[int]) -> None:
        self.old, self.new, self.near = old, new, near
        self.order = sorted(
            range(len(old)), key=lambda at: id(old[at]) not in near
        )  # what was shown last first
        self.found: dict[int, int] = {}
        self.taken: set[int] = set()

    def by(self, keys: Callable[[Thread], list[str]]) -> None:
        """Pair what shares a key, in the order in which it stands."""
        index: dict[str, list[int]] = defaultdict(list)
        for at in self.order:
            if at not in self.taken:
                for key in keys(self.old[at]):
                    index[key].append(at)
        for at, thread in enumerate(self.new):
            if at in self.found:
                continue
            for key in keys(thread):
                match = next((known for known in index.get(key, ()) if self._free(known, thread)), None)
                if match is not None:
                    self._put(at, match)
                    break

    def by_likeness(self) -> None:
        """Pair what is left by wording, the most alike first."""
        old = [at for at in self.order if at not in self.taken and id(self.old[at]) in self.near]
        new = [at for at in range(len(self.new)) if at not in self.found]
        few = len(old) * len(new) <= MOST_COMPARED
        scores = [
            (score, at, known)
            for at in new
            for known in old
            if (score := _alike(self.old[known], self.new[at], anywhere=few))
        ]
        for _, at, known in sorted(scores, key=lambda entry: (-entry[0], entry[1], entry[2])):
            if at not in self.found and self._free(known, self.new[at]):
                self._put(at, known)

    def _free(self, known: int, thread: Thread) -> bool:
        return known not in self.taken and self.old[known].may_be(thread)

    def _put(self, at: int, known: int) -> None:
        self.found[at] = known
        self.taken.add(known)


def _alike(old: Thread, new: Thread, *, anywhere: bool) -> float:
    """Return how surely two are one item by wording: 1 and more in the same place, else below; 0 for not."""
    here = bool(old.place) and old.place == new.place
    if not (here or anywhere) or not old.may_be(new):
        return 0.0
    score = max((likeness(one, two) for one in old.titles[-2:] for two in new.titles[-2:]), default=0.0)
    if old.text and new.text and min(len(old.text), len(new.text)) > PHRASE:
        score = max(score, likeness(old.text, new.text))
    if here:
        return 1 + score if score >= SAME_PLACE else 0.0
    return score if score >= ANYWHERE and same_figures(old.title, new.title) else 0.0
