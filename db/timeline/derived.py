"""Rebuilding the derived tables, whole and in one transaction: a reader sees the old rows or the new."""

from dataclasses import dataclass, field

from sqlite_utils import Database

from db.registry import Watch
from db.timeline.events import timeline_rows
from db.timeline.official_findings import official_findings
from db.timeline.people_review import rebuild_people_to_review
from db.timeline.positions import rebuild_positions
from db.timeline.report import Finding
from db.timeline.stories import rebuild_stories
from db.timeline.vote_merge import merge_votes, store_votes


@dataclass(frozen=True)
class RebuildReport:
    """How many rows each derived table has now, and what a person should look at."""

    vote_events: int
    votes: int
    stories: int
    timeline: int
    position_changes: int
    contradictions: int
    people_to_review: int
    findings: list[Finding] = field(default_factory=list)


UNDATED_SQL = """
select url, document_version_id from articles
where relevant = 1 and date_published is null order by url
"""


def rebuild(database: Database, watch: Watch) -> RebuildReport:
    """Rebuild votes told in news, stories, the timeline and positions from what the database holds.

    The same records give the same rows with the same ids, whatever the order in which they arrived.
    Official vote events are only read. Writes nothing to `issues`: the findings are the caller's to record.
    """
    with database.atomic():
        database.execute("delete from timeline")
        merged = merge_votes(database)
        store_votes(database, merged)
        stories = rebuild_stories(database)
        database.table("timeline").insert_all(timeline_rows(database, watch))
        positions = rebuild_positions(database)
        to_review = rebuild_people_to_review(database)
        undated = [
            Finding(
                "article-undated",
                "no publication date: not on the timeline",
                row["url"],
                row["document_version_id"],
            )
            for row in database.query(UNDATED_SQL)
        ]
        official = official_findings(database)
    return RebuildReport(
        vote_events=database.table("vote_events").count,
        votes=database.table("votes").count,
        stories=stories,
        timeline=database.table("timeline").count,
        position_changes=positions["position_changes"],
        contradictions=positions["contradictions"],
        people_to_review=to_review,
        findings=sorted(
            set(merged.findings + undated + official),
            key=lambda found: (found.kind, found.message, found.url or ""),
        ),
    )
