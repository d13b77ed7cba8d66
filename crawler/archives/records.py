"""The records that start within a stretch of an archive, whatever is broken between them."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord

from crawler.archives.faults import Damaged, told_as_damage
from crawler.archives.files import GZIP, MEBIBYTE, Packing, unpacked

MEMBER, LINE = GZIP + b"\x08", b"\r\n\r\nWARC/1."
CUT = "the file ends within this record"

Tell = Callable[[int, str], None]
"""Called with the place of damage and what it is."""


def records_in(
    path: Path, packing: Packing, start: int, stop: int, damaged: Tell
) -> Iterator[tuple[int, WarcRecord]]:
    """Yield each record that starts in [start, stop) with its place, a number that no other record has.

    Places are bytes in the file, or for a stream that cannot be cut, bytes in what is packed in it. Damage is
    told and passed over. Raises OSError when the file itself cannot be read.
    """
    with path.open("rb") as file:
        if packing == "stream":
            with unpacked(file) as stream:
                yield from _run(ArchiveIterator(stream, parse_http=False, stream_detect=False), None, damaged)
            return
        place = next_record(file, packing, start, stop)
        if start == 0 != place:
            damaged(start, "no record starts here")
        while place is not None:
            file.seek(place)
            last = yield from _run(ArchiveIterator(file, parse_http=False), stop, damaged)
            place = None if last is None else next_record(file, packing, max(last, place) + 1, stop)


def records_at(path: Path, places: list[int], damaged: Tell) -> Iterator[tuple[int, WarcRecord]]:
    """Yield the records at known places of a file that can be cut."""
    with path.open("rb") as file:
        for place in places:
            file.seek(place)
            try:
                with told_as_damage():
                    record = next(iter(ArchiveIterator(file, parse_http=False)), None)
            except Damaged as error:
                damaged(place, str(error))
                continue
            if record is not None:
                yield place, record


def next_record(file: BinaryIO, packing: Packing, start: int, stop: int) -> int | None:
    """Return where the first record at or after `start` and before `stop` begins; None where none does.

    A mark alone proves nothing, compressed bytes hold every sequence: a record must be read there.
    """
    if packing == "plain":
        if start == 0 and _is_record(file, 0):
            return 0
        found: Iterator[int] = (place + 4 for place in _marks(file, LINE, max(0, start - 4), stop - 4))
    else:
        found = _marks(file, MEMBER, start, stop)
    return next((place for place in found if start <= place < stop and _is_record(file, place)), None)


def _run(
    archive: ArchiveIterator, stop: int | None, damaged: Tell
) -> Generator[tuple[int, WarcRecord], None, int | None]:
    """Yield records up to `stop`; return where the last one began if damage ended the run, else None."""
    last = -1
    while True:
        try:
            with told_as_damage():
                record = next(archive, None)
        except Damaged as error:
            damaged(max(last, 0), f"damaged after this record: {error}")
            return last
        if record is None:
            return None
        place = max(record.stream_pos, last + 1)  # two records in one member share its place
        if stop is not None and place >= stop:
            return None
        last = place
        yield place, record
        try:
            with told_as_damage():
                record.consume()
                if record.reader.tell() < record.content_length:
                    damaged(place, CUT)
        except Damaged as error:
            damaged(place, f"damaged in this record: {error}")
            return last


def _is_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    try:
        with told_as_damage():
            return next(iter(ArchiveIterator(file, parse_http=False)), None) is not None
    except Damaged:
        return False


def _marks(file: BinaryIO, mark: bytes, start: int, stop: int) -> Iterator[int]:
    """Yield where the mark begins in [start, stop), reading a mebibyte at a time."""
    at = start
    while at < stop:
        file.seek(at)
        chunk = file.read(MEBIBYTE + len(mark) - 1)
        found = chunk.find(mark)
        while 0 <= found < MEBIBYTE and at + found < stop:
            yield at + found
            found = chunk.find(mark, found + 1)
        if len(chunk) < len(mark):
            return
        at += MEBIBYTE
