"""People whom texts name and the registry does not, as they wait for a person to say who they are.

They are never merged into anybody by a program. Their ids hold the place where they were met, so that
namesakes in two places stay two (db/store/tagging.py). Adding one to the watch's people.yaml, with every
spelling, makes the next tagging give the registry's id instead; the row then goes from here.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.ids import digest, slug
from db.timeline.dates import local_date
from db.timeline.namesakes import Known, Namesakes

Row = dict[str, Any]
MOST_TOLD = 6  # roles, outlets and bodies that a row names
_MET = Path(__file__).with_name("people_met.sql").read_text(encoding="utf-8")
_PUT = """
insert into people_to_review (person_id, name, scope, texts, mentions, statements, votes, first_date,
  last_date, outlets, roles, bodies, url, entry)
values (:person_id, :name, :scope, :texts, :mentions, :statements, :votes, :first_date, :last_date, :outlets,
  :roles, :bodies, :url, :entry)
"""
_KNOWN = """
select p.id, p.name, p.other_names, p.misspellings, p.origin, json_group_array(o.jurisdiction_id) as places
from people p
left join memberships m on m.person_id = p.id
left join organizations o on o.id = m.organization_id and o.jurisdiction_id is not null
group by p.id order by p.id
"""


def rebuild_people_to_review(database: Database) -> int:
    """Write people_to_review and its candidates anew in the caller's transaction; return how many wait.

    Runs after the votes are merged and statement_copies is written.
    """
    for table in ("people_to_review_candidates", "people_to_review"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
    names = {row["id"]: row["name"] for row in database.query("select id, name from people")}
    namesakes = Namesakes(_known(database))
    count = 0
    for person_id, rows in groupby(database.query(_MET), key=lambda row: row["who"]):
        database.execute(_PUT, _review(person_id, names, list(rows)))
        _put_candidates(database, namesakes, person_id, names[person_id])
        count += 1
    return count


def scope_of(person_id: str) -> str:
    """Return the place or source in the id of somebody met in a text: text/<place>/<name>."""
    return person_id.split("/")[1] if person_id.count("/") > 1 else ""


def _known(database: Database) -> Iterator[Known]:
    for row in database.query(_KNOWN):
        names = [row["name"], *json.loads(row["other_names"]), *json.loads(row["misspellings"])]
        places = {place for place in json.loads(row["places"]) if place}
        met = {scope_of(row["id"])} if row["origin"] == "text" else set()
        yield Known(row["id"], tuple(names), frozenset(places | met))


def _put_candidates(database: Database, namesakes: Namesakes, person_id: str, name: str) -> None:
    database.conn.executemany(
        "INSERT INTO people_to_review_candidates VALUES (?, ?, ?, ?, ?)",
        [
            (digest("candidate", person_id, one.id), person_id, one.id, one.likeness, one.why)
            for one in namesakes.of(person_id, name, scope_of(person_id))
        ],
    )


def _review(person_id: str, names: dict[str, str], rows: list[Row]) -> Row:
    days = sorted(day for row in rows if (day := local_date(row["stamp"], row["timezone"])))
    told = [" ".join(row["role"].split()) for row in rows if row["role"]]
    spelled = {role.casefold(): role for role in sorted(told)}  # "Chair" and "chair" are one role
    roles = Counter(spelled[role.casefold()] for role in told)
    bodies = Counter(row["body"] for row in rows if row["body"])
    outlets = Counter(row["outlet"] for row in rows if row["outlet"])
    url = next((row["url"] for row in reversed(rows) if row["url"]), None)
    return {
        "person_id": person_id,
        "name": names[person_id],
        "scope": scope_of(person_id),
        "texts": len({row["document_id"] for row in rows if row["document_id"]}),
        "mentions": sum(row["what"] == "mention" for row in rows),
        "statements": len({row["said"] for row in rows if row["what"] == "statement"}),
        "votes": sum(row["what"] == "vote" for row in rows),
        "first_date": days[0] if days else None,
        "last_date": days[-1] if days else None,
        "outlets": _listed(outlets),
        "roles": _listed(roles),
        "bodies": _listed(bodies),
        "url": url,
        "entry": _entry(person_id, names, [*_most(bodies), *_most(roles)], url),
    }


def _most(told: Counter[str]) -> list[str]:
    return sorted(told, key=lambda name: (-told[name], name))[:MOST_TOLD]


def _listed(told: Counter[str]) -> str:
    return json.dumps(_most(told), ensure_ascii=False)


def _entry(person_id: str, names: dict[str, str], told: list[str], url: str | None) -> str:
    """Return a draft for people.yaml: an id, the name as met, and as a comment what texts call them."""
    name = names[person_id]
    own = slug(name)
    lines = [
        f"- id: {own if own not in names else f'{own}-{slug(scope_of(person_id))}'}",
        f"  name: {json.dumps(name, ensure_ascii=False)}",
    ]
    lines += [f"  # told as: {'; '.join(told)}"] if told else []
    lines += [f"  source: {json.dumps(url)}"] if url else []
    return "\n".join(lines)
