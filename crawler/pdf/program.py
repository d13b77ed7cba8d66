"""Starting the limited programs, and ending them with all that they started."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# -I: nothing in the working directory or the environment can change what is imported. It leaves out this
# project's own folder, too, where it runs from a checkout.
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from crawler.pdf.{module} import main; main()"


@dataclass(frozen=True)
class Ending:
    """How a program ended. `late`: it was ended by the clock, and `output` is what it had said by then."""

    output: bytes
    errors: bytes
    code: int
    late: bool = False


def run_program(module: str, arguments: list[str], body: bytes, seconds: float) -> Ending:
    """Run a module of this package on `body` for at most so many seconds by the clock."""
    command = [sys.executable, "-I", "-c", _START.format(module=module), str(ROOT), *arguments]
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            output, errors = process.communicate(body, timeout=seconds)
            return Ending(output, errors, process.returncode)
        except subprocess.TimeoutExpired:
            _end(process)
            output, errors = process.communicate()
            return Ending(output, errors, process.returncode, late=True)
        except BaseException:  # an interrupt or the worker's own deadline: nothing may go on running
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the program's whole session: a child that holds the pipe open would keep us waiting."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
