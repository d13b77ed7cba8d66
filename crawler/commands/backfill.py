"""`hallwatch backfill`: the years before the watch began, out of archives."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from db.command_line import DATE, Place, PlacedGroup, place_of, run_stages
from db.job import Stage
from db.registry import Watch

Decorated = Callable[..., Any]


@click.group(cls=PlacedGroup)
def backfill() -> None:
    """Fill in past coverage from archives. Run again, it goes on where it stopped."""


def _shared(since: str, required: bool) -> Callable[[Decorated], Decorated]:
    def add(command: Decorated) -> Decorated:
        for option in (
            click.option("--dry-run", is_flag=True, help="Say what would be done; store nothing."),
            click.option("--since", type=DATE, metavar="DATE", required=required, help=since),
            click.option(
                "--source", "sources", multiple=True, metavar="ID", help="Only this outlet; repeatable."
            ),
        ):
            command = option(command)
        return command

    return add


@backfill.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILES...", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--processes", type=click.IntRange(1, 256), metavar="N", help="Processes.  [default: one a core]"
)
@click.option(
    "--engine",
    type=click.Choice(["pool", "dask"]),
    default="pool",
    show_default=True,
    help="What spreads the work: processes here, or a Dask cluster (needs the `dask` extra).",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="The cluster's scheduler; without it Dask starts one here."
)
@_shared("Only pages captured on or after this date (YYYY-MM-DD).", required=False)
@place_of
def warc(
    place: Place,
    /,
    files: tuple[Path, ...],
    processes: int | None,
    engine: str,
    scheduler: str | None,
    **options: Any,
) -> None:
    """Read WARC files (CC-NEWS or any other; folders stand for the files in them) for pages on the debate.

    Only pages of the watched outlets, and of those only what the scan takes to be about the debate, are kept
    and read. `hallwatch tag` and `hallwatch build` come next.
    """
    from crawler.archives.backfill import backfill_warc
    from crawler.stage import parse

    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is Dask's; add --engine dask")
    _refuse_boards(place.watch(), options["sources"])
    read = partial(
        backfill_warc,
        paths=files,
        processes=processes or os.cpu_count() or 1,
        engine=engine,  # type: ignore[arg-type]  # click has checked it
        scheduler=scheduler,
    )
    stages: list[Stage] = [read, parse]
    run_stages(place, "backfill warc", stages, {**options, "max_requests": None})


@backfill.command()
@click.option("--until", type=DATE, metavar="DATE", help="Only captures up to this date.")
@click.option(
    "--match", metavar="REGEX", help="Only addresses in which this is found, e.g. 'police|officer'."
)
@click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="At most N requests an outlet.")
@_shared("Only captures from this date on (YYYY-MM-DD).", required=True)
@place_of
def wayback(place: Place, /, until: datetime | None, match: str | None, **options: Any) -> None:
    """Fetch what the Wayback Machine has of the outlets: each article's first and last good capture.

    It is asked politely, one outlet at a time. `hallwatch tag` and `hallwatch build` come next.
    """
    from crawler.archives.wayback import backfill_wayback, check_match
    from crawler.stage import parse

    since: datetime = options.pop("since")
    if until and until < since:
        raise click.UsageError("--until lies before --since")
    try:
        check_match(match)
    except ValueError as error:
        raise click.UsageError(f"--match: {error}") from error
    _refuse_boards(place.watch(), options["sources"])
    ask = partial(backfill_wayback, since=since.date(), until=until.date() if until else None, match=match)
    stages: list[Stage] = [ask, parse]
    run_stages(place, "backfill wayback", stages, {**options, "since": None})


def _refuse_boards(watch: Watch, sources: tuple[str, ...]) -> None:
    boards = [name for name in sources if (source := watch.source(name)) and source.kind != "outlet"]
    if boards:
        raise click.UsageError(f"{', '.join(boards)}: archives are read for outlets, not for boards")
