"""What components hang on a Doc as bytes, so that it survives `Doc.to_bytes`, DocBin and worker processes.

spaCy packs a Doc's attributes with srsly's msgpack, which knows plain data only: our records are packed as
their fields, beside their name. What else is ours serves only while a text is read (doc._.names) and is
left out. spaCy is not imported here: spaCy packs something while it is being imported itself.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from srsly.msgpack import (  # type: ignore[import-untyped]
    msgpack_decoders,
    msgpack_encoders,
)

from nlp.components.drafts import Draft, Speaker
from nlp.found import MemberOption, Mention, ProseVote, Statement

MARK = "__hallwatch__"
RECORDS: dict[str, Any] = {
    kind.__name__: kind for kind in (Draft, MemberOption, Mention, ProseVote, Speaker, Statement)
}
Chain = Callable[[Any], Any] | None


def encode(found: Any, chain: Chain = None) -> Any:
    """Return plain data for one of our records; anything else goes to the next encoder."""
    if isinstance(found, date):
        return {MARK: "date", "day": found.isoformat()}
    if type(found).__name__ in RECORDS and isinstance(found, RECORDS[type(found).__name__]):
        return {
            MARK: type(found).__name__,
            **{each.name: getattr(found, each.name) for each in fields(found)},
        }
    if type(found).__module__.startswith("nlp."):
        return None
    return found if chain is None else chain(found)


def decode(packed: Any, chain: Chain = None) -> Any:
    """Return the record that `encode` made plain; anything else goes to the next decoder."""
    kind = packed.get(MARK) if isinstance(packed, dict) else None
    if kind == "date":
        return date.fromisoformat(packed["day"])
    if kind in RECORDS:
        told = {each.name: packed[each.name] for each in fields(RECORDS[kind]) if each.name in packed}
        return RECORDS[kind](
            **{name: tuple(value) if type(value) is list else value for name, value in told.items()}
        )
    return packed if chain is None else chain(packed)


msgpack_encoders.register("hallwatch", func=encode)
msgpack_decoders.register("hallwatch", func=decode)
