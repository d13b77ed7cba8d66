"""PDF text, taken in a subprocess with limits: a hostile file costs one issue row, never the run."""

from crawler.pdf.extract import PdfText, extract_pdf

__all__ = ["PdfText", "extract_pdf"]
