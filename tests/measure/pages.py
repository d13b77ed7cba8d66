"""Pages with a known answer, as public sets keep them: read from a folder, never part of this repository."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Half = Literal["dev", "held-out", "all"]
UNTOLD: Any = object()  # the set says nothing of this: another thing than "there is none"


@dataclass(frozen=True, kw_only=True)
class KnownPage:
    """A saved page and what is true of it. What the set does not tell is UNTOLD and not scored."""

    name: str
    url: str
    path: Path
    headline: str | None = UNTOLD
    authors: list[str] = UNTOLD
    date: str | None = UNTOLD
    text: str = UNTOLD

    def read(self) -> bytes:
        """Return the page's bytes, unpacked."""
        raw = self.path.read_bytes()
        return gzip.decompress(raw) if self.path.suffix == ".gz" else raw

    @property
    def held_out(self) -> bool:
        """Whether the page belongs to the half that nobody looks at while writing: by its name's hash."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 1


def load(pages: Path, truth: Path | None, half: Half = "all") -> list[KnownPage]:
    """Return a set's pages: lines of JSON where `truth` is given, else a checkout of one of two known sets.

    Raises ValueError where the folder is neither: article-extraction-benchmark (ground-truth.json) or fundus
    (tests/resources/parser/test_data).
    """
    if truth is not None:
        found = _from_lines(pages, truth)
    elif (pages / "ground-truth.json").exists():
        found = _benchmark(pages)
    elif (data := pages / "tests/resources/parser/test_data").is_dir():
        found = _fundus(data)
    else:
        raise ValueError(f"{pages} holds neither ground-truth.json nor fundus' test data: give --truth FILE")
    return [page for page in found if half == "all" or page.held_out == (half == "held-out")]


def _from_lines(pages: Path, truth: Path) -> Iterator[KnownPage]:
    """Yield from lines of {"file", "url", "headline", "authors", "date", "body"}; all but `file` may lack."""
    for line in truth.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield KnownPage(
            name=told["file"],
            url=told.get("url") or "https://unknown.example/story",
            path=pages / told["file"],
            headline=told.get("headline", UNTOLD),
            authors=told.get("authors", UNTOLD),
            date=told.get("date", UNTOLD),
            text=told.get("body") or UNTOLD,
        )


def _benchmark(pages: Path) -> Iterator[KnownPage]:
    """Yield the pages of scrapinghub/article-extraction-benchmark, which knows bodies alone."""
    for name, told in json.loads((pages / "ground-truth.json").read_text(encoding="utf-8")).items():
        path = pages / "html" / f"{name}.html.gz"
        yield KnownPage(name=name, url=told["url"], path=path, text=told["articleBody"])


def _fundus(data: Path) -> Iterator[KnownPage]:
    """Yield the pages of flairNLP/fundus' tests, each with those expectations that its text bears out."""
    for path in sorted(data.glob("*/*.html.gz")):
        told = _fundus_told(path)
        if told:
            body = told.get("body") or {}
            sections = body.get("sections") or []
            parts = [*(body.get("summary") or [])]
            for section in sections:
                parts += [*section["headline"], *section["paragraphs"]]
            yield KnownPage(
                name=f"{path.parent.name}/{path.name}",
                url=_fundus_urls(path.parent).get(path.name, "https://unknown.example/story"),
                path=path,
                headline=told.get("title") or UNTOLD,
                authors=told.get("authors") or UNTOLD,
                date=told.get("publishing_date") or UNTOLD,
                text="\n".join(parts) or UNTOLD,
            )


def _fundus_told(path: Path) -> dict[str, Any] | None:
    """Return the expectations of the layout that the page has: those whose paragraphs stand in it."""
    expected = path.with_name(re.sub(r"_\d{4}_\d\d_\d\d\.html\.gz$", ".json", path.name))
    if not expected.exists():
        return None
    page = _words(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))

    def borne_out(told: dict[str, Any]) -> float:
        body = told.get("body") or {}
        passages = [p for section in body.get("sections") or [] for p in section["paragraphs"]]
        starts = [_words(passage)[:30] for passage in passages]
        return sum(start in page for start in starts) / max(1, len(starts))

    versions = [told for told in json.loads(expected.read_text(encoding="utf-8")).values() if told]
    best = max(versions, key=borne_out, default=None)
    return best if best and borne_out(best) > 0.3 else None


@cache
def _fundus_urls(folder: Path) -> dict[str, str]:
    known = json.loads((folder / "meta.info").read_text(encoding="utf-8"))
    return {name: about["url"] for name, about in known.items()}


def _words(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
