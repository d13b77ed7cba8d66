# ruff: noqa: E501 - a pattern cut over lines is harder to check than a long one
"""Whether a text takes part in, reports or records the debate: a score with its reason.

A text is scored by its sentences. Naming the officers is not enough: an officer also arrests, coaches and
retires. A sentence counts when it names them, or police beside a school, together with the words of the
debate; phrases that are the debate by themselves count double; what only tells an incident takes away.
A short passage that is refused so may come from the middle of an article: a trained model judges its signs.
"""

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from db.registry import Watch
from nlp.components.fragments import signs, speaks_of_officers
from nlp.components.scored import Scorer
from nlp.components.watch_data import WatchComponent
from nlp.extensions import text_of
from nlp.learning.linear import shipped
from nlp.lexicons import words

# Words and blanks are taken whole: a run of "- - -" would otherwise be tried in every split.
NEAR = r"[^\w.;:]++(?:(?!(?:and|but|after|when|while)\b)(?>\w+(?:['’-]\w+){0,5})[^\w.;:]++){0,%d}?"
SCHOOL_KINDS = r"\b\w+ (?:high|middle|elementary)\b"
# "Take them out": the officers of the sentence before, with what is wanted of them.
WANTED = re.compile(
    r"\b(?:want\w*|tak(?:e|ing)|get\w*|kick\w*|keep\w*|throw\w*|bring\w*|send\w*|pull\w*|remov\w+|put\w*) (?:them|him|her)(?: all)?(?: gone| out| back| in| there| here| away|,|$|\.)"
)
# Figures on arrests are the debate's, not an incident.
STATISTICS = re.compile(
    r"\btimes (?:the rate|as (?:often|likely|many))\b|\bdisproportion\w+|\bpercent of\b|\bdata shows?\b"
)
LINK = r"(?:in|from|out of|at|inside|on|into|within|to|of|for|near|around|throughout|across)"


# A text about schools need not say "school" beside every officer: this often, and its officers are theirs.
SETTING = re.compile(
    r"\b(?:schools?|students?|principals?|teachers?|hallways?|classrooms?|lunchroom|cafeteria|kindergarten|superintendent|counselors?|deans?|librarians?|pta|freshm[ae]n|sophomores?|juniors?|seniors?|(?:school )?board|campus(?:es)?)\b",
    re.I,
)
AT_HOME = 3

ENGLISH = "English"
OF_IT, NOT_OF_IT = "of it", "not of it"  # the trained model's labels
SCHOOL_OR_WISH = {"setting", "wanted before", "near before", "said after"}  # or these are anybody's officers
PASSAGE = "a passage with the signs of the debate"
FRAGMENT = 220  # words; what is longer names the officers somewhere, and says much else besides
CLEAR = 2.0  # points of a phrase that is the debate by itself


@dataclass
class Evidence:
    """What a text holds for and against its being part of the debate."""

    points: float = 0.0
    best: float = 0.0
    phrase: str = ""
    named: int = 0
    incidents: int = 0
    elsewhere: int = 0
    sentences: int = 0
    leads_with_incident: bool = False
    at_school: bool = False
    officers: bool = False


