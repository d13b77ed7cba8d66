"""What a rebuild noticed and a person should see; the caller writes each as a row of `issues`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that does not add up. `kind` is a stable word to filter by, `message` is for people."""

    kind: str
    message: str
    url: str | None = None
    document_version_id: str | None = None
    level: Literal["warning", "error"] = "warning"
