"""Who moved what and who seconded, in the ways that minutes tell it."""

import re
from dataclasses import dataclass

from crawler.minutes.names import NAME, is_name, read_name
from crawler.minutes.near import matches_around
from crawler.minutes.sentences import sentence_end, sentence_start

_GAP = r"[\s,;:.|/()-]{0,40}"
_BY_WORD = r"(?:motion(?:ed)?|moved|move|mover|first(?:ed)?|1st|m)"
_MADE = r"(?:\s+(?:was|is|has\s+been))?(?:\s+duly)?(?:\s+(?:made|offered|introduced|presented|moved))?"
# "Motion by X", "It was moved by X", "Moved by: X", "On motion of X", "Motion made by X", "Mover: X".
_BY = re.compile(
    rf"\b(?P<lead>(?:(?:it\s+was|up)?on\s+(?:a\s+|the\s+)?|it\s+was\s+|a\s+|the\s+)?(?:duly\s+"
    rf"|regularly\s+)?{_BY_WORD}{_MADE}(?:\s+and\s+seconded|\s+for\s+(?:approval|adoption))?)"
    rf"\s{{0,3}}(?:by\b\s{{0,3}}:?|of\b|(?::|-)(?=\s{{0,20}}(?-i:{NAME})\s*(?:[;,\n/|.]|$|[ ]{{2}}"
    rf"|second|and\b)))\s{{0,20}}(?P<name>(?-i:{NAME}))",
    re.IGNORECASE,
)
# "X moved", "X made a motion", "X, seconded by Y, moved".
_DID = re.compile(
    rf"(?P<name>{NAME})(?P<aside>,?\s{{1,3}}(?:\(?(?i:second(?:ed)?)\s{{1,3}}(?i:by)\s{{1,3}}(?P<second>{NAME})\)?,?\s{{1,3}}))?,?\s{{0,3}}"
    r"(?P<verb>(?i:(?:then|also|so|again)?\s?(?:moved|motioned|(?:made|offered|introduced|put\s+forth"
    r"|put\s+forward)\s+(?:a|the|another)\s+(?:[a-z]+\s+)?(?:motion|amendment|resolution)"
    r"|moves|ma(?:kes?|king)\s+(?:a|the)\s+motion)))\b"
)
_SECOND = re.compile(
    rf"\b(?:it\s+was\s+|was\s+|and\s+)?(?:duly\s+)?second(?:ed|er"
    rf"|s)?(?:\s+(?:the\s+motion\s+)?(?:was\s+)?(?:made\s+)?by\b\s{{0,3}}:?|\s*:"
    rf"|(?=\s{{0,3}}(?-i:{NAME})\s*(?:[;.\n]|$)))\s{{0,20}}(?P<name>(?-i:{NAME}))",
    re.IGNORECASE,
)
_SECONDED = re.compile(
    rf"(?P<name>{NAME})\s{{0,3}},?\s{{0,3}}(?i:(?:duly\s+)?second(?:ed|s)\b|second(?=\s*(?:[.,;\n]|$"
    rf"|the\b|to\b))|(?:offered|made|provided|gave)\s+(?:a|the)\s+second\b"
    rf"|supported\b)(?!\s{{1,3}}(?i:by)\b)"
)
_SUPPORT = re.compile(rf"\bsupport(?:ed)?\s+by\s{{0,3}}:?\s{{0,20}}(?P<name>(?-i:{NAME}))", re.IGNORECASE)
_PAIRED = re.compile(
    rf"\(?\b(?:M\s?/\s?S(?:\s?/\s?[CPU]+)?|MSC|MSP"
    rf"|M\.S\.C?\.?)\b\s*[:(-]?\s*\(?(?P<name>{NAME})\s*[/,]\s*(?P<second>{NAME})\)?"
)
# "Motion Ruiz Second Lee", "Moved (Ruiz) and seconded (Lee)".
_BARE = re.compile(
    rf"\bMo(?:tion|ved)\s{{0,2}}[(:-]?\s{{0,2}}(?P<name>{NAME})\)?[,;]?\s{{1,3}}(?:and\s)?"
    rf"(?i:second(?:ed)?)(?:\s(?i:by))?[ :(-]{{0,3}}(?P<second>{NAME})"
)
# "By: Ana Ruiz     Seconded by: Bo Lee" below the motion's words.
_BY_BOTH = re.compile(
    rf"(?<![\w-])(?<!ed )By:\s{{0,3}}(?P<name>{NAME})[.,;]?"
    rf"\s{{1,20}}(?i:second(?:ed)?\sby):?\s{{0,3}}(?P<second>{NAME})"
)
_CALLS = re.compile(rf"(?P<name>{NAME})\s{{1,3}}called\s(?:for\s)?the\s(?:previous\s)?question\b")
_QUESTION = re.compile(r"\bcalled\s(?:for\s)?the\s(?:previous\s)?question\b")
_OFFERED = re.compile(
    rf"\bmotion\s+(?:to|that)\s(?P<words>[^.;]{{3,200}}?),?\s+(?:was\s+)?(?:offered|made|introduced"
    r"|moved)\s+by\s+"
    rf"(?P<name>(?-i:{NAME}))"
    rf"|\bmotion\s+(?:to|that)\s(?P<put>[^.;\n]{{3,200}}?)\s+by\s+(?P<putter>(?-i:{NAME}))"
    r"(?=,?\s+(?:and\s+|was\s+|a\s+)?second)",
    re.IGNORECASE,
)
_NOBODY_NAMED = re.compile(
    r"\b(?:a\s+|the\s+)?motion\s+(?:was\s+)?(?:duly\s+)?(?:made"
    r"|moved)\s+(?:and\s+(?:duly\s+)?seconded\s+)?(?:to|that|for)\b"
    r"|\bit\s+was\s+(?:duly\s+)?moved\s+(?:and\s+(?:duly\s+)?seconded\s*,?\s+)?(?:to|that|for)\b"
    r"|\bmoved\s+and\s+(?:duly\s+)?seconded\b"
    r"|\bit\s+was\s+(?:duly\s+)?moved,?\s+(?:and\s+)?(?:duly\s+)?seconded,?\s+(?:and\s+)?(?:unanimously\s+)?"
    r"(?:carried|passed|approved|adopted)(?:\s+unanimously)?,?\s+(?:to|that|for)\b"
    r"|\bthe\s+motion\s+for\s+the\s+(?=adoption\s+of\s+the\s+fore)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:motion|question)\s+to\s+(?:call|move)\s+the\s+(?:previous\s+)?question\b", re.IGNORECASE
)
_SUBSIDIARY = re.compile(
    r"\b(?:amend(?:ment|ed)?\b|table\b|lay\s+(?:\w+\s+){0,4}on\s+the\s+table"
    r"|call(?:ed)?\s+(?:for\s+)?the\s+(?:previous\s+)?question|previous\s+question"
    r"|end\s+(?:the\s+)?debate"
    r"|close\s+debate|postpone|refer\b|substitute|divide\s+the\s+question|separate"
    r"|extend\s+(?:the\s+)?(?:debate|time|discussion)|suspend\s+the\s+rules|limit\s+debate"
    r"|appeal\s+the)",
    re.IGNORECASE,
)
# The words by which the patterns that begin with a name are found.
_MOVES = re.compile(
    r"\b(?:moved|motioned|moves|(?:made|offered|introduced|put\s+forth|put\s+forward)\s+(?:a|the|another)\s"
    r"|ma(?:kes?|king)\s+(?:a|the)\s+motion)",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"\b(?:second(?:ed|s)?|supported)\b", re.IGNORECASE)
