"""False and missed clusters: `python -m tests.measure.stories [FOLDER]`.

Made sets, from seeds of our own words: each kind of copy beside its seed, and what must not be clustered.
With a folder of plain texts (*.txt, one article each, named OUTLET_...), also the stories found among those.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from db.database import open_database
from db.ids import digest
from db.timeline.stories import rebuild_stories

NOUNS = [
    "board", "council", "district", "principal", "parent", "student", "teacher", "officer", "budget",
    "contract",
    "motion", "hallway", "campus", "union", "mayor", "counselor", "meeting", "report", "vote", "resolution",
    "proposal", "agreement", "family", "speaker", "chair", "committee", "survey", "petition", "library",
]  # fmt: skip
VERBS = [
    "asked", "backed", "opposed", "reviewed", "delayed", "rejected", "praised", "questioned", "described",
    "heard",
    "weighed", "signed", "moved", "dropped", "studied", "ended", "began", "defended", "doubted", "told",
]  # fmt: skip
MORE = [
    "late",
    "early",
    "quietly",
    "again",
    "twice",
    "on",
    "last",
    "before",
    "in",
    "under",
    "by",
    "for",
    "near",
]
SYNONYMS = {
    "asked": "requested",
    "backed": "endorsed",
    "report": "paper",
    "vote": "ballot",
    "told": "informed",
}


@dataclass(frozen=True)
class Made:
    """A text with the story that it is part of, and the kind of copy it is."""

    outlet: str
    text: str
    story: str
    kind: str


def paragraph(chance: random.Random, sentences: int = 3) -> str:
    """Return a paragraph that no other shares a run of words with."""
    made = []
    for _ in range(sentences):
        words = [
            "The", chance.choice(NOUNS), chance.choice(VERBS), "a", chance.choice(NOUNS), chance.choice(MORE),
            "the", chance.choice(NOUNS), "from", f"ward{chance.randrange(10_000)}", chance.choice(VERBS), "a",
            chance.choice(NOUNS), chance.choice(MORE), chance.choice(NOUNS), chance.choice(MORE),
        ]  # fmt: skip
        made.append(" ".join(words) + ".")
    return " ".join(made)


def text(chance: random.Random, paragraphs: int) -> list[str]:
    return [paragraph(chance, chance.randint(2, 4)) for _ in range(paragraphs)]


def spun(chance: random.Random, seed: list[str], share: float) -> list[str]:
    """Change that share of a text's words, one here and one there."""

    def change(word: str) -> str:
        return SYNONYMS.get(word, f"{word}ly") if chance.random() < share else word

    return [" ".join(change(word) for word in each.split()) for each in seed]


