"""Identifiers: made from what a record is, never from its title, its time or the order of arrival."""

import hashlib
import re
import unicodedata


def digest(*parts: object, length: int = 16) -> str:
    """Return a short, stable hexadecimal id of the parts, in order; `None` counts as empty."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def slug(name: str) -> str:
    """Return a name as lower-case ASCII words joined by hyphens: "Luisiana Meléndez" -> luisiana-melendez."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