_REACH = 160  # characters from a name to the verb: a seconder may be named between
_NO_MOVER = re.compile(
    r"^(?:board|chair|president|meeting|discussion|council|committee|mover|seconder)$", re.IGNORECASE
)


@dataclass
class Motion:
    """A motion as it was put: who moved, who seconded where told, the words, the characters."""

    start: int
    end: int
    mover: str | None = None
    seconder: str | None = None
    words: str | None = None
    subsidiary: bool = False
    above: bool = False  # the words stand above, not after, the mover's name


@dataclass(frozen=True)
class Second:
    """A second told apart from its motion."""

    start: int
    end: int
    name: str


def find_motions(flow: str) -> list[Motion]:
    """Return the motions put, in order, without overlaps."""
    found = [
        *_named(flow, _BY),
        *_named(flow, _DID),
        *_named(flow, _PAIRED),
        *_named(flow, _BARE),
        *_named(flow, _BY_BOTH),
        *_offered(flow),
    ]
    for match in _NOBODY_NAMED.finditer(flow):
        words = re.search(r"\b(?:to|that|for)$", match.group(), re.IGNORECASE)
        found.append(Motion(match.start(), match.start() + words.start() if words else match.end()))
    found += _calls(flow)
    found.sort(key=lambda motion: (motion.start, motion.mover is None, -motion.end))
    kept: list[Motion] = []
    for motion in found:
        if kept and (motion.start < kept[-1].end or _told_again(flow, kept[-1], motion)):
            if motion.start >= kept[-1].end and kept[-1].words is None:
                kept[-1].words = _words_after(flow, kept[-1].end, motion.start)
            kept[-1].mover = kept[-1].mover or motion.mover
            kept[-1].seconder = kept[-1].seconder or motion.seconder
            kept[-1].end = max(kept[-1].end, motion.end)
            continue
        kept.append(motion)
    for index, motion in enumerate(kept):
        limit = kept[index + 1].start if index + 1 < len(kept) else len(flow)
        _add_words(flow, motion, limit, sentence_end(flow, kept[index - 1].end) if index else 0)
    return kept


