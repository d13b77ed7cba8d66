"""A board's file: a PDF, its text taken in a limited subprocess."""

import re
from collections.abc import Sequence

from crawler.civic.files import file_name
from crawler.pdf.extract import PdfText, extract_pdf
from crawler.platform import Follow, Page, Platform, Window
from crawler.platforms.document_contents import contents_of
from db.records import Document, Record, Remark
from db.registry import Source


class DocumentFile(Platform):
    """A PDF: its text, an agenda's items, the votes in minutes.

    One that cannot be read (scanned, encrypted, damaged, hostile) is a PageError that says which.
    """

    name = "document"
    version = "5"

    def start(self, source: Source, window: Window) -> Sequence[Follow]:
        """Begin with the source's own address: a single file can be a source."""
        del window
        return [Follow(url=source.url, platform=self.name, kind="document")]

    def parse(self, page: Page) -> list[Record]:
        """Return one Document with its text and its places, then the items or votes in it, then remarks."""
        found = extract_pdf(page.body)
        name = file_name(page.url)
        document = Document(
            url=page.url,
            title=_title(found.title, name),
            text=found.text,
            pages=found.pages,
            layout=found.layout,
            ocr_pages=found.ocr_pages,
            scanned_pages=found.scanned_pages,
        )
        return [document, *contents_of(document, name, page.kind), *_remarks(found, page.url)]

    def read_text(self, page: Page, records: Sequence[Record]) -> str | None:
        """Return the PDF's text."""
        del page
        return next((record.text for record in records if isinstance(record, Document)), None)


def _remarks(found: PdfText, url: str) -> list[Remark]:
    remarks = []
    if found.scanned_pages:
        told = f"{_listed(found.scanned_pages)} without text; {found.scan_problem}"
        remarks.append(Remark(kind="scanned pages", message=told, url=url))
    if found.failed_pages:
        told = f"{_listed(list(found.failed_pages))} damaged ({next(iter(found.failed_pages.values()))})"
        remarks.append(Remark(kind="damaged pages", message=told, url=url))
    return remarks


def _listed(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:20])) + (" ..." if len(pages) > 20 else "")
    return f"page{'s' if len(pages) > 1 else ''} {shown}"


def _title(stated: str | None, name: str) -> str | None:
    """Return the file's own title unless a word processor made it ("Microsoft Word - x"), else its name."""
    if stated and not re.search(r"\.\w{3,4}$|^microsoft|^untitled", stated, re.IGNORECASE):
        return stated
    return re.sub(r"\.pdf$", "", name, flags=re.IGNORECASE) or None
