"""A changed rule for an outlet's pages reads that outlet's kept bytes anew, and no other's."""

from pathlib import Path

import pytest

from crawler.parse_stage import parse_pending
from db.ledger import start_run
from db.registry import Watch
from db.registry_tables import sync_registry
from tests.crawler.kept_pages import OUTLET, WATCH, Desk

OTHER = "https://lakeherald.example"
TEXT = "The school resource officer walked the halls while the board weighed what to do with the contract. "
PAGE = (
    "<html><head><title>Board weighs contract</title></head><body><h1>Board weighs contract</h1>"
    f'<h2 class="own">The board and its officers</h2><div class="story"><p>{TEXT * 3}</p>'
    f"<p>{TEXT.replace('board', 'council')}</p></div></body></html>"
)


def watch(**wire: object) -> Watch:
    told = WATCH.model_dump(mode="json", exclude_defaults=True)
    (outlet,) = (source for source in told["sources"] if source["id"] == "wire")
    herald = {
        **outlet, "id": "herald", "name": "Herald", "url": f"{OTHER}/feed", "domains": ["lakeherald.example"]
    }  # fmt: skip
    told["sources"] = [*(s for s in told["sources"] if s["id"] != "wire"), {**outlet, **wire}, herald]
    return Watch.model_validate(told)


def test_a_changed_rule_reads_only_its_outlets_bytes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, monkeypatch)
    sync_registry(desk.database, watch())
    desk.keep(f"{OUTLET}/contract", PAGE, "article", "wire")
    desk.keep(f"{OTHER}/contract", PAGE, "article", "herald")

    def read(given: Watch) -> int:
        """Read what is pending, and return how many versions that were."""
        totals = [0]
        run = start_run(desk.database, "parse", "tiny")
        parse_pending(desk.database, given, desk.blobs, run, lambda _, total: totals.append(total))
        return totals[-1]

    def headlines() -> dict[str, str]:
        return dict(desk.rows("SELECT source_id, headline FROM articles"))

    assert read(watch()) == 2
    before = dict(desk.rows("SELECT document_id, parser_version FROM document_versions"))
    assert headlines() == {"wire": "Board weighs contract", "herald": "Board weighs contract"}
    ruled = watch(pages=[{"headline": ".own"}])
    assert read(ruled) == 1
    assert headlines() == {"wire": "The board and its officers", "herald": "Board weighs contract"}
    assert read(ruled) == 0
    assert read(watch()) == 1
    assert headlines()["wire"] == "Board weighs contract"
    assert dict(desk.rows("SELECT document_id, parser_version FROM document_versions")) == before
