"""Every page of the replica web in one state, drawn when first asked for and then kept."""

from collections.abc import Callable
from threading import Lock

from tests.replica import board, press
from tests.replica.page import Page

Routes = dict[str, Callable[[], Page]]


class Site:
    """The web in one state, as seen through one port (absolute links carry it)."""

    def __init__(self, state: int, port: int) -> None:
        def base(host: str) -> str:
            return f"http://{host}.localhost:{port}"

        self.routes: dict[str, Routes] = {board.HOST: board.routes(state, base)}
        for host, routes in press.routes(state, base).items():
            self.routes.setdefault(host, {}).update(routes)
        self._drawn: dict[tuple[str, str], Page] = {}
        self._lock = Lock()

    def page(self, host: str, path: str) -> Page | None:
        """Return a host's page; None where there is none. `path` comes without its query."""
        draw = self.routes.get(host, {}).get(path)
        if draw is None:
            return None
        with self._lock:
            if (host, path) not in self._drawn:
                self._drawn[host, path] = draw()
            return self._drawn[host, path]
