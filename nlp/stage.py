"""The job's third stage: tag what is not tagged yet, and ask for a second opinion where one was named."""

from db.job import Job


def tag(job: Job) -> None:
    """Tag the current versions that the current extractor has not read, then ask the judge where one is."""
    # Imported here: loading spaCy takes longer than a crawl that finds nothing new.
    from db.store.extractors import forget_versions  # noqa: PLC0415
    from nlp.tag import tag_pending  # noqa: PLC0415

    job.begin("tag")
    if job.options.again:
        forget_versions(job.database)
    report = tag_pending(job.database, job.watch, progress=job.progress.step)
    told = (
        f"{report.tagged} texts, {report.relevant} of them about the debate, {report.statements} statements"
    )
    job.end("tag", told + _second_opinion(job))


def _second_opinion(job: Job) -> str:
    """Return what is to be added to the summary; a dry run asks nobody."""
    from nlp.judge import from_environment  # noqa: PLC0415
    from nlp.rejudge import rejudge  # noqa: PLC0415

    judge = from_environment()
    if job.options.dry_run:
        return ""
    found = rejudge(job.database, job.watch, judge, job.run)
    if judge is None:
        return ""
    parts = [f"{found.asked} asked of {judge.name}"]
    parts += [f"{found.failed} unanswered"] * bool(found.failed) + [f"{found.left} left for later"] * bool(
        found.left
    )
    return ", ".join(["", *parts])
