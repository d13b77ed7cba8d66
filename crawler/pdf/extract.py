"""The safe side of PDF reading: starts the readers, bounds them, and says plainly what went wrong."""

import json
from dataclasses import dataclass, field
from typing import Any

from crawler.pdf.program import Ending, run_program
from crawler.pdf.scans import Lines, ScannedPages, read_scans
from crawler.platform import PageError

EXPECTED = "a PDF with text"
MAX_BYTES = 32 * 1024 * 1024  # what the crawl lets in
MAX_SECONDS = 60
MEMORY = 1024 * 1024 * 1024
# The largest answer read back; a 300-page agenda packet is about 1 MB of text.
MAX_TEXT = 20 * 1024 * 1024
FEW_WORDS = 3  # a page: fewer on every page are a scanner's stamps


@dataclass(frozen=True)
class PdfText:
    """A PDF's text and where it stands.

    `pages` has the character of `text` at which each page starts; `layout` has for each line [start, page,
    x0, top, x1, bottom], pages counted from 1, places in points from the page's top left. `title` is the one
    in the file's own data. `ocr_pages` were read by OCR; `scanned_pages` have no text and were not read,
    for the reason in `scan_problem`; `failed_pages` could not be read at all, with why.
    """

    text: str
    pages: list[int]
    title: str | None = None
    layout: list[list[int]] = field(default_factory=list)
    ocr_pages: list[int] = field(default_factory=list)
    scanned_pages: list[int] = field(default_factory=list)
    scan_problem: str | None = None
    failed_pages: dict[int, str] = field(default_factory=dict)


def extract_pdf(body: bytes, *, seconds: int = MAX_SECONDS, memory: int = MEMORY) -> PdfText:
    """Return a PDF's text, scanned pages read by OCR where that is installed.

    Raises PageError naming the kind of problem: not a PDF, huge, encrypted, damaged, an XFA form, scanned
    and not readable by OCR, or more work than the limits on time (`seconds` of processor, twice that by the
    clock, for other programs want a turn too) and memory (bytes of address space) allow. The OCR has limits
    of its own (crawler/pdf/scans.py).
    """
    _refuse_what_is_no_pdf(body)
    arguments = [str(seconds), str(memory), str(MAX_TEXT)]
    told = _answer(run_program("read_text", arguments, body, 2 * seconds + 5), seconds, memory)
    pages: list[Lines] = told["pages"]
    wanted: list[int] = told["scanned"]
    scans = read_scans(body, wanted) if wanted else ScannedPages()
    words = sum(len(line[0].split()) for lines in pages for line in lines)
    if words < FEW_WORDS * min(len(pages), 3) and not any(scans.lines.values()) and (wanted or not words):
        raise PageError(f"{_bare(len(pages), wanted, scans)}; expected {EXPECTED}")
    read = {number: lines for number, lines in scans.lines.items() if lines}
    for number, lines in read.items():
        pages[number - 1] = lines
    unread = [number for number in wanted if number not in scans.lines]
    failed = {int(number): problem for number, problem in told["failed"].items()}
    text, starts, layout = _joined(pages)
    return PdfText(
        text, starts, told.get("title"), layout, sorted(read), unread, scans.problem, failed
    )  # fmt: skip


def _joined(pages: list[Lines]) -> tuple[str, list[int], list[list[int]]]:
    """Return the text, the character each page starts at, and each line's start, page and box."""
    parts: list[str] = []
    starts: list[int] = []
    layout: list[list[int]] = []
    at = 0
    for number, lines in enumerate(pages, start=1):
        starts.append(at)
        for text, *box in lines:
            layout.append([at, number, *box])
            parts.append(text + "\n")
            at += len(text) + 1
    return "".join(parts).rstrip("\n"), starts, layout


def _bare(pages: int, scanned: list[int], scans: ScannedPages) -> str:
    count = f"{pages} page{'s' if pages > 1 else ''}"
    if not scanned:
        return f"a PDF with nothing on it ({count})"
    if scans.problem:
        return f"a scanned PDF ({count}, no text in it; {scans.problem})"
    return f"a scanned PDF ({count}, no text in it; OCR found none either)"


def _refuse_what_is_no_pdf(body: bytes) -> None:
    if not body.strip():
        raise PageError(f"empty answer; expected {EXPECTED}")
    if len(body) > MAX_BYTES:
        raise PageError(
            f"a PDF of {len(body) / 1048576:.0f} MB; expected one of at most {MAX_BYTES // 1048576} MB"
        )
    # ISO 32000 wants the mark in the first 1024 bytes; readers tolerate what stands before it.
    if b"%PDF-" not in body[:1024]:
        html = body[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html"))
        raise PageError(
            f"{'an HTML page' if html else 'no PDF'} (it begins {body[:24]!r}); expected {EXPECTED}"
        )


def _answer(ending: Ending, seconds: int, memory: int) -> dict[str, Any]:
    if ending.late:
        raise PageError(f"a PDF that takes more than {2 * seconds + 5} s to read; expected {EXPECTED}")
    try:
        told: dict[str, Any] = json.loads(ending.output)
    except ValueError:
        told = {"problem": _death(ending, seconds, memory)}
    if problem := told.get("problem"):
        raise PageError(f"{problem}; expected {EXPECTED}")
    return told


def _death(ending: Ending, seconds: int, memory: int) -> str:
    if ending.code in (-24, -9):  # SIGXCPU, then SIGKILL from the hard limit
        return f"a PDF that takes more than {seconds} s of processor time to read"
    said = ending.errors.decode("utf-8", "replace").strip()
    if "MemoryError" in said:  # Python's last words come before it when it cannot even raise the error
        return f"a PDF that takes more than {memory // 1048576} MB of memory to read"
    last = said.splitlines()[-1] if said else f"exit code {ending.code}"
    return f"a PDF that its reader fails on ({last[:160]})"
