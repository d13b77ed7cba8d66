"""Which side words take: acts on the officers times what turns them, judgements times decisions, arguments.

A clause is read from left to right. An act on the officers (remove, keep) or an attitude to them is a
core; negations and attitudes before it in the clause, and judgements on either side, each turn it or leave
it: "does not support removing" is two turns. Judgements and attitudes without a core take the side of the
decision that the text has told of. Arguments count where nothing stronger speaks.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from nlp.components.placement import placements
from nlp.components.stance_words import Hit, first, hits, lexicon

CLAUSE = re.compile(
    r"[.;:!?]+(?=\s|$|[\"”'])|\s[–—-]+\s|—|[\"“”]|\n"
    r"|,?\s(?:but|while|although|though|whereas|because|since|however|yet|unless|even if)\s"
    r"|,?\sas (?:if|though)\s"
    r"|,\s(?:and|which|who|where|so|said|says|saying|adding|arguing|calling|citing|not(?!\s(?:arrest|disciplin|punish|polic)))\s"
)
ACTS = ("gone", "there", "remove", "keep")
TURNS = ("likes", "dislikes", "good", "bad", "negation")
ARGUMENTS = ("fixed_for", "argues_against", "argues_for")
NEAR = 90  # characters between an act and a judgement of it
NEGATION_REACH = 45  # characters
CLOSE = 15  # characters between a negation and the judgement that it turns
WINDOW = 9  # words between an act and the officers
DECISION = lexicon("matter")["judged"]
NOUN_ACT = re.compile(
    r"(?:removal|reduction|phase-?out|ban)(?: of| in| on)?|opt(?:s|ed|ing)? (?:out|in)(?: of)?"
)  # tell by themselves what is done
# "Approved ending the contract": what is approved tells the side.
APPROVAL = re.compile(r"approv|ratif|authoriz|sign|put|bring|brought|need|want|pass")
POUR = re.compile(r"put|plac|bring|brought|need|want|get")
MONEY = re.compile(r"\b(?:money|funds|funding|dollars?)\b")
# "Hire counselors, not cops": what comes before the officers is the object.
INSTEAD = re.compile(r"\b(?:security|guards?|counselors?|social workers?|nurses?|aides|psychologists?)\b")
OUT = re.compile(r"\b(?:out|away|off|outside)\b")
OTHER_MATTER = re.compile(
    r"\b(?:to|that|if|when|by|from) "
    r"(?!(?:the |its |our |all |any )?(?:police|officers?|cops?|schools?|sros?))"
)
# "The contract, which would pull every officer": tells of the act just named, not of another.
OF_THE_ACT = re.compile(
    r",\s(?:which|a move that|a step that)\s(?:would|will|could|pays?|puts?|places?)\s[^.;,]*"
)
# "Renewed her threat", "ended the debate": what is renewed or ended is talk.
SPEECH = re.compile(
    r"(?:(?:her|his|its|their|the|a|an|any|all)\s)?(?:threats?|calls?|push|efforts?|vows?|promises?|pledges?|"
    r"demands?|bid|campaign|debates?|talks?|discussions?|meetings?|speech|remarks|support|opposition)\b"
)
BLAMED = re.compile(
    r"\b(?:ti(?:e|ed|es)|tying|link\w*|connect\w*|correlat\w*|blam\w*|attribut\w*)\b[^.;]{0,50}$"
)
IDIOM = re.compile(r"(?:it|them|him|her|that) in (?:mind|touch|check|line|perspective|writing)\b")
# What may follow "keep her": nothing that she could own.
ENDS_OBJECT = re.compile(
    r"\s*(?:$|[,)]|(?:in|into|at|on|to|from|for|with|by|until|because|back|out|away|off|there|here|too|again|"
    r"now|gone|removed|and|or|as|would|will|should|is|one|two|three|both|year|more|per)\b)"
)
# "Opposes it because it could bring them back": the reason tells what the unnamed thing does.
REASON = re.compile(
    r"(\b(?:it|this|that|(?:the|a|an|this|that|both) (?:[\w-]+ )?(?:bill|letter|measure|proposal|resolution|"
    r"ordinance|motion|policy|plan|idea|amendment|law|change|move|petition)s?)),? "
    r"(?:because|since|as|saying|arguing|fearing|which|in that) "
    r"(?=(?:(?:that )?(?:it|this|that|they|doing so|the (?:bill|measure|letter|plan|law)) )?"
    r"(?:would|could|might|may|will|can|does|do|fails|brings|puts|keeps|takes|lets|leaves|allows|removes|"
    r"ends|returns|requires)\b)"
)
OUGHT = re.compile(
    r"\b(?:should|deserves?|ought|ha(?:s|ve) to|needs? to)\b"
)  # "no child should be handcuffed"
# "Would make schools less safe", "will not make our kids safer": said of the act before it.
EFFECT = re.compile(
    r"\b(?:would|will|could|can|may|might|does|do|did|has|have|going to) (?P<not>not )?(?:only |just |ever )?"
    r"(?:make|made|leave|left|put|keep|kept)\b[^.;,]{0,40}?"
    r"\b(?:(?P<worse>less (?:safe|secure)|unsafe|vulnerable|at risk|in danger|in harms way|unprotected)|"
    r"(?:more )?(?:safer?|secure))\b"
)
SUBJECT = re.compile(
    r"(?:^|[,;]|\bthat\b|\bthinks?\b|\bsaid\b)\s*(?:[\w-]+ ){0,3}"
    r"(?:officers?|sros?|police|cops?|deput(?:y|ies)|program)"
    r"(?: (?:in|at|on) (?:\w+ )?(?:schools?|campus|hallways?|buildings?))? "
    r"(?:is|are|was|has|have|had|seems?|feels? like)?(?: \w+){0,4} $"
)
SURE_FEELING = re.compile(
    r"relieved|glad|histor|thrilled|proud|celebrat|cheer|disappoint|outrag|betray|furious"
)


@dataclass
class Reading:
    """What the words of one passage say: strength for each side, and what else was seen."""

    favor: float = 0.0
    against: float = 0.0
    mixed: float = 0.0
    neutral: float = 0.0
    who_decides: float = 0.0
    on_decision: float = 0.0  # judgement of a decision: 1 likes it, -1 does not
    core: bool = False
    core_balance: float = 0.0  # acts and attitudes alone, arguments left out
    names_target: bool = False
    off_target: bool = False  # of guards, cameras or others, the officers not meant
    evidence: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)  # the lexicon's groups met, "not" before a negated one

    def add(self, side: float, why: str) -> None:
        """Count evidence: positive for keeping, negative for removing."""
        if side > 0:
            self.favor += side
        else:
            self.against -= side
        self.evidence.append(why)

    @property
    def balance(self) -> float:
        """Favor minus against."""
        return self.favor - self.against


def normal(words: str) -> str:
    """Return the words in lower case, with plain negations and apostrophes; lengths may change."""
    words = re.sub(r"[’ʼ]", "'", words).lower()
    words = re.sub(r"\([^()]*\)", " ", words)  # a headline or a party named in passing
    words = re.sub(r"[\"“]([^\"“”]{1,40}[^\"“”.,?!])[\"”]", r"\1", words)  # a term in quotes ends no clause
    words = re.sub(
        r"\b(ca|wo|sha)n't\b",
        lambda match: {"ca": "can", "wo": "will", "sha": "shall"}[match.group(1)] + " not",
        words,
    )
    words = re.sub(r"\b(do|does|did|should|would|could|is|are|was|were)nt\b", r"\1 not", words)
    words = re.sub(r"n't\b", " not", words).replace("cannot", "can not")
    words = re.sub(r"\b(not|never|neither)\b([^.;]{0,60}?)\bnor\b", r"\1\2or", words)  # negates once
    return re.sub(r"\s+", " ", words)


def read(words: str) -> Reading:
    """Return what a passage says, clause by clause."""
    reading = _read(words)
    return replace(reading, evidence=list(reading.evidence), seen=list(reading.seen))


@lru_cache(maxsize=1024)  # finders and the stance ask of the same words
def _read(words: str) -> Reading:
    reading = Reading()
    whole = normal(words)
    reading.names_target = first("target", whole) is not None
    for group in ("mixed", "neutral", "who_decides"):
        found = [match.group() for match in lexicon()[group].finditer(whole)]
        setattr(reading, group, float(len(found)))
        reading.evidence += [f"{group}: {entry}" for entry in found]
    for clause in CLAUSE.split(OF_THE_ACT.sub(" ", REASON.sub(r"\1 that ", whole))):
        if clause and clause.strip():
            _read_clause(clause, reading)
    return reading


def _read_clause(clause: str, reading: Reading) -> None:
    placed = list(placements(clause))
    found = hits(_hidden(clause, [hit for hit, _ in placed]), (*ARGUMENTS, *ACTS, *TURNS))
    turns = [hit for hit in found if hit.group in TURNS]
    _note(found, turns, reading)
    acts = [(hit, sign) for hit in found if hit.group in ACTS and (sign := act_sign(clause, hit)) is not None]
    cores = sorted([*placed, *acts], key=lambda entry: entry[0].start)
    cores = [entry for entry in cores if not _only_supposed(clause, entry[0])]
    cores = [
        entry
        for number, entry in enumerate(cores)
        if not any(_leads_to(entry[0], later[0]) for later in cores[number + 1 : number + 2])
    ]
    cores = [
        entry
        for number, entry in enumerate(cores)
        if not any(_nested(entry[0], other[0]) for other in cores[:number])
    ]
    cores = [entry for entry in cores if not entry[0].words.startswith("having") or turns]
    for hit, sign in cores[:2]:
        turned = sign * _turned(clause, hit, turns)
        reading.core = True
        reading.core_balance += turned
        reading.add(2.0 * turned, f"{hit.words}{'' if turned == sign else ' (turned)'}")
    if not cores:
        _attitudes(_hidden(clause, [hit for hit in found if hit.group in ARGUMENTS]), turns, reading)
    if cores and EFFECT.search(clause[cores[0][0].end :]):  # what the act does is told, not what officers do
        found = [hit for hit in found if "saf" not in hit.words]
    _arguments(clause, found, turns, reading, weight=0.5 if cores else 1.0)


def _note(found: list[Hit], turns: list[Hit], reading: Reading) -> None:
    """Keep what the lexicon knows of the clause, for the trained classifier."""
    for hit in found:
        negated = any(
            turn.group == "negation" and 0 <= hit.start - turn.end < NEGATION_REACH for turn in turns
        )
        reading.seen.append(f"not {hit.group}" if negated else hit.group)


def _only_supposed(clause: str, core: Hit) -> bool:
    """ "Whether to remove them" and "if they are removed, ..." take no side by themselves."""
    before = clause[: core.start]
    if re.search(r"\bwhether (?:or not )?(?:\w+ ){0,6}$", before):
        return True
    if re.search(r"^\s*before (?:we|you|they|any\w+|the \w+) [^,]*$", before):
        return True
    supposed = re.search(r"(?:^|\bthat |, )\s*if [^,]*$", before)
    after = clause[core.end :]
    return supposed is not None and ("," in after or not after.strip())


def _hidden(clause: str, found: list[Hit]) -> str:
    """Blank out what was read already: the police in "police-free" are nobody's object."""
    for hit in found:
        clause = clause[: hit.start] + " " * (hit.end - hit.start) + clause[hit.end :]
    return clause


