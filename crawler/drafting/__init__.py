"""Drafting a source: from one web address its registry entry, its saved pages, its draft records."""

from crawler.drafting.draft import draft_source
from crawler.drafting.wishes import Draft, DraftError, Wishes

__all__ = ["Draft", "DraftError", "Wishes", "draft_source"]