def _calls(flow: str) -> list[Motion]:
    """Find "Ms. Ruiz called the question", which is a motion to vote at once."""
    found = []
    for match in matches_around(_CALLS, _QUESTION, flow, _REACH):
        if name := _person(match["name"]):
            found.append(Motion(match.start(), match.end(), name, words="call the question"))
    return found


def _offered(flow: str) -> list[Motion]:
    """Find "A motion to table the item, offered by Ms. Ruiz": the words stand before the mover."""
    found = []
    for match in _OFFERED.finditer(flow):
        if name := _person(match["name"] or match["putter"]):
            words = tidy(match["words"] or match["put"])
            found.append(Motion(match.start(), match.end(), name, words=words))
    return found


def _told_again(flow: str, motion: Motion, other: Motion) -> bool:
    """Tell whether "Motion: ... " and "Moved by X" beside each other are one motion."""
    between = flow[motion.end : other.start]
    return (
        motion.mover is None
        and other.mover is not None
        and len(between) < 400
        and "\n\n" not in between.strip()
        and not re.search(r"\b(?:carried|passed|failed|approved|ayes?|yeas?)\b", between, re.IGNORECASE)
    )


def find_seconds(flow: str) -> list[Second]:
    """Return the seconds, in order, wherever they stand."""
    found: list[Second] = []
    for pattern in (_SECOND, _SECONDED, _SUPPORT):
        named_first = pattern is _SECONDED
        for match in (
            matches_around(pattern, _SECONDS, flow, _REACH) if named_first else pattern.finditer(flow)
        ):
            name = _person(match["name"], last=named_first)
            if name:
                at = match.start("name") + match["name"].rfind(name)
                found.append(
                    Second(min(at, match.start()) if pattern is not _SECONDED else at, match.end(), name)
                )
    return sorted(found, key=lambda second: second.start)


def _named(flow: str, pattern: re.Pattern[str]) -> list[Motion]:
    found = []
    found_in = matches_around(_DID, _MOVES, flow, _REACH) if pattern is _DID else pattern.finditer(flow)
    for match in found_in:
        name = _person(match["name"], last=pattern is _DID)
        if name is None:
            continue
        second = match.groupdict().get("second")
        start = match.start("name") + match["name"].rfind(name) if pattern is _DID else match.start()
        end = (
            match.end() if pattern is not _BY else match.start("name") + match["name"].rfind(name) + len(name)
        )
        found.append(Motion(start, end, name, _person(second) if second else None))
    return found


