"""Acts as statements: votes, motions, lawsuits, protests and a body's decisions."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from nlp.components.drafts import Draft, Speaker
from nlp.components.page import Page
from nlp.components.stance_rules import CLAUSE, read
from nlp.components.stance_words import lexicon
from nlp.found import ProseVote, Stance
from nlp.lexicons.groups import groups

BY_OPTION: dict[tuple[str, str], Stance] = {
    ("keep", "yes"): "favor",
    ("keep", "no"): "against",
    ("remove", "yes"): "against",
    ("remove", "no"): "favor",
}
VOTED_TO = re.compile(r"\bvot(?:ed|es|ing) (?:to|for|against|in favou?r of)\b")
SURE = 0.9
ON_MATTER = lexicon("matter")["acted_on"]
VOTE_WORDS = re.compile(r"\b(?:no|yes|against|for|nay|aye|in favou?r|with)\b", re.IGNORECASE)
OFFICERS = {"officer", "police", "cop", "sro", "deputy", "sergeant"}  # the target does not act on itself


# Groups of verbs that are acts on the matter only with certain words in their clause.
NEEDS: dict[str, re.Pattern[str]] = {
    "be": re.compile(r"\bin the (?:majority|minority)\b"),
    "join": re.compile(r"\b(?:them|march|rally|protest|lawsuit|suit|petition)\b"),
    "walk": re.compile(r"\bwalk(?:ed|s|ing)? out\b"),
    "vote": VOTE_WORDS,
    "cast": VOTE_WORDS,
}
ALWAYS = {
    "dissent",
    "abstain",
    "second",
    "march",
    "rally",
    "protest",
    "demonstrate",
    "picket",
    "sue",
    "sign",
    "chant",
}
PROTEST_WORDS = re.compile(
    r"\b(?:petition|sit-in|rally|march|protest|walkout|hunger strike|sign|signs|banner)\b", re.IGNORECASE
)

OPEN = {"whether", "if"}  # mark what is asked, not done
# Words that make an act a wish or a guess; "will" announces one.
NOT_DONE = {"could", "may", "might", "should", "can", "to", "not", "n't", "never", "must"}


class ActionFinder:
    """Finds acts in the sentences of a page, and takes the votes that were found before."""

    def __init__(self, page: Page) -> None:
        self.page, self.finder = page, page.finder
        self.acts = groups("acts")

    def votes(self) -> Iterator[Draft]:
        """Yield the body's decision and each member's recorded vote, by the outcome's effect."""
        quoted = [(found.start, found.end) for found in self.page.speech]
        for vote in self.page.doc._.votes or ():
            if any(start <= vote.start < end for start, end in quoted):
                continue  # told by somebody who is quoted
            yield from self._of_vote(vote)

    def _of_vote(self, vote: ProseVote) -> Iterator[Draft]:
        if vote.effect == "none" and not self._touches(vote):
            return
        stance: Stance | None = "neutral" if vote.procedural else None
        if vote.effect != "none":
            stance = "favor" if vote.effect == "keep" else "against"
        start, end = self._sentence_of(vote.start, vote.end)
        if not vote.alone:  # a member's own choice tells no decision of the body
            yield Draft(start, end, self._body(vote), "action", "vote", stance, SURE)
        for member in vote.members:
            option = member.option
            if vote.procedural or option not in {"yes", "no", "abstain"} or vote.effect == "none":
                continue
            at = self._sentence_of(member.start, member.end)
            side = self._told_side(*at) or BY_OPTION.get((_motion_effect(vote), option), "neutral")
            yield Draft(
                *at, Speaker(member.name, member.person_id, None, "person"), "action", "vote", side, SURE
            )

    def _told_side(self, start: int, end: int) -> Stance | None:
        """Return the side of "voted to keep them", where a sentence tells one vote and what it was for."""
        told = [
            clause for clause in CLAUSE.split(self.page.text[start:end]) if clause and VOTED_TO.search(clause)
        ]
        reading = read(told[0]) if len(told) == 1 else None
        if reading is None or not reading.core_balance:
            return None
        return "favor" if reading.core_balance > 0 else "against"

    def _body(self, vote: ProseVote) -> Speaker:
        """Return who decided: the vote's body, else its sentence's subject, else the text's board."""
        if vote.body.strip():
            return Speaker(vote.body, vote.body_id, None, "body")
        span = self.page.doc.char_span(vote.start, vote.end, alignment_mode="expand")
        for token in () if span is None else span.sent:
            if token.dep_ == "nsubj" and not self.page.quoted[token.i] and self.finder.can_speak(token):
                return self.finder.speaker(token) or Speaker("the board", None, None, "body")
        found = self.page.doc._.names.body("the board", vote.start) if self.page.doc._.names else None
        name, known = found or ("the board", None)
        return Speaker(name, known, None, "body")

    def _touches(self, vote: ProseVote) -> bool:
        words = f"{vote.motion} {self.page.text[vote.start : vote.end]}"
        return (
            re.search(r"\b(?:police|officers?|cops?|sros?|deput(?:y|ies)|sheriff)\b", words, re.IGNORECASE)
            is not None
        )

    def _sentence_of(self, start: int, end: int) -> tuple[int, int]:
        span = self.page.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return start, end
        first, last = span[0].sent, span[-1].sent
        block = self.page.block_at(start)
        return self.page.trim(max(first.start_char, block.start), min(last.end_char, max(block.end, end)))

    def find(self) -> Iterator[Draft]:
        """Yield acts told without a tally."""
        for sentence in self.page.sentences:
            yield from self.in_sentence(sentence)

    def in_sentence(self, sentence: Span) -> list[Draft]:
        """Return one sentence's acts: one for each that does something."""
        drafts: dict[str, Draft] = {}
        for verb in sentence:
            if self.page.quoted[verb.i] or verb.pos_ not in {"VERB", "AUX"} or not self._is_act(verb):
                continue
            for speaker in self._doers(verb, sentence):
                start, end = self.page.trim(sentence.start_char, sentence.end_char)
                draft = Draft(start, end, speaker, "action", verb.text, cue_at=verb.idx)
                drafts.setdefault(speaker.name.casefold(), draft)
        return list(drafts.values())

    def _is_act(self, verb: Token) -> bool:
        lemma = verb.lemma_.lower()
        if (
            verb.dep_ in {"ccomp", "xcomp", "csubj", "pcomp", "advcl"}
            and verb.head.lemma_
            not in {
                "decide",
                "agree",
                "begin",
                "choose",
            }
            and not self._tells_of_before(verb)
        ):
            return False
        own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        named = own is not None and own.i in self.finder.mentions
        told_of = verb.dep_ == "acl" and not any(child.dep_ == "agent" for child in verb.children)
        if told_of or is_urged(verb) or (lemma == "vote" and _is_ahead(verb)):
            return False
        if self._is_only_planned(verb) or (
            verb.dep_ == "relcl" and verb.head.tag_ in {"NNS", "NN"} and not named
        ):
            return False
        clause = self.page.text[verb.left_edge.idx : verb.right_edge.idx + len(verb.right_edge)]
        if lemma in ALWAYS or (lemma in NEEDS and NEEDS[lemma].search(clause)):
            return True
        if lemma in self.acts["protest"]:
            return PROTEST_WORDS.search(clause) is not None
        return lemma in self.acts["propose"] | self.acts["decide"] and ON_MATTER.search(clause) is not None

    def _tells_of_before(self, verb: Token) -> bool:
        """ "Seconds after they introduced the measure": an act of a named doer, told on the way."""
        marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
        own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        return (
            own is not None
            and own.i in self.finder.mentions
            and bool(marks & {"after", "when", "while", "as"})
        )

    @staticmethod
    def _is_only_planned(verb: Token) -> bool:
        first = verb
        while first.dep_ == "conj" and first.head.pos_ in {"VERB", "AUX"}:
            first = first.head  # "urged them to vote and remove it"
        own = any(child.dep_ in {"aux", "neg"} and child.lower_ in NOT_DONE for child in verb.children)
        led = any(
            (child.dep_ == "aux" and child.lower_ in NOT_DONE) or child.lower_ in OPEN
            for child in first.children
        )
        return own or led

    def _doers(self, verb: Token, sentence: Span) -> list[Speaker]:
        agent = next(
            (grandchild for child in verb.children if child.dep_ == "agent" for grandchild in child.children),
            None,
        )
        noun = agent or self.finder.subject(verb)
        if agent is None and noun is not None and noun.dep_ == "nsubjpass" and noun.head.i == verb.i:
            return []
        if noun is not None and noun.lemma_.lower() in OFFICERS:
            return []
        if noun is None or not sentence.start <= noun.i < sentence.end or self.page.quoted[noun.i]:
            return []
        if (
            noun.lower_ in {"i", "we"}
            or not self.finder.can_speak(noun)
            or noun.lemma_.lower() in groups("speech_cues")["paper"] - {"petition"}
        ):
            return []
        return self.finder.speakers(noun)


def is_urged(verb: Token) -> bool:
    """ "His advice that the district end it", "recommends that the board approve": wanted of it, not done."""
    own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if own is None or verb.tag_ not in {"VB", "VBP"} or own.tag_ not in {"NN", "NNP"}:
        return False
    joined = any(child.dep_ in {"conj", "cc"} for child in own.children)
    return not joined and not any(child.dep_ in {"aux", "neg"} for child in verb.children)


def _is_ahead(verb: Token) -> bool:
    """ "Will vote on it next week": nothing is decided yet."""
    return any(child.dep_ == "aux" and child.lower_ in {"will", "wo", "to"} for child in verb.children)


def _motion_effect(vote: ProseVote) -> str:
    """Return what the motion would have done: a failed one did the opposite of its outcome's effect."""
    if vote.result == "pass":
        return vote.effect
    return {"keep": "remove", "remove": "keep"}.get(vote.effect, "none")
