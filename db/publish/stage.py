"""The job's last stage: lay the timeline, publish, keep a blocked source's rows as they were."""

import sqlite3
from contextlib import closing
from dataclasses import asdict

from db.database import StoreError
from db.job import Job
from db.ledger import Counts, Run
from db.publish.build import PublishError
from db.publish.build import build as publish
from db.timeline import rebuild

# A source stays blocked until a later run of it passes its assertions; building again proves nothing.
BLOCKED_SQL = """
select r.source_id from source_runs r
where r.blocked = 1 and r.rowid = (
  select max(n.rowid) from source_runs n where n.source_id = r.source_id and n.state != 'running')
"""


def build(job: Job) -> None:
    """Rebuild the derived tables and publish them. Raises StoreError when the site cannot be replaced."""
    job.begin("build")
    report = rebuild(job.database, job.watch)
    for found in report.findings:
        job.run.add_issue(
            found.level,
            found.kind,
            found.message,
            source_id=_source_of(job.run, found.document_version_id),
            url=found.url,
            document_version_id=found.document_version_id,
        )
    told = f"{report.timeline} timeline rows, {report.vote_events} votes, {report.stories} stories"
    if job.options.dry_run:
        job.end("build", f"{told}; not published")
        return
    blocked = {row["source_id"] for row in job.database.query(BLOCKED_SQL)}
    try:
        publish(job.database, job.data_dir / "published.db", job.watch, blocked)
    except PublishError as error:
        raise StoreError(str(error)) from error
    job.afterwards.append(lambda: _close_run(job))
    job.end("build", told + (f"; kept as it was: {', '.join(sorted(blocked))}" if blocked else ""))


def _close_run(job: Job) -> None:
    """Tell the site how the run ended: it was published before that was known."""
    columns = ("state", "finished_at", "exit_code", "summary", *asdict(Counts()))
    asked = f"SELECT {', '.join(columns)} FROM runs WHERE id = ?"  # noqa: S608 - our own column names
    told = f"UPDATE runs SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"  # noqa: S608
    ended = job.database.execute(asked, [job.run.id]).fetchone()
    with closing(sqlite3.connect(job.data_dir / "published.db", timeout=30)) as site, site:
        site.execute(told, [*ended, job.run.id])


def _source_of(run: Run, version_id: str | None) -> str | None:
    sql = """
        select d.source_id from document_versions v join documents d on d.id = v.document_id where v.id = ?
    """
    row = run.database.execute(sql, [version_id]).fetchone()
    return row[0] if row else None