class TopicRelevance(WatchComponent):
    """Writes doc._.relevant, doc._.relevance (0..1) and doc._.relevance_reason."""

    def __init__(self, threshold: float) -> None:
        super().__init__()
        self.threshold = threshold

    def prepare(self, watch: Watch) -> None:
        """Compile the topic's vocabulary."""
        topic = watch.topic
        self.friends = re.compile(_any_of(topic.false_friends), re.I) if topic.false_friends else None
        # Sentences are asked in lower case: patterns that ignore case are several times as slow.
        police, place = _any_of(topic.context_terms).lower(), _any_of(topic.place_terms).lower()
        self.place, self.police = re.compile(place), re.compile(police)
        self.lower_terms = re.compile(_any_of(topic.terms).lower())
        self.terms = re.compile(_any_of(topic.terms), re.I)
        self.beside = re.compile(
            rf"{police}{NEAR % 6}{LINK}{NEAR % 4}(?:{place}|{SCHOOL_KINDS})|\bschool'?s?\s{police}|{place}{NEAR % 5}{police}"
            rf"|(?:contracts?|agreement|memorandum|ties|partnership|relationship){NEAR % 6}{police}|{police}{NEAR % 2}(?:contract|agreement|presence)\b"
        )

    def __call__(self, doc: Doc) -> Doc:
        """Judge the text."""
        if doc._.language not in {None, ENGLISH}:
            return self._refused(doc)
        text = self.without_false_friends(text_of(doc))
        sentences = _sentences(doc, text)
        evidence = self._weigh(sentences, text)
        score = self._score(evidence)
        doc._.relevance, doc._.relevant = score, score >= self.threshold
        doc._.relevance_reason = _reason(evidence, bool(doc._.relevant)) if text.strip() else "no text"
        if not doc._.relevant:
            self._judge_fragment(doc, _signs(sentences, evidence))
        return doc

    def doubtful(self, doc: Doc) -> dict[str, float]:
        """Return the signs in a passage that the rules refuse and the model may judge; none in any other."""
        text = self.without_false_friends(text_of(doc))
        sentences = _sentences(doc, text)
        evidence = self._weigh(sentences, text)
        return {} if self._score(evidence) >= self.threshold else _signs(sentences, evidence)

    def _judge_fragment(self, doc: Doc, found: dict[str, float]) -> None:
        """Take a passage after all whose signs are those of the debate."""
        try:
            chance = shipped("relevance").probabilities(found)[OF_IT] if found else 0.0
        except FileNotFoundError:  # before the first training
            return
        if chance >= self.threshold:
            doc._.relevance, doc._.relevant = chance, True
            told = ", ".join(sorted(name for name in found if not name.startswith(("share", "long"))))
            doc._.relevance_reason = f"{PASSAGE}: {told}"

    @staticmethod
    def _refused(doc: Doc) -> Doc:
        """Say that a text cannot be judged: our vocabulary is English."""
        doc._.relevance, doc._.relevant = 0.0, False
        doc._.relevance_reason = f"not read: written in {doc._.language}"
        return doc

    def without_false_friends(self, text: str) -> str:
        """Blank the phrases in which a term means something else; with no school about, the bare SRO with them."""
        if self.friends is None or not self.friends.search(text):
            return text
        text = self.friends.sub(lambda match: " " * len(match.group()), text)
        if re.search(r"\bschools?\b", text, re.I) and re.search(
            r"\bresource officers?\b|\bpolice\b", text, re.I
        ):
            return text
        return re.sub(r"\bSROs?\b", lambda match: " " * len(match.group()), text)

    def _weigh(self, sentences: list[str], text: str) -> Evidence:
        evidence = Evidence(at_school=len(SETTING.findall(text)) >= AT_HOME)
        for before, sentence in zip(["", *sentences], sentences, strict=False):
            self._weigh_sentence(sentence, before, evidence)
        return evidence

    def _weigh_sentence(self, sentence: str, before: str, evidence: Evidence) -> None:
        incident = _lexicon("incident_words").search(sentence) is not None and not STATISTICS.search(sentence)
        elsewhere = _lexicon("elsewhere_words").search(sentence) is not None
        evidence.incidents += incident
        evidence.elsewhere += elsewhere
        term = self.lower_terms.search(sentence)
        beside = None if term else self.beside.search(sentence)
        strong = _lexicon("strong_debate").search(sentence)
        named = term or beside or strong
        evidence.leads_with_incident |= incident and not strong and not evidence.sentences
        evidence.sentences += 1
        if named is None and evidence.named and WANTED.search(sentence):
            evidence.points += 1.0
            return
        police = self.police.search(sentence)
        if named is None and not (police and self.place.search(before)):
            if evidence.at_school:
                self._weigh_at_school(sentence, police, incident or elsewhere, evidence)
            return
        if named is not None and term is None and not self._speaks_of_schools(sentence, before):
            return
        evidence.named += 1
        debate = _lexicon("debate_words").search(sentence)
        points = 2.0 if strong else 1.0 if debate and (term or beside) else 0.5 if debate else 0.2
        if elsewhere and not term:
            points *= 0.25
        if incident and not strong:
            points *= 0.4
        evidence.points += points
        if points > evidence.best:
            word = strong or term or beside or debate or self.place.search(before)
            evidence.best, evidence.phrase = points, word.group() if word else ""

    @staticmethod
    def _weigh_at_school(
        sentence: str, police: re.Match[str] | None, other: bool, evidence: Evidence
    ) -> None:
        """Count a sentence that wants something of the officers, in a text that is plainly set in schools."""
        evidence.officers |= police is not None
        wanted = _lexicon("debate_words").search(sentence) or WANTED.search(sentence)
        if wanted and evidence.officers and not other:
            evidence.named += police is not None
            evidence.points += 0.5
            if evidence.best < 0.5:
                evidence.best, evidence.phrase = 0.5, wanted.group()

    def _speaks_of_schools(self, sentence: str, before: str) -> bool:
        return (
            re.search(
                rf"\bschools?\b|\bhallways\b|\bclassrooms?\b|{SCHOOL_KINDS}|\bcps\b|\bcampus|\blsc|\bstudents?\b|\bdistrict\b|\bboard\b",
                f"{before} {sentence}",
            )
            is not None
        )

    @staticmethod
    def _score(evidence: Evidence) -> float:
        """Squeeze the points into 0..1: one clear sentence is enough unless incidents or another place outweigh it."""
        weight = evidence.points
        if evidence.best < CLEAR:
            spare = evidence.incidents - evidence.points + 0.5 * (evidence.incidents > 0)
            weight -= 0.6 * max(0.0, spare)
            weight *= 0.5 if evidence.leads_with_incident and evidence.points < CLEAR else 1.0
        if evidence.elsewhere > evidence.named:
            weight *= 0.5
        weight = max(weight, 0.0)
        return weight / (weight + 0.95)


