"""Documents drawn for the tests, in the shapes that boards' programs give."""

from collections.abc import Sequence
from io import BytesIO

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont


def pages_of(*pages: str) -> bytes:
    """Return a PDF with a page for each text, its lines set one below the other."""
    pdf = FPDF(format="letter")
    for text in pages:
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 6, text)
    return bytes(pdf.output())


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    """Return a PDF with one table, drawn cell by cell down each column, as spreadsheets print them."""
    pdf = FPDF(format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    x = 20.0
    for column, width in enumerate(widths):
        for index, row in enumerate(rows):
            pdf.set_xy(x, 30 + 7 * index)
            pdf.cell(width, 7, row[column])
        x += width
    return bytes(pdf.output())


def two_columns(left: str, right: str) -> bytes:
    """Return a page set in two columns of running text below a heading."""
    pdf = FPDF(format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 14)
    pdf.cell(0, 10, "A NOTICE TO ALL FAMILIES IN THE DISTRICT ABOUT THE COMING YEAR")
    pdf.set_font("Helvetica", size=10)
    for x, text in ((15, left), (112, right)):
        pdf.set_xy(x, 30)
        pdf.multi_cell(88, 5, text, align="L")
    return bytes(pdf.output())


def scan(*pages: Sequence[str] | None) -> bytes:
    """Return a PDF whose pages are pictures of lines; None stands for a page with text of its own."""
    pdf = FPDF(format="letter")
    for lines in pages:
        pdf.add_page()
        if lines is None:
            pdf.set_font("Helvetica", size=11)
            pdf.multi_cell(0, 6, "This page was written with a word processor and has its text.")
            continue
        picture = Image.new("L", (1700, 2200), 255)
        pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=40)
        for index, line in enumerate(lines):
            for cell, at in zip(line.split("|"), (150, 900), strict=False):
                pen.text((at, 150 + 80 * index), cell, fill=0, font=font)
        kept = BytesIO()
        picture.save(kept, "PNG")
        pdf.image(kept, x=0, y=0, w=pdf.w, h=pdf.h)
    return bytes(pdf.output())
