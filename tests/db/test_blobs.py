import errno
import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.blobs import BlobError, BlobStore
from db.errors import StoreError


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.binary(max_size=2000))
def test_what_is_put_is_got(store: BlobStore, body: bytes) -> None:
    assert store.get(store.put(body)) == body


def test_the_file_is_named_by_the_bytes_and_always_the_same(store: BlobStore, tmp_path: Path) -> None:
    sha256 = store.put(b"agenda")
    assert store.path(sha256).relative_to(store.root).as_posix() == f"{sha256[:2]}/{sha256[2:]}.gz"
    other = BlobStore(tmp_path / "other")
    other.put(b"agenda")
    assert other.path(sha256).read_bytes() == store.path(sha256).read_bytes()
    assert gzip.decompress(store.path(sha256).read_bytes()) == b"agenda"


def test_bytes_already_kept_are_not_written_again(store: BlobStore) -> None:
    sha256 = store.put(b"agenda")
    before = store.path(sha256).stat()
    store.put(b"agenda")
    assert store.path(sha256).stat().st_ino == before.st_ino


def test_many_may_put_the_same_bytes_at_once(store: BlobStore) -> None:
    body = os.urandom(200_000)
    with ThreadPoolExecutor(8) as pool:
        named = set(pool.map(store.put, [body] * 32))
    assert [store.get(sha256) for sha256 in named] == [body]
    assert store.sweep() == 0


def test_a_damaged_file_is_told_and_healed_by_the_next_put(store: BlobStore) -> None:
    sha256 = store.put(b"agenda")
    for damage in (b"not gzip", store.path(sha256).read_bytes()[:-4], gzip.compress(b"minutes")):
        store.path(sha256).write_bytes(damage)
        with pytest.raises(BlobError, match=sha256[2:]):
            store.get(sha256)
        assert store.put(b"agenda") == sha256
        assert store.get(sha256) == b"agenda"


def test_missing_bytes_are_told(store: BlobStore) -> None:
    with pytest.raises(BlobError, match="is missing"):
        store.get("0" * 64)


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "cannot keep")])
def test_a_failed_write_is_told_and_leaves_no_half_file(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError, match=told):
        store.put(b"agenda")
    assert not list(store.root.rglob("*.gz"))
    assert store.sweep() == 1
    assert store.sweep() == 0
