"""The order of a source's pages: level by level, so that the same site gives the same rows each time."""

from dataclasses import replace

from db.frontier import FrontierRow


class Levels:
    """Pages waiting to be asked for, by depth. Each key is handed out once.

    A level is handed out only when the one above has ended: then the first naming of a page is its
    shallowest, whatever the order of the answers, and a run that was killed and repeated ends alike.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, FrontierRow] = {}
        self._taken: set[str] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, row: FrontierRow) -> bool:
        """Put a page in line, or forward if it is named at a lesser depth; False if it had its turn."""
        if row.url in self._taken:
            return False
        waiting = self._waiting.get(row.url)
        if waiting is not None and row.session:
            waiting = self._waiting[row.url] = replace(waiting, session=row.session)
        if waiting is None:
            self._waiting[row.url] = row
        elif row.depth < waiting.depth:
            self._waiting[row.url] = replace(waiting, depth=row.depth)
        return True

    def take(self) -> list[FrontierRow]:
        """Hand out the shallowest level, sorted by key; empty when nothing waits."""
        if not self._waiting:
            return []
        depth = min(row.depth for row in self._waiting.values())
        level = sorted((row for row in self._waiting.values() if row.depth == depth), key=lambda row: row.url)
        for row in level:
            del self._waiting[row.url]
            self._taken.add(row.url)
        return level

    def waiting(self) -> list[FrontierRow]:
        """Return what still waits, in order."""
        return sorted(self._waiting.values(), key=lambda row: (row.depth, row.url))
