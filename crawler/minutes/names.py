"""Members' names in minutes: one name, a list of them, and what of it is a title."""

import re

from crawler.minutes.words import NO_NAME, PLURAL, TITLE

_WORD = (
    r"(?:[A-ZÀ-ÞŁŠŽ](?:[\w'.]|-(?!(?i:yes|no|aye|nay|yea|abstain\w*|absent|excused)\b)){0,30}|(?:de"
    r"|del|de la|la|van|von|der|den|st\.|da|dos|di|al|el"
    r"|bin)(?=[ ][A-ZÀ-Þ]))"
)
_SUFFIX = r"(?:,?[ ](?:Jr|JR|Sr|SR|II|III|IV|Esq|Ph\.?[ ]?D|Ed\.?[ ]?D|M\.?D|J\.?D)\b\.?)"
# A name begins with a capital or a particle: looked at first, as titles are many and few places hold one.
_BEGINS = r"(?=[A-ZÀ-ÞŁŠŽ]|(?:de|del|la|van|von|der|den|st\.|da|dos|di|al|el|bin)[ ])"
NAME = (
    rf"(?:{_BEGINS}(?:(?i:{TITLE})(?:[ ]?\n[ ]{{0,20}}|[ ]{{1,3}})?){{0,3}}(?:{_WORD}(?:[ ](?:{_WORD}|\"\w+\""
    rf"|\(\w+\)(?=[ ][A-Z]))){{0,4}}){_SUFFIX}{{0,2}})"
)
_NAME = re.compile(NAME)
_TITLES = re.compile(rf"(?:{TITLE}\s*,?\s*)+", re.IGNORECASE)
_PLURAL = re.compile(PLURAL, re.IGNORECASE)
_SEPARATOR = re.compile(r"\s{0,80}(?:[,;&/|]\s{0,80}(?:(?i:and)\s{1,80}|&\s{0,80})?|\b(?i:and)\s{1,80})")
_ASIDE = re.compile(r"\s?\([^()\n]{0,60}\)|\s?\[[^\[\]\n]{0,60}\]|\son\s(?:#|items?\s)[\w.# ]{1,12}(?=[,;)])")
_BREAK = re.compile(r"[ ]{0,80}\n[ ]{0,80}|[ ]{2,80}")
# A student's or an officer's voice that does not count: kept beside the others, in no tally.
NO_VOICE = re.compile(r"advisory|preferential|non-?\s?voting|unofficial", re.IGNORECASE)
_TOO_MANY = 60  # the largest US council has 51 members
NAMES = rf"{NAME}(?:\s{{0,3}}(?:,\s{{0,3}}(?:(?i:and)\s{{1,3}})?|(?i:and)\s{{1,3}}|&\s{{0,3}}){NAME}){{0,12}}"
_FULL_STOP = re.compile(r"(?:\b[A-Z]|\b[JS][Rr])\.$")


def is_name(text: str) -> bool:
    """Tell whether capitalised words can be a member's name: none of them is a word of proceedings."""
    bare = without_title(text)
    words = re.findall(r"[\w'-]+", bare)
    if not words or len(words) > 6:
        return False
    if any(word.lower() in NO_NAME for word in words) or any(char.isdigit() for char in bare):
        return False
    # A single letter is how minutes of very small bodies, and tests, name people.
    return any(len(word) > 1 for word in words) or len(words) == 1


def without_title(text: str) -> str:
    """Return a name without the titles before it; empty when there is nothing but titles."""
    return _TITLES.sub("", text, count=1).strip(" ,.") if _TITLES.match(text) else text.strip(" ,")


def shown_name(printed: str) -> str:
    """Return the name to keep: a whole name without its title, a lone surname as it is printed.

    "Director Ana Ruiz" is Ana Ruiz; "Mr. Ruiz" and "President Ruiz" stay: the title may be all that tells
    one Ruiz from another. The printed form stands in the passage that the vote's offsets give.
    """
    printed = " ".join(printed.split()).strip(" ,;")
    bare = without_title(printed)
    whole = [word for word in re.split(r"[ ]", re.sub(_SUFFIX, "", bare)) if word]
    kept = bare if len(whole) > 1 else printed
    return kept if _FULL_STOP.search(kept) else kept.rstrip(".")


def surname(name: str) -> str:
    """Return what a person is mostly called by in minutes: the last word but for "Jr.", in lower case."""
    bare = re.sub(_SUFFIX, "", without_title(name))
    if "," in bare:
        bare = bare.split(",")[0]
    words = bare.split()
    return words[-1].strip(".,").lower() if words else ""