def copies_of(chance: random.Random, seed: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of copy of a text: these belong to its story."""
    yield "verbatim", seed
    yield "trimmed half", seed[: len(seed) // 2]
    yield "trimmed third", seed[: len(seed) // 3]
    yield "new headline and lead", [*text(chance, 2), *seed[1:]]
    yield "paragraphs reordered", chance.sample(seed, len(seed))
    yield "spun lightly (3 % of words)", spun(chance, seed, 0.03)
    yield "spun (8 % of words)", spun(chance, seed, 0.08)
    yield "half in an outlet's own longer report", [*text(chance, len(seed) // 2), *seed[: len(seed) // 2]]


def others_of(chance: random.Random, seed: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what shares passages with a text and is another story."""
    yield "rewrite with its quotations", [*text(chance, 8), *seed[2:5]]
    yield "follow-up with background", [*text(chance, 8), *seed[-3:]]
    yield "another day's report, same frame", [seed[0], *text(chance, 10), seed[-1]]


def made_set(seeds: int, chance: random.Random) -> list[Made]:
    """Return the whole made set: copies, other stories, live blogs, one outlet's standing paragraphs."""
    found: list[Made] = []
    wires = [text(chance, chance.randint(9, 16)) for _ in range(seeds)]
    standing = text(chance, 3)
    for number, seed in enumerate(wires):
        story = f"s{number}"
        found.append(Made("wire", "\n".join(seed), story, "seed"))
        for at, (kind, words) in enumerate(copies_of(chance, seed)):
            found.append(Made(f"o{number % 3}{at}", "\n".join(words), story, kind))
        for at, (kind, words) in enumerate(others_of(chance, seed)):
            found.append(Made(f"p{number % 3}{at}", "\n".join(words), f"{story}/{at}", kind))
        own = [*text(chance, 3), *standing]
        found.append(Made("local", "\n".join(own), f"{story}/own", "short report over standing paragraphs"))
    for number in range(0, seeds - 3, 4):
        pieces = [each for seed in wires[number : number + 4] for each in seed[: len(seed) * 2 // 3]]
        found.append(Made("blog", "\n".join(pieces), f"blog{number}", "live blog of four stories"))
    return found


def store(database: Database, texts: list[Made]) -> None:
    """Put the texts in as relevant articles, outlet by outlet."""
    for outlet in sorted({each.outlet for each in texts}):
        database.execute(
            "INSERT OR IGNORE INTO sources (id, name, kind, platform, url, domains) "
            "VALUES (?, ?, 'outlet', 'feed', ?, '[]')",
            [outlet, outlet, f"https://{outlet}.example/"],
        )
    for number, each in enumerate(texts):
        url = f"https://{each.outlet}.example/{number}"
        key = digest(url)
        database.execute(
            "INSERT INTO documents (id, url, source_id, kind, first_seen_at) "
            "VALUES (?, ?, ?, 'article', '2024')",
            [key, url, each.outlet],
        )
        database.execute(
            "INSERT INTO document_versions (id, document_id, seq, sha256, size, status, fetched_at, "
            "platform) VALUES (?, ?, 1, ?, 1, 200, '2024', 'article')",
            [key, key, digest(each.text)],
        )
        database.execute(
            "INSERT INTO articles (id, source_id, url, headline, body, words, relevant, document_version_id) "
            "VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
            [key, each.outlet, url, each.kind, each.text, len(each.text.split()), key],
        )


def clustered(texts: list[Made]) -> list[str]:
    """Return the story that each text ends up in."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "measure.db")
        with database.atomic():
            store(database, texts)
            rebuild_stories(database)
        found = dict(database.execute("SELECT id, story_id FROM articles").fetchall())
        database.conn.close()
    return [found[digest(f"https://{each.outlet}.example/{at}")] for at, each in enumerate(texts)]


def report_made(seeds: int, say: Callable[[str], None]) -> None:
    """Tell, for each kind, how many are in their seed's story, and how many in a story of others."""
    texts = made_set(seeds, random.Random(4))
    story_of = clustered(texts)
    seed_story = {
        each.story: story for each, story in zip(texts, story_of, strict=True) if each.kind == "seed"
    }
    members = Counter(story_of)
    counts: dict[str, Counter[str]] = {}
    for each, story in zip(texts, story_of, strict=True):
        count = counts.setdefault(each.kind, Counter())
        count["all"] += 1
        count["with seed"] += story == seed_story.get(each.story.split("/")[0])
        count["with others"] += members[story] > 1
    say(f"{'kind':42} {'texts':>6} {'in the seed story':>18} {'in any story of more':>21}")
    for kind, count in counts.items():
        say(f"{kind:42} {count['all']:6} {count['with seed']:18} {count['with others']:21}")


def report_folder(folder: Path, say: Callable[[str], None]) -> None:
    """Tell which of a folder's texts are found to be copies of each other."""
    files = sorted(folder.rglob("*.txt"))
    texts = [
        Made(file.name.split("_")[0] or "one", file.read_text("utf-8", "replace"), file.name, "real")
        for file in files
    ]
    story_of = clustered(texts)
    groups: dict[str, list[str]] = {}
    for file, story in zip(files, story_of, strict=True):
        groups.setdefault(story, []).append(file.name)
    several = [names for names in groups.values() if len(names) > 1]
    say(f"{len(files)} texts, {len(files) * (len(files) - 1) // 2} pairs; {len(several)} stories of several")
    for names in several:
        say("  " + " = ".join(names))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seeds", type=int, default=40)
    given = parser.parse_args()
    report_made(given.seeds, print)
    if given.folder:
        report_folder(given.folder, print)


if __name__ == "__main__":
    main()
