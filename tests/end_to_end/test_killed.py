"""Killed at any moment and run again, the job ends in the database of one undisturbed run."""

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.end_to_end.conftest import ROOT, Desk, differences

KILLS = 20


@pytest.mark.slow
def test_twenty_kills_at_random_moments_lose_and_double_nothing(first_run: Desk, tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    first_run.web.state = 0
    desk = Desk(first_run.web, tmp_path / "data")
    for _ in range(KILLS):
        process = subprocess.Popen(
            desk.command(),
            env=desk.environment(),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.2, 9))
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = desk.run()
    assert done.returncode == 0, f"seed {seed}: {done.stdout}{done.stderr}"
    for name in ("hallwatch.db", "published.db"):
        assert differences(first_run.data / name, desk.data / name) == {}, f"seed {seed}"
    states = {state for (state,) in desk.rows("SELECT state FROM runs")}
    assert states <= {"interrupted", "done"}
