"""The registry's shapes. Unknown keys are errors: a typo must never switch a check off silently."""

import re
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import HTMLTranslator, SelectorError
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from db.records import AgendaItem, Article, Meeting, Record
from db.registry.references import mismatches

SLUG_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$"
URL_FORM = r"^https?://[^\s/]+(/\S*)?$"
DATE_FORM = r"^\d{4}(-\d{2}(-\d{2})?)?$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_FORM)]
HttpUrl = Annotated[str, StringConstraints(pattern=URL_FORM)]

# What a source may be read by, and the options of each.
PLATFORMS: dict[str, frozenset[str]] = {
    "boardbook": frozenset(),
    "boarddocs": frozenset({"committees"}),
    "civicclerk": frozenset({"categories"}),
    "cpsboe": frozenset({"since", "files_since"}),
    "diligent": frozenset(),
    "documents": frozenset({"follow"}),
    "feed": frozenset({"more", "pages"}),
    "ical": frozenset({"include"}),
    "legistar": frozenset({"bodies"}),
    "listing": frozenset({"links", "next", "pages"}),
    "simbli": frozenset({"details"}),
    "sitemap": frozenset({"include"}),
    "urls": frozenset({"urls"}),
}
# The fields whose fill a source can assert: those of its records.
RECORDS: dict[str, tuple[type[Record], ...]] = {"board": (Meeting, AgendaItem), "outlet": (Article,)}


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{name!r} is no IANA time zone (expected one like America/Chicago)") from error
    return name


def _platform(name: str) -> str:
    if name not in PLATFORMS:
        raise ValueError(f"{name!r} is no known platform (expected one of {', '.join(PLATFORMS)})")
    return name


