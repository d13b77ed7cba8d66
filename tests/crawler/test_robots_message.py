"""What is told of an address that robots.txt forbids."""

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest

from crawler.fetching.faults import RobotsDenied
from crawler.middlewares.robots import Robots
from db.frontier import FrontierRow

ADDRESS = "https://board.example/Services/api/Agenda/?S=7&MID=12"


def test_a_refusal_names_the_address_without_the_tokens_of_the_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*told: object) -> None:
        raise IgnoreRequest("Forbidden by robots.txt")

    monkeypatch.setattr(RobotsTxtMiddleware, "process_request_2", refuse)
    row = FrontierRow(
        url=ADDRESS, platform="simbli", kind="agenda", session={"query": {"sct": "s3cret", "enuid": ""}}
    )
    asked = Request(f"{ADDRESS}&sct=s3cret&enuid=", meta={"row": row})
    with pytest.raises(RobotsDenied) as denied:
        Robots.process_request_2(Robots.__new__(Robots), None, asked)
    assert "MID=12" in str(denied.value)
    assert "s3cret" not in str(denied.value)
