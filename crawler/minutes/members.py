"""Members whose surname is also a word of proceedings: Staff, Alder, Law, Study.

Where a text's own attendance, the page's roster or a roll shows that such a word is somebody's name, it is
written in letters of another block, one for one, so that no rule about the word takes hold of the name.
"""

import re
from collections.abc import Iterable, Sequence

from crawler.minutes.words import LABEL, NO_NAME, TITLE

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SMALL, _CAPITAL = 0x1D41A, 0x1D400  # Unicode's mathematical bold letters: no minutes are written in them
_APART = str.maketrans(
    {letter: chr((_SMALL if letter.islower() else _CAPITAL) + (ord(letter) & 31) - 1) for letter in _PLAIN}
)
_BACK = {ord(chr(value) if isinstance(value, int) else value): chr(key) for key, value in _APART.items()}
_ATTENDANCE = re.compile(
    r"^[ ]*(?P<who>[A-Za-z' ]{0,60}?)\b(?:present|absent|excused|attendance|attending)\b[^:\n]{0,30}"
    r"(?::[ ]*|[ ]{2,})"
    r"(?P<names>(?:[^\n]+|(?:\n[ ]*){1,3}[^:\n]+)(?:\n(?![ ]*\n)[^:\n]+$){0,12})",
    re.IGNORECASE | re.MULTILINE,
)
_NO_MEMBERS = re.compile(r"\b(?:staff|others?|also|guests?|administrat\w*|visitors?|public)\b", re.IGNORECASE)
_PART = re.compile(r"[,;\n]|\b(?:and|absent|present|excused)\b|[ ]{2,}|[()]")
_WHOLE = re.compile(
    rf"\s*(?:(?:{TITLE}|(?:trustee|director|member|commissioner)s)\s+)*(?P<first>[A-Z][\w'.-]+)"
    r"(?:\s+[A-Z][\w'.-]*)?\s+(?P<last>[A-Z][\w'-]+)[.\s]*",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(TITLE, re.IGNORECASE)
# Words of proceedings that are surnames often enough for a roll alone to tell.
_SURNAMES = "alder|staff|study|call|bills|law|day|park"
_CHOICE = r"(?:aye|yes|yea|no|nay|abstain(?:ed)?|absent|excused)"
_LISTED = re.compile(
    rf"(?<![\w'-])(?:{LABEL})\s*(?:\(\d+\)\s*)?[:=-][^\n]*(?:,[ ]*\n[^\n:]+)?", re.IGNORECASE
)
_IN_LIST = re.compile(
    rf"(?<=[:=,;&-])[ ]*(?P<name>(?:{_SURNAMES}))(?=[ ]*(?:[,;.(&]|and\b|-|\n|$))", re.IGNORECASE
)
_AFTER_AND = re.compile(rf"\band[ ](?P<name>(?:{_SURNAMES}))(?=[ ]*(?:[.;(]|-|\n|$))", re.IGNORECASE)
_PAIRED = re.compile(
    rf"(?<![\w'-])(?P<name>(?:{_SURNAMES}))(?=[ ]?(?:[:,]|-{{1,2}}|\.{{2,}})[ ]?{_CHOICE}\b)", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?:\b(?:{TITLE})\s|[,;:&(/|-]\s*|\b(?:and|by|of)\s|\b(?:motion|second)\s|[.]\s+"
    r"|(?:^|\n)\s*|[ ]{2})$",
    re.IGNORECASE,
)
_ACTS = re.compile(r"\b(?:moved|seconded|second|motion|made|supported)\s(?:by|of)\s$", re.IGNORECASE)
_TITLE_AFTER = re.compile(rf"\s(?:{TITLE})", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:[,;.)(/|]|-|:|$|\n|and\b|second(?:ed|s)?\b|mo(?:ved|ves|tioned)\b|made\b|vot(?:ed|ing|es)\b"
    rf"|abstain|dissent|oppos|recus|was\b|were\b|called\b|withdrew\b|[ ]{{2}}|{_CHOICE}\b)",
    re.IGNORECASE,
)


def surnames_in(flow: str, roster: Sequence[str]) -> frozenset[str]:
    """Return those members' surnames, in lower case, that are words of proceedings as well."""
    found = {surname for name in roster if (surname := _last(name)) and _collides(surname)}
    for match in _ATTENDANCE.finditer(flow):
        if not _NO_MEMBERS.search(match["who"]):
            found.update(_attending(match["names"]))
    for match in _PAIRED.finditer(flow):
        found.add(match["name"].lower())
    for listed in _LISTED.finditer(flow):
        for pattern in (_IN_LIST, _AFTER_AND):
            found.update(match["name"].lower() for match in pattern.finditer(listed.group()))
    return frozenset(found)


def set_apart(flow: str, surnames: Iterable[str]) -> str:
    """Return the flow, of the same length, with those surnames in letters of their own where they stand."""
    words = "|".join(sorted(map(re.escape, surnames)))
    if not words:
        return flow

    def apart(match: re.Match[str]) -> str:
        word = match.group()
        before, after = flow[max(0, match.start() - 40) : match.start()], match.end()
        named = _BEFORE.search(before) or re.search(r"\b[A-Z][\w'.-]+ $", before)
        follows = _AFTER.match(flow, after, after + 30) or (
            _ACTS.search(before) and not _TITLE_AFTER.match(flow, after, after + 20)
        )
        return word[0] + word[1:].translate(_APART) if word[0].isupper() and named and follows else word

    return re.sub(rf"(?<![\w'-])(?:{words})(?![\w'-])", apart, flow, flags=re.IGNORECASE)


def plain(text: str) -> str:
    """Return text from a flow as it is printed."""
    return text.translate(_BACK)


def _attending(printed: str) -> Iterable[str]:
    for part in _PART.split(printed):
        whole = _WHOLE.fullmatch(part or "")
        if whole and whole["first"].lower() not in NO_NAME and _collides(whole["last"].lower()):
            yield whole["last"].lower()


def _last(name: str) -> str:
    words = re.findall(r"[\w'-]+", re.sub(r",?\s(?:Jr|Sr|II|III|IV)\b\.?", "", name))
    return words[-1].lower() if words else ""


def _collides(surname: str) -> bool:
    return surname in NO_NAME or bool(_TITLE_WORD.fullmatch(surname))
