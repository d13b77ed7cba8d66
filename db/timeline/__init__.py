"""Derived tables, rebuilt whole from what the crawl and the tagging left: votes, stories, the timeline."""

from db.timeline.derived import RebuildReport, rebuild
from db.timeline.report import Finding

__all__ = ["Finding", "RebuildReport", "rebuild"]