def act_sign(clause: str, hit: Hit) -> float | None:
    """Return +1 for an act that keeps the officers, -1 for one that removes them, None for another object."""
    sign = -1.0 if hit.group in {"gone", "remove"} else 1.0
    if hit.group in {"gone", "there"}:
        return sign if _stands_before(clause, hit) else None
    after = " ".join(clause[hit.end :].split()[:WINDOW])
    if (
        SPEECH.match(after)
        or IDIOM.match(after)
        or (hit.words == "removal" and BLAMED.search(clause[: hit.start]))
    ):
        return None
    if hit.group == "remove" and hit.words.startswith(("keep", "kept")):
        kept_out = OUT.split(after)[0]
        return (
            sign if not kept_out.strip() or first("target", kept_out) or _stand_in_first(kept_out) else None
        )
    stop = OTHER_MATTER.search(after)
    near = after[: stop.start()] if stop and stop.start() > 12 else after
    if hit.group == "keep" and POUR.match(hit.words) and (money := MONEY.search(near)):
        near = near[: money.start()]  # "put the money into nurses": the money is what is put
    return sign if _has_object(near) or NOUN_ACT.fullmatch(hit.words) else None


def _stands_before(clause: str, hit: Hit) -> bool:
    """Whether the officers are the subject of "are gone"; "who should not be there" has lost it."""
    before = clause[: hit.start].split()[-10:]
    about = " ".join(before)
    named = any(first(group, about) for group in ("target", "arrangement", "stand_in"))
    return (
        named or re.search(r"\bthey\b", about) is not None or (len(before) <= 3 and "be there" in hit.words)
    )


