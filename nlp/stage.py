"""The job's third stage: tag what is not tagged yet."""

from db.job import Job


def tag(job: Job) -> None:
    """Tag the current versions that the current extractor has not read."""
    # Imported here: loading spaCy takes longer than a crawl that finds nothing new.
    from nlp.tag import tag_pending  # noqa: PLC0415

    job.begin("tag")
    report = tag_pending(job.database, job.watch, progress=job.progress.step)
    told = (
        f"{report.tagged} texts, {report.relevant} of them about the debate, {report.statements} statements"
    )
    job.end("tag", told)
