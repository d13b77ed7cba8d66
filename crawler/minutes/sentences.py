"""Where sentences of minutes begin and end, titles and initials respected."""

import re

LONGEST = 900  # characters after which a sentence without a full stop is cut
_STOP = re.compile(r":(?=[ ]*\n)|[.!?][\"')\]]*(?=\s|$)|\n[ ]*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Rev|Hon|St|Jr|Sr|No|Nos|Inc|Co|Corp|vs|Sec|Art|Ald|Ph\.?D|Ed\.?D"
    r"|[ap]\.?m|approx|Ave|Dept|Comm|Prof)"
    r"|\b[A-Z])$"
)


def sentence_end(flow: str, at: int) -> int:
    """Return where the sentence that `at` stands in ends: after its full stop, or before an empty line."""
    limit = min(len(flow), at + LONGEST)
    for stop in _STOP.finditer(flow, at, limit):
        if stop.group()[0] == "\n":
            return stop.start()
        if not _ABBREVIATION.search(flow[max(0, stop.start() - 8) : stop.start()]):
            return stop.end()
        if re.match(
            r"\s+(?:The|A|An|Motion|Vote|Roll|All|It|Upon)\b", flow[stop.end() : stop.end() + 12]
        ) and re.search(r"[ap]\.?m$|Jr$|Sr$|D$", flow[max(0, stop.start() - 4) : stop.start()]):
            return stop.end()
    return limit


def sentence_start(flow: str, at: int) -> int:
    """Return where the sentence that `at` stands in begins."""
    low = max(0, at - LONGEST)
    start = low
    for stop in _STOP.finditer(flow, low, at):
        if stop.group()[0] == "\n" or not _ABBREVIATION.search(flow[max(0, stop.start() - 8) : stop.start()]):
            start = stop.end()
    while start < at and flow[start].isspace():
        start += 1
    return start
