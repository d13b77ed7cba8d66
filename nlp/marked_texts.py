"""The writing format of labelled texts: statements marked where they stand, offsets worked out from that.

A passage is a header line, its text, and a line for each vote and each name:

    === id | genre | place | date | y
    The chair [[Fi|Ann Lee<Lee|chair^negation|said she does not want them gone]].
    @vote {"quote": "...", "body": "...", ...}
    @entity {"words": "Lee", "label": "PERSON", "name": "Ann Lee"}

A mark is `[[` stance and directness, speaker, role, then the words `]]`: F A M N and d i a; several
speakers are joined by ` & `; `full name<as named here`; a trap follows the role after `^`. Marks nest.

An `@entity` stands for every place where its words stand alone and not within a longer entity's words;
`"nth": [1, 3]` keeps the first and the third of those only. `name` is the full one, the words themselves
when left out; `id` is the registry's where it is labelled (null: a stranger to the registry).
Texts without an `@entity` have no entities labelled: a line `@none entities` says that there are none. A line
`@unlabelled statements` (or votes) says that nobody labelled those.

    python -m nlp.marked_texts MARKED > texts.jsonl       python -m nlp.marked_texts --back texts.jsonl
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STANCES = {"F": "favor", "A": "against", "M": "mixed", "N": "neutral"}
WAYS = {"d": "direct", "i": "indirect", "a": "action"}
OPENING = re.compile(r"\[\[([FAMN])([dia])\|([^|\]]*)\|([^|\]]*)\|(?:([^|\[\]]*)\|)?")
QUOTES = '"“”'
LINES = ("@vote ", "@entity ", "@none ", "@unlabelled ")  # below the text, one thing a line
KINDS = ("statements", "votes", "entities")
LABELS = ("PERSON", "ORG", "GPE", "SCHOOL", "MONEY", "LAW")


class MarkError(ValueError):
    """A passage that is not in the format; the text names the passage and the place."""


def read_marked(text: str) -> Iterator[dict[str, Any]]:
    """Yield each passage as a labelled text with offsets. Raises MarkError."""
    for block in re.split(r"(?m)^=== ", text)[1:]:
        header, _, body = block.partition("\n")
        fields = [part.strip() for part in header.split("|")]
        if len(fields) != 5:
            raise MarkError(f"{header!r}: a header is id | genre | place | date | y or n")
        yield _passage(fields, body.splitlines())


def _passage(fields: list[str], lines: list[str]) -> dict[str, Any]:
    prose = "\n".join(line for line in lines if not line.startswith(LINES)).strip()
    plain, statements = _take_marks(fields[0], prose)
    found: dict[str, Any] = {
        "id": fields[0],
        "genre": fields[1],
        "place": fields[2] or None,
        "date": fields[3] or None,
        "text": plain,
        "relevant": fields[4] == "y",
        "statements": sorted(statements, key=lambda found: (found["start"], found["end"])),
        "votes": [_vote(fields[0], plain, told) for told in _told(lines, "@vote ")],
    }
    entities = [json.loads(told) for told in _told(lines, "@entity ")]
    if entities or "entities" in _kinds(fields[0], lines, "@none "):
        found["entities"] = _entities(fields[0], plain, entities)
    for kind in _kinds(fields[0], lines, "@unlabelled "):
        if found.pop(kind, None):
            raise MarkError(f"{fields[0]}: {kind} are both labelled and not")
    return found


def _told(lines: list[str], sign: str) -> list[str]:
    return [line.removeprefix(sign) for line in lines if line.startswith(sign)]


def _kinds(passage: str, lines: list[str], sign: str) -> list[str]:
    kinds = [kind for told in _told(lines, sign) for kind in told.split()]
    if unknown := set(kinds) - set(KINDS):
        raise MarkError(f"{passage}: {sign.strip()} what? {', '.join(sorted(unknown))}")
    return kinds


def _take_marks(passage: str, marked: str) -> tuple[str, list[dict[str, Any]]]:
    plain: list[str] = []
    length, at = 0, 0
    open_marks: list[tuple[int, re.Match[str]]] = []
    statements: list[dict[str, Any]] = []
    while at < len(marked):
        opening = OPENING.match(marked, at)
        if opening:
            open_marks.append((length, opening))
            at = opening.end()
        elif marked.startswith("]]", at) and open_marks:
            start, mark = open_marks.pop()
            statements += _statements(mark, "".join(plain), start)
            at += 2
        elif marked.startswith(("[[", "]]"), at):
            raise MarkError(f"{passage}: a mark that cannot be read at {marked[at : at + 30]!r}")
        else:
            plain.append(marked[at])
            length, at = length + 1, at + 1
    if open_marks:
        raise MarkError(f"{passage}: {len(open_marks)} marks are not closed")
    return "".join(plain), statements


def _statements(mark: re.Match[str], text: str, start: int) -> list[dict[str, Any]]:
    stance, way, speakers, role, trap = mark.groups()
    role, _, short_trap = role.partition("^")
    end = len(text)
    if way == "d":
        start, end = _quoted_part(text, start, end)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    found = []
    for entry in speakers.split(" & "):
        name, _, as_named = entry.strip().partition("<")
        found.append(
            {
                "start": start,
                "end": end,
                "speaker": name,
                "speaker_as_named": as_named or name,
                "speaker_role": role or None,
                "stance": STANCES[stance],
                "directness": WAYS[way],
                "trap": trap or short_trap or None,
            }
        )
    return found


def _quoted_part(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the outer quotation marks, and a cue after the last of them."""
    opened = start > 0 and text[start - 1] in QUOTES
    if text[start] in QUOTES:
        start, opened = start + 1, True
    marks = [at for at in range(start, end) if text[at] in QUOTES]
    if opened and len(marks) % 2 == 1:
        end = marks[-1]
    return start, end


