"""The Chicago board's site: listings, details, actions, documents and its feed."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from tests.replica import paper
from tests.replica.content import LAUNCH, listing_date, meetings, moment, paragraphs, places
from tests.replica.page import Page
from tests.replica.templating import day, render, short_day

HOST = "www.cpsboe.org"
DEFAULTS: dict[str, Any] = {
    "title": "Board Meeting",
    "status": None,
    "upcoming": False,
    "time_known": True,
    "place": "loop",
    "president": None,
    "members": [],
    "notice": "",
    "agenda": [],
    "minutes": None,
    "updated": LAUNCH,
}
Base = Callable[[str], str]
Routes = dict[str, Callable[[], Page]]


def routes(state: int, base: Base) -> Routes:
    """Return what draws each path of the site."""
    shown = [_ready(meeting) for meeting in meetings(state)]
    found: Routes = {
        "/": partial(_listing, "board/home.html", shown, state),
        "/meetings": partial(_listing, "board/meetings.html", shown, state),
        "/meetings/past-meetings": partial(_listing, "board/past_meetings.html", shown, state),
        "/meetings/planning-calendar": partial(_listing, "board/planning_calendar.html", shown, state),
        "/content/styles/master.css": partial(
            Page.text, "#content { max-width: 60em }\n", LAUNCH, "text/css"
        ),
        "/robots.txt": partial(
            Page.text, "User-agent: *\nDisallow: /extranet/Account/\nCrawl-delay: 0\n", LAUNCH
        ),
        "/extranet/Home/feed": partial(_feed, shown, state, base(HOST)),
    }
    for path in ("/about", "/contact", "/meetings/participation-guidelines"):
        found[path] = partial(_listing, "board/plain.html", shown, state, name=path.rsplit("/", 1)[1])
    for meeting in shown:
        found.update(_of_meeting(meeting))
    return found


def _ready(meeting: dict[str, Any]) -> dict[str, Any]:
    """Return a meeting with what the templates ask of it: its moment, place, paragraphs and paths."""
    ready = {**DEFAULTS, **meeting, "start": moment(meeting["start"])}
    ready["updated"] = moment(ready["updated"])
    ready["place"] = places()[ready["place"]]
    ready["notice"] = paragraphs(ready["notice"])
    ready |= _paths(ready)
    for item in _items(ready):
        item.setdefault("action", "")
        item.setdefault("presented", False)
        report = f"/content/actions/{ready['start']:%Y_%m}/{item['number']}.pdf"
        item["report"] = report if item.get("text") else None
    return ready


def _paths(meeting: dict[str, Any]) -> dict[str, str | None]:
    """Return where a meeting's pages and documents are; None for what it does not have."""
    start, agenda = meeting["start"], bool(meeting["agenda"])
    stem = f"/content/documents/{start:%B}_{start.day}_{start.year}".lower()
    return {
        "details": f"/meetings/details/{meeting['id']}",
        "actions": f"/meetings/board-actions/{meeting['id']}" if agenda else None,
        "agenda_pdf": f"{stem}_public_agenda_to_print.pdf" if agenda else None,
        "index_pdf": f"{stem}_action_index.pdf" if agenda and not meeting["upcoming"] else None,
        "minutes_pdf": f"{stem}_proceedings.pdf" if meeting["minutes"] else None,
    }


def _items(meeting: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return [item for section in meeting["agenda"] for item in section["items"]]


def _listing(template: str, shown: list[dict[str, Any]], state: int, **values: Any) -> Page:
    past = [meeting for meeting in shown if not meeting["upcoming"]]
    upcoming = [meeting for meeting in shown if meeting["upcoming"]]
    years = sorted({meeting["start"].year for meeting in past}, reverse=True)
    return Page.html(
        render(template, past=past, upcoming=upcoming, years=years, **values), listing_date(state)
    )


def _feed(shown: list[dict[str, Any]], state: int, base: str) -> Page:
    latest = sorted(shown, key=lambda meeting: (meeting["updated"], meeting["start"]), reverse=True)[:15]
    text = render("board/feed.xml", meetings=latest, base=base)
    return Page.text(text, listing_date(state), "application/rss+xml")


def _of_meeting(meeting: dict[str, Any]) -> Routes:
    calendar = f"/extranet/Event/SaveToCalender/{meeting['id']}"
    found: Routes = {
        meeting["details"]: partial(_page, "board/details.html", meeting),
        calendar: partial(_calendar, meeting),
    }
    if meeting["actions"]:
        found[meeting["actions"]] = partial(_page, "board/actions.html", meeting)
        found[meeting["agenda_pdf"]] = partial(_agenda_pdf, meeting)
    if meeting["index_pdf"]:
        found[meeting["index_pdf"]] = partial(_index_pdf, meeting)
    if meeting["minutes_pdf"]:
        found[meeting["minutes_pdf"]] = partial(_minutes_pdf, meeting)
    for item in _items(meeting):
        if item["report"]:
            found[item["report"]] = partial(_report_pdf, meeting, item)
    return found


def _page(template: str, meeting: dict[str, Any]) -> Page:
    return Page.html(render(template, meeting=meeting), meeting["updated"])


def _calendar(meeting: dict[str, Any]) -> Page:
    return Page.text(render("board/event.ics", meeting=meeting), meeting["updated"], "text/calendar")


def _agenda_pdf(meeting: dict[str, Any]) -> Page:
    body = []
    for section in meeting["agenda"]:
        body.append(section["section"].upper())
        body.extend(f"{item['number']}   {item['title']}" for item in section["items"])
    heading = ["CHICAGO BOARD OF EDUCATION", meeting["title"].upper(), f"Agenda for {day(meeting['start'])}"]
    return _pdf(heading, body, meeting)


def _index_pdf(meeting: dict[str, Any]) -> Page:
    body = [f"{item['number']}   {item['action']}" for item in _items(meeting)]
    return _pdf(["CHICAGO BOARD OF EDUCATION", f"Action index {short_day(meeting['start'])}"], body, meeting)


def _minutes_pdf(meeting: dict[str, Any]) -> Page:
    heading = [
        "OFFICIAL REPORT OF THE PROCEEDINGS OF THE BOARD OF EDUCATION OF THE CITY OF CHICAGO",
        f"{meeting['title']} - {day(meeting['start'])}",
    ]
    return _pdf(heading, paragraphs(meeting["minutes"]), meeting)


def _report_pdf(meeting: dict[str, Any], item: dict[str, Any]) -> Page:
    heading = [item["number"], short_day(meeting["start"]), item["title"].upper()]
    # A report is posted once: it does not change when the agenda around it does.
    posted = LAUNCH if meeting["upcoming"] else meeting["updated"]
    return _pdf(heading, paragraphs(item["text"]), {"updated": posted})


def _pdf(heading: list[str], body: list[str], meeting: dict[str, Any]) -> Page:
    return Page(paper.draw(heading, body, meeting["updated"]), "application/pdf", meeting["updated"])
