"""Every outlet of the watch has a saved article page that is read whole."""

import json
from pathlib import Path

import pytest
import yaml

from crawler.urls import within
from db.registry import load_watch

TESTS = Path(__file__).resolve().parents[1]
PAGES = TESTS / "platforms" / "article"
OUTLETS = {
    source.id: source
    for source in load_watch(TESTS.parent / "watches" / "cps-sro").sources
    if source.kind == "outlet"
}


@pytest.mark.parametrize("outlet", sorted(OUTLETS))
def test_an_outlet_has_a_saved_page_with_headline_date_and_body(outlet: str) -> None:
    saved = yaml.safe_load((PAGES / "pages.yaml").read_text(encoding="utf-8"))
    assert within(saved[f"{outlet}.html"], OUTLETS[outlet].domains)
    expected = json.loads((PAGES / f"{outlet}.html.expected.json").read_text(encoding="utf-8"))
    article = expected["records"][0]
    assert all(article.get(field) for field in ("headline", "date_published", "body"))
