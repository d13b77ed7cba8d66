"""A small working database of the debate: every table filled, with rows a reader could believe.

Votes, dates and members are those on public record; outlets, articles and speakers quoted are invented.
"""

import json
from typing import Any

from sqlite_utils import Database

from db.ids import digest, slug
from db.registry import Watch

BOARD = "chicago-board-of-education"
SEEN = "2026-03-01T12:00:00Z"
NOON = "1772452800"  # of 2 March 2026, UTC: a day after the last crawl

ROLL_2020_06 = {
    "yes": ["Elizabeth Todd-Breland", "Amy Rome", "Luisiana Melendez"],
    "no": ["Miguel del Valle", "Sendhil Revuluri", "Dwayne Truss", "Lucino Sotelo"],
}
ROLL_2020_08 = {
    "yes": ["Miguel del Valle", "Sendhil Revuluri", "Dwayne Truss", "Lucino Sotelo"],
    "no": ["Elizabeth Todd-Breland", "Amy Rome"],
    "abstain": ["Luisiana Melendez"],
}
MEMBERS = [name for names in ROLL_2020_06.values() for name in names]


def sample_watch() -> Watch:
    """Return the watch that the sample database belongs to."""
    return Watch.model_validate(
        {
            "id": "sample",
            "title": "Police officers in Chicago's public schools",
            "question": "Should police officers be stationed in public schools?",
            "topic": {
                "target": "police officers stationed in schools",
                "labels": {"favor": "keep", "against": "remove", "mixed": "mixed", "neutral": "neutral"},
                "terms": ["school resource officer"],
            },
            "jurisdictions": [{"id": "chicago", "name": "Chicago", "timezone": "America/Chicago"}],
            "organizations": [
                {
                    "id": BOARD,
                    "name": "Chicago Board of Education",
                    "classification": "school board",
                    "jurisdiction": "chicago",
                },
                {
                    "id": "example-parents",
                    "name": "Example Parents' Alliance",
                    "classification": "community group",
                },
            ],
            "people": [
                {
                    "id": slug(name),
                    "name": name,
                    "roles": [{"organization": BOARD, "role": "member", "end": 2024}],
                }
                for name in MEMBERS
            ],
            "sources": [
                _source("board", "board", "cpsboe", "board.example", organization=BOARD),
                _source("ledger", "outlet", "feed", "ledger.example"),
                _source("courier", "outlet", "feed", "courier.example"),
                _source("silent", "outlet", "sitemap", "silent.example"),
            ],
        }
    )


def _source(source_id: str, kind: str, platform: str, host: str, **more: Any) -> dict[str, Any]:
    return {
        "id": source_id,
        "name": f"The {source_id.title()}",
        "kind": kind,
        "platform": platform,
        "url": f"https://{host}/",
        "domains": [host],
        "jurisdiction": "chicago",
        **more,
    }


def load_registry(database: Database, watch: Watch) -> None:
    """Write the watch's jurisdictions, organizations, people and sources as rows."""
    database["jurisdictions"].insert_all(
        {"id": place.id, "name": place.name, "timezone": place.timezone} for place in watch.jurisdictions
    )
    database["organizations"].insert_all(
        {
            "id": body.id,
            "name": body.name,
            "classification": body.classification,
            "jurisdiction_id": body.jurisdiction,
            "origin": "registry",
        }
        for body in watch.organizations
    )
    for person in watch.people:
        database["people"].insert({"id": person.id, "name": person.name, "origin": "registry"})
        database["memberships"].insert_all(
            {
                "id": digest(person.id, role.organization, role.role),
                "person_id": person.id,
                "organization_id": role.organization,
                "role": role.role,
                "start_date": role.start,
                "end_date": role.end,
            }
            for role in person.memberships
        )
    for source in watch.sources:
        quiet = source.id == "silent"
        database["sources"].insert(
            {
                "id": source.id,
                "name": source.name,
                "kind": source.kind,
                "platform": source.platform,
                "url": source.url,
                "timezone": watch.timezone(source),
                "jurisdiction_id": source.jurisdiction,
                "organization_id": source.organization,
                "domains": json.dumps(source.domains),
                "expect": source.expect.model_dump_json(),
                "last_success_at": None if quiet else SEEN,
                "last_new_at": None if quiet else SEEN,
            }
        )


