"""Score the reading of news pages: `python -m tests.measure.articles --pages DIR [--truth FILE]`."""

import argparse
import sys
import time
from pathlib import Path

from crawler.platform import PageError
from db.records import Article
from tests.measure.body_scores import BodyScore
from tests.measure.metadata_scores import FIELDS, MetadataScore, Tally
from tests.measure.pages import KnownPage, load
from tests.measure.readers import READERS, Reader


def main(arguments: list[str] | None = None) -> int:
    """Print each reader's scores on a set of pages."""
    chosen = _options().parse_args(arguments)
    try:
        pages = load(chosen.pages, chosen.truth, chosen.half)
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot load the pages: {error}", file=sys.stderr)
        return 2
    print(f"{len(pages)} pages ({chosen.half}) of {chosen.pages}")
    for name in chosen.reader or READERS:
        bodies = BodyScore()
        score, refused, seconds = measure(pages, READERS[name], bodies)
        _print_score(name, score, refused, seconds, errors=chosen.errors)
        if bodies.pages:
            print(
                f"  body F1   {bodies.f1:.3f} (precision {bodies.precision:.3f}, recall {bodies.recall:.3f}) "
                f"of {bodies.pages}"
            )
    return 0


def measure(
    pages: list[KnownPage], reader: Reader, bodies: BodyScore | None = None
) -> tuple[MetadataScore, int, float]:
    """Return a reader's score, how many pages it refused as no article, and its CPU seconds.

    `bodies` is told the texts.
    """
    score, refused, seconds = MetadataScore(), 0, 0.0
    for page in pages:
        body = page.read()
        started = time.process_time()
        try:
            article = reader(page, body)
        except PageError:
            article, refused = Article(url=page.url), refused + 1
        seconds += time.process_time() - started
        score.add(page, article)
        if bodies is not None:
            bodies.add(page, article.body)
    return score, refused, seconds


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.measure.articles", description=__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="a checkout, or the folder of the pages")
    parser.add_argument("--truth", type=Path, help="lines of {file, url, headline, authors, date, body}")
    parser.add_argument("--half", choices=["dev", "held-out", "all"], default="all", help="of the names")
    parser.add_argument("--reader", action="append", choices=list(READERS), help="default: all")
    parser.add_argument("--errors", action="store_true", help="list what was wrong")
    return parser


def _print_score(name: str, score: MetadataScore, refused: int, seconds: float, *, errors: bool) -> None:
    print(f"\n{name}: {seconds:.1f} s of CPU, {refused} refused as no article")
    for told in FIELDS:
        tally = score.tallies[told]
        if tally.total:
            print(f"  {told:<9} {_shares(tally)}")
    for title, parts in (("confidence from", score.bands), ("source", score.sources)):
        for (told, part), tally in sorted(parts.items(), key=str):
            print(f"    {told} {title} {part}: {_shares(tally)}")
    for page, told, true, found, source in score.errors if errors else []:
        print(f"  {page}\n    {told}: {true!r}\n    found: {found!r} ({source})")


def _shares(tally: Tally) -> str:
    return f"{tally.exact:6.1%} of {tally.total} ({tally.wrong} wrong, {tally.missed} missed)"


if __name__ == "__main__":
    sys.exit(main())
