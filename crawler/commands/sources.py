"""`hallwatch sources`: what is watched, what one source would give, and a new one drafted."""

import sys
from datetime import datetime
from typing import Any

import click

from db.command_line import DATE, Place, PlacedGroup, place_of
from db.registry import RegistryError, find_watch
from db.registry.models import PLATFORMS


@click.group(cls=PlacedGroup, invoke_without_command=True)
@click.pass_context
def sources(ctx: click.Context) -> None:
    """List the sources; `check ID` fetches one and shows what it would give; `new URL` drafts one."""
    if ctx.invoked_subcommand is None:
        for source in ctx.ensure_object(Place).watch().sources:
            mark = "" if source.enabled else "  (disabled)"
            click.echo(f"{source.id:28} {source.kind:7} {source.platform:12} {source.url}{mark}")
            for way in source.also:
                click.echo(f"{'':28} {'  also':7} {way.platform:12} {way.url}")


@sources.command()
@click.argument("source_id", metavar="ID")
@click.option("--since", type=DATE, metavar="DATE", help="Look back to this date (YYYY-MM-DD).")
@place_of
def check(place: Place, /, source_id: str, since: datetime | None) -> None:
    """Fetch a source's first pages and show what it would give; store nothing.

    An outlet: what each way names, and one article fetched and read. A board: its meetings. Ends with 1 when
    the source's first way fails.
    """
    from crawler.checking import check_source

    watch = place.watch()
    source = watch.source(source_id)
    if source is None:
        known = ", ".join(one.id for one in watch.sources)
        raise click.UsageError(f"no source {source_id} in watch {watch.id}; known: {known}")
    found = check_source(source, watch, since=since.date() if since else None)
    for line in found.lines:
        click.echo(line)
    sys.exit(0 if found.good else 1)


@sources.command()
@click.argument("url")
@click.option("--id", metavar="ID", help="Its id; else made from its name.")
@click.option("--name", help="Its name; else what its pages call it.")
@click.option("--kind", type=click.Choice(["outlet", "board"]), help="What it is; else found out.")
@click.option("--platform", type=click.Choice(sorted(PLATFORMS)), help="What reads it; else found out.")
@click.option("--jurisdiction", metavar="ID", help="The place it belongs to; gives its time zone.")
@click.option(
    "--timezone", metavar="ZONE", help="Its time zone, like America/Chicago, where no place is given."
)
@click.option("--organization", metavar="ID", help="The body whose meetings these are, or the outlet's.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@place_of
def new(place: Place, /, url: str, **options: Any) -> None:
    """Draft a source from a web address: its registry entry, a saved page, its draft records.

    The drafts fail the tests until a person has read them against the page and set "read" to true.
    """
    from crawler.drafting import DraftError, Wishes, draft_source

    try:
        draft = draft_source(url, folder=find_watch(place.watch_name), wishes=Wishes(**options))
    except RegistryError as error:
        raise click.UsageError(str(error)) from error
    except DraftError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    for line in draft.told:
        click.echo(line)
    if not draft.written:
        click.echo(f"\nWould be added to {draft.registry}:\n\n{draft.entry.rstrip()}\n")
    for path in draft.files:
        click.echo(f"{'wrote' if draft.written else 'would write'} {path}")