def add_version(database: Database, source: str, url: str, kind: str, text: str) -> str:
    """Add a document with one version of that text; return the version's id."""
    document_id = digest(url)
    version_id = digest(url, 1)
    database["documents"].insert(
        {
            "id": document_id,
            "url": url,
            "source_id": source,
            "kind": kind,
            "title": None,
            "first_seen_at": SEEN,
            "latest_version_id": version_id,
        }
    )
    database["document_versions"].insert(
        {
            "id": version_id,
            "document_id": document_id,
            "seq": 1,
            "sha256": digest(text, length=64),
            "size": len(text),
            "media_type": "text/html",
            "status": 200,
            "fetched_at": SEEN,
            "platform": "article",
            "text": text,
        }
    )
    return version_id


def add_article(
    database: Database,
    source: str,
    path: str,
    *,
    headline: str,
    published: str | None,
    body: str,
    relevant: bool = True,
) -> str:
    """Add an article; return its document version's id."""
    url = f"https://{source}.example/{path}"
    version_id = add_version(database, source, url, "article", body)
    database["articles"].insert(
        {
            "id": digest(url),
            "source_id": source,
            "url": url,
            "headline": headline,
            "authors": json.dumps(["Pat Example"]),
            "date_published": published,
            "kind": "news",
            "language": "en",
            "description": body[:80],
            "body": body,
            "words": len(body.split()),
            "relevant": int(relevant),
            "relevance": 0.9 if relevant else 0.1,
            "document_version_id": version_id,
        }
    )
    return version_id


def add_statement(
    database: Database, version_id: str, text: str, *, speaker: str, stance: str, **more: Any
) -> str:
    """Add a statement found in a version's text; return its id."""
    whole = database["document_versions"].get(version_id)["text"]
    start = whole.index(text)
    row = {
        "id": digest(version_id, start, speaker),
        "document_version_id": version_id,
        "text": text,
        "start_char": start,
        "end_char": start + len(text),
        "speaker": speaker,
        "stance": stance,
        "confidence": 0.8,
        "directness": "direct",
        "cue": "said",
        **more,
    }
    database["statements"].insert(row)
    return str(row["id"])


def add_told_vote(
    database: Database,
    version_id: str,
    quote: str,
    *,
    members: dict[str, list[str]] | None = None,
    **more: Any,
) -> str:
    """Add a vote as one article tells it; return the telling's id. `members` are names by option."""
    whole = database["document_versions"].get(version_id)["text"]
    start = whole.index(quote)
    known = {row["name"]: row["id"] for row in database["people"].rows}
    row = {
        "id": digest(version_id, start, more.get("effect")),
        "document_version_id": version_id,
        "body": "Chicago Board of Education",
        "organization_id": BOARD,
        "members": json.dumps(
            [
                {"name": name, "person_id": known.get(name), "option": option}
                for option, names in (members or {}).items()
                for name in names
            ]
        ),
        "start_char": start,
        "end_char": start + len(quote),
        "quote": quote,
        **more,
    }
    database["told_votes"].insert(row)
    return str(row["id"])


def add_meeting(
    database: Database, number: str, date: str, status: str, title: str = "Regular meeting"
) -> str:
    """Add a meeting of the board; return its id."""
    url = f"https://board.example/meetings/{number}"
    version_id = add_version(database, "board", url, "meeting", f"Agenda of {date}")
    meeting_id = f"board/{number}"
    database["meetings"].insert(
        {
            "id": meeting_id,
            "source_id": "board",
            "organization_id": BOARD,
            "body": "Chicago Board of Education",
            "title": title,
            "start": f"{date}T10:30:00-06:00",
            "date": date,
            "status": status,
            "location": "42 W. Madison St.",
            "url": url,
            "document_version_id": version_id,
        }
    )
    return meeting_id


