"""Every saved page gives its expected records: one test for all platforms.

A folder here is a platform; its pages.yaml names each saved page and its address. A page without an expected
file gets a draft and fails; it goes on failing until somebody has read the draft and set "read" to true.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.parsing import parse_file
from crawler.platform import PageError
from crawler.platforms import PLATFORMS
from db.registry import load_watch

HERE = Path(__file__).parent
# Articles are read with their outlet's rules and clock, as a crawl of the watch reads them.
WATCH = load_watch(HERE.parents[1] / "watches" / "cps-sro")


def saved_pages() -> list[tuple[str, str, str]]:
    found = []
    for listing in sorted(HERE.glob("*/pages.yaml")):
        pages = yaml.safe_load(listing.read_text(encoding="utf-8"))
        found += [(listing.parent.name, name, url) for name, url in pages.items()]
    return found


def outcome(platform: str, body: bytes, url: str) -> dict[str, Any]:
    watch = WATCH if platform == "article" else None
    try:
        records = [record.to_json() for record in parse_file(platform, body, url, watch)]
    except PageError as error:
        return {"error": str(error)}
    return {
        "records": [
            {key: value for key, value in record.items() if value not in (None, [], False)}
            for record in records
        ]
    }


@pytest.mark.parametrize(("platform", "name", "url"), saved_pages(), ids=lambda value: str(value)[:40])
def test_a_saved_page_gives_its_expected_records(platform: str, name: str, url: str) -> None:
    found = outcome(platform, (HERE / platform / name).read_bytes(), url)
    expected_file = HERE / platform / f"{name}.expected.json"
    if not expected_file.exists():
        draft = json.dumps({"read": False, **found}, ensure_ascii=False, indent=1)
        expected_file.write_text(draft + "\n", encoding="utf-8")
        pytest.fail(f"drafted {expected_file.name}: read it against the page, then set read to true")
    expected = json.loads(expected_file.read_text(encoding="utf-8"))
    assert expected.pop("read"), (
        f"{expected_file.name} is a draft: read it against the page, then set read to true"
    )
    assert found == expected


def test_every_platform_has_saved_pages_and_every_saved_page_is_listed() -> None:
    assert {platform for platform, _, _ in saved_pages()} == set(PLATFORMS)
    listed = {(platform, name) for platform, name, _ in saved_pages()}
    there = {
        (path.parent.name, path.name)
        for path in HERE.glob("*/*")
        if path.is_file()
        and path.name not in {"pages.yaml", "site.yaml"}
        and not path.name.endswith((".expected.json", ".py"))
    }
    assert there == listed
