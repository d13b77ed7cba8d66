"""The writing format of labelled texts: statements marked where they stand, offsets worked out from that.

A passage is a header line, its text, and a line for each vote:

    === id | genre | place | date | y
    The chair [[Fi|Ann Lee<Lee|chair^negation|said she does not want them gone]].
    @vote {"quote": "...", "body": "...", ...}

A mark is `[[` stance and directness, speaker, role, then the words `]]`: F A M N and d i a; several
speakers are joined by ` & `; `full name<as named here`; a trap follows the role after `^`. Marks nest.

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


class MarkError(ValueError):
    """A passage that is not in the format; the text names the passage and the place."""


def read_marked(text: str) -> Iterator[dict[str, Any]]:
    """Yield each passage as a labelled text with offsets. Raises MarkError."""
    for block in re.split(r"(?m)^=== ", text)[1:]:
        header, _, body = block.partition("\n")
        fields = [part.strip() for part in header.split("|")]
        if len(fields) != 5:
            raise MarkError(f"{header!r}: a header is id | genre | place | date | y or n")
        lines = body.splitlines()
        prose = "\n".join(line for line in lines if not line.startswith("@vote ")).strip()
        plain, statements = _take_marks(fields[0], prose)
        votes = [_vote(fields[0], plain, line) for line in lines if line.startswith("@vote ")]
        yield {
            "id": fields[0],
            "genre": fields[1],
            "place": fields[2],
            "date": fields[3],
            "text": plain,
            "relevant": fields[4] == "y",
            "statements": sorted(statements, key=lambda found: (found["start"], found["end"])),
            "votes": votes,
        }


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
    vote: dict[str, Any] = json.loads(line.removeprefix("@vote "))
    quote = vote.pop("quote")
    start = text.find(quote)
    if start < 0:
        raise MarkError(f"{passage}: the vote's words are not in the text: {quote!r}")
    return {"start": start, "end": start + len(quote), **vote}


def write_marked(passages: list[dict[str, Any]]) -> str:
    """Return labelled texts in the writing format."""
    return "\n".join(_marked(passage) for passage in passages) + "\n"


def _marked(passage: dict[str, Any]) -> str:
    text = passage["text"]
    groups: dict[tuple[Any, ...], list[str]] = {}
    for found in passage["statements"]:
        key = (
            found["start"],
            found["end"],
            found["stance"],
            found["directness"],
            found["speaker_role"],
            found["trap"],
        )
        named = found["speaker_as_named"]
        groups.setdefault(key, []).append(
            found["speaker"] + (f"<{named}" if named != found["speaker"] else "")
        )
    inserts: list[tuple[int, int, str]] = []
    for (start, end, stance, way, role, trap), speakers in groups.items():
        mark = (
            f"[[{stance[0].upper()}{way[0] if way != 'action' else 'a'}|{' & '.join(speakers)}|{role or ''}"
        )
        inserts.append((start, -end, mark + (f"^{trap}" if trap else "") + "|"))
        inserts.append((end, start - 10**9, "]]"))
    for at, _, mark in sorted(inserts, key=lambda entry: (entry[0], entry[1]), reverse=True):
        text = text[:at] + mark + text[at:]
    header = " | ".join((passage["id"], passage["genre"], passage["place"], passage["date"]))
    lines = [f"=== {header} | {'y' if passage['relevant'] else 'n'}", text]
    for vote in passage["votes"]:
        quote = passage["text"][vote["start"] : vote["end"]]
        rest = {key: value for key, value in vote.items() if key not in {"start", "end"}}
        lines.append("@vote " + json.dumps({"quote": quote, **rest}, ensure_ascii=False))
    return "\n".join(lines)


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
