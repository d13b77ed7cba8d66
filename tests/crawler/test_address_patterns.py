import pytest

from crawler.address_patterns import is_chosen, matches_any
from tests.crawler.conftest import make_source as entry
from tests.crawler.conftest import make_watch

STORY = "https://news.example/education/2024/02/22/board-votes/?id=7"


@pytest.mark.parametrize(
    ("patterns", "chosen"),
    [
        (["/education/"], True),
        (["/Education/"], True),
        (["/sports/", "news.example"], True),
        (["/sports/"], False),
        ([r"re:^/education/\d{4}/"], True),
        ([r"re:\?id=\d+$"], True),
        ([r"re:^news\.example"], False),  # a pattern sees path and query only
        ([], False),
    ],
)
def test_a_part_or_a_pattern_chooses_an_address(patterns: list[str], chosen: bool) -> None:
    assert matches_any(STORY, patterns) is chosen


def test_exclude_goes_before_include() -> None:
    (source,) = make_watch(
        entry("one", "http://127.0.0.1/", include=["/news/"], exclude=["/sports/"])
    ).sources
    assert is_chosen(source, "http://127.0.0.1/news/x")
    assert not is_chosen(source, "http://127.0.0.1/news/sports/x")
    assert not is_chosen(source, "http://127.0.0.1/about/x")
