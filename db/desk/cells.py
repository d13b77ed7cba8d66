"""How single values are shown. Everything that is not markup of our own stays escaped."""

from datetime import date, datetime
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from db.desk.differences import passages
from db.publish.functions import web_url

STANCE_COLUMNS = frozenset(
    {"stance_label", "decision", "position", "state", "from_label", "to_label", "word_label", "vote_label"}
)
# Where the page's address says less than that it can be opened.
OPENED = frozenset({"first_url", "last_url", "from_url", "to_url", "word_url", "vote_url"})
SHORT = 60
HEADINGS = {
    "passage_url": "passage",
    "first_url": "first source",
    "last_url": "last source",
    "from_url": "source of the old",
    "to_url": "source of the new",
    "from_label": "from",
    "to_label": "to",
    "word_label": "words were for",
    "vote_label": "vote was for",
    "word_url": "source of the words",
    "vote_url": "source of the vote",
    "stance_label": "stance",
    "stance": "stance in the field's words",
    "url": "page",
    "Link": "row",
}


def day(value: str | None) -> str | Markup:
    """Return an ISO date as "22 Feb 2024" in a time element; partial dates and anything else as they are."""
    if not value:
        return ""
    text = str(value)[:10]
    try:
        shown = date.fromisoformat(text)
    except ValueError:
        return str(value)
    return Markup('<time datetime="{}">{} {:%b %Y}</time>').format(text, shown.day, shown)


def stamp(value: str) -> Markup | None:
    """Return an ISO time as "2026-03-01 12:00" in a time element, None for anything else."""
    try:
        shown = datetime.fromisoformat(value)
    except ValueError:
        return None
    return Markup('<time datetime="{}" title="{}">{:%Y-%m-%d %H:%M}</time>').format(value, value, shown)


def minute(value: str | None) -> str | Markup:
    """Return an ISO time as "2026-03-01 12:00" in a time element, anything else as it is."""
    return stamp(value) or value if value else ""


def words(name: str) -> str:
    """Return a column's or table's name as a reader's words: "vote_events" -> "vote events"."""
    if name in HEADINGS:
        return HEADINGS[name]
    return name.replace("_", " ").removesuffix(" id")


def stance(value: str | None) -> Markup:
    """Return a stance, decision or state as a labelled badge."""
    if not value:
        return Markup("")
    kind = "".join(letter for letter in value if letter.isalnum())
    return Markup('<span class="badge badge-{}">{}</span>').format(kind, value)


def short_url(url: str) -> str:
    """Return a URL as host and path, short enough for a table cell."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    shown = f"{host}{parts.path.rstrip('/')}"
    return shown if len(shown) <= SHORT else shown[: SHORT - 1] + "…"


def render(value: object, column: str, table: str | None) -> Markup | None:
    """Return markup for the columns that are shown specially, else None."""
    if not isinstance(value, str):
        return _missing(column, table) if value is None else None
    if column in OPENED or column in ("passage_url", "url", "source_url", "archive_url", "original_url"):
        return _page(value, column)
    if column.endswith("_at"):
        return stamp(value)
    if column in STANCE_COLUMNS and not (column == "state" and table not in (None, "sources")):
        return stance(value)
    return MARKED[column](value) if column in MARKED else None


def _quote(value: str) -> Markup:
    return Markup("<q>{}</q>").format(escape(value.strip('"“” ')))


def _lines(value: str) -> Markup:
    return Markup("<pre>{}</pre>").format(value)


# A quote is the source's words; a statement's text may be reported speech and gets no marks.
MARKED = {"passages": passages, "quote": _quote, "entry": _lines}


def _page(url: str, column: str) -> Markup | None:
    if not web_url(url):
        return None
    if column == "passage_url":
        return Markup('<a href="{}" class="open" rel="noopener">Open passage</a>').format(url)
    if column in OPENED:
        return Markup('<a href="{}" class="open" rel="noopener">Open source</a>').format(url)
    return Markup('<a href="{}" title="{}" rel="noopener">{}</a>').format(url, url, short_url(url))


def _missing(column: str, table: str | None) -> Markup:
    """A vote's day may be told by nobody, which is a fact; other columns are empty for many reasons."""
    if column == "date" and table in (None, "vote_events"):
        return Markup('<span class="small">day not told</span>')
    return Markup("")


def cell(value: object, column: str, table: str) -> object:
    """Return a value as a table of our own pages shows it; what is not markup of ours is escaped by Jinja."""
    shown = render(value, column, table)
    if shown is not None:
        return shown
    return day(str(value)) if column in ("date", "seen_at") or column.endswith("_date") else value
