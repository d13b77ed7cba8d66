"""`python -m tests.replica --port 8765`: serve the replica web until interrupted."""

import argparse
import sys

from tests.replica.server import Replica


def main() -> int:
    """Serve; print where the hosts are."""
    parser = argparse.ArgumentParser(prog="tests.replica", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1; 0 lets the system choose")
    parser.add_argument("--state", type=int, choices=(0, 1), default=0, help="1: the web some days later")
    asked = parser.parse_args()
    try:
        web = Replica(asked.state, asked.port)
    except OSError as error:
        sys.stderr.write(f"cannot serve on port {asked.port}: {error}\n")
        return 1
    for host in sorted(web.site.routes):
        print(web.base(host))
    sys.stdout.flush()
    try:
        web.serve_forever()
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
