"""What can name a speaker."""

import pytest

from nlp.components.speaker_names import names_somebody


@pytest.mark.parametrize(
    "words",
    [
        "55",
        "Seventeen",
        "two",
        "Monday",
        "Wednesday",
        "resolution",
        "first report",
        "office",
        "whose council",
        "One of the two",
        "39 high schools",
        "schools",
        "AT SCHOOLS",
        "Approval of Record of Proceedings",
    ],
)
def test_things_and_figures_do_not_speak(words: str):
    assert not names_somebody(words)


@pytest.mark.parametrize(
    "words",
    [
        "students",
        "principal",
        "two parents",
        "55 teachers",
        "Chicago Public Schools",
        "Ana Ruiz",
        "her group",
        "school board",
        "One of the parents",
        "reporters",
    ],
)
def test_people_bodies_groups_and_roles_do(words: str):
    assert names_somebody(words)
