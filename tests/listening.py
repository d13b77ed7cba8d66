"""A job's progress that remembers what it was told to say."""


class Heard:
    """Draws nothing; `said` holds the lines."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def begin(self, stage: str) -> None: ...

    def step(self, done: int, known: int | None = None) -> None: ...

    def end(self, summary: str) -> None: ...

    def say(self, line: str) -> None:
        self.said.append(line)
