"""What a crawl asked and was answered, as a WARC 1.1 file that others can check it against.

One file a source and run, each record a gzip member of its own, handed to the system before the next begins:
a killed crawl leaves a file that can be read up to its last whole record.
"""

import base64
import gzip
import hashlib
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import WarcRecord, WarcRecordType

from db.clock import now

LEVEL = 6
VERSION = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """A request and its answer. `body` is as it came but for chunks; `asked` None is not to be kept."""

    url: str
    status_line: bytes
    headers: Headers
    body: bytes
    asked: bytes | None
    address: str | None
    not_modified: bool = False


class WarcFile:
    """A WARC file being written. Raises OSError when it cannot be."""

    def __init__(self, folder: Path, source_id: str, about: Mapping[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stamp = now().strftime("%Y%m%d%H%M%S")
        self.path, self._file = _new_file(folder, f"hallwatch-{source_id}-{stamp}")
        self._info = self._write_info(about)

    def write(self, exchange: Exchange) -> None:
        """Write an answer, and the request that it answers."""
        kind = WarcRecordType.revisit if exchange.not_modified else WarcRecordType.response
        names = {"Content-Type": "application/http; msgtype=response"}
        if exchange.not_modified:
            names["WARC-Profile"] = NOT_MODIFIED
        else:
            names["WARC-Payload-Digest"] = _digest(exchange.body)
        names |= {"WARC-IP-Address": exchange.address} if exchange.address else {}
        answer = self._record(kind, exchange.url, names, _head(exchange) + exchange.body)
        if exchange.asked is not None:
            names = {
                "Content-Type": "application/http; msgtype=request",
                "WARC-Concurrent-To": f"<{answer}>",
            }
            self._record(WarcRecordType.request, exchange.url, names, exchange.asked)

    def close(self) -> None:
        """End the file."""
        self._file.close()

    def _write_info(self, about: Mapping[str, str]) -> str:
        told = {**about, "format": "WARC File Format 1.1", "conformsTo": VERSION}
        block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in told.items() if value)
        names = {"Content-Type": "application/warc-fields", "WARC-Filename": self.path.name}
        return self._record(WarcRecordType.warcinfo, None, names, block.encode())

    def _record(self, kind: WarcRecordType, url: str | None, names: Mapping[str, str], block: bytes) -> str:
        record = WarcRecord()
        record.init_headers(kind)
        record.record_date = now()
        if url is not None:
            record.headers["WARC-Target-URI"] = url
            record.headers["WARC-Warcinfo-ID"] = f"<{self._info}>"
        for name, value in names.items():
            record.headers[name] = value
        record.set_bytes_content(block)
        whole = io.BytesIO()
        record.write(whole, checksum_data=True)
        self._file.write(gzip.compress(whole.getvalue(), LEVEL, mtime=0))  # one write: whole or not there
        return str(record.record_id).strip("<>")


def _new_file(folder: Path, stem: str) -> tuple[Path, BinaryIO]:
    for number in range(100):
        path = folder / f"{stem}{f'-{number}' if number else ''}.warc.gz"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            continue
        return path, os.fdopen(descriptor, "wb", buffering=0)
    raise FileExistsError(f"{folder}: too many files begin with {stem}")


def _head(exchange: Exchange) -> bytes:
    lines = [exchange.status_line, *(name + b": " + value for name, value in exchange.headers)]
    return b"\r\n".join([*lines, b"", b""])


def _digest(payload: bytes) -> str:
    # SHA-1 in base 32, as every index of archives has it.
    found = hashlib.sha1(payload, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(found).decode()}"
