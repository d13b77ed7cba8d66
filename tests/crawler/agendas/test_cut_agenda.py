"""Agendas in the shapes that boards print them, cut into items. Boards and people are made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.agendas import cut_agenda, read_agenda
from db.records import AgendaItem, Remark

PLAIN = """FOX HOLLOW COMMUNITY SCHOOL DISTRICT
REGULAR MEETING OF THE BOARD OF EDUCATION
AGENDA
Tuesday, March 12, 2024, 6:00 p.m.
410 North Mill Street, Fox Hollow
Join by Zoom:
1. Open the link in your browser.
2. Enter the passcode 551 902.
Telephone: (555) 010-7788
1.  CALL TO ORDER
2.  ROLL CALL
Abena Osei ____ Bo Lindqvist ____
3.  CONSENT AGENDA
These items are approved by one motion.
3.1  Approve the minutes of February 13, 2024
3.2  Approve the agreement with the Fox Hollow Police Department for two school
resource officers in the 2024-25 school year
Recommendation: Approve as presented.
1. Authorize the superintendent to sign.
2. Charge the general fund.
4.  NEW BUSINESS
4.1  Adopt the calendar for 2024-25
5.  ADJOURNMENT"""


def told(items: list[AgendaItem]) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.number, item.section, item.title) for item in items]


def test_items_come_with_number_section_and_title() -> None:
    items = cut_agenda(PLAIN)
    officers = "Approve the agreement with the Fox Hollow Police Department for two school"
    assert told(items) == [
        ("1", None, "CALL TO ORDER"),
        ("2", None, "ROLL CALL"),
        ("3.1", "CONSENT AGENDA", "Approve the minutes of February 13, 2024"),
        ("3.2", "CONSENT AGENDA", f"{officers} resource officers in the 2024-25 school year"),
        ("4.1", "NEW BUSINESS", "Adopt the calendar for 2024-25"),
        ("5", None, "ADJOURNMENT"),
    ]
    assert [item.position for item in items] == [1, 2, 3, 4, 5, 6]
    assert {item.meeting_id for item in items} == {None}


def test_an_items_text_is_all_up_to_the_next_and_its_own_clauses_are_no_items() -> None:
    item = cut_agenda(PLAIN)[3]
    assert (item.text or "").split("\n") == [
        "Recommendation: Approve as presented.",
        "1. Authorize the superintendent to sign.",
        "2. Charge the general fund.",
    ]
    assert PLAIN[item.start : item.end].startswith("3.2  Approve the agreement")
    assert PLAIN[item.start : item.end].endswith("Charge the general fund.")


def test_numbers_of_several_levels_are_cited_whole() -> None:
    text = """AGENDA
I.  ROLL CALL
II.  COMMITTEE REPORTS
A. FINANCE
1. Approval of grants and gifts
2. Approval of the audit contract
B. SAFETY AND OPERATIONS
1. Renewal of the memorandum with the city police
III.  ADJOURNMENT"""
    assert told(cut_agenda(text)) == [
        ("I", None, "ROLL CALL"),
        ("II.A.1", "COMMITTEE REPORTS / FINANCE", "Approval of grants and gifts"),
        ("II.A.2", "COMMITTEE REPORTS / FINANCE", "Approval of the audit contract"),
        (
            "II.B.1",
            "COMMITTEE REPORTS / SAFETY AND OPERATIONS",
            "Renewal of the memorandum with the city police",
        ),
        ("III", None, "ADJOURNMENT"),
    ]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["1. Call to Order", "5.A Approve the lease", "5.B Approve the bus routes"], ["1", "5.A", "5.B"]),
        (["I. Call to Order", "VI. B. 2  Leases", "VI. B. 3  Routes"], ["I", "VI.B.2", "VI.B.3"]),
        (["A-1 Call to Order", "A-2 Roll Call", "A-3 Approve the lease"], ["A-1", "A-2", "A-3"]),
        (["Item 4.01 Call to Order", "Item 4.02 Roll Call", "Item 4.03 Routes"], ["4.01", "4.02", "4.03"]),
        (["A. Call to Order", "D1. Approve the lease", "D2. Approve the routes", "E. Adjournment"],
         ["A", "D1", "D2", "E"]),
        (["1 Call to Order", "2 Roll Call", "3 Public Comment", "4 Adjournment"], ["1", "2", "3", "4"]),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_printed(lines: list[str], numbers: list[str]) -> None:
    assert [item.number for item in cut_agenda("\n".join(["AGENDA", *lines]))] == numbers


def test_report_numbers_are_numbers_and_amendments_are_told() -> None:
    text = """THE BOARD OF EDUCATION OF THE CITY OF CHICAGO
