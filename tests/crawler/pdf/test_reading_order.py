"""Tables are read row by row, columns of running text one after the other."""

from crawler.pdf.extract import extract_pdf
from crawler.pdf.lines import Piece, line_of, rows_of
from tests.crawler.pdf.drawing import table, two_columns

LEFT = (
    "Buses will stop at each school from seven in the morning until every pupil has been brought home. " * 4
)
RIGHT = (
    "Lunch is served in two sittings, and nobody is turned away who has forgotten to bring any money. " * 4
)


def test_a_roll_call_table_keeps_name_and_choice_together() -> None:
    rows = [("Member", "Aye", "Nay", "Absent"), ("Abena Osei", "X", "", ""), ("Bo Lindqvist", "", "X", ""),
            ("Carmen Ruiz", "X", "", ""), ("Dmitri Volkov", "", "", "X")]  # fmt: skip
    text = extract_pdf(table(rows, (60, 25, 25, 25))).text
    head, *lines = text.split("\n")
    assert [line.split("  ")[0] for line in (line.strip() for line in lines)] == [row[0] for row in rows[1:]]
    for line, row in zip(lines, rows[1:], strict=True):
        place = line.rindex("X")  # under the middle of its own column's head
        heads = {word: head.index(word) + len(word) / 2 for word in ("Aye", "Nay", "Absent")}
        assert min(heads, key=lambda word: abs(heads[word] - place)) == rows[0][row.index("X")]


def test_number_title_and_action_stand_on_one_line() -> None:
    rows = [
        (f"{number}.", f"Approve the agreement with vendor {number}", "Adopted") for number in range(1, 15)
    ]
    lines = extract_pdf(table(rows, (15, 110, 40))).text.split("\n")
    assert lines[0] == "1.  Approve the agreement with vendor 1  Adopted"
    assert lines[13] == "14.  Approve the agreement with vendor 14  Adopted"


def test_a_page_in_two_columns_is_read_column_by_column() -> None:
    text = extract_pdf(two_columns(LEFT, RIGHT)).text.replace("\n", " ")
    assert text.startswith("A NOTICE TO ALL FAMILIES")
    assert LEFT.strip() in text
    assert text.endswith(RIGHT.strip())


def test_names_beside_an_agenda_are_read_apart_from_it() -> None:
    names = (
        "Abena Osei\nPresident\nBo Lindqvist\nVice President\nCarmen Ruiz\nSecretary\nDmitri Volkov\nMember"
    )
    found = extract_pdf(_letterhead(names, LEFT)).text
    assert names in found
    assert LEFT.strip() in found.replace("\n", " ")


def test_spaced_letters_are_a_word() -> None:
    assert line_of([Piece("M I N U T E S", 0, 0, 90, 10)]).text == "MINUTES"


def test_words_drawn_one_by_one_are_joined() -> None:
    pieces = [
        Piece(word, x, 0, x + 20, 10) for word, x in (("is", 46), ("This", 23), ("apart", 110), ("-", 0))
    ]
    (row,) = rows_of(pieces)
    assert line_of(row).text == "- This is  apart"


def _letterhead(names: str, text: str) -> bytes:
    from fpdf import FPDF  # noqa: PLC0415

    pdf = FPDF(format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=8)
    pdf.set_xy(12, 41)
    pdf.multi_cell(32, 3.7, names, align="L")
    pdf.set_font("Helvetica", size=11)
    pdf.set_xy(60, 40)
    pdf.multi_cell(140, 5.6, text, align="L")
    return bytes(pdf.output())
