"""PDFs are read in a subprocess that cannot cost more than its limits."""

import zlib

import pytest

from crawler.pdf.extract import extract_pdf
from crawler.platform import PageError
from tests.crawler.pdf.drawing import pages_of


def objects(*bodies: bytes) -> bytes:
    """Return a bare PDF of numbered objects, the first of them the catalog."""
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj %s endobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, rows)
    return file + table + b"trailer <</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        len(bodies) + 1, len(file)
    )  # fmt: skip


def page(contents: bytes, media_box: bytes = b"[0 0 612 792]") -> bytes:
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %s/Resources%s>>" % (media_box, contents, font)


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), head, data)


def test_text_comes_with_the_offset_of_each_page() -> None:
    found = extract_pdf(pages_of("The first page of it.", "The second page of it.", "The third page of it."))
    starts = [found.text[at:].split("\n")[0] for at in found.pages]
    assert starts == ["The first page of it.", "The second page of it.", "The third page of it."]


def test_each_line_has_its_place() -> None:
    found = extract_pdf(pages_of("One line here.\nAnother line there.", "A line on page two."))
    lines = [(found.text[start:].split("\n")[0], page) for start, page, *_ in found.layout]
    assert lines == [("One line here.", 1), ("Another line there.", 1), ("A line on page two.", 2)]
    (_, _, x0, top, x1, bottom), (_, _, _, lower, _, _) = found.layout[:2]
    assert (25, 25) < (x0, top) < (40, 50), "ten millimetres from the top left are 28 points"
    assert x1 - x0 == pytest.approx(73, abs=8)
    assert bottom - top == pytest.approx(11, abs=2)
    assert lower - top == pytest.approx(17, abs=1), "six millimetres"


def test_too_little_time_is_told() -> None:
    with pytest.raises(PageError, match="more than 0 s of processor time"):
        extract_pdf(pages_of(*["word " * 600] * 60), seconds=0)


def test_too_little_memory_is_told() -> None:
    with pytest.raises(PageError, match="more than 30 MB of memory"):
        extract_pdf(pages_of(*["word " * 600] * 3), memory=30 * 1024 * 1024)


def test_a_huge_file_is_not_even_opened() -> None:
    with pytest.raises(PageError, match="at most 32 MB"):
        extract_pdf(b"%PDF-1.7" + b" " * (33 * 1024 * 1024))


def test_a_bomb_in_a_page_stays_packed() -> None:
    packed = zlib.compress(zlib.compress(bytes(300 * 1024 * 1024)))
    tree = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page(b"4 0 R"))
    bomb = objects(*tree, stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))
    with pytest.raises(PageError, match="more than 200 MB of memory"):
        extract_pdf(bomb, memory=200 * 1024 * 1024)


def test_a_page_tree_that_holds_itself_is_damaged() -> None:
    loop = objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    with pytest.raises(PageError, match=r"damaged PDF \(it has no page\)"):
        extract_pdf(loop)


def test_ten_thousand_pages_are_told() -> None:
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 10_004))
    tree = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 10000>>" % kids, stream(b""))
    with pytest.raises(PageError, match="more than 3000 pages"):
        extract_pdf(objects(*tree, *[page(b"3 0 R")] * 10_000))


@pytest.mark.parametrize("broken", [page(b"5 0 R", b"[0 0 (x) 9]"), page(b"(x)"), b"(no page)"])
def test_one_broken_page_does_not_cost_the_others(broken: bytes) -> None:
    tree = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>")
    words = stream(b"BT /F1 12 Tf 72 700 Td (These words can be read.) Tj ET")
    found = extract_pdf(objects(*tree, page(b"5 0 R"), broken, words))
    assert found.text.startswith("These words can be read.")


def test_a_form_that_only_adobe_shows_is_told() -> None:
    placeholder = pages_of("Please wait... If this message is not eventually replaced by the proper contents")
    form = placeholder.replace(b"/Type /Catalog", b"/AcroForm <</XFA (x)>> /Type /Catalog")
    with pytest.raises(PageError, match="an XFA form"):
        extract_pdf(form)


def test_scripts_in_a_file_are_never_run() -> None:
    told = pages_of("A harmless page of words.")
    scripted = told.replace(
        b"/Type /Catalog", b"/OpenAction <</S /JavaScript /JS (app.alert(1))>> /Type /Catalog"
    )
    assert extract_pdf(scripted).text == "A harmless page of words."
