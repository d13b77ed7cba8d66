"""The safe side of OCR: finds out whether there is one, starts it, bounds it, keeps what it read."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from crawler.pdf.program import run_program

MAX_PAGES = 60  # of one file: about three minutes on one processor
MAX_SECONDS = 200
MEMORY = 1536 * 1024 * 1024  # tesseract's model and a large page; address space, most of it never touched

Lines = list[list[Any]]  # [text, x0, top, x1, bottom] in points from the top left


@dataclass(frozen=True)
class ScannedPages:
    """What OCR read, by page number, and why pages are missing where some are."""

    lines: dict[int, Lines] = field(default_factory=dict)
    problem: str | None = None


def missing_for_ocr() -> str | None:
    """Return what must be installed before scanned pages can be read; None when it is there."""
    needs = []
    if shutil.which("tesseract") is None:
        needs.append("the program tesseract (Debian: tesseract-ocr, macOS: brew install tesseract)")
    if find_spec("pypdfium2") is None:
        needs.append("pip install 'hallwatch[ocr]'")
    return f"reading scans needs {' and '.join(needs)}" if needs else None


def read_scans(
    body: bytes, pages: Sequence[int], *, seconds: int = MAX_SECONDS, memory: int = MEMORY
) -> ScannedPages:
    """Read the given pages (from 1) of a PDF by OCR, as far as the limits go. Never raises."""
    if missing := missing_for_ocr():
        return ScannedPages(problem=missing)
    tesseract = shutil.which("tesseract") or ""
    wanted = list(pages)[:MAX_PAGES]
    arguments = [str(seconds), str(memory), tesseract, ",".join(map(str, wanted))]
    ending = run_program("read_scans", arguments, body, seconds)
    lines: dict[int, Lines] = {}
    problem = f"it took more than {seconds} s" if ending.late else None
    for told in _told(ending.output):
        if "lines" in told:
            lines[told["page"]] = told["lines"]
        else:
            problem = told["problem"]
    if len(lines) < len(wanted) and problem is None:
        last = ending.errors.decode("utf-8", "replace").strip().splitlines()[-1:]
        problem = f"it failed ({last[0][:120] if last else f'exit code {ending.code}'})"
    if len(pages) > len(wanted) and problem is None:
        problem = f"only the first {MAX_PAGES} scanned pages of a file are read"
    return ScannedPages(lines, problem)


def _told(output: bytes) -> list[dict[str, Any]]:
    """Return the whole lines of an answer that may have been cut off."""
    told = []
    for line in output.splitlines():
        try:
            told.append(json.loads(line))
        except ValueError:
            break
    return told
