"""Processes, a Dask cluster, killed workers: the same rows."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.archives import pool
from crawler.archives.dask_engine import ClusterError, _check_folder, read_on_cluster
from crawler.archives.files import look_at
from crawler.archives.outlets import Outlets
from crawler.archives.part import PartResult, PartTask, read_part
from crawler.archives.pool import read_in_pool
from crawler.scan import TopicScan
from tests.crawler.archives.made_warcs import WATCH, Past, in_members, info, page

distributed = pytest.importorskip("distributed")

RECORDS = [info(), *(page(f"/2024/02/22/story-{number}/") for number in range(8))]
PART = 1500
ROOT = Path(__file__).resolve().parents[3]
KEPT = (
    "SELECT * FROM archive_pages ORDER BY 1, 2",
    "SELECT start, stop, scan_version, records, pages, wanted, stored FROM archive_parts ORDER BY 1",
    "SELECT id, document_id, seq, sha256, captured_at, archive FROM document_versions ORDER BY 1",
    "SELECT id, url, source_id, variant_key FROM documents ORDER BY 1",
)


def tasks(past: Past, file: Path) -> list[PartTask]:
    archive = look_at(file)
    size = archive.size
    return [
        PartTask(
            path=str(file), packing=archive.packing, start=start, stop=min(start + PART, size),
            outlets=Outlets.of(WATCH.sources), scan=TopicScan.for_topic(WATCH.topic),
            blobs=str(past.data / "blobs"),
        )
        for start in range(0, size, PART)
    ]  # fmt: skip


def all_rows(past: Past) -> list[list[tuple[Any, ...]]]:
    return [past.rows(sql) for sql in KEPT]


def test_a_dask_cluster_gives_the_rows_that_processes_give(tmp_path: Path) -> None:
    found = []
    for engine in ("pool", "dask"):
        folder = tmp_path / engine
        folder.mkdir()
        past = Past(folder)
        past.backfill(past.file("news.warc.gz", in_members(RECORDS)), engine=engine, processes=2, part=PART)
        assert past.issues() == []
        found.append(all_rows(past))
    assert found[0] == found[1]
    assert len(found[0][2]) == 8


def die_once(task: PartTask) -> PartResult:
    """Read a part, but die of the second one the first time."""
    mark = Path(task.blobs or "").with_name("died")
    if task.start and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_part(task)


def die_always(task: PartTask) -> PartResult:
    if task.start == PART:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_part(task)


def test_a_worker_of_the_pool_that_is_killed_costs_nothing(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = past.file("news.warc.gz", in_members(RECORDS))
    past.data.mkdir()
    expected = list(read_in_pool(tasks(past, file), 2))
    monkeypatch.setattr(pool, "read_part", die_once)
    assert list(read_in_pool(tasks(past, file), 2)) == expected
    assert (past.data / "died").exists()


def test_a_part_that_kills_its_worker_twice_is_told_and_the_rest_goes_on(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = past.file("news.warc.gz", in_members(RECORDS))
    monkeypatch.setattr(pool, "read_part", die_always)
    past.backfill(file, part=PART)
    assert past.issues() == ["unread-part"]
    assert 0 < len(past.urls()) < 8
    monkeypatch.undo()
    past.backfill(file, part=PART)
    assert len(past.urls()) == 8 and past.issues() == []


def test_a_worker_of_a_cluster_that_is_killed_costs_nothing(past: Past) -> None:
    file = past.file("news.warc.gz", in_members(RECORDS * 40))
    expected = list(read_in_pool(tasks(past, file), 1))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        readings = read_on_cluster(tasks(past, file), cluster.scheduler_address, 2)
        found = [next(readings)]
        os.kill(victim, signal.SIGKILL)
        found += readings
    assert found == expected


KILLED = """
import sys
from pathlib import Path
from tests.crawler.archives.made_warcs import Past

if __name__ == "__main__":
    Past(Path(sys.argv[1])).backfill(Path(sys.argv[2]), part=4000)
"""


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    many = [info(), *(page(f"/2024/02/22/story-{number}/") for number in range(300))]
    whole, killed = Past(tmp_path / "whole"), Past(tmp_path / "killed")
    for past in (whole, killed):
        past.folder.mkdir()
    file = killed.file("news.warc.gz", in_members(many))
    script = killed.folder / "run.py"
    script.write_text(KILLED)
    with subprocess.Popen(
        [sys.executable, script, killed.folder, file], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as run:
        until = time.monotonic() + 60
        while time.monotonic() < until and not parts_done(killed):
            time.sleep(0.02)
        run.kill()
    assert 0 < parts_done(killed) < file.stat().st_size // 4000
    killed.backfill(file, part=4000)
    whole.backfill(whole.file("news.warc.gz", in_members(many)), part=4000)
    assert len(killed.urls()) == 300
    assert all_rows(killed) == all_rows(whole)


def parts_done(past: Past) -> int:
    path = past.data / "hallwatch.db"
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM archive_parts").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # its schema is being made


def test_a_cluster_that_is_not_there_is_told(past: Past) -> None:
    file = past.file("news.warc.gz", in_members(RECORDS))
    code = past.backfill(file, engine="dask", scheduler="tcp://127.0.0.1:9")
    assert code == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in past.said[-1]


def test_the_extra_that_is_not_installed_is_told(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    file = past.file("news.warc.gz", in_members(RECORDS))
    assert past.backfill(file, engine="dask") == 1
    assert "needs the extra `dask`" in past.said[-1]


class Blind:
    """A client of workers on another disk."""

    def run(self, function: Any, *values: Any) -> dict[str, Any]:
        return {"tcp://other:1": function("/no/such/mark", values[1])}


def test_workers_that_do_not_see_the_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=r"1 of 1 workers do not see .*blobs"):
        _check_folder(Blind(), tmp_path / "blobs")
    assert list((tmp_path / "blobs").iterdir()) == []
