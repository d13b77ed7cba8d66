"""Which texts a new version of the extractor could read differently: the others keep what was found in them.

Changed code, configuration, topic or places touch every text, and so do newly trained weights of relevance;
other weights touch the texts about the debate: they judge nothing but statements. A changed entry of a word
list touches the texts in which it occurs, one of a list that says nothing of relevance only those about the
debate; a changed person or body touches the texts with a name of theirs. Where it cannot be told, the answer
is "touched".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.lookups import Lookups
from sqlite_utils import Database

from db.store.extractors import carry_over, keep_parts, parts_by_version, read_by
from nlp.components.people import folded
from nlp.components.stance_rules import normal
from nlp.extractor import Parts
from nlp.lexicons.alternation import PIECE
from nlp.pipeline import read_config
from nlp.reading import INNER_APOSTROPHE

# The lists that finding names and judging relevance read; a test holds this against the files they open.
RELEVANCE_LISTS = frozenset(
    {
        "abbreviations.txt",
        "debate_words.txt",
        "elsewhere_words.txt",
        "fragments.yaml",
        "incident_words.txt",
        "not_names.txt",
        "strong_debate.txt",
        "titles.txt",
    }
)
WHOLE = ("code", "config", "topic", "places")  # parts whose change touches everything
RELEVANCE_MODEL = "relevance"
ANCHORS = {"^", "$", r"\A", r"\Z"}  # where a clause ends is known only when the text is read again
SIMPLE = re.compile(r"[a-z]+(?:-[a-z]+)*", re.IGNORECASE)


@dataclass(frozen=True)
class Difference:
    """What two extractors differ in, as tests of a text. `None` as pattern means: nothing of this kind."""

    everything: bool = False
    all_relevant: bool = False
    anywhere: re.Pattern[str] | None = None  # touches a text, relevant or not
    in_relevant: re.Pattern[str] | None = None

    def touches(self, text: str, *, relevant: bool) -> bool:
        """Return whether the newer extractor could read this text differently."""
        if self.everything or (self.all_relevant and relevant):
            return True
        patterns = [self.anywhere, self.in_relevant if relevant else None]
        asked = [pattern for pattern in patterns if pattern is not None]
        if not asked:
            return False
        plain = INNER_APOSTROPHE.sub("'", text)
        forms = (plain, normal(plain), folded(plain))
        return any(pattern.search(form) for pattern in asked for form in forms)


def carry_untouched(database: Database, version: str, parts: Parts) -> int:
    """Let the findings stand that the extractor `version` would make again; return how many texts those are.

    What is left under an older version is read again. One transaction: killed, it is done again.
    """
    with database.atomic():
        keep_parts(database, version, parts)
        carried: list[str] = []
        for older, known in parts_by_version(database, but=version).items():
            change = difference(known, parts)
            if not change.everything:
                carried += [
                    text_id
                    for text_id, relevant, text in read_by(database, older)
                    if not change.touches(text, relevant=relevant)
                ]
        carry_over(database, carried, version)
    return len(carried)


def difference(old: Parts | None, new: Parts) -> Difference:
    """Return what a text must hold to be touched by the change; unknown old parts touch everything."""
    if old is None or any(old.get(part) != new[part] for part in WHOLE):
        return Difference(everything=True)
    if old["models"].get(RELEVANCE_MODEL) != new["models"].get(RELEVANCE_MODEL):
        return Difference(everything=True)
    before, after = _entries(old), _entries(new)
    changed = {name: before.get(name, set()) ^ after.get(name, set()) for name in before | after}
    if any(ANCHORS & set(PIECE.findall(entry)) for entries in changed.values() for entry in entries):
        return Difference(everything=True)
    wide = {entry for name in changed if name in RELEVANCE_LISTS for entry in changed[name]}
    narrow = {entry for name in changed if name not in RELEVANCE_LISTS for entry in changed[name]}
    return Difference(
        all_relevant=old["models"] != new["models"],
        anywhere=_pattern([*map(_met_as, wide), *_changed_names(old["registry"], new["registry"])]),
        in_relevant=_pattern([*map(_met_as, narrow)]),
    )


def _entries(parts: Parts) -> dict[str, set[str]]:
    """Return each list's entries without their group: an entry moved to another group keeps its words."""
    return {name: set(entries) for name, entries in parts["words"].items()}


def _changed_names(old: dict[str, list[str]], new: dict[str, list[str]]) -> list[str]:
    """Return patterns of the words by which entries met that came, went or changed: surnames, first words."""
    keys = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    words = set()
    for key in keys:
        for name in {*old.get(key, [])[:-1], *new.get(key, [])[:-1]}:
            parts = folded(name).split() or [name.lower()]
            words.add(parts[-1] if key.startswith("person/") else parts[0])
    return [rf"\b{re.escape(word)}" for word in words]


def _met_as(entry: str) -> str:
    """Return the pattern of what an entry may meet: a word in any form, or the expression itself."""
    word = entry.rpartition("\t")[2]
    if not SIMPLE.fullmatch(word):
        return f"(?:{word})"
    stem = re.escape(word[:-1] if len(word) > 3 and word[-1] in "ey" else word)
    return "|".join(
        [rf"\b{stem}", *(rf"\b{re.escape(form)}\b" for form in _irregular().get(word.lower(), ()))]
    )


@cache
def _irregular() -> dict[str, list[str]]:
    """Return the forms of words that do not start like their lemma ("said", "thought"), by lemma."""
    folder = spacy.util.get_package_path(read_config()["model"])
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("**/lemmatizer/lookups")):
        for forms in Lookups().from_disk(path).get_table("lemma_exc", {}).values():
            for form, lemmas in forms.items():
                for lemma in lemmas:
                    found.setdefault(lemma, []).append(form)
    return found


def _pattern(entries: Iterable[str]) -> re.Pattern[str] | None:
    """Return one pattern for all, None for none. Raises re.error on a broken entry, as its reader does."""
    joined = "|".join(sorted(set(entries)))
    return re.compile(joined, re.IGNORECASE) if joined else None
