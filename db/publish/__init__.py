"""The published database: what Datasette serves, built beside and copied in while it serves."""

from db.publish.build import BuildReport, PublishError, build

__all__ = ["BuildReport", "PublishError", "build"]
