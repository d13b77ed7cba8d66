"""Drafting a source: find out what an address is, write its entry, its pages, its records to be read."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crawler.drafting.asking import Answer, ask, domain_of
from crawler.drafting.board_source import draft_board
from crawler.drafting.boards import BoardAddress, board_at, boards_linked
from crawler.drafting.entry import entry_text, id_of
from crawler.drafting.files import appended, pages_root, saved_page, write_all
from crawler.drafting.found import Found, SavedPage
from crawler.drafting.outlet_source import draft_outlet
from crawler.drafting.outlets import html_of
from crawler.drafting.wishes import USAGE, Draft, DraftError, Wishes
from crawler.platforms import PLATFORMS
from crawler.urls import canonical
from db.registry import RegistryError, Watch, load_watch
from db.registry.models import PLATFORMS as REGISTERED

REGISTRIES = {"board": "boards.yaml", "outlet": "outlets.yaml"}
NO_OUTLET = frozenset(REGISTERED) - {"feed", "sitemap", "listing", "urls"}


def draft_source(url: str, *, folder: Path, wishes: Wishes | None = None) -> Draft:
    """Draft the source at an address into the watch in `folder`; write it unless it is a dry run.

    The entry goes to the end of boards.yaml or outlets.yaml, the saved pages with their draft records to
    tests/platforms in a checkout, else to `pages/` in the watch's folder: all files or none. The site is
    asked by the crawl's own worker. Raises DraftError, which carries an exit code, when that cannot be done;
    nothing is written then.
    """
    wishes = wishes or Wishes()
    watch = _load(folder)
    _check_wishes(watch, wishes)
    domain = domain_of(url)
    _refuse_known(watch, url)
    found = _find_out(url, domain, watch, wishes)
    _refuse_known(watch, found.source["url"])
    source = _complete(found, watch, wishes)
    entry = entry_text(source)
    registry = folder / REGISTRIES[source["kind"]]
    files = _files(folder, registry, entry, found.pages, source["id"])
    _check_loads(folder, registry, files[registry])
    if not wishes.dry_run:
        write_all(files)
    told = [*found.told, "read each draft against its page, then set read to true"]
    return Draft(
        source_id=source["id"],
        entry=entry,
        registry=registry,
        files=files,
        told=told,
        written=not wishes.dry_run,
    )


def _load(folder: Path) -> Watch:
    try:
        return load_watch(folder)
    except RegistryError as error:
        raise DraftError(str(error), USAGE) from error


def _check_wishes(watch: Watch, wishes: Wishes) -> None:
    places = [entry.id for entry in watch.jurisdictions]
    if wishes.jurisdiction is None and wishes.timezone is None:
        told = f"say where it is: --jurisdiction with one of {', '.join(places) or 'those you add first'}"
        raise DraftError(f"{told} (jurisdictions.yaml); its time zone is the source's", USAGE)
    if wishes.jurisdiction is not None and wishes.jurisdiction not in places:
        told = f"known: {', '.join(places) or 'none'}"
        raise DraftError(
            f"no jurisdiction {wishes.jurisdiction!r}; {told}; add it to jurisdictions.yaml first", USAGE
        )
    if wishes.organization is not None and watch.organization(wishes.organization) is None:
        raise DraftError(
            f"no organization {wishes.organization!r}; add it to organizations.yaml first", USAGE
        )
    if wishes.id is not None and watch.source(wishes.id) is not None:
        raise DraftError(f"there is a source {wishes.id} already; choose another --id", USAGE)
    if wishes.platform is not None and wishes.platform not in REGISTERED:
        known = ", ".join(sorted(REGISTERED))
        raise DraftError(f"no platform {wishes.platform!r}; known: {known}", USAGE)


def _refuse_known(watch: Watch, url: str) -> None:
    wanted, board = canonical(url), board_at(url)
    for source in watch.sources:
        urls = [canonical(way.url) for way in source.ways()]
        same_board = (
            board is not None
            and source.platform == board.platform
            and PLATFORMS[board.platform].tenant(source.url) is not None
            and board.tenant == (source.platform, PLATFORMS[board.platform].tenant(source.url))
        )
        if wanted in urls or same_board:
            raise DraftError(f"{url} is watched already, as {source.id}", USAGE)


def _find_out(url: str, domain: str, watch: Watch, wishes: Wishes) -> Found:
    board = board_at(url, wishes.platform if wishes.platform in NO_OUTLET else None)
    if board is None and wishes.platform in NO_OUTLET:
        board = BoardAddress(wishes.platform or "", url, (domain,))
    if board is not None and wishes.kind != "outlet":
        return draft_board(board, watch, wishes)
    front = next(iter(ask([url], domain, allow_loopback=wishes.allow_loopback).values()))
    board = _board_behind(front, domain)
    if board is not None and wishes.kind is None and wishes.platform is None:
        raise DraftError(
            f"{url} leads to a board on {board.platform} ({board.url}): say --kind board if that is meant, "
            "--kind outlet if it is a newsroom",
            USAGE,
        )
    if wishes.kind == "board":
        return draft_board(board or BoardAddress("documents", url, (domain,)), watch, wishes)
    return draft_outlet(url, front, domain, wishes)


def _board_behind(front: Answer, domain: str) -> BoardAddress | None:
    """Return the board that a page is, or links to; its files and its calendar's count as such."""
    if front.body.lstrip().startswith(b"BEGIN:VCALENDAR"):
        return BoardAddress("ical", front.final, (domain,))
    root = html_of(front)
    return next(iter(boards_linked(root, front.final)), None) if root is not None else None


def _complete(found: Found, watch: Watch, wishes: Wishes) -> dict[str, Any]:
    name = wishes.name or found.name
    if not name:
        raise DraftError("the site does not say what it is called; give --name", USAGE)
    source_id = wishes.id or id_of(name)
    if not source_id:
        raise DraftError(f"{name!r} gives no id; give --id", USAGE)
    if watch.source(source_id) is not None:
        raise DraftError(f"there is a source {source_id} already; give another --id or --name", USAGE)
    return {
        "id": source_id,
        "name": name,
        "kind": found.source["kind"],
        "platform": found.source["platform"],
        "url": found.source["url"],
        "domains": found.source["domains"],
        "jurisdiction": wishes.jurisdiction,
        "timezone": wishes.timezone,
        "organization": wishes.organization,
        "expect": found.source["expect"],
    }


def _files(
    folder: Path, registry: Path, entry: str, pages: list[SavedPage], source_id: str
) -> dict[Path, bytes]:
    root = pages_root(folder)
    files: dict[Path, bytes] = {registry: appended(registry, entry)}
    for page in pages:
        files |= saved_page(root, page.platform, source_id, page.url, page.body)
    return files


def _check_loads(folder: Path, registry: Path, content: bytes) -> None:
    """Raise DraftError when the watch would not load with the new entry: tried on a copy."""
    with tempfile.TemporaryDirectory(prefix="hallwatch-draft-") as place:
        copy = Path(place) / folder.resolve().name
        copy.mkdir()
        for path in folder.glob("*.yaml"):
            shutil.copy(path, copy / path.name)
        (copy / registry.name).write_bytes(content)
        try:
            load_watch(copy)
        except (RegistryError, ValidationError) as error:
            told = str(error).replace(str(copy), str(folder))
            raise DraftError(f"the drafted entry does not load: {told}", USAGE) from error
