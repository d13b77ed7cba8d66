"""What a whole crawl of the replica must find: counts and facts by hand, full lists from the data."""

from functools import cache
from typing import Any

import yaml

from tests.replica.content import HERE, moment, outlets
from tests.replica.content import articles as shown_articles
from tests.replica.content import meetings as shown_meetings
from tests.replica.templating import iso


@cache
def facts() -> dict[str, Any]:
    """Return expected.yaml."""
    return dict(yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8")))


def meetings(state: int = 0) -> dict[str, dict[str, Any]]:
    """Return each meeting by id: start (local; a date alone where the time is not known), title, roster."""
    found = {}
    for meeting in shown_meetings(state):
        start = iso(moment(meeting["start"]))
        known = meeting.get("time_known", True)
        found[meeting["id"]] = {
            "start": start if known else start[:10],
            "title": meeting.get("title", "Board Meeting"),
            "upcoming": meeting.get("upcoming", False),
            "cancelled": meeting.get("status") == "Cancelled",
            "members": [name for name in [meeting.get("president"), *meeting.get("members", [])] if name],
        }
    return found


def agenda_items(state: int = 0) -> dict[str, dict[str, Any]]:
    """Return each item by its number: meeting, section, title, action (None before the meeting), its PDF."""
    return {
        item["number"]: {
            "meeting_id": meeting["id"],
            "section": section["section"],
            "title": item["title"],
            "action": item.get("action", "").lower() or None,
            "report": "text" in item,
        }
        for meeting in shown_meetings(state)
        for section in meeting.get("agenda", [])
        for item in section["items"]
    }


def articles(state: int = 0) -> dict[str, dict[str, Any]]:
    """Return each article that robots.txt lets a crawler have, by "outlet/id"."""
    found = {}
    for article in shown_articles(state):
        if article.get("denied"):
            continue
        found[f"{article['outlet']}/{article['id']}"] = {
            "host": outlets()[article["outlet"]]["host"],
            "path": article["path"],
            "headline": article["headline"],
            "date_published": iso(moment(article["published"])),
            "relevant": article["relevant"],
            "kind": KINDS.get(article.get("kind", "news"), article.get("kind", "news")),
        }
    return found


KINDS = {"live": "live blog", "video": "video page"}
