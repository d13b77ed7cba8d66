import pytest

from db.report_numbers import amended_reports, leading_report, report_key, reports_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24-0222-RS1 Resolution", ("24-0222-RS1", None, "Resolution")),
        ("* 22-0223-MO1_Withdrawn Motion", ("22-0223-MO1", "Withdrawn", "Motion")),
        ("24–0222–PR12", ("24-0222-PR12", None, "")),
        ("Resolution 24-0222-RS1", None),
        ("24-0222-RS1234567", None),
    ],
)
def test_a_line_that_starts_with_a_report_number(
    text: str, expected: tuple[str, str | None, str] | None
) -> None:
    assert leading_report(text) == expected


def test_one_number_has_one_key_however_it_is_written() -> None:
    assert report_key("22-0223-MO01") == report_key("22-0223-mo1") == "22-0223-MO1"
    assert report_key("Item 4") == "Item 4"


def test_numbers_are_found_once_and_not_inside_longer_ones() -> None:
    assert reports_in("24-0222-RS1, then 24-0222-RS1 and 23-0628-PR4; not 124-0222-RS1x9") == [
        "24-0222-RS1",
        "23-0628-PR4",
    ]


def test_lineage_is_what_a_title_amends_and_not_what_it_mentions() -> None:
    title = (
        "Amend Board Report 22-0824-PR01 Amend Board Report 21-0922-PR5 Authorize Buses"
        + " of many kinds" * 6
    )
    assert amended_reports("23-0726-PR3", title + " under 20-0624-EX1") == ["22-0824-PR1", "21-0922-PR5"]
    assert amended_reports("23-0726-PR3", "Ratify and Amend Board Report 23-0726-PR3") == []
    assert amended_reports(None, "Rescind Board Report 08-0827-PO7 and Adopt a New Policy") == ["08-0827-PO7"]
