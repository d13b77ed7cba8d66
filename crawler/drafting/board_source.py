"""What a board's entry says, and the page that shows it: the first answer of its platform with records."""

from typing import Any

from pydantic import ValidationError

from crawler.drafting.asking import Answer, look_at
from crawler.drafting.boards import BoardAddress
from crawler.drafting.entry import expect_board, name_of
from crawler.drafting.found import Found, SavedPage
from crawler.drafting.outlets import html_of
from crawler.drafting.wishes import USAGE, DraftError, Wishes
from crawler.parsing import parse_page
from crawler.platform import PageError
from db.records import Meeting, Record, Remark
from db.registry import Source, Watch

REQUESTS = 4  # a front page, a list, and what they lead to first
FIELDS = ("start", "title")


def draft_board(board: BoardAddress, watch: Watch, wishes: Wishes) -> Found:
    """Look at a board as its source would. Raises DraftError when its platform cannot read what comes."""
    organization = watch.organization(wishes.organization)
    source = _source(board, wishes)
    known: dict[str, Any] = {
        "timezone": watch.timezone(source),
        "body_name": organization.name if organization else None,
    }
    answers = look_at(source, REQUESTS, allow_loopback=wishes.allow_loopback, **known)
    page, records = _best_page(board, answers, known)
    meetings = [record for record in records if isinstance(record, Meeting)]
    told = [f"{board.platform} at {board.url}: {len(records)} records, {len(meetings)} of them meetings"]
    name = wishes.name or (organization.name if organization else _named(board, answers))
    found: dict[str, Any] = {
        "kind": "board",
        "platform": board.platform,
        "url": board.url,
        "domains": list(board.domains),
        "expect": expect_board(len(meetings), _filled(meetings)),
    }
    return Found(found, name, [SavedPage(board.platform, page.page().url, page.body)], told)


def _source(board: BoardAddress, wishes: Wishes) -> Source:
    told = {
        "id": "draft",
        "name": "draft",
        "kind": "board",
        "platform": board.platform,
        "url": board.url,
        "domains": board.domains,
        "jurisdiction": wishes.jurisdiction,
        "timezone": wishes.timezone,
    }
    try:
        return Source.model_validate(told)
    except ValidationError as error:
        problems = "; ".join(str(problem["msg"]) for problem in error.errors())
        raise DraftError(f"{board.url} can be no source of {board.platform}: {problems}", USAGE) from error


def _best_page(
    board: BoardAddress, answers: list[Answer], known: dict[str, Any]
) -> tuple[Answer, list[Record]]:
    problems, best = [], None
    for answer in answers:
        if answer.problem or answer.platform != board.platform:
            problems.append(answer.problem or "")
            continue
        try:
            records = parse_page(board.platform, answer.page(**known))
        except PageError as error:
            problems.append(str(error))
            continue
        useful = [record for record in records if not isinstance(record, Remark)]
        problems += [record.message for record in records if isinstance(record, Remark)]
        score = (sum(isinstance(record, Meeting) for record in useful), len(useful))
        if useful and (best is None or score > best[0]):
            best = (score, answer, useful)
    if best is None:
        why = next((problem for problem in problems if problem), "nothing came")
        raise DraftError(
            f"{board.url} is not read by {board.platform}: {why}; say --platform if it is another"
        )
    return best[1], best[2]


def _filled(meetings: list[Meeting]) -> dict[str, float]:
    if not meetings:
        return {}
    shares = {name: [bool(getattr(meeting, name)) for meeting in meetings] for name in FIELDS}
    return {name: sum(told) / len(told) for name, told in shares.items()}


def _named(board: BoardAddress, answers: list[Answer]) -> str | None:
    """Return what a district's own page calls itself; a hosted system's pages name the system."""
    if board.platform != "documents":
        return None
    roots = (html_of(answer) for answer in answers if not answer.problem)
    return next((name for root in roots if (name := name_of(root))), None)
