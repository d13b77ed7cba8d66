"""A difference as a reader sees it: what was taken out struck through, what was put in underlined.

Each has words for those who do not see it. Everything that comes from a page is escaped.
"""

import json

from markupsafe import Markup

_OUT = Markup('<del><span class="hidden">taken out: </span>{}</del>')
_IN = Markup('<ins><span class="hidden">put in: </span>{}</ins>')
_PARTS = ("before", "removed", "added", "after")


def change(before: str | None, after: str | None) -> Markup:
    """Return a short value's change: the old one, then the new one."""
    return Markup(" ").join(
        mark.format(text) for mark, text in ((_OUT, before), (_IN, after)) if text is not None
    )


def passages(value: str | None) -> Markup:
    """Return the changed passages of a text, each with the words around it; nothing for what is no list."""
    try:
        entries = json.loads(value or "[]")
    except ValueError:
        return Markup("")
    shown = (
        [_passage(entry) for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    )
    return Markup("").join(shown)


def _passage(entry: dict[str, object]) -> Markup:
    before, removed, added, after = (str(entry.get(part) or "") for part in _PARTS)
    parts = [
        Markup("… {}").format(before) if before else Markup(""),
        change(removed or None, added or None),
        Markup("{} …").format(after) if after else Markup(""),
    ]
    return Markup('<p class="passage">{}</p>').format(Markup(" ").join(part for part in parts if part))
