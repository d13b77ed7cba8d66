"""Reading a public set of attributions: brat's stand-off lines, on a sample made up here."""

import pytest

from tests.measure.quotations import contents, head_of, source_is_right

TEXT = 'Mayor Ann Lee said the bridge is safe. "It holds," she said, "for now."'
LINES = """T1\tSource 0 13\tMayor Ann Lee
T2\tCue 14 18\tsaid
T3\tContent 19 37\tthe bridge is safe
T4\tContent 39 49;61 71\t"It holds," "for now."
T5\tSource 50 53\tshe
T6\tCue 54 58\tsaid
T7\tCue 0 5\tMayor
E1\tAttribution:T2 Source:T1 Content:T3
E2\tAttribution:T6 Source:T5 Content:T4
E3\tAttribution:T7 Source:T1
#1\tAnnotatorNotes E1\tnothing to read
"""


def test_an_attribution_gives_its_content_and_sources() -> None:
    first, _ = contents(LINES, TEXT)

    assert TEXT[first["start"] : first["end"]] == "the bridge is safe"
    assert (first["sources"], first["direct"]) == (["Mayor Ann Lee"], False)


def test_a_split_content_is_one_from_its_first_word_to_its_last() -> None:
    _, second = contents(LINES, TEXT)

    assert TEXT[second["start"] : second["end"]] == '"It holds," she said, "for now."'
    assert second["direct"] is True


def test_an_attribution_without_content_is_left_out() -> None:
    assert len(list(contents(LINES, TEXT))) == 2


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("Ann Lee, who built it", "lee"),
        ("the engineers of the city", "engineers"),
        ("Lee's", "lee"),
        ("", ""),
    ],
)
def test_the_head_of_a_source_is_its_name_without_what_follows(source: str, head: str) -> None:
    assert head_of(source) == head


def test_a_source_is_right_by_its_words_or_its_head() -> None:
    assert source_is_right(["Mayor Ann Lee"], "Lee")
    assert source_is_right(["the city", "the engineers"], "Engineers")
    assert not source_is_right(["Mayor Ann Lee"], "Ann Cruz")
