"""Agendas as text, cut into their items: sections, numbers, titles, texts, and where each stands."""

from crawler.agendas.cut import cut_agenda, read_agenda

__all__ = ["cut_agenda", "read_agenda"]