AGENDA
CALL TO ORDER
ROLL CALL
24-0222-RS1  Resolution Regarding Safety Plans
RESCIND BOARD REPORT 22-0727-EX2
24-0222-EX3  Transfer of Funds
24-0222-PR4  Amend Board Report 23-0628-PR4 Authorize the Extension of an Agreement"""
    items = cut_agenda(text)
    assert [item.number for item in items] == ["24-0222-RS1", "24-0222-EX3", "24-0222-PR4"]
    assert [item.amends for item in items] == [["22-0727-EX2"], [], ["23-0628-PR4"]]


def test_a_table_of_contents_is_no_second_set_of_items() -> None:
    contents = (
        "1. Call to Order .......... 2\n2. Approve the bus routes .......... 3\n3. Adjournment .......... 9\n"
    )
    body = "1. Call to Order\n2. Approve the bus routes\nThe routes are those of last year.\n3. Adjournment"
    items = cut_agenda(f"AGENDA\n{contents}{body}")
    assert [item.title for item in items] == ["Call to Order", "Approve the bus routes", "Adjournment"]
    assert items[1].text == "The routes are those of last year."


def test_clauses_of_an_attached_contract_are_no_items() -> None:
    first = "AGENDA\n1. Call to Order\n2. Approve the contract with Ridge Transit\n3. Adjournment\n"
    contract = (
        "CONTRACT\n1. Term. The term is a year.\n2. Services. The vendor drives.\n4. Payment. Monthly.\n"
    )
    text = first + contract * 3
    records = read_agenda(text, [0, len(first)])
    items = [record for record in records if isinstance(record, AgendaItem)]
    assert [item.title for item in items] == [
        "Call to Order", "Approve the contract with Ridge Transit", "Adjournment",
    ]  # fmt: skip
    assert items[-1].text is None


def test_what_follows_pages_without_items_is_told_to_be_attachments() -> None:
    pages = ["AGENDA\n1. Call to Order\n2. Roll Call\n3. Approve the report of the auditor\n"]
    pages += [f"The auditor's report, part {part}, goes on in words only.\n" * 5 for part in "abc"]
    pages += ["4. Findings of the auditor\n5. Answers of the district\n"]
    starts = [sum(map(len, pages[:index])) for index in range(len(pages))]
    records = read_agenda("".join(pages), starts)
    assert [record.number for record in records if isinstance(record, AgendaItem)] == ["1", "2", "3"]
    assert [record.message for record in records if isinstance(record, Remark)] == [
        "what follows the agenda from page 4 is no item"
    ]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        "Fox Hollow Agenda March 12, 2024\nAGENDA\n1. Call to Order\n2. Approve the bus routes\nPage 1\n",
        "Fox Hollow Agenda March 12, 2024\nas they were last year.\n3. Adjournment\nPage 2\n",
    ]
    items = cut_agenda("".join(pages), [0, len(pages[0])])
    assert [item.number for item in items] == ["1", "2", "3"]
    assert items[1].title == "Approve the bus routes as they were last year."
    assert items[2].text is None


def test_a_cell_that_tells_the_action_is_the_action() -> None:
    text = "AGENDA\n1.  Call to Order\n2.  Renew the agreement with the police  Deferred\n3.  Adjournment"
    item = cut_agenda(text)[1]
    assert (item.title, item.action, item.action_raw) == (
        "Renew the agreement with the police", "deferred", "Deferred",
    )  # fmt: skip


def test_a_title_goes_on_where_its_line_was_full() -> None:
    lines = ["AGENDA", "1. Call to Order", "2. Approve an agreement with the county for",
             "officers at the high school", "The agreement ends in June.", "3. Adjournment"]  # fmt: skip
    text, layout, at = "\n".join(lines), [], 0
    for line, right in zip(lines, (300, 200, 540, 260, 250, 180), strict=True):
        layout.append([at, 1, 90 if line[0].isdigit() else 108, 100, right, 112])
        at += len(line) + 1
    item = cut_agenda(text, [0], layout)[1]
    assert item.title == "Approve an agreement with the county for officers at the high school"
    assert item.text == "The agreement ends in June."


def test_headings_are_the_items_of_an_agenda_without_numbers() -> None:
    text = (
        "BOARD AGENDA\nCALL TO ORDER\nPUBLIC COMMENT\nNEW BUSINESS\nRenew the police agreement\nADJOURNMENT"
    )
    items = cut_agenda(text)
    assert told(items) == [(None, None, title) for title in
                           ("CALL TO ORDER", "PUBLIC COMMENT", "NEW BUSINESS", "ADJOURNMENT")]  # fmt: skip
    assert items[2].text == "Renew the police agreement"


def test_two_meetings_on_one_paper_are_both_read() -> None:
    text = """AGENDA