def add_item(
    database: Database,
    meeting_id: str,
    number: str,
    title: str,
    *,
    action: str | None = None,
    relevant: bool = True,
) -> str:
    """Add an agenda item to a meeting; return its id."""
    meeting = database["meetings"].get(meeting_id)
    item_id = digest(meeting_id, number)
    database["agenda_items"].insert(
        {
            "id": item_id,
            "meeting_id": meeting_id,
            "number": number,
            "position": database["agenda_items"].count_where("meeting_id = ?", [meeting_id]) + 1,
            "section": "Resolutions",
            "title": title,
            "text": f"{title}. The board considers the school resource officer program.",
            "action": action,
            "action_raw": action.title() if action else None,
            "url": meeting["url"],
            "document_version_id": meeting["document_version_id"],
            "relevant": int(relevant),
            "relevance": 0.9 if relevant else 0.0,
            "relevance_reason": "names school resource officers" if relevant else None,
        }
    )
    return item_id


def fill(database: Database) -> None:
    """Fill every table of an empty working database with the sample debate."""
    load_registry(database, sample_watch())
    _fill_ledger(database)
    _fill_2020(database)
    _fill_2024(database)
    add_meeting(database, "5001", "2026-04-23", "confirmed")
    add_article(
        database,
        "courier",
        "2026/squad-cars",
        headline="Department buys patrol vehicles",
        published="2026-02-01",
        body="The city bought patrol vehicles.",
        relevant=False,
    )


def _fill_ledger(database: Database) -> None:
    database["runs"].insert(
        {
            "id": "run-1",
            "command": "run",
            "watch": "sample",
            "version": "0.1.0",
            "state": "done",
            "started_at": "2026-03-01T11:58:00Z",
            "finished_at": SEEN,
            "exit_code": 0,
            "requested": 12,
            "stored": 12,
            "summary": "12 requested, 12 stored",
        }
    )
    for source, state, items in (("board", "done", 3), ("ledger", "done", 4), ("silent", "failed", 0)):
        database["source_runs"].insert(
            {
                "run_id": "run-1",
                "source_id": source,
                "state": state,
                "started_at": "2026-03-01T11:58:00Z",
                "finished_at": SEEN,
                "items": items,
                "reason": "robots.txt could not be reached" if state == "failed" else None,
            }
        )
    database["issues"].insert(
        {
            "run_id": "run-1",
            "source_id": "silent",
            "level": "error",
            "kind": "unreachable",
            "message": "robots.txt could not be reached",
            "url": "https://silent.example/robots.txt",
            "seen_at": SEEN,
        }
    )


