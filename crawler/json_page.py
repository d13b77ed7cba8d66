"""Reading a platform's JSON answer: what came instead of JSON is told, not guessed at."""

import json
from typing import Any

from crawler.platform import PageError

MAX_BYTES = 32 * 1024 * 1024


def read_json(body: bytes, expected: str) -> Any:
    """Return the answer's value. `expected` says in a few words what the platform gives here.

    Raises PageError for an empty answer, an HTML page (an error or blocking page with status 200), an answer
    that was cut off or is nested too deeply, and a too large one.
    """
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace").strip().lstrip("\ufeff")
    if not text:
        raise PageError(f"an empty answer; expected {expected}")
    if len(body) > MAX_BYTES:
        raise PageError(f"an answer of {len(body) // 1048576} MB; expected {expected}")
    try:
        # Not a number in JSON, and nothing that a database can keep: refused like any other fault.
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        if text[:1] == "<":
            what = "an XML answer" if text[:5] == "<?xml" else "an HTML page (an error or a blocking page)"
            raise PageError(f"{what} where JSON is due; expected {expected}") from error
        raise PageError(
            f"an answer that is no JSON (it begins {text[:40]!r}: {error}); expected {expected}"
        ) from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def objects(value: Any, *path: str) -> list[dict[str, Any]] | None:
    """Return the list of objects at a path of keys; None where there is no list. Odd entries are left out."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else None


def text_of(entry: dict[str, Any], *keys: str) -> str | None:
    """Return the first of the keys that holds words or a number, its blanks squeezed; else None."""
    for key in keys:
        value = entry.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool):
            words = " ".join(str(value).split())
            if words:
                return words
    return None
