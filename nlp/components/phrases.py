"""How a text names somebody without a name: the noun phrase with its quantity and what belongs to it.

Groups are named as the text names them ("some of the protesters", "roughly 200 students and supporters",
"three women on the board"), so that a reader finds the words again.
"""

import re
from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from nlp.extensions import as_given
from nlp.lexicons.groups import groups

LEFT_OUT = {"det", "cc", "punct", "relcl", "mark", "preconj"}
QUANTIFIERS = {"some", "many", "several", "another", "most", "all", "half", "no"}
BELONGING = {"of", "for"}  # prepositions that always belong to the noun before them
PLACING = {"on", "at", "in", "from", "with", "against", "under", "within", "behind"}  # if the parser says so
# What follows a placing preposition and tells when, where or how something was said, not who said it.
CIRCUMSTANCES = groups("phrases")["circumstance"]
SPLIT = re.compile(r"\n|\s[–—-]\s|[\"“”()\[\]]|;\s|:\s")
ARTICLE = re.compile(r"^(?:both\s+)?(?:the|an?)\s+|^both\s+", re.IGNORECASE)
FIGURE = re.compile(r"^(?:[\d.,]+|percent|%|half|majority|number|most|some|many|all|several)$")
SHARES = {"percent", "%"}
WINDOW = 30  # tokens before the sentence in which the people that a figure counts were told
PARTS_OF_BODIES = groups("phrases")["part_of_body"]


def without_article(words: str) -> str:
    """Return words without their article and the marks around them."""
    return ARTICLE.sub("", words.strip(" ,;:"))


def words_of(noun: Token) -> str:
    """Return a noun phrase as the text has it, without article, clauses and what is set off by commas."""
    return _tidy(noun.doc, sorted(_kept(noun), key=lambda token: token.i), commas=False)


def words_of_all(nouns: list[Token]) -> str:
    """Return the words for nouns joined by commas and "and", from the first one's to the last one's."""
    kept = sorted((token for noun in nouns for token in _kept(noun)), key=lambda token: token.i)
    return _tidy(nouns[0].doc, kept, commas=True)


def whole_of(noun: Token) -> Token:
    """Return the quantity that a noun hangs on: "many" for the teachers of "many of the teachers"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and FIGURE.match(noun.head.head.lower_):
        return noun.head.head
    return noun


def joined(noun: Token) -> Iterator[Token]:
    """Yield the nouns that the parser joins to one."""
    for child in noun.children:
        if child.dep_ == "conj":
            yield child
            yield from joined(child)


def speak_as_one(nouns: list[Token]) -> bool:
    """Return whether joined nouns without names are one group: "students, parents and staff"."""
    known = groups("roles")
    people = known["person"] | known["group"]
    return all(
        noun.tag_ in {"NNS", "NNPS"}
        or noun.lemma_.lower() in known["group"]
        or noun.lower_ in {"some", "others"}
        for noun in nouns
    ) and any(noun.lemma_.lower() in people for noun in nouns)


def capitalised_run(noun: Token) -> str:
    """Return a name that the model missed: "Students Against Policing"."""
    doc = noun.doc
    end = noun.i + 1
    while end + 1 < len(doc) and (
        doc[end].text[:1].isupper()
        or (doc[end].lower_ in {"of", "for", "against", "and"} and doc[end + 1].text[:1].isupper())
    ):
        end += 1
    start = noun.i
    while start > 0 and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ == "PROPN":
        start -= 1
    return as_given(doc, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _kept(noun: Token) -> list[Token]:
    kept = [noun]
    for token in noun.lefts:
        if token.dep_ not in LEFT_OUT or token.lower_ in QUANTIFIERS:
            kept += [inner for inner in token.subtree if not _in_clause(inner, token)]
    for token in noun.rights:
        if token.dep_ == "prep" and _belongs(token):
            kept += [inner for inner in token.subtree if not _in_clause(inner, token)]
        elif token.dep_ in {"relcl", "acl"} and _tells_which(noun, token):
            kept += list(token.subtree)
    return kept


def _belongs(prep: Token) -> bool:
    if prep.lower_ in BELONGING:
        return True
    places = [child for child in prep.children if child.dep_ == "pobj"]
    return (
        prep.lower_ in PLACING
        and bool(places)
        and not any(child.dep_ == "relcl" for place in places for child in place.children)
        and prep.i == prep.head.right_edge.i - (prep.right_edge.i - prep.i)
        and not any(
            place.lemma_.lower() in CIRCUMSTANCES or place.ent_type_ in {"DATE", "TIME"} for place in places
        )
    )


def _tells_which(noun: Token, clause: Token) -> bool:
    """ "Those who ...", and "the members who ...": a part of a body, not the body."""
    if noun.lower_ in {"those", "anyone"} or (clause.dep_ == "acl" and clause.lower_ in {"known", "called"}):
        return True
    definite = any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)
    bound = clause.left_edge.lower_ in {"who", "that"} and clause.left_edge.i == noun.i + 1
    return clause.dep_ == "relcl" and bound and definite and noun.lemma_.lower() in PARTS_OF_BODIES


def _in_clause(token: Token, top: Token) -> bool:
    while token.i not in {top.i, token.head.i}:
        if token.dep_ in {"relcl", "acl", "appos", "advcl"}:
            return True
        token = token.head
    return top.dep_ in {"relcl", "acl", "advcl"}


def _tidy(doc: Doc, kept: list[Token], *, commas: bool) -> str:
    words = as_given(doc, kept[0].idx, kept[-1].idx + len(kept[-1]))
    words = SPLIT.split(words)[0]
    if not commas:
        words = re.split(r",\s", words)[0]
    return without_article(" ".join(words.split()))


def behind_a_figure(noun: Token, people: frozenset[str]) -> str | None:
    """Return whom a bare figure counts: "39 percent" of the members told of before, "of the councils, most".

    None where the noun is no figure or says itself of whom ("62 percent of parents").
    """
    if not FIGURE.match(noun.lower_) or any(child.lower_ == "of" for child in noun.children):
        return None
    fronted = _fronted(noun)
    if fronted is not None:
        return words_of(fronted)
    counted = noun.lower_ in SHARES or noun.like_num
    before = noun.doc[max(0, noun.sent.start - WINDOW) : noun.left_edge.i] if counted else ()
    for token in reversed(list(before)):
        if token.tag_ == "NNS" and token.lemma_.lower() in people:
            figure = words_of(noun)
            return f"{figure} of {token.text}" if noun.lower_ in SHARES else f"{figure} {token.text}"
    return None


def _fronted(noun: Token) -> Token | None:
    """Return the noun of an "of" that opens the sentence: "Of the councils that voted, most ..."."""
    for token in noun.doc[noun.sent.start : noun.i]:
        if token.lower_ == "of" and token.i - noun.sent.start <= 1:
            return next((child for child in token.children if child.dep_ == "pobj"), None)
    return None


def counts_things(noun: Token, people: frozenset[str], named: Container[int]) -> bool:
    """Return whether a quantity is told to be of things: "most of the calls"."""
    if not FIGURE.match(noun.lower_):
        return False
    of = [child for child in noun.children if child.lower_ == "of"]
    counted = [token for prep in of for token in prep.children if token.dep_ == "pobj"]
    return bool(counted) and not any(
        token.i in named
        or token.lemma_.lower() in people
        or token.lower_ in {"us", "them", "you", "these", "those"}
        for token in counted
    )
