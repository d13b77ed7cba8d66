import pytest
from scrapy.settings import Settings, default_settings

import crawler.settings
from crawler.fetching.child import settings_of
from crawler.fetching.job import Job
from tests.crawler.conftest import make_source


@pytest.fixture
def job() -> Job:
    return Job(source=make_source("one", "http://127.0.0.1/"), blobs="blobs", today="2024-02-22")


def test_every_setting_is_one_that_scrapy_knows() -> None:
    ours = {name for name in vars(crawler.settings) if name.isupper() and not name.startswith("HALLWATCH_")}
    assert ours - {"CONTACT"} <= set(vars(default_settings))


def test_every_component_replaced_is_one_that_scrapy_has() -> None:
    defaults = Settings()
    for name in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"):
        switched_off = {path for path, order in vars(crawler.settings)[name].items() if order is None}
        assert switched_off <= set(defaults.getdict(f"{name}_BASE"))


def test_the_doors_are_shut(job: Job) -> None:
    settings = settings_of(job)
    assert settings.getbool("ROBOTSTXT_OBEY") and settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    for name in ("TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED", "HTTPPROXY_ENABLED"):
        assert not settings.getbool(name)
    handlers = settings.get_component_priority_dict_with_base("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}
    assert settings.getint("DOWNLOAD_MAXSIZE") == 32 * 1024 * 1024


def test_politeness_is_dropped_for_this_machine_only(job: Job) -> None:
    open_web = settings_of(job)
    assert open_web.getfloat("DOWNLOAD_DELAY") > 0 and open_web.getbool("AUTOTHROTTLE_ENABLED")
    assert open_web.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 2
    here = settings_of(Job(**{**vars(job), "allow_loopback": True, "delay_cap": 0.0}))
    assert here.getfloat("DOWNLOAD_DELAY") == 0 and here.getbool("ROBOTSTXT_OBEY")


def test_a_job_survives_its_line(job: Job) -> None:
    assert "\n" not in job.to_line()
    assert Job.from_line(job.to_line()) == job