def _fill_2020(database: Database) -> None:
    june = add_meeting(database, "4100", "2020-06-24", "held")
    add_item(database, june, "20-0624-RS1", "Resolution to terminate the police contract", action="failed")
    august = add_meeting(database, "4120", "2020-08-26", "held")
    add_item(
        database, august, "20-0826-PR1", "Authorize contract with the police department", action="approved"
    )
    story = (
        "The Chicago Board of Education rejected a motion to end the police contract 3-4 on Wednesday. "
        "\u201cOfficers in hallways do not make my students safer,\u201d said Jordan Sample, a teacher. "
        "\u201cKeep them, our school asked for them,\u201d said Robin Placeholder, a principal. "
        "The vote followed weeks of marches."
    )
    first = add_article(
        database,
        "ledger",
        "2020/motion-fails",
        headline="Motion to end police contract fails",
        published="2020-06-24T19:00:00-05:00",
        body=story,
    )
    copy = add_article(
        database,
        "courier",
        "2020/motion-fails-wire",
        headline="Board keeps police in schools",
        published="2020-06-25",
        body=story + " This copy came from a partner newsroom.",
    )
    for version in (first, copy):
        add_statement(
            database,
            version,
            "\u201cOfficers in hallways do not make my students safer,\u201d",
            speaker="Jordan Sample",
            speaker_role="teacher",
            stance="against",
        )
        add_statement(
            database,
            version,
            "\u201cKeep them, our school asked for them,\u201d",
            speaker="Robin Placeholder",
            speaker_role="principal",
            stance="favor",
        )
        add_told_vote(
            database,
            version,
            "rejected a motion to end the police contract 3-4 on Wednesday",
            motion="end the police contract",
            date="2020-06-24",
            result="fail",
            yes=3,
            no=4,
            effect="keep",
            members=ROLL_2020_06,
        )
    later = add_article(
        database,
        "ledger",
        "2020/contract-approved",
        headline="Board approves police contract and a plan to phase it out",
        published="2020-08-26",
        body=(
            "Members approved the one-year police contract 4-2, with one abstention. "
            "They then passed, by the same count, a resolution asking for a plan to phase officers out."
        ),
    )
    add_told_vote(
        database,
        later,
        "approved the one-year police contract 4-2, with one abstention",
        motion="approve the one-year police contract",
        date="2020-08-26",
        result="pass",
        yes=4,
        no=2,
        abstain=1,
        effect="keep",
        members=ROLL_2020_08,
    )
    add_told_vote(
        database,
        later,
        "passed, by the same count, a resolution asking for a plan to phase officers out",
        motion="resolution asking for a plan to phase officers out",
        date="2020-08-26",
        result="pass",
        yes=4,
        no=2,
        abstain=1,
        effect="remove",
        members=ROLL_2020_08,
    )


def _fill_2024(database: Database) -> None:
    meeting = add_meeting(database, "4363", "2024-02-22", "held")
    item = add_item(
        database, meeting, "24-0222-RS1", "Resolution on a whole school safety policy", action="adopted"
    )
    add_item(database, meeting, "24-0222-PR9", "Purchase of police interceptor vehicles", relevant=False)
    database["agenda_changes"].insert(
        {
            "id": digest(item, "added"),
            "meeting_id": meeting,
            "agenda_item_id": item,
            "kind": "added",
            "number": "24-0222-RS1",
            "title": "Resolution on a whole school safety policy",
            "after": "Resolution on a whole school safety policy",
            "seen_at": "2024-02-21T03:00:00Z",
            "document_version_id": database["meetings"].get(meeting)["document_version_id"],
        }
    )
    database["meeting_changes"].insert(
        {
            "id": digest(meeting, "status"),
            "meeting_id": meeting,
            "field": "status",
            "before": "tentative",
            "after": "confirmed",
            "seen_at": "2024-02-19T03:00:00Z",
        }
    )
    version = add_article(
        database,
        "courier",
        "2024/officers-out",
        headline="Board votes to remove officers from schools",
        published="2024-02-23T02:30:00Z",
        body=(
            "The Chicago Board of Education voted unanimously, 7-0, to remove officers from schools. "
            "\u201cSafety is more than a badge,\u201d the Example Parents' Alliance said in a letter."
        ),
    )
    statement = "\u201cSafety is more than a badge,\u201d"
    add_statement(
        database,
        version,
        statement,
        speaker="Example Parents' Alliance",
        organization_id="example-parents",
        stance="against",
    )
    database["mentions"].insert(
        {
            "id": digest(version, "board"),
            "document_version_id": version,
            "label": "ORG",
            "text": "Chicago Board of Education",
            "name": "Chicago Board of Education",
            "start_char": 4,
            "end_char": 30,
            "organization_id": BOARD,
        }
    )
    database["taggings"].insert(
        {
            "document_version_id": version,
            "extractor": "hallwatch",
            "extractor_version": "1",
            "tagged_at": SEEN,
            "relevant": 1,
            "relevance": 0.9,
            "reason": "names officers in schools",
        }
    )
    add_told_vote(
        database,
        version,
        "voted unanimously, 7-0, to remove officers from schools",
        motion="remove officers from schools",
        date="2024-02-22",
        result="pass",
        yes=7,
        no=0,
        effect="remove",
    )
