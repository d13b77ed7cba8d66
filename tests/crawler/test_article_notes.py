"""Notes that outlets put into their texts, in the forms they use; what only sounds like one is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.articles.notes import find_notes

STORY = "The board met on Thursday and heard from parents.\nA vote is expected next month."

WORDED = [
    ("Correction: The vote was 4-3, not 5-2.", "correction"),
    ("CORRECTION (Feb. 23, 2024): The contract is worth $10.3 million.", "correction"),
    ("Correction, Feb. 23, 2024: This article originally misidentified the school.", "correction"),
    ("Correction appended — The name of the principal is Ana Example.", "correction"),
    ("Corrections & Clarifications: A previous version of this story had the wrong date.", "correction"),
    ("*Correction: the school has 900 students.", "correction"),
    ("This story has been corrected to show that the vote was on Thursday.", "correction"),
    ("This story has been corrected. An earlier version said the contract had ended.", "correction"),
    ("An earlier version of this story misstated the number of officers.", "correction"),
    ("A previous version of this article incorrectly said that the board had voted.", "correction"),
    ("In an earlier version of this story, the name of the school was misspelled.", "correction"),
    ("This article was amended on 23 February 2024. It said the vote was unanimous.", "correction"),
    ("This story was first published on Feb. 22, 2024. It was updated on Feb. 23, 2024, to correct a name.",
     "correction"),
    ("For the record: 5:12 p.m. Aug. 3, 2020: An earlier version of this article said 20.", "correction"),
    ("(Corrects paragraph 5 to show that the vote was on Thursday)", "correction"),
    ("___ This version corrects the spelling of the principal's name.", "correction"),
    ("Clarification: The program runs in 17 schools that kept their officers.", "clarification"),
    ("CLARIFICATION, June 25: The mayor spoke of high schools only.", "clarification"),
    ("This story has been updated to clarify which schools are meant.", "clarification"),
    ("Editor's note: A previous version of this story misstated the date.", "editor's note"),
    ("Editors’ Note: After publication we learned that the quotation was from 2019.", "editor's note"),
    ("[Editor’s Note: This story was produced with the student press.]", "editor's note"),
    ("This story has been updated with a comment from the union.", "update"),
    ("(This article was updated at 5 p.m. with the tally.)", "update"),
    ("This post was updated throughout.", "update"),
    ("Update, 5 p.m.: The board has voted.", "update"),
    ("UPDATE (June 25, 2020, 5:15 p.m. CT): The motion failed.", "update"),
    ("[Update: The mayor's office answered after publication.]", "update"),
    ("Updated with comment from the district.", "update"),
]  # fmt: skip

NOT_NOTES = [
    "The correction officer said he would go back to the jail on Monday.",
    "Correction officers and their union: a short history of both.",
    "The board corrected the minutes of its June meeting.",
    "The superintendent gave an update on the budget: it is short by $400 million.",
    "Update on the budget: the board hears it on Thursday.",
    "An earlier version of this resolution misstated the cost, the clerk said.",
    "An earlier version of this story first appeared in the Example Courier.",
    "“Correction: I voted no,” the alderman said.",
    "For the record, the member voted no.",
    "Clarification came from the mayor an hour later.",
    "This story is developing and will be updated.",
    "This interview has been edited for length and clarity.",
    "Updated: Feb. 23, 2024, 5:15 p.m. CST",
    "UPDATED 5:15 PM CDT Jun 25, 2020",
    "The report was updated in 2019 to include school police.",
    "The Illinois Department of Corrections: what it costs.",
    "Corrections",
]


@pytest.mark.parametrize(("note", "kind"), WORDED)
@pytest.mark.parametrize("place", ["top", "end"])
def test_a_note_is_found_where_outlets_put_it(note: str, kind: str, place: str) -> None:
    body = f"{note}\n{STORY}" if place == "top" else f"{STORY}\n{note}"

    found = find_notes(body)

    assert [entry.kind for entry in found] == [kind]
    assert body[found[0].start : found[0].end] == found[0].text
    assert found[0].text == note.strip("()[]*_ ")


@pytest.mark.parametrize("line", NOT_NOTES)
def test_what_the_story_tells_is_no_note(line: str) -> None:
    assert find_notes(f"{STORY}\n{line}\n{STORY}") == []


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        ("Parents left early. (This story has been updated.)", "This story has been updated.", "update"),
        ("They won’t come back.” Editor’s note: It is closed.", "Editor’s note: It is closed.",
         "editor's note"),
        ("(Reporting by Ana Example)Editor's note: It is so.", "Editor's note: It is so.", "editor's note"),
        ("The vote was 4-3 [Correction: 5-2] on Thursday.", "Correction: 5-2", "correction"),
    ],
)  # fmt: skip
def test_a_note_within_a_paragraph_begins_at_its_own_words(line: str, text: str, kind: str) -> None:
    (found,) = find_notes(f"{STORY}\n{line}")

    assert (found.text, found.kind) == (text, kind)


def test_a_label_on_a_line_of_its_own_takes_what_it_labels() -> None:
    body = f"{STORY}\nCorrection\nFeb. 24, 2024\nAn earlier version of this story misnamed the school."
    stamped = (
        f"{STORY}\nCorrection Feb. 24, 2024\nA previous version of this story misnamed the school.\nMore."
    )
    printed = f"{STORY}\nCORRECTION:\nAn article on Friday misstated the year. It was 2015."

    assert find_notes(body)[0].text == body.removeprefix(f"{STORY}\n")
    assert [note.text for note in find_notes(stamped)] == [stamped.split("\n", 2)[2].removesuffix("\nMore.")]
    assert find_notes(printed)[0].text.endswith("It was 2015.")


def test_a_note_goes_on_in_the_next_paragraph() -> None:
    body = f"{STORY}\nThis story has been corrected.\nAn earlier version gave another date.\nThe end."

    (note,) = find_notes(body)

    assert note.text == "This story has been corrected.\nAn earlier version gave another date."


def test_a_live_blog_keeps_each_update() -> None:
    body = "\n".join(f"Update, {hour} p.m.: The board still sits." for hour in range(1, 6))

    assert [note.kind for note in find_notes(body)] == ["update"] * 5


@given(st.text(max_size=300), st.sampled_from(["Correction: ", "Update (", "(Corrects ", "This story was "]))
def test_any_text_is_read_and_the_places_are_the_bodys(text: str, opening: str) -> None:
    body = opening + text
    for note in find_notes(body):
        assert note.start is not None
        assert body[note.start : note.end] == note.text
