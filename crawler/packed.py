"""Bytes that a site sends packed: unpacked within bounds, so that a bomb stays small."""

import zlib

from crawler.platform import PageError

GZIP = b"\x1f\x8b"
LAYERS = 2  # a .gz file sent with Content-Encoding gzip on top, by servers that pack twice


def unpacked(body: bytes, most: int, expected: str) -> bytes:
    """Return the bytes, unpacked where they are gzip's. `most` is their number at most, unpacked.

    Raises PageError, naming what was expected, for an empty, damaged, cut off or too large answer.
    """
    for _ in range(LAYERS):
        if not body.startswith(GZIP):
            break
        body = _inflated(body, most, expected)
    if not body.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise PageError(f"empty answer; expected {expected}")
    if len(body) > most:
        told = f"{len(body) / 1048576:.0f} MB"
        raise PageError(f"{told}; expected {expected} of at most {most // 1048576} MB")
    return body


def _inflated(body: bytes, most: int, expected: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(body, most)
    except zlib.error as error:
        raise PageError(f"damaged gzip ({error}); expected {expected}") from error
    if unpacker.unconsumed_tail:
        raise PageError(f"gzip of more than {most // 1048576} MB; expected {expected}")
    if not unpacker.eof:
        raise PageError(f"gzip that is cut off; expected {expected}")
    return plain