def _sentences(doc: Doc, text: str) -> list[str]:
    """Return the sentences in lower case, blanks closed up, those of a sign or two left out."""
    closed = (" ".join(text[sent.start_char : sent.end_char].lower().split()) for sent in doc.sents)
    return [sentence for sentence in closed if len(sentence) > 3]


def _signs(sentences: list[str], evidence: Evidence) -> dict[str, float]:
    """Return what the model judges: nothing where the text is long or speaks of no officer."""
    if sum(sentence.count(" ") + 1 for sentence in sentences) > FRAGMENT:
        return {}
    if not any(map(speaks_of_officers, sentences)):
        return {}
    found = signs(sentences, evidence.incidents, evidence.elsewhere)
    return found if SCHOOL_OR_WISH & found.keys() else {}


def _reason(evidence: Evidence, relevant: bool) -> str:
    if not evidence.named:
        return "names neither the officers nor police beside a school"
    told = f"{evidence.named} sentence(s) on the officers, {evidence.points:.1f} points; most by {evidence.phrase!r}"
    if relevant:
        return told
    return f"{told}; {evidence.incidents} tell an incident, {evidence.elsewhere} another place"


@cache
def _lexicon(name: str) -> re.Pattern[str]:
    entries = "|".join(words(name)).replace(r"(?:\w+ )", r"(?:[\w'’-]+ )")  # "out of Elmford's schools"
    return re.compile(rf"\b(?:{entries})\b")


def _any_of(entries: list[str]) -> str:
    inside = "|".join(re.escape(entry) for entry in sorted(entries, key=len, reverse=True))
    return rf"(?<!\w)(?:{inside})(?!\w)"


@Language.factory(
    "topic_relevance",
    default_config={"threshold": 0.5, "scorer": {"@scorers": "hallwatch.relevance_scorer.v1"}},
    assigns=["doc._.relevant", "doc._.relevance", "doc._.relevance_reason"],
    requires=["doc.sents", "doc._.language"],
)
def make(nlp: Language, name: str, threshold: float, scorer: Scorer | None) -> TopicRelevance:  # noqa: ARG001 - spaCy's signature
    """Return the component; its watch is set afterwards. `threshold`: the score from which a text is relevant."""
    component = TopicRelevance(threshold)
    component.scorer = scorer
    return component
