"""The safe side of PDF reading: starts the reader, bounds it, and says plainly what went wrong."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from crawler.platform import PageError

EXPECTED = "a PDF with text"
MAX_BYTES = 32 * 1024 * 1024  # what the crawl lets in
MAX_SECONDS = 60
MEMORY = 1024 * 1024 * 1024
# The largest answer read back; a 300-page agenda packet is about 1 MB of text.
MAX_TEXT = 20 * 1024 * 1024
READER = Path(__file__).with_name("read_text.py")


@dataclass(frozen=True)
class PdfText:
    """A PDF's text, the character offset at which each page starts, and the title in its own data."""

    text: str
    pages: list[int]
    title: str | None = None


def extract_pdf(body: bytes, *, seconds: int = MAX_SECONDS, memory: int = MEMORY) -> PdfText:
    """Return a PDF's text. Raises PageError naming the kind of problem.

    Not a PDF, huge, encrypted, damaged, scanned (no text in it), or more work than the limits on time
    (`seconds` of processor and of clock) and memory (bytes of address space) allow.
    """
    _refuse_what_is_no_pdf(body)
    # -I: nothing in the working directory or the environment can change what the reader imports.
    command = [sys.executable, "-I", str(READER), str(seconds), str(memory), str(MAX_TEXT)]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=seconds + 5, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise PageError(f"a PDF that takes more than {seconds} s to read; expected {EXPECTED}") from error
    return _answer(done, seconds, memory)


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


def _answer(done: subprocess.CompletedProcess[bytes], seconds: int, memory: int) -> PdfText:
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = {"problem": _death(done, seconds, memory)}
    if problem := told.get("problem"):
        raise PageError(f"{problem}; expected {EXPECTED}")
    return PdfText(told["text"], told["pages"], told.get("title"))


def _death(done: subprocess.CompletedProcess[bytes], seconds: int, memory: int) -> str:
    if done.returncode in (-24, -9):  # SIGXCPU, then SIGKILL from the hard limit
        return f"a PDF that takes more than {seconds} s of processor time to read"
    last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [
        f"exit code {done.returncode}"
    ]
    if "MemoryError" in last[0]:
        return f"a PDF that takes more than {memory // 1048576} MB of memory to read"
    return f"a PDF that its reader fails on ({last[0][:160]})"
