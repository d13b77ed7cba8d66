"""What a board's file says it is, in the heading on its first page."""

import re

_TOP_LINES = 45
_LONGEST = 110  # characters; a heading is no paragraph
_SHORT = 60
_MINUTES = re.compile(
    r"\b(?:minutes|(?:record|report|journal|official report) of (?:the )?proceedings|proceedings)\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"\bagendas?\b|\border of business\b", re.IGNORECASE)
_TRANSCRIPT = re.compile(r"\b(?:transcript of|verbatim transcript|reporter'?s transcript)\b", re.IGNORECASE)
_REPORT = re.compile(
    r"^(?:memorandum|staff report|board report|(?:council |board )?agenda (?:item )?(?:report|memo\w*|"
    r"summary)"
    r"|(?:council|board) agenda\s*:)",
    re.IGNORECASE,
)
# Lines that speak of minutes or an agenda without being their heading.
_NOT_MINUTES = re.compile(
    r"\d\s*\)?\s*minutes|\b(?:two|three|five|ten|fifteen|thirty)\b[^.]{0,8}minutes|"
    r"(?:approv\w*|adopt\w*|read\w*|accept\w*|correct\w*|review|consider\w*|previous|copies|allow\w*|"
    r"limit\w*|few)"
    r"\b[^.]{0,50}\bminutes|minutes (?:each|per|to (?:speak|address)|are (?:available|posted))",
    re.IGNORECASE,
)
# "3.A Minutes of July 8" is an item.
_ITEM = re.compile(r"(?:\d{1,2}[.)]|\d{1,2}\.[A-Z\d]{1,2}[.)]?|[A-Z]\.)\s")
_NOT_AGENDA = re.compile(
    r"agenda (?:items?|number|packet|materials?|review|action|center|online)\b|"
    r"\b(?:on|of|to|from|for|this|that|any|approv\w*|adopt\w*|amend\w*|consent|non) ?-?(?:the |an |this |"
    r"all )?agenda\b",
    re.IGNORECASE,
)


def heading_kind(text: str) -> str | None:
    """Return agenda, minutes, transcript or report as the first page's heading says; else None."""
    for line in _top(text):
        if len(line) > _LONGEST or line.rstrip().endswith((".", ",", ";")) or _ITEM.match(line):
            continue
        if len(line) <= _SHORT and _REPORT.search(line):
            return "report"
        if _TRANSCRIPT.search(line):
            return "transcript"
        if _MINUTES.search(line) and not _NOT_MINUTES.search(line):
            return "minutes"
        if _AGENDA.search(line) and not _NOT_AGENDA.search(line):
            return "agenda"
    return None


def _top(text: str) -> list[str]:
    lines = [line.strip() for line in text[:8000].split("\n")]
    return [line for line in lines if line][:_TOP_LINES]