def read_name(flow: str, start: int, limit: int) -> tuple[str, int] | None:
    """Return the name that begins at `start` and where it ends; None for none."""
    match = _NAME.match(flow, start, limit)
    while match is not None:
        found = match.group().rstrip(" ,")
        # A sentence's end is no part of a name, an initial's or a title's full stop is.
        cut = re.search(r"(?<=[a-z]{3})\.[ ]", found)
        if cut and not _TITLES.fullmatch(found[: cut.start() + 1].split(" ")[-1]):
            found = found[: cut.start()]
        found = found.rstrip(".") if not re.search(r"(?:\b[A-Z]|[JS][Rr])\.$", found) else found
        if is_name(found):
            return found, start + len(found)
        shorter = found.rfind(" ")
        if shorter <= 0:
            return None
        match = _NAME.match(flow, start, start + shorter)
    return None


def read_names(flow: str, start: int, limit: int, stacked: bool = False) -> tuple[list[str], int]:
    """Return the names of a list that begins at `start`, as printed, and where the list ends.

    Commas, semicolons, "and" and "&" part names wherever lines break; a bare line break or a wide blank
    does so only where `stacked` says that names stand one below or beside the other.
    """
    if turned := _turned_names(flow, start, limit):
        return turned
    names: list[str] = []
    head = _PLURAL.match(flow, start, limit)
    at, end = head.end() if head else start, start
    while len(names) < _TOO_MANY:
        if found := read_name(flow, at, limit):
            name, at = found
            names.append(name)
        elif names and (titles := _TITLES.match(flow, at, limit)):
            at = titles.end()  # "Ana Ruiz, President, and ..."
        else:
            break
        after = _skip_aside(flow, at, limit)
        if names and NO_VOICE.search(flow, at, after):
            names[-1] += flow[at:after] if flow[at] == " " else f" {flow[at:after]}"
        end = at = after
        following = _next_name(flow, names, at, limit, stacked)
        if following is None:
            break
        at, end = following
    return names, end


def _next_name(flow: str, names: list[str], at: int, limit: int, stacked: bool) -> tuple[int, int] | None:
    """Return where the next name begins, and where the list so far ends; None where no further one comes."""
    if separator := _SEPARATOR.match(flow, at, limit):
        return separator.end(), at
    gap = _BREAK.match(flow, at, limit)
    if gap is None:
        return None
    if stacked:
        return gap.end(), at
    if not _runs_on(flow, names, gap, limit):
        return None
    name, end = read_name(flow, gap.end(), limit) or ("", gap.end())
    names[-1] = f"{names[-1]} {name}"
    separator = _SEPARATOR.match(flow, end, limit)
    return (separator.end() if separator else end), end


def _skip_aside(flow: str, at: int, limit: int) -> int:
    """Return the place after a note in brackets ("(by telephone)"); a figure in brackets counts the list."""
    aside = _ASIDE.match(flow, at, limit)
    return at if aside is None or _is_count(aside.group()) else aside.end()


def _is_count(aside: str) -> bool:
    return bool(re.fullmatch(r"\s?[(\[]\s?\d{1,2}\s?[)\]]", aside))


def _runs_on(flow: str, names: list[str], gap: re.Match[str], limit: int) -> bool:
    """Tell whether a name goes on in the next line: "Mr. Jason / Growe, Ms. Ana Ruiz"."""
    if "\n" not in gap.group() or (len(names) < 2 and without_title(names[-1])):
        return False
    following = read_name(flow, gap.end(), limit)
    if following is None or _TITLES.match(following[0]) or len(names[-1].split()) > 2:
        return False
    after = _SEPARATOR.match(flow, following[1], limit)
    return after is not None and "," in flow[gap.start() - 200 if gap.start() > 200 else 0 : gap.start()]


def _turned_names(flow: str, start: int, limit: int) -> tuple[list[str], int] | None:
    """Read "Ruiz, Ana; Lee, Bo": every part between semicolons is a surname, a comma, a first name."""
    end = flow.find("\n\n", start, limit)
    window = flow[start : min(limit if end < 0 else end, start + 2000)]
    stop = re.search(r"\.(?:\s|$)(?<!\b[A-Z]\.\s)|\(\d|[ ]-[ ]|(?<![;,\s])[ ]*\n", window)
    window = window[: stop.start()] if stop else window
    parts = [part for part in window.split(";") if part.strip()]
    if len(parts) < 2 or not all(re.fullmatch(rf"\s*{NAME}\s*,\s*{NAME}\s*", part) for part in parts):
        return None
    if any(re.search(r",\s*(?:Jr|Sr|II|III|IV)\b", part) for part in parts):
        return None
    return [" ".join(part.split()) for part in parts], start + len(window.rstrip())
