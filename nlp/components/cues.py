"""Which verbs tell that somebody says, thinks or wants something outside quotation marks."""

from collections.abc import Callable

from spacy.tokens import Token

from nlp.components.page import Page
from nlp.lexicons.groups import groups

CLAUSES = {"ccomp", "xcomp", "parataxis"}
CONTENT = CLAUSES | {"dobj", "prep", "advcl", "oprd", "acomp", "dative", "attr", "prt", "pcomp", "dep"}
# Verbs that tell a view only in one frame: "called for", "pushed to", not "called the meeting to order".
FRAMES: dict[str, frozenset[str]] = {
    "call": frozenset({"for", "on", "oprd", "upon", "ccomp"}),
    "push": frozenset({"for", "against", "xcomp", "back", "on"}),
    "press": frozenset({"for", "xcomp", "on"}),
    "lean": frozenset({"toward", "towards", "xcomp"}),
    "weigh": frozenset({"in"}),
    "side": frozenset({"with"}),
    "rail": frozenset({"against"}),
    "fight": frozenset({"for", "against", "xcomp", "dobj"}),
    "respond": frozenset({"ccomp"}),
    "continue": frozenset({"ccomp"}),
    "hear": frozenset({"ccomp"}),
    "report": frozenset({"ccomp", "xcomp"}),
    "find": frozenset({"ccomp"}),
    "show": frozenset({"ccomp"}),
    "text": frozenset({"ccomp"}),
    "email": frozenset({"ccomp"}),
    "joke": frozenset({"ccomp"}),
    "describe": frozenset({"as"}),
    "characterize": frozenset({"as"}),
    "label": frozenset({"oprd", "as"}),
    "point": frozenset({"to", "out", "ccomp"}),
}
GOES_ON = {",", "?", "!", "—", "–", "-", "…"}  # what ends a quotation whose sentence goes on behind it
PREDICATES = {"acomp", "prep", "attr", "advmod", "oprd", "dep"}
DUTY = {"should", "must", "ought", "shall"}
LIGHT = groups("speech_cues")["light"]
STREET = {"march", "rally", "protest", "demonstrate", "picket", "sue", "gather"}
QUIET = {"say", "respond", "comment", "answer", "reply"}
BARE = {"agree", "disagree", "oppose", "object", "dissent", "balk"}  # tell a view with nothing after them
SEEMS = {"be", "remain", "stay", "seem", "feel", "become", "appear", "sound", "look", "get", "grow"}
IN_FAVOR = {"favor", "favour", "support", "agreement", "opposition", "doubt", "limbo"}


class Cues:
    """Knows the cue lexicon and one page's quotations."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = groups("speech_cues")
        self.kinds: list[tuple[frozenset[str], Callable[[Token], bool]]] = [
            (frozenset(SEEMS), self._is_view),
            (self.words["say"] | self.words["think"], self._tells),
            (self.words["side"], self.has_content),
            (LIGHT, self._has_view_noun),
            (frozenset({"stand"}), self._stands),
        ]

    def is_cue(self, token: Token) -> bool:
        """Return whether a token leads to somebody's view; what one "should" say is the writer's own."""
        lemma = token.lemma_.lower()
        if token.dep_ == "acl" and token.tag_ == "VBN":
            return False  # "also known as"
        if token.dep_ in {"advcl", "xcomp"} and token.head.lemma_ in STREET:
            return False  # "marched to demand": the march is the statement
        if not self._is_verb(token, lemma) or _has(token, "aux", DUTY) or not _in_frame(token, lemma):
            return False
        if token.tag_ == "VBN" and token.lower_ in self.words["predicate"]:
            return any(child.dep_ == "auxpass" for child in token.children)  # "were stunned"
        if lemma == "have" and _has(token, "advmod", {"rather"}):
            return True
        return any(test(token) for lemmas, test in self.kinds if lemma in lemmas)

    def _is_verb(self, token: Token, lemma: str) -> bool:
        """A verb, or what the parser takes for a noun in a verb's place: "students demands"."""
        if token.pos_ in {"VERB", "AUX"}:
            return True
        known = lemma in self.words["side"] | self.words["say"] and token.text.endswith(("s", "ed"))
        return known and token.pos_ == "NOUN" and token.dep_ in {"ROOT", "conj", "ccomp", "relcl"}

    def _tells(self, cue: Token) -> bool:
        """Not "has not said" or "did not respond", and not the frame of a quotation."""
        if _has(cue, "neg", None) and cue.lemma_ in QUIET:
            return False
        return self.has_content(cue) or (cue.dep_ == "parataxis" and not self._frames(cue))

    def has_content(self, cue: Token) -> bool:
        """Return whether what is told stands outside quotation marks."""
        wanted = CLAUSES if self._frames(cue) else CONTENT
        bare = cue.lemma_.lower() in BARE or any(child.dep_ == "agent" for child in cue.children)
        if bare and wanted is CONTENT:
            return True
        return any(child.dep_ in wanted and not self.page.quoted[child.i] for child in cue.children)

    def _frames(self, cue: Token) -> bool:
        """Whether a quotation stands right before the cue, or after it."""
        first, last = max(0, cue.i - 6), cue.i + 4
        if True not in self.page.quoted[first:last]:
            return False
        near = self.page.doc[first:last]
        return any(self.page.quoted[token.i] for token in near if token.sent == cue.sent or token.i < cue.i)

    def _has_view_noun(self, verb: Token) -> bool:
        objects = (child for child in verb.children if child.dep_ in {"dobj", "attr"})
        return any(child.lemma_.lower() in self.words["noun"] for child in objects)

    def _is_view(self, verb: Token) -> bool:
        """A form of "be" before a view: "is against it", "was relieved"."""
        return any(
            (child.dep_ in PREDICATES and child.lower_ in self.words["predicate"])
            or (child.lower_ == "on" and _has(child, "pobj", {"board"}))
            or (child.lower_ == "in" and _has(child, "pobj", IN_FAVOR))
            for child in verb.children
        )

    @staticmethod
    def _stands(verb: Token) -> bool:
        """ "Stood by the decision", "stands with the principals"."""
        return _has(verb, "prep", {"by", "behind", "with", "against"})


def _in_frame(verb: Token, lemma: str) -> bool:
    wanted = FRAMES.get(lemma)
    return wanted is None or any(child.dep_ in wanted or child.lower_ in wanted for child in verb.children)


def _has(token: Token, relation: str, wanted: set[str] | None) -> bool:
    return any(
        child.dep_ == relation and (wanted is None or child.lower_ in wanted) for child in token.children
    )