def _vote(passage: str, text: str, line: str) -> dict[str, Any]:
    vote: dict[str, Any] = json.loads(line)
    quote = vote.pop("quote")
    start = text.find(quote)
    if start < 0:
        raise MarkError(f"{passage}: the vote's words are not in the text: {quote!r}")
    return {"start": start, "end": start + len(quote), **vote}


def _entities(passage: str, text: str, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entities that the lines of a passage stand for, in order of place. Raises MarkError."""
    places = _places(text, [entry["words"] for entry in told])
    found = []
    for entry in told:
        words, label = entry["words"], entry["label"]
        nth = entry.get("nth") or range(1, len(places[words]) + 1)
        if label not in LABELS or not places[words] or max(nth) > len(places[words]):
            raise MarkError(f"{passage}: no such entity: {entry}")
        for number in nth:
            start = places[words][number - 1]
            named = {"text": words, "label": label, "name": entry.get("name", words)}
            known = {"id": entry["id"]} if "id" in entry else {}
            found.append({"start": start, "end": start + len(words), **named, **known})
    return sorted(found, key=lambda entry: entry["start"])


def _places(text: str, words: list[str]) -> dict[str, list[int]]:
    """Return where each of some words stands alone in a text and not within longer ones among them."""
    taken: list[tuple[int, int]] = []
    places: dict[str, list[int]] = {}
    for each in sorted(set(words), key=len, reverse=True):
        met = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(each)}(?!\w)", text)]
        free = [at for at in met if not any(at < end and at + len(each) > start for start, end in taken)]
        places[each] = free
        taken += [(at, at + len(each)) for at in free]
    return places


def write_marked(passages: list[dict[str, Any]]) -> str:
    """Return labelled texts in the writing format."""
    return "\n".join(_marked(passage) for passage in passages) + "\n"


def _marked(passage: dict[str, Any]) -> str:
    header = " | ".join(passage[key] or "" for key in ("id", "genre", "place", "date"))
    lines = [f"=== {header} | {'y' if passage['relevant'] else 'n'}"]
    lines.append(_with_marks(passage["text"], passage.get("statements", [])))
    for vote in passage.get("votes", []):
        quote = passage["text"][vote["start"] : vote["end"]]
        rest = {key: value for key, value in vote.items() if key not in {"start", "end"}}
        lines.append("@vote " + json.dumps({"quote": quote, **rest}, ensure_ascii=False))
    lines += _entity_lines(passage)
    unlabelled = [kind for kind in ("statements", "votes") if kind not in passage]
    return "\n".join([*lines, f"@unlabelled {' '.join(unlabelled)}"] if unlabelled else lines)


def _with_marks(text: str, statements: list[dict[str, Any]]) -> str:
    groups: dict[tuple[Any, ...], list[str]] = {}
    for found in statements:
        parts = ("start", "end", "stance", "directness", "speaker_role", "trap")
        named = found["speaker_as_named"]
        groups.setdefault(tuple(found[part] for part in parts), []).append(
            found["speaker"] + (f"<{named}" if named != found["speaker"] else "")
        )
    inserts: list[tuple[int, int, str]] = []
    for (start, end, stance, way, role, trap), speakers in groups.items():
        mark = f"[[{stance[0].upper()}{way[0]}|{' & '.join(speakers)}|{role or ''}"
        inserts.append((start, -end, mark + (f"^{trap}" if trap else "") + "|"))
        inserts.append((end, start - 10**9, "]]"))
    for at, _, mark in sorted(inserts, key=lambda entry: (entry[0], entry[1]), reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def _entity_lines(passage: dict[str, Any]) -> list[str]:
    """Return a line for each name by its words; `nth` only where the same words stand for others too."""
    if "entities" not in passage:
        return []
    places = _places(passage["text"], [entry["text"] for entry in passage["entities"]])
    groups: dict[str, tuple[dict[str, Any], list[int]]] = {}
    for found in passage["entities"]:
        line = {"words": found["text"], "label": found["label"], "name": found["name"]}
        line |= {"id": found["id"]} if "id" in found else {}
        key = json.dumps(line, ensure_ascii=False)
        groups.setdefault(key, (line, []))[1].append(places[found["text"]].index(found["start"]) + 1)
    return [
        "@entity "
        + json.dumps(
            line if len(nth) == len(places[line["words"]]) else {**line, "nth": nth}, ensure_ascii=False
        )
        for line, nth in groups.values()
    ] or ["@none entities"]


def main(arguments: list[str]) -> int:
    """Convert one file, to standard output."""
    if arguments[:1] == ["--back"]:
        lines = Path(arguments[1]).read_text(encoding="utf-8").splitlines()
        sys.stdout.write(write_marked([json.loads(line) for line in lines]))
        return 0
    for passage in read_marked(Path(arguments[0]).read_text(encoding="utf-8")):
        sys.stdout.write(json.dumps(passage, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
