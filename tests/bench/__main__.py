"""`python -m tests.bench`: run the benchmarks and print one table. Being slow fails nobody."""

import os
import tempfile
from pathlib import Path

import click

from tests.bench import crawl, export, extraction, parsers, publish, site, tagging
from tests.bench.row import BenchError, Row, table
from tests.bench.workshop import Workshop

BENCHMARKS = {
    "crawl": crawl.run,
    "extraction": extraction.run,
    "tagging": tagging.run,
    "parsers": parsers.run,
    "publish": publish.run,
    "export": export.run,
    "site": site.run,
}


@click.command()
@click.option("--only", multiple=True, type=click.Choice(list(BENCHMARKS)), help="Run this one; repeatable.")
@click.option(
    "--scale", default=1.0, show_default=True, type=click.FloatRange(0, min_open=True), help="Times the work."
)
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1), help="How often each is timed."
)
def main(only: tuple[str, ...], scale: float, rounds: int) -> None:
    """Measure Hallwatch against bare libraries in one run. A ratio of 1 is as fast as the baseline."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="hallwatch-bench-") as folder:
        workshop = Workshop(Path(folder), scale, rounds)
        click.echo(_machine("before"))
        for name in only or BENCHMARKS:
            click.echo(f"{name} ...", err=True)
            try:
                rows += BENCHMARKS[name](workshop)
            except BenchError as error:
                raise click.ClickException(f"{name}: {error}") from error
    click.echo(_machine("after"))
    click.echo("\n" + table(rows))


def _machine(when: str) -> str:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores; load {when}: {load}"


if __name__ == "__main__":
    main()
