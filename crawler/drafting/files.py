"""The files of a drafted source: all of them or none."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from crawler.drafting.wishes import USAGE, DraftError
from crawler.parsing import parse_file
from crawler.platform import PageError

GZIP = b"\x1f\x8b"
EMPTY: tuple[Any, ...] = (
    None,
    [],
    False,
)  # as tests/platforms/test_saved_pages.py leaves out what a page does not say
_EXTENSIONS = {"feed": "xml", "sitemap": "xml", "ical": "ics"}


def pages_root(watch_folder: Path) -> Path:
    """Return where saved pages belong: with the tests in a checkout, else beside the watch's own files."""
    tests = watch_folder.resolve().parent.parent / "tests" / "platforms"
    return tests if tests.is_dir() else watch_folder / "pages"


def saved_page(root: Path, platform: str, source_id: str, url: str, body: bytes) -> dict[Path, bytes]:
    """Return the files of one saved page: itself, its line in pages.yaml, its records as a draft.

    The draft says "read": false, so that the test of saved pages fails until a person has read it. Raises
    DraftError where a page of that name is there already.
    """
    folder = root / platform
    name = f"{source_id}.{_extension(platform, body)}"
    for path in (folder / name, folder / f"{name}.expected.json"):
        if path.exists():
            raise DraftError(f"{path} is there already; choose another --id, or remove it", USAGE)
    listing = folder / "pages.yaml"
    known = listing.read_text(encoding="utf-8") if listing.exists() else ""
    line = yaml.safe_dump({name: url}, width=10_000, allow_unicode=True)
    draft = json.dumps({"read": False, **_outcome(platform, body, url)}, ensure_ascii=False, indent=1)
    return {
        folder / name: body,
        listing: (_ended(known) + line).encode(),
        folder / f"{name}.expected.json": f"{draft}\n".encode(),
    }


def appended(registry: Path, entry: str) -> bytes:
    """Return a registry file with the entry after its last, everything before it as it stands."""
    known = registry.read_text(encoding="utf-8") if registry.exists() else ""
    if known.strip() in ("", "[]"):
        return entry.encode()
    return f"{_ended(known).rstrip()}\n\n{entry}".encode()


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file, or leave everything as it was. Raises DraftError when one cannot be written."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    staged: dict[Path, Path] = {}
    replaced: list[Path] = []
    try:
        for path, body in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = path.with_name(f".{path.name}.{os.getpid()}.draft")
            staged[path].write_bytes(body)
        for path, draft in staged.items():
            draft.replace(path)
            replaced.append(path)
    except OSError as error:
        for path in replaced:
            _restore(path, before[path])
        raise DraftError(f"{error.filename}: {error.strerror}; nothing was written") from error
    finally:
        for draft in staged.values():
            draft.unlink(missing_ok=True)


def _restore(path: Path, body: bytes | None) -> None:
    if body is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(body)


def _outcome(platform: str, body: bytes, url: str) -> dict[str, Any]:
    try:
        records = [record.to_json() for record in parse_file(platform, body, url)]
    except PageError as error:
        return {"error": str(error)}
    return {
        "records": [{key: value for key, value in record.items() if value not in EMPTY} for record in records]
    }


def _extension(platform: str, body: bytes) -> str:
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if platform in _EXTENSIONS:
        return _EXTENSIONS[platform] + (".gz" if body.startswith(GZIP) else "")
    if start.startswith((b"{", b"[")):
        return "json"
    return "xml" if start.startswith(b"<?xml") and b"<html" not in start else "html"


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
