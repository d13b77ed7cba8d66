"""The risky side of PDF reading, run as a program: limits itself, reads stdin, prints one JSON object.

Arguments: SECONDS MEMORY_BYTES MAX_TEXT. What it prints: {"pages": [[[text, x0, top, x1, bottom], ...], ...],
"title", "scanned": [page numbers], "failed": {page number: what failed}} or {"problem": words}.
"""

import io
import json
import logging
import resource
import sys
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from crawler.pdf.columns import in_reading_order
from crawler.pdf.lines import line_of
from crawler.pdf.page_pieces import PageContent, TextDevice, content_of

MAX_PAGES = 3000  # the longest real packet seen has 1,100
FEW_LETTERS = 60  # a scanner's stamp, a page number: over an image, that is no text of the page's own
MANY_PATHS = 150  # letters drawn as outlines
# What readers without XFA, and without portfolios, are shown instead of the content.
PLACEHOLDER = ("please wait", "upgrade to the latest version of adobe", "pdf portfolio")


def limit(seconds: int, memory: int) -> None:
    """Bound this process: processor seconds, address space, and no byte written to any file."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(body: bytes, max_text: int) -> dict[str, Any]:
    """Return what the module says."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(body)))
        told = _read_pages(document, max_text)
        told["title"] = _title(document)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        return {"problem": f"an encrypted PDF ({type(error).__name__})"}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer lets IndexError, struct.error and more through
        return {"problem": f"a damaged PDF ({type(error).__name__}: {str(error)[:120]})"}
    return _without_content(document, told) or told


def _read_pages(document: PDFDocument, max_text: int) -> dict[str, Any]:
    manager = PDFResourceManager()
    told: dict[str, Any] = {"pages": [], "scanned": [], "failed": {}}
    characters = 0
    for number, page in enumerate(_pages(document), start=1):
        if number > MAX_PAGES:
            return {"problem": f"a PDF of more than {MAX_PAGES} pages"}
        device = TextDevice(manager, laparams=None)  # a fresh one: a broken page leaves its device unusable
        content, failure = _content(PDFPageInterpreter(manager, device), device, page)
        if failure:
            told["failed"][number] = failure
        elif _is_scanned(content, device.paths):
            told["scanned"].append(number)
        lines = _lines(content)
        told["pages"].append(lines)
        characters += sum(len(line[0]) + 1 for line in lines)
        if characters > max_text:
            return {"problem": f"a PDF with more than {max_text} characters"}
    return told


def _pages(document: PDFDocument) -> Iterator[PDFPage | Exception]:
    """Yield the pages; where the tree of pages breaks off, what broke it stands for the rest."""
    pages = PDFPage.create_pages(document)
    while True:
        try:
            yield next(pages)
        except StopIteration:
            return
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            yield error
            return


def _content(
    interpreter: PDFPageInterpreter, device: TextDevice, page: PDFPage | Exception
) -> tuple[PageContent, str | None]:
    """Return a page's content; one broken page must not cost the others."""
    try:
        if isinstance(page, Exception):
            raise page
        interpreter.process_page(page)
        return content_of(device.get_result()), None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return PageContent(), f"{type(error).__name__}: {str(error)[:80]}"


def _is_scanned(content: PageContent, paths: int) -> bool:
    if content.unmapped > 20 and content.unmapped * 3 > content.letters:
        return True  # the letters are there, which ones they are is not told
    if content.letters == 0:
        return content.image_share > 0.05 or paths > MANY_PATHS
    return content.letters < FEW_LETTERS and content.image_share > 0.6


def _lines(content: PageContent) -> list[list[Any]]:
    lines = [line_of(row) for row in in_reading_order(content.pieces)]
    told: list[list[Any]] = [
        [line.text, round(line.x0), round(line.top), round(line.x1), round(line.bottom)] for line in lines
    ]
    return told + [[stamp, 0, 0, 0, 0] for stamp in content.stamps]


def _without_content(document: PDFDocument, told: dict[str, Any]) -> dict[str, Any] | None:
    """Return the problem with a document whose pages say nothing of its content."""
    pages = told.get("pages", [])
    if told.get("problem"):
        return {"problem": told["problem"]}
    if not pages:
        return {"problem": "a damaged PDF (it has no page)"}
    if len(told["failed"]) == len(pages):
        return {"problem": f"a damaged PDF ({next(iter(told['failed'].values()))})"}
    if len(pages) <= 2:
        text = " ".join(line[0] for page in pages for line in page).lower()
        form = resolve1(document.catalog.get("AcroForm"))
        if any(words in text for words in PLACEHOLDER):
            if isinstance(form, dict) and "XFA" in form:
                return {"problem": "an XFA form (only Adobe's own reader shows its content)"}
            if "Collection" in document.catalog:
                return {"problem": "a PDF portfolio (its content is in files packed inside)"}
    return None


def _title(document: PDFDocument) -> str | None:
    for info in document.info:
        raw = resolve1(info.get("Title")) if isinstance(info, dict) else None
        if isinstance(raw, bytes):
            return " ".join(decode_text(raw).replace("\x00", "").split()) or None
    return None


def main() -> None:
    """Read standard input, print the answer."""
    seconds, memory, max_text = (int(argument) for argument in sys.argv[1:4])
    logging.disable(logging.CRITICAL)
    body = sys.stdin.buffer.read()
    limit(seconds, memory)
    answer = json.dumps(read(body, max_text)).encode("ascii", "replace")
    sys.stdout.buffer.write(answer)
