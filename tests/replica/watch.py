"""A watch turned toward the replica: each source served there, at its loopback address."""

from urllib.parse import urlsplit

from db.registry import Source, Watch
from tests.replica import board
from tests.replica.content import outlets

FOREVER = 36_500  # days
BEGINNING = "2012-01-01"  # before the board's first meeting there


def replica_watch(watch: Watch, port: int) -> Watch:
    """Return the watch with the url and domains of each source that the replica serves at `port`.

    https://HOST/PATH becomes http://HOST.localhost:PORT/PATH; sources that it does not serve are left out.
    Nothing on the replica is ever new, so no source is called stale for that and none stops at a date.
    """
    hosts = {board.HOST, *(outlet["host"] for outlet in outlets().values())}
    served = [source for source in watch.sources if urlsplit(source.url).hostname in hosts]
    return watch.model_copy(update={"sources": [_turned(source, port) for source in served]})


def _turned(source: Source, port: int) -> Source:
    domains = [f"{domain}.localhost" for domain in source.domains]
    patient = source.expect.model_copy(update={"stale_days": FOREVER})
    ways = [
        way.model_copy(update={"url": _address(way.url, port)}) for way in source.also if _is_served(way.url)
    ]
    changes = {"url": _address(source.url, port), "domains": domains, "expect": patient, "also": ways}
    if source.platform == "cpsboe":
        changes["options"] = {**source.options, "since": BEGINNING, "files_since": BEGINNING}
    return source.model_copy(update=changes)


def _address(url: str, port: int) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="http", netloc=f"{parts.hostname}.localhost:{port}").geturl()


def _is_served(way: str) -> bool:
    parts = urlsplit(way)
    seconds = {(outlet["host"], outlet["also"]["path"]) for outlet in outlets().values() if "also" in outlet}
    return (parts.hostname, parts.path) in seconds
