"""Outcomes and tallies in words: "motion carried 5-2 (Ruiz dissenting)", "failed on a tie, 3 to 3"."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from crawler.civic.options import normal_result
from crawler.minutes.drops import RECALLED
from crawler.minutes.names import NAME
from crawler.minutes.near import matches_around
from crawler.minutes.sentences import sentence_end, sentence_start
from crawler.minutes.words import figure
from db.records import VoteResult

_SUBJECT = (
    r"(?:motions?|amendments?|substitute|resolutions?|question|ordinances?|vote|recommendations?"
    r"|consent\s+(?:agenda|calendar)"
    r"|agenda|minutes|items?|measure|proposal|board\s+reports?|report|policy|request|appeal|bills?"
    r"|adjournment)"
)
# Words that by themselves tell an outcome, and those that need "was" or "unanimously" beside them.
_CERTAIN = (
    r"carrie[sd]|carry|passe[sd]|pass|prevail(?:s|ed)|fail(?:s|ed)?|lost|loses|dies|died|not\s+carried"
    r"|not\s+passed"
)
_PARTICIPLE = (
    r"approved|adopted|accepted|defeated|rejected|denied|granted|concurred|tabled|carried|passed|lost|failed"
)
_UNANIMOUS = re.compile(
    r"\bunanimous(?:ly)?\b|\ball\s+(?:\d+\s+)?(?:members\s+)?(?:(?:present|voting|were|was|in|said"
    r"|voted|the)\s+){0,4}(?:favor|favour|ayes?|yes|affirmative)\b"
    r"|\bnone\s+opposed\b|\bwithout\s+(?:dissent|objection|opposition)\b|\ball\s+ayes\b",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:\d{1,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen)"
)
_TALLY = re.compile(
    rf"(?<![\w.$/:-])\(?(?P<yes>{_NUMBER})\)?\s*(?:-{{1,2}}|to|/)\s*\(?(?P<no>{_NUMBER})\)?"
    rf"(?:\s*(?:-|to|/)\s*\(?(?P<third>\d{{1,2}})\)?)?(?:\s*(?:-"
    rf"|/)\s*(?P<fourth>\d{{1,2}}))?(?![\w$%]|[-/:]\d|\.\d)",
    re.IGNORECASE,
)
_SUBJECT_START = re.compile(rf"\b(?P<subject>{_SUBJECT})\b(?!\s+(?:no\b|nos\b|#|\d))", re.IGNORECASE)
_VERB = re.compile(
    rf"\b(?P<not>(?:did|does|do|has|was|were|is)\s+not\s+)?(?P<verb>(?:(?:was|were|is|are|been"
    rf"|stands?|declared)\s+(?:[a-z]+ly\s+)?(?:hereby\s+)?(?:{_PARTICIPLE})|{_CERTAIN}"
    rf"|unanimously\s+(?:{_PARTICIPLE})|(?:{_PARTICIPLE})\s+unanimously"
    rf"|(?:{_PARTICIPLE})(?=\s*(?:[.:]?\s*$|[.:,;]?\s*\(?(?:by|on|upon|with|\d|as\s+amended\b))))"
    rf"|was\s+unanimous|is\s+unanimous)\b",
    re.IGNORECASE,
)
# A sentence, or a line, that is nothing but an outcome.
_ALONE = re.compile(
    r"(?:(?<=\n)|(?<=^)|(?<=[.;:)|]\s)|(?<=[.;:)|]\s\s)|(?<=\n[ ])|(?<=[ ]{3})|(?<=[ ]-[ ]))[ *#|_]{0,20}"
    r"(?P<lead>(?:(?:the\s+)?(?:final\s+)?(?:motion|vote|results?|resolution|outcome|disposition"
    r"|action(?:\s+taken)?|decision|status|board\s+action|roll\s*call(?:\s+vote)?|voice\s+vote"
    r"|voting(?:\s+results?)?)"
    r"\s*[:\-|]?[\s_*]*){0,3})"
    r"(?P<verb>(?:unanimously\s+)?(?:carrie[sd]|passe[sd]|pass|fail(?:s|ed)?|lost|defeated|rejected"
    r"|approved|adopted|accepted|denied|not\s+(?:approved|carried|adopted|passed))"
    r"|unanimous(?:ly)?(?:\s+(?:approved|carried|passed|adopted))?)\b(?P<rest>[^\n]{0,120})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:carrie[sd]|passe[sd]|pass|fail(?:s|ed)?|lost|defeated|rejected|approved|adopted|accepted|denied|unanimous(?:ly)?)\b",
    re.IGNORECASE,
)
_VOTE_FIGURES = re.compile(
    r"(?:\b(?:vote|voted|count|tally|roll\s*call(?:\s+vote)?|ayes?\s*(?:-|/|to)\s*(?:nays?"
    r"|noes)(?:\s*(?:-|/)\s*abst\w*)?)(?:\s+(?:was|of|on|taken|is|the|motion|being"
    r"|result))*\s*[:=(-]?\s*)"
    r"(?=\(?\d{1,2}\s*(?:-{1,2}|to|/)\s*\(?\d{1,2}\b)",
    re.IGNORECASE,
)
_BOARD_VOTED = re.compile(
    r"\b(?P<raw>(?:unanimously,?\s+(?:\(?\d{1,2}\s*-\s*\d{1,2}\)?,?\s+)?(?:voted|agreed)|(?:voted|votes),?\s+"
    r"(?:(?:unanimously,?\s*)?\(?\d{1,2}\s*(?:-|to)\s*\d{1,2}(?:\s*-\s*\d{1,2})?\)?,?|unanimously))"
    r"\s+(?P<to>to|in\s+favor|against|for|on|that)\b(?:\s+[a-z]+)?)[^.;\n]{0,120}",
    re.IGNORECASE,
)
# "moved, seconded and carried unanimously to", "seconded by Ms. Ruiz and carried 5-0", "M/S/C (Ruiz/Lee)".
_JOINED = re.compile(
    rf"\bsecond(?:ed)?(?:\s+by\s+(?-i:{NAME}))?,?\s+(?:and\s+|it\s+was\s+){{0,2}}"
    r"(?P<raw>(?:unanimously\s+)?(?:carried|passed|approved|adopted)(?:\s+unanimously)?)\b"
    r"(?=,?\s*(?:to\b|that\b|by\b|on\b|with\b|[\d(.]|$))",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"\bM\s?/?\s?S\s?/?\s?(?P<raw>[CP])(?:\s?/?\s?(?P<all>U))?\b(?=[\s:(])(?:[\s:]*\([^()\n]{3,60}\))?"
)
RULED = re.compile(r"\b(?:declare[sd]|rule[sd]|announce[sd])\b", re.IGNORECASE)
_DECLARES = re.compile(r"\bdeclare[sd]\b", re.IGNORECASE)
_DECLARED_AS = re.compile(rf"\b(?:{_PARTICIPLE})\b", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"motion\s+(?:was\s+)?(?:made\s+)?(?:of|by)\b", re.IGNORECASE)
_TO_DO = re.compile(r"\w+\s+(?:to|that|for|on|regarding)\s", re.IGNORECASE)
_TRIES = 5  # nouns of one sentence that are tried for an outcome
_EVERYBODY = re.compile(
    r"\b(?:all\s+(?:members\s+)?(?:present\s+)?(?:voting\s+|voted\s+|in\s+|said\s+)?(?:favor|ayes?"
    r"|yes)|all\s+(?:voted|voting|said)\s+[\"']?(?:in\s+favor|ayes?|yes)"
    r"|all\s+(?:members|directors|trustees|commissioners|those)\s+(?:present\s+)?(?:voted"
    r"|voting)\s+(?:in\s+favor|in\s+the\s+affirmative|aye|yes)"
    r"|(?:was|were)\s+unanimous(?:ly)?\s+in\s+favor)\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|unless|should|would|could|may|might|when|whether|until|before|in\s+order\s+to|need(?:s"
    r"|ed)?\s+to|must|can|require[sd]?)\b",
    re.IGNORECASE,
)
_MOVERS = re.compile(rf"\((?P<name>{NAME})\s?/\s?(?P<second>{NAME})\)")
_DONE = re.compile(r"\b(?:approved|adopted|accepted|authorized|ratified|awarded)\b")


@dataclass
class Tally:
    """Printed figures; None for what is not told."""

    yes: int | None = None
    no: int | None = None
    third: int | None = None
    fourth: int | None = None


@dataclass
class Outcome:
    """A passage that tells how a vote ended: the words, what they mean, figures where they stand."""

    start: int
    end: int
    result: VoteResult | None
    raw: str | None
    tally: Tally = field(default_factory=Tally)
    unanimous: bool = False
    subject: str | None = None  # "amendment", "main motion": what it says it decided
    certain: bool = True  # False: counts only where a motion waits for it
    told: str | None = None  # the words from the subject to the verb: "motion to end the contract"
    declared: str | None = None  # what was declared adopted, with its numbers
    mover: str | None = None  # where the outcome itself names them: "approved the minutes (Ruiz/Lee)"
    seconder: str | None = None


def find_outcomes(flow: str) -> list[Outcome]:
    """Return the outcomes told, in order and without overlaps."""
    found = [
        *_declared(flow),
        *_with_movers(flow),
        *_told_of_subjects(flow),
        *_board_votes(flow),
        *_joined(flow),
        *_alone(flow),
        *_figures(flow),
        *_everybody(flow),
    ]
    found.sort(key=lambda outcome: (outcome.start, -outcome.end))
    kept: list[Outcome] = []
    for outcome in found:
        if kept and outcome.start < kept[-1].end:
            _merge(kept[-1], outcome)
        else:
            kept.append(outcome)
    return kept


def _merge(kept: Outcome, other: Outcome) -> None:
    if kept.result is None:
        kept.result, kept.raw = other.result, other.raw
    if kept.tally.yes is None:
        kept.tally = other.tally
    kept.unanimous = kept.unanimous or other.unanimous
    kept.certain = kept.certain or other.certain
    kept.end = max(kept.end, other.end)


def read_tally(text: str) -> tuple[Tally, int] | None:
    """Return the figures that stand in a few words about an outcome ("5 to 2", "6-0-1"), and their end."""
    for match in _TALLY.finditer(text):
        yes, no = figure(match["yes"]), figure(match["no"])
        if yes is None or no is None or yes + no > 101 or yes + no == 0:
            continue
        third, fourth = (int(match[name]) if match[name] else None for name in ("third", "fourth"))
        return Tally(yes, no, third, fourth), match.end()
    return None


def _outcome(flow: str, start: int, verb_start: int, end: int, raw: str) -> Outcome:
    """Build an outcome from its words, with the figures that follow them in the sentence."""
    rest = flow[verb_start:end]
    told = read_tally(rest) or _written_tally(flow[start:end])
    outcome = Outcome(start, end, normal_result(raw), " ".join(raw.split()))
    outcome.tally = told[0] if told else Tally()
    outcome.unanimous = bool(_UNANIMOUS.search(rest)) or "unanim" in raw.lower()
    return outcome


def _written_tally(text: str) -> tuple[Tally, int] | None:
    return None if len(text) > 300 else read_tally(text)


def _told_of_subjects(flow: str) -> list[Outcome]:
    """Find "the motion ... carried": the last verb of the sentence that can tell an outcome."""
    found: list[Outcome] = []
    done, end, tried = 0, 0, 0
    for subject in _SUBJECT_START.finditer(flow):
        if subject.start() < done:
            continue
        if subject.start() >= end:
            end, tried = sentence_end(flow, subject.start()), 0
        verb = _deciding_verb(flow, subject, end)
        if verb is None:
            tried += 1
            done = end if tried > _TRIES else done
            continue
        found.append(_subject_outcome(flow, subject, verb, end))
        done = found[-1].end
    return found


def _subject_outcome(flow: str, subject: re.Match[str], verb: re.Match[str], end: int) -> Outcome:
    raw = verb.group()
    if before := re.search(r"unanim\w*\s*$", flow[max(0, verb.start() - 14) : verb.start()], re.IGNORECASE):
        raw = before.group() + raw
    outcome = _outcome(flow, subject.start(), verb.start(), end, raw)
    word = " ".join(subject["subject"].lower().split())
    outcome.subject = _whole_subject(flow, subject.start(), word)
    certain = word.startswith(("motion", "amendment", "substitute", "question", "vote"))
    outcome.certain = certain or outcome.tally.yes is not None
    outcome.end = min(end, verb.end() + 300)
    if certain and word != "vote":
        told = flow[subject.start() : verb.start()]
        outcome.told = told if _TO_DO.match(told) else None
        if _OF_SOMEBODY.match(told):  # "on motion of Ms. Ruiz and carried 5-0, the Board closed"
            outcome.told = re.sub(r"^[\s\d(),.-]+(?:vote[,\s]*)?", "", flow[verb.end() : end])
    return outcome


def _whole_subject(flow: str, start: int, word: str) -> str:
    before = flow[max(0, start - 40) : start].lower()
    if re.search(r"\b(?:main|original)\s+$", before):
        return f"main {word}"
    if re.search(r"\b(?:substitute)\s+$", before):
        return f"substitute {word}"
    return word


def _deciding_verb(flow: str, subject: re.Match[str], end: int) -> re.Match[str] | None:
    """Return the verb that tells the outcome of the subject: the one before the figures, else the last."""
    sentence = flow[subject.end() : end]
    verbs = [
        verb
        for verb in _VERB.finditer(flow, subject.end(), end)
        if not _supposed(flow, subject.end(), verb.start())
    ]
    if not verbs:
        return None
    if subject["subject"].lower() not in {"motion", "motions", "amendment", "substitute", "question", "vote"}:
        near = [verb for verb in verbs if len(flow[subject.end() : verb.start()].split()) < 12]
        verbs = near or []
    told = _TALLY.search(sentence)
    if told and verbs:
        before = [verb for verb in verbs if verb.start() < subject.end() + told.start()]
        return before[-1] if before else verbs[0]
    return verbs[-1] if verbs else None


def _supposed(flow: str, start: int, at: int) -> bool:
    """Tell whether the verb is only supposed, or of earlier times ("if it passed", "had been approved").

    "Ruled that the motion had failed" tells how it ended all the same.
    """
    before = flow[max(start - 24, at - 40, 0) : at].rsplit(". ", 1)[-1]
    if re.search(r"\bhad\s+$", before) and not RULED.search(flow, max(0, start - 40), at):
        return True
    return bool(_IF.search(before)) or bool(re.search(r"\b(?:be|being)\s+$", before))


def _board_votes(flow: str) -> list[Outcome]:
    """Find "voted 5-2 to approve"; "voted 4-3 against" counts the four who said no."""
    found = []
    for match in _BOARD_VOTED.finditer(flow):
        if _supposed(flow, 0, match.start()):
            continue
        if RECALLED.search(flow, sentence_start(flow, match.start()), match.start()):
            continue
        outcome = _outcome(flow, match.start(), match.start(), match.end(), match["raw"])
        tally = outcome.tally
        if match["to"].lower() == "against":
            tally.yes, tally.no = tally.no, tally.yes
        outcome.result = "fail" if tally.yes is not None and (tally.no or 0) > tally.yes else "pass"
        outcome.told = flow[match.end("to") : sentence_end(flow, match.end("to"))]
        found.append(outcome)
    return found


def _joined(flow: str) -> list[Outcome]:
    """Find outcomes in one breath with a motion: "moved, seconded and carried", "M/S/C (Ruiz/Lee) 5-0"."""
    found = []
    for match in _JOINED.finditer(flow):
        end = sentence_end(flow, match.end())
        outcome = _outcome(
            flow, match.start("raw"), match.start("raw"), min(end, match.end() + 60), match["raw"]
        )
        outcome.end, outcome.certain = match.end(), False
        found.append(outcome)
    for match in _INITIALS.finditer(flow):
        told = read_tally(flow[match.end() : match.end() + 12])
        end = match.end() + (told[1] if told else 0)
        outcome = Outcome(match.start("raw"), end, "pass", match["raw"], told[0] if told else Tally())
        outcome.unanimous, outcome.certain = bool(match["all"]), False
        found.append(outcome)
    return found


def _declared(flow: str) -> list[Outcome]:
    """Find "thereupon declared Board Reports ... adopted", however many numbers stand between."""
    found = []
    verbs = list(_DECLARED_AS.finditer(flow))
    starts = [verb.start() for verb in verbs]
    for match in _DECLARES.finditer(flow):
        index = bisect_left(starts, match.end())
        verb = verbs[index] if index < len(verbs) else None
        if verb is None or not _declares(flow[match.end() : min(verb.start(), match.end() + 3001)]):
            continue
        outcome = Outcome(match.start(), verb.end(), normal_result(verb.group()), verb.group())
        outcome.declared = flow[match.end() : verb.start()]
        outcome.unanimous = bool(_UNANIMOUS.match(flow, verb.end() + 1, verb.end() + 14))
        found.append(outcome)
    return found


def _declares(what: str) -> bool:
    """Tell whether what stands between "declared" and "adopted" is what was adopted."""
    if len(what) > 3000 or "\n\n" in what.strip() or ";" in what:
        return False
    return len(what) < 250 or bool(re.search(r"\d{2}-\d{4}", what))


def _alone(flow: str) -> list[Outcome]:
    found = []
    for match in matches_around(_ALONE, _ENDS, flow, 90):
        rest = match["rest"]
        words = rest.split()
        told = read_tally(rest)
        if not match["lead"].strip() and not told and not _closes(rest):
            continue
        end = match.start("rest") + (told[1] if told else 0)
        raw = " ".join(flow[match.start("verb") : match.end("verb")].split())
        outcome = Outcome(match.start("lead"), max(end, match.end("verb")), normal_result(raw), raw)
        outcome.tally = told[0] if told else Tally()
        outcome.unanimous = bool(_UNANIMOUS.search(raw + " " + " ".join(words[:8])))
        outcome.certain = any(word in match["lead"].lower() for word in ("motion", "vote", "result"))
        found.append(outcome)
    return found


def _with_movers(flow: str) -> list[Outcome]:
    """Find "The Board approved the minutes (Ruiz/Lee)": mover and seconder in brackets tell of a vote."""
    found = []
    for match in _MOVERS.finditer(flow):
        start = sentence_start(flow, match.start())
        done = _DONE.search(flow, start, match.start())
        if done is None:
            continue
        outcome = Outcome(done.start(), match.end(), "pass", " ".join(done.group().split()))
        outcome.told = flow[start : match.start()]
        outcome.mover, outcome.seconder = match["name"], match["second"]
        found.append(outcome)
    return found


def _closes(rest: str) -> bool:
    """Tell whether an outcome's word ends its line or sentence: "Carried.", "Approved by voice vote"."""
    return bool(
        re.match(
            r"\s*(?:$|[.;!)*|]|[-,:]?\s*(?:unanimously|by\s+(?:a\s+)?(?:unanimous|voice|roll|show|hand"
            r"|majority|consent|the\s+(?:following|same|previous|foregoing))|on\s+a\s+(?:voice|roll)|as\s+(?:presented|amended"
            r"|submitted)\b|with\b[^.]{0,60}\b(?:oppos|abstain|dissent|nay|voting)))",
            rest,
            re.IGNORECASE,
        )
    )


def _figures(flow: str) -> list[Outcome]:
    found = []
    for match in _VOTE_FIGURES.finditer(flow):
        told = read_tally(flow[match.end() : match.end() + 30])
        if told is None or RECALLED.search(flow, sentence_start(flow, match.start()), match.start()):
            continue
        outcome = Outcome(match.start(), match.end() + told[1], None, None, told[0])
        found.append(outcome)
    return found


def _everybody(flow: str) -> list[Outcome]:
    return [
        Outcome(match.start(), match.end(), None, None, unanimous=True, certain=False)
        for match in _EVERYBODY.finditer(flow)
    ]