1.  Call to Order
2.  Study of the budget
3.  Adjourn Study Session
REGULAR MEETING (Immediately following)
1.  Call to Order
2.  Officers in schools
3.  Adjournment"""
    assert [item.title for item in cut_agenda(text)] == [
        "Call to Order", "Study of the budget", "Adjourn Study Session",
        "Call to Order", "Officers in schools", "Adjournment",
    ]  # fmt: skip


def test_what_opens_and_adjourns_is_an_agenda_without_saying_so() -> None:
    assert (
        len(cut_agenda("Fox Hollow Schools\n1. Call to Order\n2. Officers in schools\n3. Adjournment")) == 3
    )


def test_what_the_link_calls_an_agenda_need_not_say_so() -> None:
    text = "Fox Hollow Schools\n1. Roll Call\n2. Officers in schools\n3. Bus routes"
    assert read_agenda(text) == []
    assert len(read_agenda(text, told=True)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AGREEMENT\n1. Term. A year.\n2. Services. Driving.\n3. Payment. Monthly.\n4. Notices. By mail.",
        "MINUTES OF THE MEETING\n1. Call to Order\n2. Roll Call\n3. Approval of Minutes\n4. Adjournment",
        "MEMORANDUM\nAGENDA of work\n1. Call to order desks\n2. Roll call of bidders\n3. Adjournment of bids",
        "Dear families,\nlunch is at noon.\n1. Bring a cup.\n2. Bring a spoon.\n3. Bring a friend.",
        "410 N. Mill Street\n7:30 p.m.\n3/12/2024\n(555) 010-7788",
    ],
)
def test_what_is_no_agenda_has_no_items(text: str) -> None:
    assert read_agenda(text) == []


_PIECES = ["1. ", "2. ", "A. ", "(a) ", "IV. ", "4.2 ", "Call to Order", "AGENDA", "ADJOURNMENT", "  ", "\n",
           "....... 4", "24-0222-RS1 ", "CONSENT AGENDA", "Approve the routes", "Page 1 of 9", "\u00a0",
           "５. "]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=40),
    st.lists(st.integers(0, 300)),
)
def test_any_text_gives_items_in_order_within_it(pieces: list[str], pages: list[int]) -> None:
    text = "".join(pieces)
    items = cut_agenda(text, sorted({0, *pages}))
    spans = [(item.start, item.end) for item in items]
    assert spans == sorted(spans)
    assert all(0 <= (start or 0) < (end or 0) <= len(text) for start, end in spans)


def test_work_grows_with_length_only() -> None:
    pages = [f"{number}. Clause {number}. The vendor drives.\n" * 40 for number in range(1, 301)]
    starts = [sum(map(len, pages[:index])) for index in range(len(pages))]
    assert isinstance(cut_agenda("AGENDA\n" + "".join(pages), starts), list)
