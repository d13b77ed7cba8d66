"""A WARC file as it lies there: what it is known by, how it is packed, and which parts it is cut into."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Literal

from fastwarc.stream_io import GzipReader, Lz4Reader, ZstdReader
from fastwarc.warc import ArchiveIterator

from crawler.archives.faults import DAMAGE, NotAnArchive

MEBIBYTE = 1024 * 1024
PART = 64 * MEBIBYTE  # about a sixteenth of a CC-NEWS file
GZIP, ZSTD, LZ4 = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"
ZSTD_SKIPPED = tuple(
    bytes([first]) + b"\x2a\x4d\x18" for first in range(0x50, 0x60)
)  # a dictionary goes before

# plain: records one after another; members: each record, or a few, in a gzip member of its own;
# stream: compressed so that reading can start at the beginning only.
Packing = Literal["plain", "members", "stream"]


@dataclass(frozen=True)
class ArchiveFile:
    """A file that begins as WARC. `sha256` is of its first and last mebibyte."""

    path: Path
    size: int
    sha256: str
    packing: Packing

    @property
    def name(self) -> str:
        """The name that captures from it are marked with."""
        return self.path.name


def look_at(path: Path) -> ArchiveFile:
    """Return what a file is. Raises NotAnArchive, saying what it is instead."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            packing = _packing(file, path)
        return ArchiveFile(path, size, ends_digest(path, size), packing)
    except OSError as error:
        raise NotAnArchive(f"{path}: cannot be read ({error.strerror or error})") from error


def ends_digest(path: Path, size: int) -> str:
    """Return the SHA-256 of the first and the last mebibyte of a file's first `size` bytes."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        found.update(file.read(min(size, MEBIBYTE)))
        file.seek(max(0, size - MEBIBYTE))
        found.update(file.read(min(size, MEBIBYTE)))
    return found.hexdigest()


def cuts(start: int, stop: int, packing: Packing, part: int = PART) -> list[tuple[int, int]]:
    """Return the byte ranges that a stretch of a file is read in; each begins at a multiple of `part`."""
    if packing == "stream":
        return [(start, stop)]
    inner = range((start // part + 1) * part, stop, part)
    edges = [start, *inner, stop]
    return list(pairwise(edges))


@contextmanager
def unpacked(file: BinaryIO) -> Iterator["Unpacked"]:
    """Give a compressed stream as what is in it; offsets then count what is in it."""
    head = file.read(4)
    file.seek(0)
    kind = GzipReader if head.startswith(GZIP) else Lz4Reader if head == LZ4 else ZstdReader
    yield Unpacked(kind(file))


class Unpacked:
    """A reader that only goes forward and counts; FastWARC itself counts the packed bytes."""

    def __init__(self, reader: GzipReader | Lz4Reader | ZstdReader) -> None:
        self.reader, self.at = reader, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self.reader.read(size)
        self.at += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self.at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Refuse: there is no way back."""
        raise OSError(f"no way to {offset} ({whence}) in a compressed stream")

    def close(self) -> None:
        """Leave the file to who opened it."""


def _packing(file: BinaryIO, path: Path) -> Packing:
    head = file.read(5)
    if not head:
        raise NotAnArchive(f"{path}: the file is empty")
    if head == b"WARC/":
        return "plain"
    if head == b"filed":  # filedesc://
        raise NotAnArchive(f"{path}: an ARC file, the format before WARC; convert it (`warcio recompress`)")
    if not (head.startswith(GZIP) or head[:4] in (ZSTD, LZ4, *ZSTD_SKIPPED)):
        raise NotAnArchive(
            f"{path}: begins with {head!r}; expected WARC, plain or compressed (gzip, zstd, lz4)"
        )
    file.seek(0)
    places = _first_places(file, path)
    file.seek(places[-1])
    one_a_member = len(places) > 1 and places[1] > 0 and file.read(2) == GZIP
    return "members" if head.startswith(GZIP) and (one_a_member or len(places) == 1) else "stream"


def _first_places(file: BinaryIO, path: Path) -> list[int]:
    """Return where the first two records start in the packed file."""
    places: list[int] = []
    try:
        for record in ArchiveIterator(file, parse_http=False):
            places.append(record.stream_pos)
            if len(places) == 2:
                break
    except DAMAGE as error:
        if not places:
            raise NotAnArchive(f"{path}: compressed, but no WARC in it ({error})") from error
    if not places:
        raise NotAnArchive(f"{path}: compressed, but nothing in it")
    return places
