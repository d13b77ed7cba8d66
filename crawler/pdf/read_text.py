"""The risky side of PDF reading, run as a program: limits itself, reads stdin, prints one JSON object.

Usage: read_text.py SECONDS MEMORY_BYTES MAX_TEXT < file.pdf
"""

import io
import json
import logging
import resource
import sys
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import decode_text


def limit(seconds: int, memory: int) -> None:
    """Bound this process: processor seconds, address space, no files written, no processes started."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(body: bytes, max_text: int) -> dict[str, Any]:
    """Return {"text", "pages", "title"} or {"problem"}."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(body)))
        title = _title(document)
        text, pages = "", []
        for page in extract_pages(io.BytesIO(body)):
            pages.append(len(text))
            blocks = [_plain(box.get_text()) for box in page if isinstance(box, LTTextContainer)]
            text += "\n".join(block for block in blocks if block) + "\n"
            if len(text) > max_text:
                return {"problem": f"a PDF with more than {max_text} characters"}
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        return {"problem": f"an encrypted PDF ({type(error).__name__})"}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer lets IndexError, struct.error and more through
        return {"problem": f"a damaged PDF ({type(error).__name__}: {str(error)[:120]})"}
    if not pages:
        return {"problem": "a damaged PDF (it has no page)"}
    if len(text.split()) < 3 * min(len(pages), 3):
        return {"problem": f"a scanned PDF ({len(pages)} pages, no text in it; it needs OCR)"}
    return {"text": text.rstrip("\n"), "pages": pages, "title": title}


def _plain(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.replace("\x00", "").splitlines()]
    return "\n".join(line for line in lines if line)


def _title(document: Any) -> str | None:
    for info in document.info:
        raw = info.get("Title") if isinstance(info, dict) else None
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


if __name__ == "__main__":
    main()
