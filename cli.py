"""The command `hallwatch`: arguments in, one library call, exit code out.

Stages are imported where they are used: `hallwatch status` should not wait for spaCy to load.
"""

import io
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

from crawler.commands.backfill import backfill
from crawler.commands.sources import sources
from db.clock import now
from db.command_line import DATE, Place, PlacedGroup, job_options, place_of, run_stages, warc_option
from db.export import FORMATS, KINDS, SHOWN, STANCES, ExportError, export_timeline
from db.job import JobOptions, Stage, run_job
from db.ledger import FAILED
from db.progress import Bars

NAMES = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=PlacedGroup, context_settings=NAMES)
@click.version_option(package_name="hallwatch")
def main() -> None:
    """Watch school boards and the news for one debate: what was decided, who voted how, who says what."""


main.add_command(sources)
main.add_command(backfill)


# The job and its stages ---------------------------------------------------------------------------


def _stages(*names: str) -> list[Stage]:
    import crawler.stage
    import db.publish.stage
    import nlp.stage

    known: dict[str, Stage] = {
        "crawl": crawler.stage.crawl,
        "parse": crawler.stage.parse,
        "tag": nlp.stage.tag,
        "build": db.publish.stage.build,
    }
    return [known[name] for name in names]


def _check_judge() -> None:
    """End with wrong usage before the work starts, not after it, when the judge's settings are no good."""
    from nlp.judge import JudgeError, from_environment

    try:
        from_environment()
    except JudgeError as error:
        raise click.UsageError(str(error)) from error


@main.command()
@job_options
@warc_option
@place_of
def run(place: Place, /, **options: Any) -> None:
    """Crawl, tag and build: the scheduled job. One summary line at the end."""
    _check_judge()
    run_stages(place, "run", _stages("crawl", "parse", "tag", "build"), options)


@main.command()
@job_options
@warc_option
@place_of
def crawl(place: Place, /, **options: Any) -> None:
    """Fetch what is new, keep it, and read the records out of it."""
    run_stages(place, "crawl", _stages("crawl", "parse"), options)


@main.command()
@click.option("--again", is_flag=True, help="Read every text again, not only what could read differently.")
@job_options
@place_of
def tag(place: Place, /, **options: Any) -> None:
    """Find people, bodies, statements, stances and votes in what is not tagged yet."""
    _check_judge()
    run_stages(place, "tag", _stages("parse", "tag"), options)


@main.command()
@job_options
@place_of
def build(place: Place, /, **options: Any) -> None:
    """Lay the timeline and write the published database."""
    run_stages(place, "build", _stages("build"), options)


# Looking at it --------------------------------------------------------------------------------------


