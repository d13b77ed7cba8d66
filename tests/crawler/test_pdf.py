"""PDFs are read in a subprocess that cannot cost more than its limits."""

import pytest
from fpdf import FPDF

from crawler.pdf import extract_pdf
from crawler.platform import PageError


def drawn(*pages: str) -> bytes:
    pdf = FPDF()
    for text in pages:
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 6, text)
    return bytes(pdf.output())


def test_text_comes_with_the_offset_of_each_page() -> None:
    found = extract_pdf(drawn("The first page of it.", "The second page of it.", "The third page of it."))
    starts = [found.text[at:].split("\n")[0] for at in found.pages]
    assert starts == ["The first page of it.", "The second page of it.", "The third page of it."]


def test_too_little_time_is_told() -> None:
    with pytest.raises(PageError, match="more than 0 s of processor time"):
        extract_pdf(drawn(*["word " * 600] * 60), seconds=0)


def test_too_little_memory_is_told() -> None:
    with pytest.raises(PageError, match="more than 30 MB of memory"):
        extract_pdf(drawn(*["word " * 600] * 3), memory=30 * 1024 * 1024)


def test_a_huge_file_is_not_even_opened() -> None:
    with pytest.raises(PageError, match="at most 32 MB"):
        extract_pdf(b"%PDF-1.7" + b" " * (33 * 1024 * 1024))
