"""What a parser finds in one page: the records that `hallwatch parse` prints, one JSON object a line.

Names are Popolo's and Open Civic Data's for civic records and schema.org's for articles. A field the
page does not tell is None. Dates are ISO 8601; a meeting's start carries its UTC offset where the time
zone is known, and is a date alone where the time is not known (midnight often stands for that).
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

MeetingStatus = Literal["tentative", "confirmed", "cancelled", "postponed", "held"]
VoteOption = Literal["yes", "no", "abstain", "absent", "excused", "not voting", "paired", "other"]
VoteResult = Literal["pass", "fail"]
VoteSource = Literal["minutes", "action list", "platform api", "agenda block"]
Action = Literal[
    "adopted",
    "adopted as amended",
    "accepted",
    "approved",
    "failed",
    "withdrawn",
    "deferred",
    "tabled",
    "no action",
]
ArticleKind = Literal[
    "news", "opinion", "editorial", "letter", "press release", "video page", "live blog", "not an article"
]
NoteKind = Literal["correction", "clarification", "editor's note", "update"]


@dataclass(kw_only=True)
class Record:
    """Anything a parser returns."""

    def to_json(self) -> dict[str, Any]:
        """Return the record as a JSON object with its type first."""
        return {"type": RECORD_TYPES[type(self)], **asdict(self)}


@dataclass(kw_only=True)
class Meeting(Record):
    """A meeting of a body. `id` is the platform's own, never made from title or time."""

    id: str
    body: str | None = None
    title: str | None = None
    start: str | None = None
    status: MeetingStatus | None = None
    location: str | None = None
    url: str | None = None
    status_raw: str | None = None
    provisional: bool = (
        False  # the list gave no id of its own: this one stands on body and day until one does
    )
    members: list[str] = field(default_factory=list)  # the roster that the page shows for that day


@dataclass(kw_only=True)
class AgendaItem(Record):
    """One item of a meeting's agenda. `amends` lists report numbers that its title or text amends.

    `number` is the item's own on the agenda ("5.A"; a report number where the board numbers by report),
    `file_number` the number of the file behind it, by which other meetings' items refer to it. `meeting_id`
    is None where the answer does not say whose item it is (an agenda as a PDF): the link that led there does.
    """

    meeting_id: str | None
    number: str | None = None
    position: int | None = None
    section: str | None = None
    title: str | None = None
    text: str | None = None
    action: Action | None = None
    action_raw: str | None = None
    url: str | None = None
    amends: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)  # absolute URLs of attachments
    id: str | None = None  # the platform's own id, which a new title or place in the order leaves alone
    file_number: str | None = None
    start: int | None = None  # characters of the document's text it stands on
    end: int | None = None


@dataclass(kw_only=True)
class MemberVote:
    """One member's choice, with the word the source used."""

    name: str
    option: VoteOption
    option_raw: str | None = None


@dataclass(kw_only=True)
class VoteEvent(Record):
    """One motion put to a vote; counts are None where the source does not tell them.

    What it was about: `item_ids` (the platform's own ids), `item_numbers` (as the agenda prints them, or
    file numbers) and `item_title` (the heading that the vote stands under), whichever the source gives.
    "Unanimously" without figures is a `no` of 0 with `yes` None, and nobody's vote is made up from it.
    """

    meeting_id: str | None = None
    motion: str | None = None
    result: VoteResult | None = None
    result_raw: str | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    votes: list[MemberVote] = field(default_factory=list)
    item_numbers: list[str] = field(default_factory=list)  # a roll call can hold for many items
    item_ids: list[str] = field(default_factory=list)
    item_title: str | None = None
    mover: str | None = None
    seconder: str | None = None
    source_kind: VoteSource | None = None
    date: str | None = None  # ISO day of the meeting, where the source itself tells it
    url: str | None = None  # a page on which a reader sees this vote
    start: int | None = None  # characters of the document's text it stands on
    end: int | None = None


@dataclass(kw_only=True)
class Note:
    """A correction, clarification, editor's note or update within an article; characters of its body."""

    kind: NoteKind
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(kw_only=True)
class Article(Record):
    """A news article, after schema.org NewsArticle. `*_source` tells where a value came from."""

    url: str
    headline: str | None = None
    authors: list[str] = field(default_factory=list)
    date_published: str | None = None
    date_modified: str | None = None
    body: str | None = None
    kind: ArticleKind | None = None
    language: str | None = None
    section: str | None = None
    description: str | None = None
    date_source: str | None = None
    date_confidence: float | None = None
    headline_source: str | None = None
    headline_confidence: float | None = None
    authors_source: str | None = None
    authors_confidence: float | None = None
    modified_source: str | None = None
    agency: str | None = None  # the wire service that the text or the page's data name
    original_name: str | None = None  # the outlet that the page names as the first to publish it
    original_url: str | None = None  # the same, as an address on another site
    paywalled: bool | None = None  # whether only a part is shown; None where the page does not say
    notes: list[Note] = field(default_factory=list)


@dataclass(kw_only=True)
class Link(Record):
    """A page that this page points to and that is worth fetching. `kind` says what it is expected to be."""

    url: str
    title: str | None = None
    kind: str | None = None
    date: str | None = None  # when it was published or is about, where this page says so
    modified: str | None = None  # when it was last changed, where this page says so

    @property
    def latest(self) -> str | None:
        """The day on which there was last something new on the page, ISO 8601."""
        return max((stamp[:10] for stamp in (self.date, self.modified) if stamp), default=None)


@dataclass(kw_only=True)
class Document(Record):
    """A file that this page points to: an agenda, minutes, a report."""

    url: str
    title: str | None = None
    kind: str | None = None  # agenda, minutes, actions, transcript, testimony, report, attachment
    meeting_id: str | None = None
    text: str | None = None
    pages: list[int] = field(default_factory=list)  # the character of `text` at which each page starts
    # For each line of `text`: where it starts, its page (from 1), x0, top, x1, bottom in points from the
    # page's top left.
    layout: list[list[int]] = field(default_factory=list)
    ocr_pages: list[int] = field(default_factory=list)  # pages whose text was read by OCR: expect misreadings
    scanned_pages: list[int] = field(default_factory=list)  # pages without text that nobody has read
    date: str | None = None  # ISO day of the meeting it belongs to, where its name or its text tells it


@dataclass(kw_only=True)
class Remark(Record):
    """Something on the page that the parser saw and could not use; it becomes an issue row."""

    kind: str  # a few words that group such remarks: "unknown action", "row without date"
    message: str
    url: str | None = None


RECORD_TYPES: dict[type[Record], str] = {
    Meeting: "meeting",
    AgendaItem: "agenda_item",
    VoteEvent: "vote_event",
    Article: "article",
    Link: "link",
    Document: "document",
    Remark: "remark",
}
