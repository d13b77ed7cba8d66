"""An error answer by which a site says that there is nothing is kept like a page and not tried again."""

from tests.crawler.conftest import World, make_source
from tests.crawler.site import Handler, Site


def test_an_error_that_means_nothing_is_kept_and_not_retried(world: World, site: Site) -> None:
    def nothing(handler: Handler) -> None:
        handler.answer(500, b"LEAF that means nothing")

    site.pages["/votes"] = nothing
    site.links("/", "/votes|page|2024-11-20")
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert site.asked["/votes"] == 1
    assert (report.state, report.counts.stored, report.counts.failed) == ("done", 2, 0)
    assert world.kinds() == []


def test_any_other_error_is_tried_again_and_counts_as_failed(world: World, site: Site) -> None:
    def broken(handler: Handler) -> None:
        handler.answer(500, b"LEAF that is broken")

    site.pages["/votes"] = broken
    site.links("/", "/votes|page|2024-11-20")
    report = world.crawl(make_source("one", site.url("/")))["one"]
    assert site.asked["/votes"] == 3
    assert report.counts.failed == 1