def _has_object(near: str) -> bool:
    """Whether the words after an act name the officers before anybody else."""
    target = first("target", near)
    if target is not None:
        return INSTEAD.search(near[: target.start()]) is None
    arrangement = first("arrangement", near)
    if arrangement is not None:
        return INSTEAD.search(near[: arrangement.start()]) is None
    return _stand_in_first(near)


def _stand_in_first(words: str) -> bool:
    """ "Keep them", and "keep their two"; the notes in "keep her notes" stand for nothing."""
    pronoun = re.match(r"\s*(?:back |in |out )?" + lexicon()["stand_in"].pattern, words)
    if pronoun is None:
        return False
    after = words[pronoun.end() :]
    return (
        re.search(r"\b(?:them|it)$", pronoun.group()) is not None or re.match(ENDS_OBJECT, after) is not None
    )


def _leads_to(earlier: Hit, later: Hit) -> bool:
    """ "Approved ending it", "put the removal on the list": the later act is the object of the first."""
    return (
        later.group in {"remove", "gone"}
        and later.start - earlier.end < 8
        and APPROVAL.match(earlier.words) is not None
    )


def _nested(later: Hit, earlier: Hit) -> bool:
    """ "vote to keep ... by renewing": acts within three words of one another tell one thing."""
    return later.start - earlier.end < 12


