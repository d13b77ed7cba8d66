"""What one entry of a watch says about another: ids used once, references to something that is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.registry.models import Jurisdiction, Organization, Person, Source


@dataclass(frozen=True)
class Mismatch:
    """A mistake in how entries fit together: in which list, at which entry and key of it."""

    kind: str
    index: int
    entry_id: str
    where: tuple[Any, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}: {'.'.join(map(str, self.where))}: {self.text}"


def mismatches(
    jurisdictions: "list[Jurisdiction]",
    organizations: "list[Organization]",
    people: "list[Person]",
    sources: "list[Source]",
) -> Iterator[Mismatch]:
    """Yield every mistake in how the entries of a watch fit together, in the order of its lists."""
    places, bodies = {entry.id for entry in jurisdictions}, {entry.id for entry in organizations}
    yield from _twins("jurisdictions", jurisdictions)
    yield from _twins("organizations", organizations)
    yield from _twins("people", people)
    yield from _twins("sources", sources)
    for index, body in enumerate(organizations):
        yield from _dangling(("organizations", index, body.id), ("jurisdiction",), body.jurisdiction, places)
    for index, person in enumerate(people):
        for number, role in enumerate(person.memberships):
            where = ("roles", number, "organization")
            yield from _dangling(("people", index, person.id), where, role.organization, bodies)
    for index, source in enumerate(sources):
        yield from _dangling(("sources", index, source.id), ("jurisdiction",), source.jurisdiction, places)
        yield from _dangling(("sources", index, source.id), ("organization",), source.organization, bodies)
        if source.timezone is None and source.jurisdiction is None:
            text = "missing; give the source a timezone, or a jurisdiction that has one"
            yield Mismatch("sources", index, source.id, ("timezone",), text)


def _twins(kind: str, entries: Any) -> Iterator[Mismatch]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry.id in seen:
            yield Mismatch(
                kind, index, entry.id, ("id",), f"{entry.id!r} is used twice; each id names one entry"
            )
        seen.add(entry.id)


def _dangling(
    entry: tuple[str, int, str], where: tuple[Any, ...], wanted: str | None, known: set[str]
) -> Iterator[Mismatch]:
    if wanted is not None and wanted not in known:
        listed = "jurisdictions.yaml" if where[-1] == "jurisdiction" else "organizations.yaml or schools.yaml"
        yield Mismatch(*entry, where, f"{wanted!r} is not in {listed}")
