"""`python -m tests.bench`: run the benchmarks and print one table. Being slow fails nobody."""

import os
import tempfile
from importlib import import_module
from pathlib import Path

import click

from tests.bench.row import BenchError, Row, table
from tests.bench.workshop import Workshop

BENCHMARKS = ("crawl", "extraction", "backfill", "tagging", "memory", "parsers", "publish", "export", "site")


def run(name: str, workshop: Workshop) -> list[Row]:
    """Run one benchmark, a module of this package, and return its rows."""
    # Imported by name: the parsers' pool imports this module again in each of its processes, and they would
    # wait for spaCy and Datasette.
    rows: list[Row] = import_module(f"tests.bench.{name}").run(workshop)
    return rows


@click.command()
@click.option("--only", multiple=True, type=click.Choice(BENCHMARKS), help="Run this one; repeatable.")
@click.option(
    "--scale", default=1.0, show_default=True, type=click.FloatRange(0, min_open=True), help="Times the work."
)
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1), help="How often each is timed."
)
def main(only: tuple[str, ...], scale: float, rounds: int) -> None:
    """Measure Hallwatch against bare libraries in one run. A ratio of 1 is as fast as the baseline."""
    rows: list[Row] = []
    click.echo(_machine("before"))
    try:
        with tempfile.TemporaryDirectory(prefix="hallwatch-bench-") as folder:
            workshop = Workshop(Path(folder), scale, rounds)
            for name in only or BENCHMARKS:
                click.echo(f"{name} ...", err=True)
                rows += run(name, workshop)
    except BenchError as error:
        raise click.ClickException(f"{name}: {error}") from error
    finally:  # what was measured is shown, whatever stopped the rest
        click.echo(_machine("after"))
        click.echo("\n" + table(rows))


def _machine(when: str) -> str:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores; load {when}: {load}"


if __name__ == "__main__":
    main()
