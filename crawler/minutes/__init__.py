"""Votes in the text of minutes and action agendas: rolls, tallies, outcomes, as boards write them."""

from crawler.minutes.read import read_minutes, read_motions

__all__ = ["read_minutes", "read_motions"]
