"""Scanned pages are marked, and read where the programs for it are installed."""

import shutil

import pytest

from crawler.pdf import scans
from crawler.pdf.extract import extract_pdf
from crawler.platform import PageError
from tests.crawler.pdf.drawing import scan

ROLL = [
    "MINUTES OF THE REGULAR MEETING",
    "Motion to renew the agreement",
    "Abena Osei|Aye",
    "Carmen Ruiz|Nay",
]
needs_ocr = pytest.mark.skipif(scans.missing_for_ocr() is not None, reason="OCR is not installed")


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "tesseract" else found(name))


@pytest.mark.usefixtures("without_tesseract")
def test_without_ocr_a_scanned_file_says_what_to_install() -> None:
    with pytest.raises(
        PageError, match=r"scanned PDF \(1 page, no text in it; reading scans needs .*tesseract"
    ):
        extract_pdf(scan(ROLL))


@pytest.mark.usefixtures("without_tesseract")
def test_without_ocr_the_pages_with_text_are_read_and_the_others_marked() -> None:
    found = extract_pdf(scan(None, ROLL, None))
    assert found.scanned_pages == [2]
    assert found.ocr_pages == []
    assert "tesseract" in (found.scan_problem or "")
    assert found.text.count("word processor") == 2
    assert len(found.pages) == 3


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "find_spec", lambda _: None)
    assert "hallwatch[ocr]" in (scans.missing_for_ocr() or "")


@needs_ocr
def test_scanned_pages_are_read_and_marked_as_such() -> None:
    found = extract_pdf(scan(None, ROLL))
    assert found.ocr_pages == [2]
    assert found.scanned_pages == []
    read = found.text[found.pages[1] :]
    assert "MINUTES OF THE REGULAR MEETING" in read
    assert "Abena Osei  Aye" in read, "a row stays one line"
    start, _, x0, top, *_ = next(place for place in found.layout if place[1] == 2)
    assert found.text[start:].startswith("MINUTES")
    assert (x0, top) == (pytest.approx(54, abs=4), pytest.approx(58, abs=6)), (
        "150 and 160 of 200 dots an inch"
    )


@needs_ocr
def test_an_empty_scan_is_told() -> None:
    with pytest.raises(PageError, match="OCR found none either"):
        extract_pdf(scan([]))


@needs_ocr
def test_pages_that_time_does_not_allow_stay_marked() -> None:
    told = scans.read_scans(scan(ROLL, ROLL), [1, 2], seconds=0)
    assert told.lines == {}
    assert "more than 0 s" in (told.problem or "")


@needs_ocr
def test_only_so_many_pages_of_a_file_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MAX_PAGES", 1)
    told = scans.read_scans(scan(ROLL, ROLL), [1, 2])
    assert list(told.lines) == [1]
    assert told.problem == "only the first 1 scanned pages of a file are read"
