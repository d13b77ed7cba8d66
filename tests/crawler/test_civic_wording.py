"""Actions, statuses and rosters in the words that boards use."""

import pytest

from crawler.civic.actions import normal_action, split_trailing_action
from crawler.civic.roster import find_members
from crawler.civic.status import noticed_status, without_status, worded_status


@pytest.mark.parametrize(
    ("raw", "action"),
    [
        ("*Adopted as amended", "adopted as amended"),
        ("ADOPTED", "adopted"),
        (" Accepted ", "accepted"),
        ("No Action", "no action"),
        ("Not adopted", "failed"),
        ("Withdrawn**", "withdrawn"),
        ("Referred Back", None),
        ("", None),
        (None, None),
    ],
)
def test_an_action_word_has_one_normal_form_or_none(raw: str | None, action: str | None) -> None:
    assert normal_action(raw) == action


def test_a_line_is_cut_before_its_action_and_nowhere_else() -> None:
    assert split_trailing_action("Motion to Hold a Closed Session *Adopted as amended") == (
        "Motion to Hold a Closed Session",
        "*Adopted as amended",
    )
    assert split_trailing_action("Report on Children Adopted in Illinois") == (
        "Report on Children Adopted in Illinois",
        None,
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Board meeting - CANCELED", "cancelled"),
        ("Rescheduled to April 2, 2024", "postponed"),
        ("Rescheduled from March 27, 2024", None),
        ("Board meeting", None),
    ],
)
def test_a_status_is_what_the_words_say(text: str, status: str | None) -> None:
    found = worded_status(text)
    assert (found[0] if found else None) == status


def test_a_notice_speaks_of_the_meeting_and_not_of_a_registration() -> None:
    assert noticed_status("The meeting of May 1 has been postponed until further notice.") == (
        "postponed",
        "meeting of May 1 has been postponed",
    )
    assert noticed_status("For this meeting a registration that was cancelled counts.") is None


def test_members_are_the_names_below_the_line_that_announces_them() -> None:
    lines = [
        "Frank M. Clark President, and",
        "Members of the Board of Education",
        "Rev. Michael J. Garanzini, S.J.",
        "Dr. Mahalia A. Hines",
        "Deborah “Debby” Pope",
        "Luisiana Meléndez",
        "Rudy Lozano, Jr.",
        "Olga Bautista, Vice President",
        "Enclosed is a copy of the Agenda",
        "Elizabeth Todd-Breland",
    ]
    assert find_members(lines) == [
        "Frank M. Clark",
        "Rev. Michael J. Garanzini, S.J.",
        "Dr. Mahalia A. Hines",
        "Deborah “Debby” Pope",
        "Luisiana Meléndez",
        "Rudy Lozano, Jr.",
        "Olga Bautista",
    ]
    assert find_members(["Board meeting", "Members of the public may speak", "Some Person"]) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CANCELLED - Special Board Meeting", "Special Board Meeting"),
        ("Board Workshop (CANCELED)", "Board Workshop"),
        ("Postponed to February 13, 2024--Regular Board Meeting", "Regular Board Meeting"),
        ("Rescheduled from May 2: Board Meeting", "Rescheduled from May 2: Board Meeting"),
        ("Hearing on cancelled contracts", "Hearing on cancelled contracts"),
        ("Cancelled", "Cancelled"),
    ],
)
def test_a_name_is_what_it_was_before_the_meeting_was_called_off(title: str, name: str) -> None:
    assert without_status(title) == name