def _person(printed: str, last: bool = False) -> str | None:
    """Return the member's name at the end of capitalised words ("Discussion Mr. Ruiz" is Mr. Ruiz)."""
    words = printed.split(" ")
    for index in range(len(words)):
        rest = " ".join(words[index:])
        found = read_name(rest, 0, len(rest))
        if (
            found
            and found[1] >= len(rest.rstrip(" .,"))
            and is_name(found[0])
            and not _NO_MOVER.match(found[0])
        ):
            return found[0]
        if found and index == 0 and found[1] < len(rest) and not last:
            # "Jones Seconded", "Lee To": the name ends where words of proceedings begin.
            return found[0]
    return None


_BODY_DID = (
    r"(?:(?:(?:the\s+)?(?:[A-Z]\w+\s){0,3}(?:board|committee|council|trustees|directors|it\s+was)"
    r"(?:\s+of\s+(?:education|directors|trustees))?\s+)?(?:unanimously\s+)?(?:voted|agreed|resolved|carried)"
    r"(?:,?\s*unanimously)?(?:,?\s*\(?\d{1,2}\s?(?:-|to)\s?\d{1,2}(?:\s?-\s?\d{1,2})?\)?)?"
    r"(?:,?\s*by\s+(?:a\s+)?(?:\(?\d{1,2}\s?(?:-|to)\s?\d{1,2}\)?\s+)?(?:unanimous\s+)?(?:roll[\s-]call|voice|show\s+of\s+hands)?(?:\s*vote)?)?(?:\s*\([^()\n]{3,60}\))?,?\s+)?"
)
_TO = re.compile(
    rf"(?:[\s,;:.()\"'-]|and\s){{0,20}}{_BODY_DID}(?:\d{{1,2}}-\d{{1,2}}\s)?"
    r"(?:(?:and\s+)?(?:was\s+)?(?:duly\s+)?seconded(?:\s+by\s+[^,;\n]{1,60})?[\s,;:]{0,5})?(?:motion\s+)?(?P<to>(?:to|that|for|the\s+(?:following|adoption|approval)|(?:approval|adoption|acceptance|passage|adjournment|reconsideration)\s+of)\b)",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"[\s,.]{0,4}(?:and\s+)?the\s+(?:[A-Z]\w+\s){0,3}(?:board|committee|council)(?:\s+of\s+\w+)?\s+(?:unanimously\s+)?"
    r"(?P<to>(?:approved|adopted|accepted|authorized|ratified|entered|tabled)\b)",
    re.IGNORECASE,
)
_SECOND_PHRASE = re.compile(
    rf"[\s,;:.(|-]{{0,60}}(?:(?:and\s+)?(?:was\s+|it\s+was\s+)?(?:duly\s+)?(?:second(?:ed|er)?"
    rf"|support(?:ed)?|2nd|with\s+a\s+second)\b\s*(?:the\s+motion\s*)?(?:by\b"
    rf"|from\b)?\s*:?\s*(?:(?-i:{NAME}))?"
    rf"|(?:and\s+)?(?-i:{NAME})\s+(?:seconded|second|supported)\b(?:\s+the\s+motion)?)[\s)]{{0,3}}",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[,.;(\s]{0,3}\b(?:(?:and\s+)?(?:was\s+|it\s+was\s+"
    r"|motion\s+)?(?:duly\s+)?second(?:ed)?\b(?:\s+by\b)?|(?:the\s+)?motions?\s+(?:was|were|carried"
    r"|passed|failed|carries|passes|fails|approved|carry)\b|(?:and\s+)?(?:unanimously\s+)?(?:carried"
    r"|passed|failed)\b[.,]?(?:\s+(?:unanimously|by|on|with|\d)|\s*$)"
    r"|roll\s*call|ayes?\s*[:\d-]|yeas?\s*[:\d-]|yes\s*[:-]|vote\s*:|voice\s+vote|all\s+in\s+favor"
    r"|all\s+(?:voted|ayes)|supported\s+by|by\s+the\s+following\s+(?:roll|vote)).*$",
    re.IGNORECASE | re.DOTALL,
)
_SECONDER = re.compile(
    rf"[,;.]?\s{{1,3}}(?:(?i:and|with)\s{{1,3}})?{NAME}\s{{1,3}}(?i:second(?:ed|s|ing)?|supported)\b.*$",
    re.DOTALL,
)
_TELLS_END = re.compile(r"\W*(?:results?|votes?|outcome|status|disposition)\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:^|\n)[ *#|]*(?:(?:recommended|proposed|board|final|original|amended)\s+)?(?:motion|action"
    r"|resolution|recommendation|resolved"
    r"|move)\s*[:-]\s*(?P<words>[^\n]{4,}(?:\n(?![ ]*\n)[^\n]+){0,8})",
    re.IGNORECASE,
)


def _add_words(flow: str, motion: Motion, limit: int, floor: int) -> None:
    at = motion.end
    if motion.words is not None:
        motion.subsidiary = is_subsidiary(motion.words)
        return
    if phrase := _SECOND_PHRASE.match(flow, at, min(limit, at + 300)):
        at = phrase.end()
    words = _words_after(flow, at, limit) or _words_after(flow, motion.end, limit)
    motion.words, motion.above = words or _words_before(flow, motion.start, floor), words is None
    opening = " ".join((motion.words or "").split()[:12])
    motion.subsidiary = bool(_SUBSIDIARY.search(opening)) and not re.match(
        r"(?:approve|adopt|accept)\b(?!\s+(?:the\s+|an?\s+)?(?:amendment|substitute)\b)",
        opening,
        re.IGNORECASE,
    )


def _words_after(flow: str, at: int, limit: int) -> str | None:
    near = min(limit, at + 300)
    match = _TO.match(flow, at, near) or _APPROVED.match(flow, at, near)
    if match is None:
        return None
    lead = match["to"].lower()
    start = match.end() if lead in {"to", "that"} else match.start("to")
    return tidy(flow[start : min(limit, sentence_end(flow, start))])


_OPENING = re.compile(r"\n[ ]*(?=(?:be\s+it\s+)?resolved\b|motion\s+to\b)", re.IGNORECASE)


def _words_before(flow: str, at: int, floor: int) -> str | None:
    """Return the words above "Moved by X": a labelled motion, or the sentence or paragraph before."""
    above = flow[max(floor, at - 1500) : at]
    labelled = list(_LABELLED.finditer(above))
    if labelled and len(above) - labelled[-1].end() < 200:
        return tidy(labelled[-1]["words"])
    stripped = above.rstrip(" \n,;:-(|")
    paragraph = re.split(r"\n[ ]*\n", stripped)[-1] if stripped else ""
    lines = [line for line in paragraph.split("\n") if line.strip()]
    start = sentence_start(paragraph, max(0, len(paragraph) - 1)) if paragraph else 0
    words = paragraph[start:] if len(lines) > 3 or start else paragraph
    words = _OPENING.split(words)[-1]
    words = re.sub(r"^\s*motion\s+to\s+", "", words, flags=re.IGNORECASE)
    return tidy(words) if len(words.split()) > 1 and not _TELLS_END.match(words) else None


def tidy(words: str) -> str | None:
    """Return a motion's words on one line, without what follows about seconds and votes."""
    plain = " ".join(_CUT.sub("", _SECONDER.sub("", words)).split())
    plain = re.sub(r"\s(?:was|were)$|,?\s+no$", "", plain).strip(" .,;:|\"'*#-")
    return plain if len(plain) > 3 else None


def is_subsidiary(words: str | None) -> bool:
    """Tell whether a motion is about another that waits: to amend, table, end debate."""
    return bool(words and _SUBSIDIARY.search(" ".join(words.split()[:12])))
