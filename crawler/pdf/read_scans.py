"""Reading scanned pages by OCR, run as a program: limits itself, reads stdin, prints one JSON line a page.

Arguments: SECONDS MEMORY_BYTES TESSERACT PAGES ("3,4,7"). What it prints for each page as soon as it is read:
{"page": number, "lines": [[text, x0, top, x1, bottom], ...]} or {"page": number, "problem": words}; or, when
nothing can be read, {"problem": words} alone. Places are in points from the page's top left.

tesseract inherits the limits, but for the number of processes: RLIMIT_NPROC counts all of a user's, so that a
busy user could start none, and is not heeded for root at all. Each page's tesseract has the processor seconds
anew; the starter's clock bounds them together. RLIMIT_FSIZE 0 lets it write to its pipe and nowhere else.
"""

import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from typing import Any

from crawler.pdf.columns import in_reading_order
from crawler.pdf.lines import CELL_GAP, Piece, line_of

DPI = 200  # tesseract's authors advise 300; at 200 ten point type is read as well, in half the time
MOST_POINTS = 3000  # a larger page is a plan; drawing it at full size would need gigabytes
PAGE_SECONDS = 60
LEAST_CONFIDENCE = 30  # of 100: below, what is no letter or figure is specks and rules
CROOKED = 0.35  # heights of the type by which a page put in askew may draw a row's two ends apart


def limit(seconds: int, memory: int) -> None:
    """Bound this process and those it starts."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_page(document: Any, number: int, tesseract: str) -> dict[str, Any]:
    """Return what the module says of one page."""
    page = document[number - 1]
    width, height = page.get_size()
    scale = DPI / 72 * min(1.0, MOST_POINTS / max(width, height, 1.0))
    image = page.render(scale=scale, grayscale=True)
    rows = bytes(image.buffer)
    if image.stride != image.width:
        rows = b"".join(
            rows[at : at + image.width] for at in range(0, image.stride * image.height, image.stride)
        )
    picture = b"P5 %d %d 255\n" % (image.width, image.height) + rows
    # One thread: more of them wait for each other, and the crawl has other pages to read.
    environment = {"OMP_THREAD_LIMIT": "1", "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        environment["TESSDATA_PREFIX"] = prefix
    done = subprocess.run(  # noqa: S603 - an absolute path, found by the starter
        [tesseract, "stdin", "stdout", "--dpi", str(round(scale * 72)), "--psm", "1", "tsv"],
        input=picture, capture_output=True, timeout=PAGE_SECONDS, check=False, env=environment,
    )  # fmt: skip
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        return {"page": number, "problem": words[0][:160] if words else f"exit code {done.returncode}"}
    return {"page": number, "lines": lines_of(done.stdout.decode("utf-8", "replace"), scale)}


def lines_of(tsv: str, scale: float) -> list[list[Any]]:
    """Return the page's lines in reading order, made of the words in tesseract's table."""
    words: dict[tuple[str, ...], list[Piece]] = defaultdict(list)
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and _is_word(cells[11], float(cells[10])):
            left, top, width, height = (int(cell) / scale for cell in cells[6:10])
            words[tuple(cells[1:5])].append(Piece(cells[11].strip(), left, top, left + width, top + height))
    pieces = [piece for line in words.values() for piece in _cells(line)]
    lines = [line_of(row) for row in in_reading_order(pieces, same_baseline=CROOKED)]
    return [
        [line.text, round(line.x0), round(line.top), round(line.x1), round(line.bottom)] for line in lines
    ]


def _is_word(text: str, confidence: float) -> bool:
    return confidence >= LEAST_CONFIDENCE or (confidence >= 0 and any(map(str.isalnum, text)))


def _cells(words: list[Piece]) -> list[Piece]:
    """Return a line's words joined into cells, all of the line's height whatever letters they have."""
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    cells: list[Piece] = []
    for word in words:
        text, x0 = word.text, word.x0
        if cells and word.x0 - cells[-1].x1 <= CELL_GAP * 1.2 * (bottom - top):
            before = cells.pop()
            text, x0 = f"{before.text} {word.text}", before.x0
        cells.append(Piece(text, x0, top, word.x1, bottom))
    return cells


def main() -> None:
    """Read standard input, print a line a page."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    body = sys.stdin.buffer.read()
    try:
        import pypdfium2  # noqa: PLC0415 - an optional extra
    except ImportError:
        print(json.dumps({"problem": "pypdfium2 is not installed"}))
        return
    limit(seconds, memory)
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        print(json.dumps({"problem": f"its pages cannot be drawn ({error})"}))
        return
    for number in (int(page) for page in sys.argv[4].split(",")):
        try:
            told = read_page(document, number, sys.argv[3])
        except (pypdfium2.PdfiumError, OSError, subprocess.SubprocessError, MemoryError, ValueError) as error:
            told = {"page": number, "problem": f"{type(error).__name__}: {str(error)[:120]}"}
        print(json.dumps(told), flush=True)
