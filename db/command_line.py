"""What every command shares: which watch, where the data is, and running a job's stages."""

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from db.job import JobOptions, Stage, run_job
from db.progress import Bars
from db.registry import RegistryError, Watch, find_watch, load_watch

DATE = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True)
class Place:
    """What every command may be told: which watch, and where the data is."""

    watch_name: str = "cps-sro"
    data: Path = Path("data")

    def watch(self) -> Watch:
        """Load the watch. A mistake in it ends the program with exit code 2, every mistake listed."""
        try:
            return load_watch(find_watch(self.watch_name))
        except RegistryError as error:
            raise click.UsageError(str(error)) from error

    @property
    def working(self) -> Path:
        """The working database: full texts, private."""
        return self.data / "hallwatch.db"

    @property
    def published(self) -> Path:
        """The published database: what Datasette serves."""
        return self.data / "published.db"


def _moved(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        place = ctx.obj or Place()
        ctx.obj = (
            replace(place, watch_name=value) if param.name == "watch" else replace(place, data=Path(value))
        )


def _place_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--watch"],
            metavar="NAME",
            envvar="HALLWATCH_WATCH",
            expose_value=False,
            callback=_moved,
            help="The watch: a folder below watches/, or a path to one.  [default: cps-sro]",
        ),
        click.Option(
            ["--data"],
            metavar="DIR",
            envvar="HALLWATCH_DATA",
            expose_value=False,
            callback=_moved,
            help="The folder of the databases and of what was fetched.  [default: data]",
        ),
    ]


class PlacedCommand(click.Command):
    """A command that takes --watch and --data after its name as well as before it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params += _place_options()


class PlacedGroup(click.Group):
    """A group whose commands all take --watch and --data."""

    command_class = PlacedCommand
    group_class = type

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params += _place_options()


place_of = click.make_pass_decorator(Place, ensure=True)


def job_options(command: Any) -> Any:
    """Add the options that `run` and each stage share."""
    for option in reversed(
        [
            click.option(
                "--source", "sources", multiple=True, metavar="ID", help="Only this source; repeatable."
            ),
            click.option("--since", type=DATE, metavar="DATE", help="Look back to this date (YYYY-MM-DD)."),
            click.option("--dry-run", is_flag=True, help="Say what would be done; store nothing."),
            click.option(
                "--max-requests", type=click.IntRange(min=1), metavar="N", help="At most N requests a source."
            ),
        ]
    ):
        command = option(command)
    return command


warc_option = click.option(
    "--warc",
    is_flag=True,
    help="Also write what was asked and answered as WARC files, into warc/ of the data.",
)


def run_stages(place: Place, name: str, stages: list[Stage], options: dict[str, Any]) -> None:
    """Run a job's stages and end the program with its exit code. An unknown source is wrong usage."""
    watch = place.watch()
    unknown = [source for source in options["sources"] if watch.source(source) is None]
    if unknown:
        known = ", ".join(source.id for source in watch.sources)
        raise click.UsageError(f"no source {', '.join(unknown)} in watch {watch.id}; known: {known}")
    since: datetime | None = options.pop("since")
    warc = place.data / "warc" if options.pop("warc", False) else None
    asked = JobOptions(since=since.date() if since else None, warc=warc, **options)
    sys.exit(run_job(name, watch, place.data, stages, asked, Bars()))
