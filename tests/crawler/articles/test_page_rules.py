"""An outlet's quirks: which rule fits a page, what it changes, and that a changed rule is another version."""

from typing import Any

import pytest
from pydantic import ValidationError

from crawler.platform import Page
from crawler.platforms.article import ArticlePage
from db.records import Article
from db.registry import Source
from db.registry.models import PageRules

URL = "https://ledger.example/education/2019/03/04/plan"
TEXT = "The board heard for two hours what the people of the district think of officers in its schools. "
MORE = "It will vote in March, after each school has named a person whom a child can go to."
PAGE = f"""<html><head><title>Plan</title></head><body><h1>Plan for schools</h1>
<div class="real">The real headline</div><div class="story"><p>{TEXT}</p>
<div class="poll"><p>Do you agree? Vote in our poll of the day.</p></div><p>{MORE}</p></div>
<div class="wrong"><p>{TEXT.replace("board", "council") * 6}</p></div><span class="who">Odile Varnhagen</span>
<i class="when">March 4, 2019</i><div class="locked">Members only</div></body></html>"""


def read(*rules: dict[str, Any], url: str = URL) -> Article:
    page = Page(url=url, body=PAGE.encode(), options={"pages": list(rules)} if rules else {})
    found = ArticlePage().parse(page)[0]
    assert isinstance(found, Article)
    return found


def source(**pages: Any) -> Source:
    return Source(
        id="ledger", name="Ledger", kind="outlet", platform="feed", url="https://ledger.example/feed",
        domains=["ledger.example"], pages=[PageRules(**pages)] if pages else [],
    )  # fmt: skip


def test_a_rule_names_the_body_and_what_is_dropped_from_it() -> None:
    found = read({"body": [".gone", ".story"], "drop": [".poll"]})
    assert found.body == f"{TEXT.strip()}\n{MORE}"


def test_a_rule_names_headline_author_and_day() -> None:
    found = read({"headline": ".real", "authors": ".who", "published": ".when"})
    assert (found.headline, found.authors, found.date_published) == (
        "The real headline",
        ["Odile Varnhagen"],
        "2019-03-04",
    )
    assert {found.headline_source, found.authors_source, found.date_source} == {"rule"}


def test_a_rules_mark_tells_a_wall() -> None:
    assert read({"paywall": [".locked"]}).paywalled is True
    assert read({"paywall": [".unlocked"]}).paywalled is None


def test_the_first_rule_that_fits_by_address_and_day_counts() -> None:
    old, new = {"until": "2019-12-31", "headline": ".real"}, {"headline": "h1"}
    assert read(old, new).headline == "The real headline"
    assert read({**old, "until": "2018-12-31"}, new).headline == "Plan for schools"
    assert read({"paths": ["/sports/"], "headline": ".real"}, new).headline == "Plan for schools"


def test_any_platforms_outlet_gives_its_rules_and_another_rule_is_another_version() -> None:
    reader = ArticlePage()
    plain, ruled, changed = (
        reader.version_for(reader.options_for_reading(one))
        for one in (source(), source(drop=[".poll"]), source(drop=[".poll", ".ad"]))
    )
    assert plain == reader.version
    assert len({plain, ruled, changed}) == 3


def test_a_selector_that_cannot_be_used_is_refused_with_what_is_wrong() -> None:
    with pytest.raises(ValidationError, match=r"'div\[' is no CSS selector"):
        PageRules(drop=["div["])
