"""What goes out and comes in, written down as a web archive: redirects, retries and robots.txt too."""

from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.archives.write import Exchange, WarcFile
from crawler.fetching.report import Report
from crawler.fetching.sending import without_session
from crawler.settings import CONTACT, USER_AGENT
from db.frontier import FrontierRow
from db.version import program_version

# Of the connection, not of the page; the body is written without chunks, with its own length.
OF_THE_WAY = {b"transfer-encoding", b"content-length", b"connection", b"keep-alive"}
NOT_MODIFIED = 304


class WarcWriter:
    """Stands next to the downloader, so that it sees bodies as they came, before anything is unpacked.

    What a visit's own tokens were sent with is written without them, and without its request.
    """

    def __init__(self, folder: Path, source_id: str, report: Report) -> None:
        self.folder, self.source_id, self.report = folder, source_id, report
        self._file: WarcFile | None = None
        self._broken = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "WarcWriter":
        """Make the writer of the crawler's source, where one was asked for."""
        folder = crawler.settings.get("HALLWATCH_WARC")
        spider: Any = crawler.spider
        if not folder or spider is None:
            raise NotConfigured
        writer = cls(Path(folder), spider.job.source["id"], spider.report)
        crawler.signals.connect(writer.spider_closed, signal=signals.spider_closed)
        return writer

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the exchange down and pass the answer on."""
        if not self._broken:
            try:
                if self._file is None:
                    self._file = WarcFile(self.folder, self.source_id, self._about())
                self._file.write(_exchange(request, response))
            except OSError as error:
                self._broken = True  # the crawl is worth more than its record
                told = f"{error.filename or self.folder}: {error.strerror or error}; the rest is not archived"
                self.report.issue("error", "warc-not-written", told)
        return response

    def spider_closed(self) -> None:
        """End the file."""
        if self._file is not None:
            self._file.close()

    def _about(self) -> dict[str, str]:
        return {
            "software": f"Hallwatch/{program_version()}",
            "operator": CONTACT,
            "http-header-user-agent": USER_AGENT,
            "robots": "obey",
            "isPartOf": self.source_id,
        }


def _exchange(request: Request, response: Response) -> Exchange:
    row = request.meta.get("row")
    session = row.session if isinstance(row, FrontierRow) else None
    secrets = _secrets(session)
    headers = [
        (name, _without(secrets, value))
        for name, values in response.headers.items()
        for value in values
        if name.lower() not in OF_THE_WAY
    ]
    return Exchange(
        url=without_session(response.url, session),
        status_line=_status_line(response),
        headers=[*headers, (b"Content-Length", str(len(response.body)).encode())],
        body=response.body,
        asked=None if session else _asked(request),
        address=str(response.ip_address) if response.ip_address else None,
        not_modified=response.status == NOT_MODIFIED,
    )


def _status_line(response: Response) -> bytes:
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = ""
    return f"HTTP/1.1 {response.status} {phrase}".rstrip().encode()


def _asked(request: Request) -> bytes:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"{request.method} {target} HTTP/1.1".encode(), b"Host: " + parts.netloc.encode()]
    for name, values in request.headers.items():
        lines += [name + b": " + value for value in values if name.lower() != b"host"]
    return b"\r\n".join([*lines, b"", b""]) + request.body


def _secrets(session: dict[str, Any] | None) -> list[bytes]:
    """Return the values that a visit was given, longest first; very short ones stand anywhere."""
    values = [str(value) for part in (session or {}).values() for value in part.values()]
    return sorted((value.encode() for value in values if len(value) > 3), key=len, reverse=True)


def _without(secrets: list[bytes], value: bytes) -> bytes:
    for secret in secrets:
        value = value.replace(secret, b"")
    return value
