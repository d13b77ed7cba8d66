"""A record's page: what the site sent, unwrapped and unpacked within bounds."""

import io
import re
import zlib
from dataclasses import dataclass

from fastwarc.stream_io import BrotliReader, GzipReader, ZstdReader
from fastwarc.warc import WarcRecord, WarcRecordType

from crawler.archives.faults import Damaged, told_as_damage

MAXIMUM = 32 * 1024 * 1024  # as for what is fetched (crawler.settings)
GOOD = (200, 203)
HTML_TYPES = ("text/html", "application/xhtml+xml")
UNTOLD_TYPES = ("", "application/octet-stream", "text/plain", "application/http")
HTML_HEAD = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True)
class PageBytes:
    """An HTML page as a site sent it."""

    body: bytes
    status: int
    media_type: str | None
    last_modified: str | None


class NoPage(Exception):  # noqa: N818 - reads as what it tells
    """A record that holds no HTML page, which is nothing wrong; the text is the word it is counted under."""


def page_bytes(record: WarcRecord) -> PageBytes:
    """Return the page in a response or resource record.

    Raises NoPage for what is none, Damaged for one that cannot be unpacked or is larger than MAXIMUM.
    """
    with told_as_damage():
        if record.record_type == WarcRecordType.resource:
            return _resource(record)
        if not record.is_http:
            raise NoPage("not http")
        record.parse_http()
        headers = record.http_headers
        status = headers.status_code or 0
        if status not in GOOD:
            raise NoPage(f"status {status}" if status else "no status")
        media_type = _media_type(headers.get("Content-Type"))
        if media_type not in (*HTML_TYPES, *UNTOLD_TYPES):
            raise NoPage("not HTML")
        codings = _words(headers.get("Content-Encoding"))
        body = _read(record)
        if "chunked" in _words(headers.get("Transfer-Encoding")):
            body = without_chunks(body)
    body = decoded(body, codings)
    if media_type not in HTML_TYPES and not HTML_HEAD.match(body[:1024]):
        raise NoPage("not HTML")
    return PageBytes(body, status, media_type or None, headers.get("Last-Modified"))


def decoded(body: bytes, codings: list[str]) -> bytes:
    """Undo what Content-Encoding names, last first.

    Many archives keep the header and store the body unpacked: what is not packed is taken as it is. Raises
    Damaged when it cannot be undone or grows beyond MAXIMUM.
    """
    for coding in reversed(codings):
        if coding in ("gzip", "x-gzip") and body[:2] == b"\x1f\x8b":
            body = _bounded(GzipReader(io.BytesIO(body)))
        elif coding == "deflate" and not HTML_HEAD.match(body[:1024]):
            body = _inflated(body)
        elif coding == "br" and not HTML_HEAD.match(body[:1024]):
            body = _bounded(BrotliReader(io.BytesIO(body)))
        elif coding == "zstd" and body[:4] == b"\x28\xb5\x2f\xfd":
            body = _bounded(ZstdReader(io.BytesIO(body)))
    return body


def without_chunks(body: bytes) -> bytes:
    """Return a chunked body's content (RFC 9112, 7.1); one that is not chunked after all as it is."""
    parts: list[bytes] = []
    at = 0
    while size := CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    return b"".join(parts) or body


def _resource(record: WarcRecord) -> PageBytes:
    media_type = _media_type(record.headers.get("Content-Type"))
    if media_type not in (*HTML_TYPES, *UNTOLD_TYPES):
        raise NoPage("not HTML")
    body = _read(record)
    if media_type not in HTML_TYPES and not HTML_HEAD.match(body[:1024]):
        raise NoPage("not HTML")
    return PageBytes(body, 200, media_type or None, None)


def _read(record: WarcRecord) -> bytes:
    if record.content_length > MAXIMUM:
        raise Damaged(f"a page of {record.content_length} bytes, more than {MAXIMUM}")
    body: bytes = record.reader.read(MAXIMUM + 1)
    return body


def _bounded(reader: BrotliReader | GzipReader | ZstdReader) -> bytes:
    with told_as_damage():
        body: bytes = reader.read(MAXIMUM + 1)
    return _of_size(body)


def _inflated(body: bytes) -> bytes:
    # "deflate" means zlib's wrapping (RFC 9110, 8.4.1.2); some servers send the bare stream.
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _of_size(zlib.decompressobj(window).decompress(body, MAXIMUM + 1))
        except zlib.error as error:
            told = str(error)
    raise Damaged(told)


def _of_size(body: bytes) -> bytes:
    if len(body) > MAXIMUM:
        raise Damaged(f"unpacked it is larger than {MAXIMUM} bytes")
    return body


def _media_type(header: str | None) -> str:
    return (header or "").partition(";")[0].strip().lower()


def _words(header: str | None) -> list[str]:
    return [word.strip().lower() for word in (header or "").split(",") if word.strip()]
