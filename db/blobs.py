"""The raw bytes of every answer: compressed, named by what they are, never changed once written."""

import errno
import gzip
import hashlib
import os
import threading
import zlib
from pathlib import Path

from db.errors import StoreError

LEVEL = 6  # 9 takes three times as long for 2 % on HTML


class BlobError(StoreError):
    """Kept bytes that are missing or damaged; the text names them."""


class BlobStore:
    """Bytes by their SHA-256, in files like `ab/cdef….gz` below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._writing = root / "writing"

    def path(self, sha256: str) -> Path:
        """Return where the bytes of that digest are, or would be, kept."""
        return self.root / sha256[:2] / f"{sha256[2:]}.gz"

    def put(self, body: bytes) -> str:
        """Keep the bytes and return their SHA-256; bytes already kept are not written again.

        The file appears under its name only when it is whole, on the disk and read back. Raises
        StoreError when it cannot be written (a full disk, no permission).
        """
        sha256 = hashlib.sha256(body).hexdigest()
        try:
            if self.holds(sha256):
                return sha256
            self._write(sha256, body)
        except OSError as error:
            raise StoreError(_told(self.root, error)) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes of that digest. Raises BlobError when they are missing or damaged."""
        try:
            body = gzip.decompress(self.path(sha256).read_bytes())
        except FileNotFoundError as error:
            raise BlobError(f"{self.path(sha256)} is missing; restore it from a backup") from error
        except (OSError, EOFError, zlib.error) as error:
            raise BlobError(f"{self.path(sha256)} is damaged ({error}); restore it from a backup") from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise BlobError(
                f"{self.path(sha256)} holds other bytes than its name says; restore it from a backup"
            )
        return body

    def holds(self, sha256: str) -> bool:
        """Tell whether the bytes of that digest are kept, whole."""
        if not self.path(sha256).exists():
            return False
        try:
            self.get(sha256)
        except BlobError:
            return False  # damaged: writing it again heals it
        return True

    def sweep(self) -> int:
        """Remove what killed writers left behind; return how many files. Only with no writer at work."""
        left = list(self._writing.glob("*")) if self._writing.is_dir() else []
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _write(self, sha256: str, body: bytes) -> None:
        target = self.path(sha256)
        temporary = self._writing / f"{sha256}.{os.getpid()}.{threading.get_ident()}"
        self._writing.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(gzip.compress(body, LEVEL, mtime=0))
            file.flush()
            os.fsync(file.fileno())  # the row that names it must never be on the disk before it
        if gzip.decompress(temporary.read_bytes()) != body:
            raise OSError(errno.EIO, "written and read back, the bytes differ", str(temporary))
        temporary.replace(target)


def _told(root: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{root}: the disk is full; what was fetched before is kept: free some space and run again"
    return f"{root}: cannot keep what was fetched ({error.strerror or error}); check the folder and run again"
