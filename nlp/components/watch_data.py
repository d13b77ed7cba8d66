"""A component that knows a watch: it travels with the pipeline through `to_disk` and `spacy.load`."""

import json
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc

from db.registry import Watch
from nlp.components.scored import Scored


class WatchComponent(Scored):
    """Base of the components that need the registry or the topic.

    A subclass overrides `prepare` to build what it looks up, and `__call__`.
    """

    def __init__(self) -> None:
        self.watch: Watch | None = None

    def set_watch(self, watch: Watch) -> None:
        """Take the watch to work with and build look-up tables from it."""
        self.watch = watch
        self.prepare(watch)

    def prepare(self, watch: Watch) -> None:
        """Build what the component looks up; does nothing by default."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        raise NotImplementedError

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 - spaCy's signature
        """Return the watch as JSON."""
        return b"" if self.watch is None else self.watch.model_dump_json(by_alias=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "WatchComponent":  # noqa: ARG002
        """Take the watch from JSON."""
        if data:
            self.set_watch(Watch.model_validate(json.loads(data)))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Write the watch beside the model's own data."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "watch.json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "WatchComponent":  # noqa: ARG002
        """Read what `to_disk` wrote."""
        return self.from_bytes((Path(path) / "watch.json").read_bytes())