def _turned(clause: str, core: Hit, turns: list[Hit]) -> float:
    """Return -1 or 1: the product of what stands before the core and of judgements on either side."""
    judgements = [hit for hit in turns if hit.group in {"good", "bad"} and abs(hit.start - core.start) < NEAR]
    spent = {id(negation) for hit in judgements for negation in _negations_of(hit, turns, core)}
    sign = 1.0
    # However many words judge it: "astonished by the knee-jerk idea to remove them".
    judged = any((hit.group == "bad") != bool(len(_negations_of(hit, turns, core)) % 2) for hit in judgements)
    if judged or _makes_worse(clause[core.end :]):
        sign = -sign
    for hit in turns:
        before = hit.start < core.start and id(hit) not in spent
        if (hit.group == "negation" and before and core.start - hit.end < 60) or (
            hit.group == "dislikes" and before and not _aims(clause[hit.start : core.start])
        ):
            sign = -sign
    return sign


def _makes_worse(after: str) -> bool:
    """Whether an act is said to make things less safe, or not to make them safer."""
    effect = EFFECT.search(after)
    return effect is not None and (effect["not"] is not None) != (effect["worse"] is not None)


def _negations_of(judgement: Hit, turns: list[Hit], core: Hit) -> list[Hit]:
    """ "No mistake", "not the right move": the negations of the judgement itself, on its side of the act."""
    return [
        hit
        for hit in turns
        if hit.group == "negation"
        and 0 <= judgement.start - hit.end < CLOSE
        and (hit.start < core.start) == (judgement.start < core.start)
    ]


def _aims(words: str) -> bool:
    """ "Sued to end it", "will fight to remove them": the fight is for what follows."""
    return (
        re.match(r"(?:sued?|suing|fights?|fighting|fought|protest\w*)\b.*\bto\s(?:\w+\s)?$", words)
        is not None
        or re.match(r"protest\w*\b.*\b(?:call\w* for|demand\w*|urg\w+|in favor of|for)\b", words) is not None
    )


def _attitudes(clause: str, turns: list[Hit], reading: Reading) -> None:
    negated = 1.0
    for hit in turns:
        if hit.group == "negation":
            negated = -negated
            continue
        if re.search(r"\bwhether (?:or not )?(?:\w+ ){0,6}$", clause[: hit.start]):
            continue
        value = {"likes": 1.0, "good": 1.0, "dislikes": -1.0, "bad": -1.0}[hit.group] * negated
        after = " ".join(clause[hit.end :].split()[:6])
        decides = DECISION.search(after)
        judged = hit.group in {"good", "bad"} and _judges_officers(clause[: hit.start])
        if judged or (hit.group in {"likes", "dislikes"} and _is_about_officers(hit, after, decides)):
            reading.add(1.5 * value, hit.words)
            reading.core, reading.core_balance = True, reading.core_balance + value
        elif decides or (
            hit.group in {"good", "bad"} and (DECISION.search(clause) or SURE_FEELING.search(hit.words))
        ):
            reading.on_decision += value
            reading.evidence.append(f"judges: {hit.words}")


def _judges_officers(before: str) -> bool:
    """ "Police are not the answer", "the program has been a blessing": the officers are what is judged."""
    return SUBJECT.search(before) is not None


def _is_about_officers(hit: Hit, after: str, decides: re.Match[str] | None) -> bool:
    """Whether an attitude's object is the officers: named, "them", or left out after "opposed"."""
    target = first("target", after)
    if target is not None:
        return not (decides and decides.start() < target.start())
    return re.match(r"(?:them|him|her)\b", after) is not None or (hit.words == "opposed" and not after)


def _arguments(clause: str, found: list[Hit], turns: list[Hit], reading: Reading, weight: float) -> None:
    for hit in found:
        if hit.group not in ARGUMENTS:
            continue
        side = -1.0 if hit.group == "argues_against" else 1.0
        before = [
            turn
            for turn in turns
            if turn.group == "negation" and turn.start < hit.start and hit.start - turn.end < 45
        ]
        if before and side < 0 and OUGHT.search(clause[before[0].start : hit.start]):
            before = []
        if len(before) % 2 and hit.group != "fixed_for":
            side *= -0.7
        reading.add(weight * side, hit.words)
