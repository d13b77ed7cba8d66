"""Run the job over a replica that is served elsewhere, as a process of its own that can be killed.

Usage: job_process.py PORT DATA_DIR STAGE ... ; prints the summary line, exits with the job's code.
"""

import sys
from pathlib import Path

from cli import _stages
from db.job import JobOptions, run_job
from db.progress import Bars
from db.registry import find_watch, load_watch
from tests.replica.watch import replica_watch


def main() -> int:
    port, data, *stages = sys.argv[1:]
    watch = replica_watch(load_watch(find_watch("cps-sro")), int(port))
    return run_job("run", watch, Path(data), _stages(*stages), JobOptions(allow_loopback=True), Bars())


if __name__ == "__main__":  # the parsers' pool imports this file again
    sys.exit(main())
