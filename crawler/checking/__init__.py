"""Trying a source out: what it would give today, shown and not stored."""

from crawler.checking.check import Check, check_source

__all__ = ["Check", "check_source"]
