"""How far a job is, told as it goes: a bar on a terminal, plain lines elsewhere."""

import sys
from typing import Any, Protocol

import click


class Progress(Protocol):
    """What a stage tells of how far it is; the command line draws it."""

    def begin(self, stage: str) -> None:
        """Start a stage."""

    def step(self, done: int, known: int | None = None) -> None:
        """Tell that `done` of `known` steps are behind; known grows while a crawl finds pages."""

    def end(self, summary: str) -> None:
        """End the stage with one line on what it did."""

    def say(self, line: str) -> None:
        """Tell the user one line."""


class Bars:
    """A stage's progress: a bar on a terminal, plain lines elsewhere, both on standard error."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._terminal = sys.stderr.isatty()

    def begin(self, stage: str) -> None:
        """Start a bar, or say that the stage starts."""
        if self._terminal:
            self._bar = click.progressbar(length=1, label=f"{stage:<6}", file=sys.stderr, show_pos=True)
            self._bar.__enter__()
        else:
            click.echo(f"{stage} ...", err=True)

    def step(self, done: int, known: int | None = None) -> None:
        """Move the bar; `known` may grow."""
        if self._bar is not None:
            self._bar.length = max(known or done, 1)
            self._bar.update(done - self._bar.pos)

    def end(self, summary: str) -> None:
        """End the bar with one line on what the stage did."""
        self._close()
        click.echo(f"       {summary}", err=True)

    def say(self, line: str) -> None:
        """Print one line, after the bar where there is one."""
        self._close()
        click.echo(line)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
