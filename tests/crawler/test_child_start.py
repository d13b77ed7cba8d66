"""A source's process starts lean: it is paid once a source and run."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("trafilatura", "htmldate", "dateparser", "pdfminer", "spacy")
PROGRAM = "import sys, crawler.fetching.child, crawler.platforms; print(*sys.modules)"


def test_a_crawls_process_loads_no_reader_that_only_the_parse_stage_needs() -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {name.partition(".")[0] for name in told.stdout.split()} & set(HEAVY)
