"""`hallwatch sources`: what is watched, what one source would give, and a new one drafted."""

import click

from db.command_line import Place, PlacedGroup, place_of, run_stages


@click.group(cls=PlacedGroup, invoke_without_command=True)
@click.pass_context
def sources(ctx: click.Context) -> None:
    """List the sources; `check ID` fetches one and shows what it would give."""
    if ctx.invoked_subcommand is None:
        for source in ctx.ensure_object(Place).watch().sources:
            mark = "" if source.enabled else "  (disabled)"
            click.echo(f"{source.id:28} {source.kind:7} {source.platform:12} {source.url}{mark}")


@sources.command()
@click.argument("source_id", metavar="ID")
@place_of
def check(place: Place, /, source_id: str) -> None:
    """Fetch a source's first pages and show what it would give; store nothing."""
    options = {"sources": (source_id,), "since": None, "dry_run": True, "max_requests": None}
    from crawler.stage import crawl

    run_stages(place, "check", [crawl], options)
