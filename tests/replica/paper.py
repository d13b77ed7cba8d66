"""Drawing the board's documents as PDFs, the same bytes each time."""

from datetime import datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos

LATIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


def draw(heading: list[str], body: list[str], dated: datetime) -> bytes:
    """Return a PDF of US letter pages: centred heading lines, then paragraphs, page numbers below."""
    pdf = _Document(format="letter")
    pdf.set_creation_date(dated)
    pdf.set_title(_plain(heading[-1]))
    pdf.set_margin(22)
    pdf.set_auto_page_break(True, margin=22)
    pdf.add_page()
    pdf.set_font("Times", "B", 13)
    for line in heading:
        pdf.multi_cell(0, 6.5, _plain(line), align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(4)
    pdf.set_font("Times", size=11)
    for paragraph in body:
        pdf.multi_cell(0, 5.4, _plain(paragraph), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(2.4)
    return bytes(pdf.output())


class _Document(FPDF):
    def footer(self) -> None:
        """Write the page's number."""
        self.set_y(-16)
        self.set_font("Times", size=9)
        self.cell(0, 5, str(self.page_no()), align="C")


def _plain(text: str) -> str:
    return text.translate(LATIN)
