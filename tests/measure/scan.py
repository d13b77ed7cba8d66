"""What the relevance scan loses, and what it leaves unread: `python -m tests.measure.scan [PATH ...]`.

Without a path: the labelled texts of nlp/texts, each as a simple page, against their labels. With files or
folders (*.txt, *.html): each against what the tagger says of its text, as `hallwatch analyze` would.
"""

import argparse
import html
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.parsing import parse_file
from crawler.platform import PageError
from crawler.scan import TopicScan
from db.records import Article
from db.registry import Watch, load_watch
from nlp.pipeline import build, read_config

ROOT = Path(__file__).parents[2]
JUDGING = {"sentence_bounds", "topic_relevance"}  # the tagger's components that the verdict comes from


@dataclass
class Tally:
    """Pages by what the scan says of them and whether they are of the debate."""

    relevant: int = 0
    other: int = 0
    wanted: int = 0  # of the others
    seconds: dict[str, list[float]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def add(self, name: str, scan: TopicScan, page: bytes, relevant: bool) -> None:
        """Scan a page and count it."""
        started = time.process_time()
        verdict = scan.judge(page)
        kind = "wanted" if verdict.wanted else verdict.reason
        self.seconds.setdefault(kind, []).append((time.process_time() - started) * 42_000 / max(1, len(page)))
        self.relevant += relevant
        self.other += not relevant
        self.wanted += verdict.wanted and not relevant
        if relevant and not verdict.wanted:
            self.lost.append(f"{name}: {verdict.reason}")

    def print(self, title: str) -> None:
        """Print one set's figures; times are for 42 kB of such pages."""
        found = self.relevant - len(self.lost)
        print(f"{title}: {self.relevant + self.other} pages")
        print(f"  of the debate {self.relevant}, wanted {found}, lost {len(self.lost)}")
        if self.other:
            left = 1 - self.wanted / self.other
            print(f"  others {self.other}, wanted all the same {self.wanted}, left unread {left:.1%}")
        for kind, seconds in sorted(self.seconds.items()):
            print(f"  {kind}: {len(seconds)} pages, {sum(seconds) / len(seconds) * 1e6:.0f} us for 42 kB")
        for each in self.lost:
            print(f"  lost {each}")


def page_of(text: str) -> bytes:
    """Return a text as a simple page."""
    paragraphs = "".join(f"<p>{html.escape(each)}</p>" for each in text.split("\n") if each.strip())
    return f"<html><body><article>{paragraphs}</article></body></html>".encode()


def measure_labelled(scan: TopicScan) -> None:
    """Print the figures on the labelled texts."""
    for file in sorted((ROOT / "nlp/texts").glob("[dt]*/*.jsonl")):
        tally = Tally()
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            tally.add(row["id"], scan, page_of(row["text"]), row["relevant"])
        tally.print(file.name)


def measure_files(scan: TopicScan, watch: Watch, path: Path) -> None:
    """Print the figures on files, whose relevance is what the tagger says."""
    tally, config = Tally(), read_config()
    config["components"] = [entry for entry in config["components"] if entry["name"] in JUDGING]
    config["disable"] = ["ner", "lemmatizer", "attribute_ruler", "tagger"]
    language = build(watch, config)
    for name, page, text in _pages(path):
        tally.add(name, scan, page, bool(language(text)._.relevant))
    tally.print(str(path))


def _pages(path: Path) -> Iterator[tuple[str, bytes, str]]:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix == ".txt":
            text = file.read_text(encoding="utf-8", errors="replace")
            yield file.name, page_of(text), text
        elif file.suffix in {".html", ".htm"}:
            page = file.read_bytes()
            try:
                found = parse_file("article", page, f"https://measured.example/{file.stem}")
            except PageError:
                continue
            text = next((record.body or "" for record in found if isinstance(record, Article)), "")
            if text:
                yield file.name, page, text


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--watch", default="cps-sro")
    given = parser.parse_args()
    watch = load_watch(ROOT / "watches" / given.watch)
    scan = TopicScan.for_topic(watch.topic)
    if not given.paths:
        measure_labelled(scan)
    for path in given.paths:
        measure_files(scan, watch, path)


if __name__ == "__main__":
    main()