def _refuse_unknown(key: str, given: Iterable[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            told = ", ".join(sorted(known)) or "none: there are no options"
            raise ValueError(f"{key}: unknown {name!r} (expected one of {told})")


def _selector(css: str) -> str:
    """Return a CSS selector that can be used. Raises ValueError, saying what is wrong, for any other."""
    try:
        HTMLTranslator().css_to_xpath(css)
    except SelectorError as error:
        raise ValueError(f"{css!r} is no CSS selector ({error}); expected one like div.story-body") from error
    return css


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a part of addresses or a pattern ("re:..."); None for nothing."""
    words = pattern.removeprefix("re:")
    if not words.strip():
        return "an empty pattern, which every address has"
    if words != pattern:
        try:
            re.compile(words)
        except re.error as error:
            return f"{pattern!r} cannot be read ({error})"
    return None


TimeZone = Annotated[str, BeforeValidator(_known_zone)]


def _partial_date(value: object) -> object:
    """Accept 2024, 2024-02 and 2024-02-22: facts about people are often known to the year only."""
    return str(value) if isinstance(value, int | date) else value


PartialDate = Annotated[str, BeforeValidator(_partial_date), StringConstraints(pattern=DATE_FORM)]


class Entry(BaseModel):
    """Any entry of the registry."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Jurisdiction(Entry):
    """A place with its own school board and its own clock."""

    id: Slug
    name: str
    timezone: TimeZone
    other_names: list[str] = []
    notice_hours: int = Field(
        default=24, ge=0, le=720, description="hours before a meeting by which its agenda must be public"
    )


class Organization(Entry):
    """A body, agency, union, school, outlet or group (Popolo's Organization).

    `classification` is free text in the field's words ("school board", "union", "local school
    council"). `other_names` are matched in texts anywhere; `short_names` ("CPS", "the board") only in
    texts about this jurisdiction, where `ambiguous` words could mean somebody else.
    """

    id: Slug
    name: str
    classification: str
    jurisdiction: Slug | None = None
    other_names: list[str] = []
    short_names: list[str] = []
    misspellings: list[str] = []
    source: HttpUrl | None = None


class Membership(Entry):
    """A role that a person held in an organization; dates inclusive, as precise as known."""

    organization: Slug
    role: str
    start: PartialDate | None = None
    end: PartialDate | None = None


class Person(Entry):
    """A person in public life, named only with facts on public record."""

    id: Slug
    name: str
    other_names: list[str] = []
    misspellings: list[str] = []
    memberships: list[Membership] = Field(default=[], alias="roles")
    source: HttpUrl | None = None

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Expectations(Entry):
    """A source's own assertions; a breach of `min_items` or `fill` blocks publishing that source's run."""

    min_items: int = Field(default=1, ge=0, description="records the source must give in a full look")
    max_items: int | None = Field(default=None, ge=1, description="more than this is a flood: a warning")
    fill: dict[str, float] = Field(default={}, description="share of records that carry a field, by field")
    stale_days: int = Field(default=30, ge=1, description="days without anything new before it is stale")

    @field_validator("fill")
    @classmethod
    def _shares(cls, value: dict[str, float]) -> dict[str, float]:
        for name, share in value.items():
            if not 0 <= share <= 1:
                raise ValueError(f"{name}: {share} is no share between 0 and 1")
        return value


class Way(Entry):
    """A further way to find an outlet's articles: another listing, on another platform than its first."""

    platform: str
    url: HttpUrl
    options: dict[str, Any] = Field(default={}, description="that platform's own options")

    @field_validator("platform")
    @classmethod
    def _known_platform(cls, value: str) -> str:
        return _platform(value)

    @model_validator(mode="after")
    def _options_exist(self) -> Self:
        _refuse_unknown("options", self.options, PLATFORMS[self.platform])
        return self


class PageRules(Entry):
    """An outlet's quirks: how its article pages differ from what is read off any page. Selectors are CSS's.

    `until` is the last day of publication on which the rules held: an old layout stays readable when the
    outlet changes its pages. Of several rules the first that fits a page counts.
    """

    until: date | None = Field(default=None, description="rules for pages published up to this day")
    paths: list[str] = Field(default=[], description="only for addresses with these (see `include`)")
    body: list[str] = Field(default=[], description="where the body stands, the first that is there")
    drop: list[str] = Field(default=[], description="what is taken out before the body is read")
    headline: str | None = Field(default=None, description="where the headline stands")
    authors: str | None = Field(default=None, description="where each author's name stands")
    published: str | None = Field(default=None, description="where the date of publication stands")
    paywall: list[str] = Field(default=[], description="what is there only when part is held back")

    @field_validator("body", "drop", "paywall")
    @classmethod
    def _selectors(cls, value: list[str]) -> list[str]:
        return [_selector(one) for one in value]

    @field_validator("headline", "authors", "published")
    @classmethod
    def _one_selector(cls, value: str | None) -> str | None:
        return None if value is None else _selector(value)


class Source(Entry):
    """One place to watch: a board's site or an outlet's feed, on a known platform."""

    id: Slug
    name: str
    kind: Literal["board", "outlet"]
    platform: str
    url: HttpUrl
    domains: list[str] = Field(min_length=1)
    jurisdiction: Slug | None = None
    organization: Slug | None = None
    timezone: TimeZone | None = None
    options: dict[str, Any] = Field(default={}, description="the platform's own options, checked by it")
    also: list[Way] = Field(default=[], description="further ways to find its articles")
    include: list[str] = Field(
        default=[], description="parts of addresses that articles must have, or re:..."
    )
    exclude: list[str] = Field(default=[], description="parts of addresses that no article has, or re:...")
    pages: list[PageRules] = Field(default=[], description="quirks of its article pages")
    expect: Expectations = Expectations()
    enabled: bool = True

    @field_validator("platform")
    @classmethod
    def _known_platform(cls, value: str) -> str:
        return _platform(value)

    @field_validator("include", "exclude")
    @classmethod
    def _patterns_can_be_read(cls, value: list[str]) -> list[str]:
        for pattern in value:
            if problem := pattern_problem(pattern):
                raise ValueError(problem)
        return value

    @model_validator(mode="after")
    def _options_and_fields_exist(self) -> Self:
        filled = {field.name for record in RECORDS[self.kind] for field in fields(record)}
        _refuse_unknown("options", self.options, PLATFORMS[self.platform])
        _refuse_unknown("expect.fill", self.expect.fill, filled)
        return self

    @model_validator(mode="after")
    def _url_is_allowed(self) -> Self:
        host = (urlsplit(self.url).hostname or "").lower()
        if not self._is_own(host):
            raise ValueError(f"url's host {host!r} is not in domains {self.domains}")
        return self

    @model_validator(mode="after")
    def _ways_are_allowed(self) -> Self:
        if self.also and self.kind != "outlet":
            raise ValueError("also: only an outlet has further ways; a board is one source a platform")
        used = {self.platform}
        for number, way in enumerate(self.also, 1):
            where = f"also, entry {number}"
            if way.platform in used:
                raise ValueError(f"{where}: a second way by {way.platform!r}; an outlet has one a platform")
            used.add(way.platform)
            if not self._is_own((urlsplit(way.url).hostname or "").lower()):
                raise ValueError(f"{where}: {way.url!r} is not in domains {self.domains}")
        return self

    def _is_own(self, host: str) -> bool:
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)

    def ways(self) -> list[Way]:
        """Return every way to find its articles, its own first."""
        return [Way(platform=self.platform, url=self.url, options=self.options), *self.also]

    def seen_by(self, platform: str) -> "Source":
        """Return the source as that platform sees it: with the url and options of its own way, if it has one.

        What no way names (the pages behind the listings) sees the source as it stands.
        """
        way = next((way for way in self.also if way.platform == platform), None)
        if way is None:
            return self
        return self.model_copy(update={"platform": way.platform, "url": way.url, "options": way.options})


class Topic(Entry):
    """What the debate is about, in the words that texts use."""

    target: str = Field(description='what the stance is toward: "police officers stationed in schools"')
    labels: dict[Literal["favor", "against", "mixed", "neutral"], str]
    terms: list[str] = Field(min_length=1, description="words that name the target by themselves")
    context_terms: list[str] = Field(default=[], description="words that name it only beside a place word")
    place_terms: list[str] = Field(default=[], description="school words that a context term needs near it")
    false_friends: list[str] = Field(default=[], description="phrases in which a term means something else")


class Watch(Entry):
    """One debate, watched: everything in one folder below watches/."""

    id: Slug
    title: str
    question: str
    topic: Topic
    jurisdictions: list[Jurisdiction]
    organizations: list[Organization]
    people: list[Person]
    sources: list[Source]

    def source(self, source_id: str) -> Source | None:
        """Return the source of that id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)

    def organization(self, organization_id: str | None) -> Organization | None:
        """Return the organization of that id, or None."""
        return next((entry for entry in self.organizations if entry.id == organization_id), None)

    def timezone(self, source: Source) -> str | None:
        """Return the source's IANA time zone: its own, else its jurisdiction's."""
        if source.timezone:
            return source.timezone
        return next((place.timezone for place in self.jurisdictions if place.id == source.jurisdiction), None)

    @model_validator(mode="after")
    def _entries_fit_together(self) -> Self:
        found = list(mismatches(self.jurisdictions, self.organizations, self.people, self.sources))
        if found:
            raise ValueError("; ".join(map(str, found)))
        return self
