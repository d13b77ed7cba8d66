"""What every page says of the data as a whole: whether it was read from the web itself or from a replica."""

from urllib.parse import urlsplit

from db.registry import Watch

REPLICA = (
    "Demo: crawled from a replica web on this machine. People, quotes and articles are made up; "
    "dates and board votes follow the public record."
)


def notice(watch: Watch) -> str | None:
    """Return what readers must know before they believe a row; None for a watch of the real web.

    Names below `.localhost` never leave the machine (RFC 6761, 6.3): what is read there is a replica.
    """
    hosts = [urlsplit(source.url).hostname or "" for source in watch.sources]
    return REPLICA if any(host.endswith(".localhost") for host in hosts) else None
