"""A drafted source as text: its registry entry in the files' own style, its name, its id."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml
from lxml.html import HtmlElement

from crawler.page_lines import squeeze
from db.ids import slug

_APART = re.compile(r"\s+[|–—•·-]\s+|\s*:\s+")
_NO_NAME = re.compile(r"^(?:home(?:page)?|news|latest news|welcome|front page|index)$", re.IGNORECASE)


def name_of(root: HtmlElement | None) -> str | None:
    """Return what a site calls itself: what it tells others, else the part of its title that is a name."""
    stated = [] if root is None else root.xpath("//meta[@property='og:site_name']/@content")
    stated += [] if root is None else root.xpath("//meta[@name='application-name']/@content")
    titles = [] if root is None else root.xpath("//title[1]/text()")
    for title in map(str, titles):
        stated += [part for part in _APART.split(title) if part]
    names = [squeeze(str(name)) for name in stated]
    return next((name for name in names if name and len(name) <= 80 and not _NO_NAME.match(name)), None)


def id_of(name: str) -> str:
    """Return the id that a name gives; empty where it has no letters that ids are made of."""
    return slug(name)


def entry_text(source: Mapping[str, Any]) -> str:
    """Return a source's entry as the registry's files write it: one key a line, lists and mappings in one."""
    lines = [f"{key}: {_value(value)}" for key, value in source.items() if value not in (None, {}, [])]
    return "\n".join(f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)) + "\n"


def _value(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, width=10_000, allow_unicode=True, sort_keys=False)
    return text.removesuffix("...\n").strip()


def expect_outlet(entries: int, days: Sequence[str], dated: bool) -> dict[str, Any]:
    """Return an outlet's assertions by what its list showed: how many entries, on which days."""
    return {
        "min_items": 1,
        "max_items": max(500, -(-entries * 5 // 500) * 500),
        "fill": {"headline": 0.9, **({"date_published": 0.8} if dated else {})},
        "stale_days": _stale_days(days),
    }


def _stale_days(days: Sequence[str]) -> int:
    """Return four times the usual gap between days with something new, from 3 to 30."""
    known = sorted({date.fromisoformat(day) for day in days})
    if len(known) < 2:
        return 14
    return min(30, max(3, -(-4 * (known[-1] - known[0]).days // (len(known) - 1))))


def expect_board(meetings: int, filled: Mapping[str, float]) -> dict[str, Any]:
    """Return a board's assertions by what its first page showed."""
    return {
        "min_items": max(1, min(10, meetings // 2)),
        "max_items": 20000,
        "fill": {name: round(max(0.0, share - 0.05), 2) for name, share in filled.items() if share > 0.5},
        "stale_days": 45,
    }