PORT = click.IntRange(0, 65535)
REPLICA_PORT = 8765


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=PORT, help="0 takes any free port.")
@click.option("--public", is_flag=True, help="The limits that a site open to everybody needs.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@place_of
def serve(place: Place, /, **options: Any) -> None:
    """Serve the published database with Datasette."""
    if not place.published.exists():
        raise click.ClickException(f"{place.published} does not exist yet; `hallwatch run` makes it")
    _serve(place.published, **options)


def _serve(published: Path, **options: Any) -> None:
    from db.desk import ServeError, serve

    try:
        serve(published, **options)
    except ServeError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:  # the usual way to end it
        click.echo("Stopped.")


@main.command()
@click.option("--port", default=8001, show_default=True, type=PORT, help="The site's port.")
@click.option(
    "--replica-port", default=REPLICA_PORT, show_default=True, type=PORT, help="The replica's port."
)
@click.option("--no-serve", is_flag=True, help="Stop when the published database is built.")
@place_of
def demo(place: Place, /, port: int, replica_port: int, no_serve: bool) -> None:
    """Crawl the bundled replica web, tag, build, and serve the site on 127.0.0.1."""
    from db.desk import free_port

    Replica, replica_watch, day = _replica()  # noqa: N806 - classes and functions by their own names
    with Replica(port=free_port(replica_port)) as web:
        watch = replica_watch(place.watch(), web.port)
        # Addresses carry the port: what was crawled at another one would stand there twice.
        data = place.data / ("demo" if web.port == REPLICA_PORT else f"demo-{web.port}")
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
        click.echo(
            f"A small web made for the demo answers on 127.0.0.1:{web.port}, as of {now():%-d %B %Y}; "
            f"crawling it into {data}/"
        )
        options = JobOptions(allow_loopback=True)
        code = run_job("demo", watch, data, _stages("crawl", "parse", "tag", "build"), options, Bars())
        if code == FAILED or no_serve:
            sys.exit(code)
        _serve(data / "published.db", port=free_port(port))


def _replica() -> tuple[Any, Any, datetime]:
    """Return the replica web, what points a watch at it, and its day; an install brings its own copy."""
    if not (Path(__file__).parent / "tests" / "replica").is_dir():
        sys.path.insert(0, str(Path(__file__).parent / "db" / "bundle"))
    from tests.replica.expected import facts
    from tests.replica.server import Replica
    from tests.replica.watch import replica_watch

    return Replica, replica_watch, facts()["clock"]["state_0"]


@main.command()
@place_of
def status(place: Place, /) -> None:
    """Tell freshness and health of every source. Exit code 1 when one is failing."""
    from db.database import StoreError, open_database
    from db.status import format_status, source_status

    try:
        found = source_status(open_database(place.working, create=False), place.watch())
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    click.echo(format_status(found))
    sys.exit(FAILED if any(source.state == "failing" for source in found) else 0)


# Files out of it -------------------------------------------------------------------------------------


@main.group(cls=PlacedGroup)
def export() -> None:
    """Write what is published to a file that other programs read."""


@export.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="csv",
    show_default=True,
    help="The form to write.",
)
@click.option("--from", "from_", type=DATE, metavar="DATE", help="Only from this date on (YYYY-MM-DD).")
@click.option("--to", type=DATE, metavar="DATE", help="Only up to this date.")
@click.option("--kind", type=click.Choice(KINDS), help="Only events of this kind.")
@click.option("--actor", metavar="NAME", help="Only this person or body (a part of the name is enough).")
@click.option("--stance", type=click.Choice([*SHOWN, *STANCES]), help="Only this stance; keep is favor.")
@click.option("--raw", is_flag=True, help="Leave cells as they are that a spreadsheet would run.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; else stdout."
)
@place_of
def timeline(place: Place, /, output: Path | None, **options: Any) -> None:
    """Write the timeline, one line an event, oldest first."""
    for key in ("from_", "to"):
        options[key] = options[key].date().isoformat() if options[key] else None
    try:
        rows = export_timeline(place.published, output, **options)
    except ExportError as error:
        raise click.ClickException(str(error)) from error
    if rows == 0:
        click.echo("Nothing matches these filters: only the header was written.", err=True)


# One page, one text -----------------------------------------------------------------------------------


@main.command()
@click.argument("platform")
@click.argument("file", type=click.File("rb"))
@click.option("--url", required=True, help="Where the page was saved from.")
@place_of
def parse(place: Place, /, platform: str, file: IO[bytes], url: str) -> None:
    """Print the records found in a saved page, as JSON lines; what could not be read goes to stderr."""
    from crawler.parsing import parse_file
    from crawler.platform import PageError
    from crawler.platforms import PLATFORMS
    from db.records import Remark

    if platform not in PLATFORMS:
        raise click.UsageError(f"no platform {platform!r}; known: {', '.join(sorted(PLATFORMS))}")
    try:
        records = parse_file(platform, file.read(), url, place.watch())
    except PageError as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    for record in records:
        click.echo(json.dumps(record.to_json(), ensure_ascii=False), err=isinstance(record, Remark))


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--url", help="Where the text is from.")
@click.option("--date", type=DATE, metavar="DATE", help="When it was published: what 'Thursday' counts from.")
@click.option("--jsonl", is_flag=True, help='Many texts, one {"id", "text", "url", "date"} a line.')
@place_of
def analyze(place: Place, /, file: IO[bytes], url: str | None, date: datetime | None, jsonl: bool) -> None:
    """Print one text's entities, statements, stances and votes as JSON; - reads standard input."""
    from nlp.analyze import Analyzer

    analyzer = Analyzer(place.watch())
    if jsonl:
        for answer in analyzer.analyze_many(io.TextIOWrapper(file, encoding="utf-8", errors="replace")):
            click.echo(json.dumps(answer, ensure_ascii=False))
        return
    text = _text(file)
    found = analyzer.analyze(text, url=url, date=date.date().isoformat() if date else None)
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


@main.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
@place_of
def evaluate(place: Place, /, files: tuple[Path, ...], as_json: bool) -> None:
    """Score the tagging against labelled texts (JSON lines, or folders of them; see docs/evaluation.md)."""
    from nlp.analyze import Analyzer
    from nlp.evaluate import LabelError, labelled_files
    from nlp.evaluate import evaluate as score

    try:
        report = score(labelled_files(files), Analyzer(place.watch()))
    except LabelError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(report.to_json(), indent=1) if as_json else report.table())


def _text(file: IO[bytes]) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{file.name}: not UTF-8 text (byte {error.start}); convert it first"
        ) from error


if __name__ == "__main__":
    main()
