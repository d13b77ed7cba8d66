"""Which kind of motion a vote was on."""

import pytest

from db.store.motions import motion_kind, nearly_same


@pytest.mark.parametrize(
    ("motion", "kind"),
    [
        ("Motion to amend", "amend"),
        ("Moved to amend the main motion by adding a date", "amend"),
        ("Member Dale's amendment", "amend"),
        ("A substitute motion to study the matter", "amend"),
        ("Amend Board Report 22-0824-PR1 Student Code", "main"),
        ("Approve Amendment No. 2 to the agreement with the police department", "main"),
        ("Amendment to the Agreement with Acme", "main"),
        ("Motion to amend the agreement with the police department", "main"),
        ("Motion to adopt the resolution as amended", "main"),
        ("Motion to continue the school resource officer program", "main"),
        ("Motion to continue the item to May", "table"),
        ("To lay the resolution on the table", "table"),
        ("Motion to postpone to the next meeting", "table"),
        ("Call the question", "close debate"),
        ("Motion to reconsider item 4", "reconsider"),
        ("Motion to refer it to the policy committee", "refer"),
        ("Motion to deny the appeal", "reject"),
        ("end the contract", "main"),
        ("", None),
        (None, None),
    ],
)
def test_the_kind_is_told_by_the_motions_words(motion: str | None, kind: str | None) -> None:
    assert motion_kind(motion) == kind


def test_titles_are_nearly_the_same_by_the_words_that_tell_them_apart() -> None:
    assert nearly_same("Approve the Agreement with Acme Buses", "Agreement with Acme Buses") == 1
    assert nearly_same("Agreement with Acme Buses", "Agreement with Zenith Lunches") < 0.5
    assert nearly_same("Motion to approve", "Approval") == 0
