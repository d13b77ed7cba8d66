"""Serving the site on this machine."""

import socket
import webbrowser
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn

from db.desk.site import make_site


class ServeError(Exception):
    """The site cannot be served; the text says why and what to do."""


def free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """Return `wanted` if it can be listened on, else a port that the system has free."""
    for port in (wanted, 0):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServeError(f"no free port on {host}")


def serve(
    published: Path,
    host: str = "127.0.0.1",
    port: int = 8001,
    public: bool = False,
    open_browser: bool = False,
    say: Callable[[str], None] | None = None,
) -> None:
    """Serve the published database until interrupted; say its URL when it listens. Port 0: any free one.

    `public` sets what a site open to everybody needs: no SQL of visitors' own. Raises ServeError.
    """
    if not published.is_file():
        raise ServeError(f"{published} does not exist yet; `hallwatch run` makes it")
    tell = say or _print_at_once
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listener.getsockname()[1]}"

    def listening() -> None:
        tell(f"Serving {published} at {url}  (Ctrl+C stops it)")
        if open_browser:
            webbrowser.open(url)

    config = uvicorn.Config(make_site(published, public=public).app(), log_level="warning", lifespan="on")
    with closing(listener):
        _Server(config, listening).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listening()


def _print_at_once(line: str) -> None:
    print(line, flush=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ServeError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; "
            "choose another with --port, or --port 0 for any free one"
        ) from error
    return listener
