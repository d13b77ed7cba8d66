"""The source that stands for what an archive has of an outlet: made for a backfill, never written down."""

from typing import Literal, Self

from pydantic import field_validator, model_validator

from db.registry import Source

ARCHIVES = ("wayback",)


class ArchiveSource(Source):
    """An archive's holdings of one outlet. What it brings in is the outlet's; the frontier is its own.

    Its id ("block-club-chicago.wayback") is no slug, so that no entry of a registry can have the same.
    """

    id: str
    kind: Literal["archive"]  # type: ignore[assignment]

    @field_validator("platform")
    @classmethod
    def _known_platform(cls, value: str) -> str:
        if value not in ARCHIVES:
            raise ValueError(f"{value!r} is no archive (expected one of {', '.join(ARCHIVES)})")
        return value

    @model_validator(mode="after")
    def _options_and_fields_exist(self) -> Self:
        return self  # its options are made, not typed; its platform checks them
