"""Of whom a noun is said ("X, a member of Y", "X is head of Y", "NATO member X"), and of what ("of Y", "Y's")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import antecedent, lemma_of, objects, subjects
from communique.coding.relations.lexicon import words
from communique.language.reading import Reading

__all__ = ["holders", "others", "prenominal"]

_SUCCESSION = frozenset(["succeed", "replace", "follow"])
_COPULAS = frozenset(["be", "become", "remain", "stay"])
_LIST = frozenset(["include", "comprise"])
#: "X served as N": the subject is one. "Y appointed X as N": the object is.
_AS_SUBJECT = frozenset(
    ["serve", "work", "act", "resign", "succeed", "follow", "step", "quit", "retire", "continue", "return", "double"]
)
_AS_OBJECT = frozenset(
    [
        "appoint",
        "name",
        "elect",
        "nominate",
        "choose",
        "pick",
        "select",
        "dismiss",
        "sack",
        "remove",
        "confirm",
        "install",
        "recognise",
        "recognize",
        "swear",
        "replace",
        "reappoint",
        "designate",
        "reelect",
    ]
)


def holders(reading: Reading, noun: Token) -> Iterator[tuple[Token, Token, str]]:
    """(who is said to be a `noun`, the word that says so, how). The word carries negation and mood."""
    at = noun
    steps = 0
    while at.dep_ == "conj" and steps < 4:  # "chairman and chief executive": what is said of the first holds for both
        steps += 1
        if at.head.pos_ in ("NOUN", "PROPN") and at.head.ent_type_ != "PERSON":
            at = at.head
        else:
            break
    head = at.head
    if (at.dep_ == "attr" or at.dep_ in ("advmod", "acomp") and noun.lower_ in ("home", "part")) and lemma_of(
        head
    ) in _COPULAS:
        for s in subjects(head):
            yield s, head, "copula"
    elif at.dep_ == "appos":
        yield head, at, "apposition"
    elif at.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ == "VERB":
        verb = head.head
        if verb.lemma_ in _AS_SUBJECT:
            for s in subjects(verb):
                yield s, verb, "as"
            if verb.lemma_ in _SUCCESSION:
                for o in objects(verb):
                    yield o, verb, "until then"
        elif verb.lemma_ in _AS_OBJECT:
            for o in objects(verb):
                yield o, verb, "as"
    elif at.dep_ in ("oprd", "dobj", "ccomp") and head.lemma_ in _AS_OBJECT:
        for o in objects(head):
            if o.i != at.i:
                yield o, head, "named"
    if at.dep_ == "pobj" and head.lower_ == "of" and head.head.lower_ in ("one", "some", "two", "three", "part"):
        one = head.head  # "is one of the founders of"
        if one.dep_ == "attr" and lemma_of(one.head) in _COPULAS:
            for s in subjects(one.head):
                yield s, one.head, "copula"
        elif one.dep_ == "appos":
            yield one.head, one, "apposition"
    for c in noun.children:
        if c.dep_ == "relcl" and (c.lemma_ in _LIST or lemma_of(c) == "be"):  # "its members, which include X"
            subject = next((x for x in c.children if x.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ in ("which", "who", "that"):
                for x in c.children:
                    if x.dep_ in ("attr", "dobj") and x.i > c.i:
                        yield x, c, "inverse"
        if c.dep_ == "appos" and c.i > noun.i:
            yield c, noun, "apposition"
        elif c.dep_ == "prep" and c.i > noun.i and c.lower_ in ("including", "like", "as"):
            if c.lower_ != "as" or any(m.lower_ == "such" for m in c.children) or reading.doc[c.i - 1].lower_ == "such":
                for g in c.children:
                    if g.dep_ == "pobj":
                        yield g, noun, "list"
    if noun.lemma_ == "ally" and any(c.dep_ == "poss" for c in noun.children):  # "our Turkish allies"
        for t in prenominal(reading, noun):
            m = reading.mention_of(t)
            if m is not None and m.kind == "state":
                yield t, noun, "before a name"
    if at.dep_ == "nsubj" and (lemma_of(head) in _COPULAS or head.lemma_ in _LIST):
        for c in head.children:
            if c.dep_ in ("attr", "dobj") and c.i > head.i:
                yield c, head, "inverse"
    if noun.dep_ in ("compound", "nmod", "amod", "poss") and noun.i < head.i and head.pos_ == "PROPN":
        yield head, noun, "before a name"


def others(reading: Reading, noun: Token, slots: tuple[str, ...]) -> Iterator[tuple[Token, str]]:
    """What the noun relates its holder to, by slot: ``poss``, ``comp`` (a name or demonym before it), prepositions."""
    for c in noun.children:
        if c.dep_ == "poss" and "poss" in slots:
            yield (antecedent(c) if c.lower_ == "whose" else c), "poss"
        elif c.dep_ == "prep" and c.lower_ in slots:
            for g in c.children:
                if g.dep_ == "pobj":
                    yield g, c.lower_
    if "comp" in slots:
        for t in prenominal(reading, noun):
            yield t, "comp"


def prenominal(reading: Reading, noun: Token) -> list[Token]:
    """Words before the noun that head a mention of a state, body, force or place: "Kenyan", "NATO", in order."""
    found: list[Token] = []
    i = noun.i - 1
    while i >= 0 and noun.i - i < 9:
        t = reading.doc[i]
        if (
            t.is_punct
            and t.text not in ("-", "–", "/")
            or t.is_space
            or t.pos_ in ("VERB", "ADP", "CCONJ", "PRON", "AUX")
        ):
            if not (t.tag_ in ("VBN", "VBG") and t.dep_ == "amod"):
                break
        if t.dep_ == "case" or t.pos_ == "PART":
            break
        m = reading.mention_of(t)
        if t.lower_ in words("portfolio") and m is not None and m.span[0] == t.idx and m.span[1] == t.idx + len(t):
            i -= 1  # "Defense Secretary": a portfolio, whatever the parser names it
            continue
        if (
            m is not None
            and m.head == t.idx
            and m.form != "pronoun"
            and (m.entity or m.country)
            and m.kind in ("state", "organisation", "place", "force", "group")
            and m.span[1] <= noun.idx
        ):
            found.insert(0, t)
        i -= 1
    return found
