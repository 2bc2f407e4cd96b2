"""The acts that hang from a word that binds: infinitives, clauses, nouns of acts, sums of money."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.commitments.lexicon import Governor, acts, words
from communique.coding.commitments.mood import infinitive
from communique.coding.grammar import child, lemma_of, pobjs

__all__ = ["WILL", "acts_under", "coordinated"]

WILL = frozenset(["will", "'ll", "’ll", "shall"])


def acts_under(token: Token, governor: Governor) -> Iterator[Token]:
    """The heads of the acts that hang from a governor."""
    frames = governor.frames
    for c in token.children:
        if c.i < token.i and c.dep_ != "ccomp" and not ("thing" in frames and c.dep_ == "nsubjpass"):
            continue
        if "inf" in frames and governor.pos == "v" and c.dep_ in ("dobj", "dative") and c.lemma_ not in acts():
            # "promised the bloc ECOWAS to hold elections": the parser hangs the act from whom it is promised to
            for x in c.children:
                if x.dep_ in ("acl", "advcl", "xcomp", "relcl") and x.i > c.i and infinitive(x):
                    yield from coordinated(x)
        if (
            "objinf" in frames
            and c.dep_ == "dobj"
            and c.lemma_ in ("invitation", "offer", "request", "proposal", "demand")
        ):
            for x in c.children:
                if x.dep_ in ("acl", "relcl", "xcomp") and x.tag_ == "VB":
                    yield from coordinated(x)
            continue
        if "under" in frames and c.dep_ == "prep" and c.lower_ == "under":
            yield token
            return
        if "any" in frames and c.dep_ == "prep" and c.lower_ == "to":
            for g in c.children:
                if g.dep_ == "pcomp":
                    yield from coordinated(g)
                elif (
                    g.dep_ == "pobj"
                    and g.pos_ in ("NOUN", "PROPN")
                    and not any(d.lower_ in ("that", "this", "these", "those") for d in g.children)
                ):
                    yield g
            continue
        if "from" in frames and c.dep_ == "prep" and c.lower_ in ("on", "upon"):
            yield from (g for g in c.children if g.dep_ == "pobj" and g.lemma_ in acts())
            continue
        if (
            ("inf" in governor.frames or "dated" in governor.frames)
            and c.dep_ in ("xcomp", "acl", "ccomp", "advcl", "relcl")
            and c.tag_ in ("VB", "NN")  # "offered to host": the tagger may take the verb for a noun
            and any(a.lower_ == "to" and a.dep_ == "aux" for a in c.children)
        ):
            yield from coordinated(c)
        elif (
            "that" in governor.frames
            and c.dep_ in ("ccomp", "acl", "relcl")
            and c.pos_ in ("VERB", "AUX")
            and any(a.tag_ == "MD" and a.lower_ in (*WILL, "would", "'d", "’d") for a in c.children)
            and lemma_of(c) != "be"
        ):
            yield c
        elif "thing" in frames and c.dep_ == ("nsubjpass" if _passive(token) else "dobj"):
            if _is_thing(c):
                yield c
        elif "obj" in governor.frames and c.dep_ == "dobj":
            if any(w in acts() for w in _nouns(c)):
                yield c
        elif (
            "money" in governor.frames
            and c.dep_ == "dobj"
            and any(t.ent_type_ == "MONEY" or t.text in "$€£" for t in c.subtree)
        ):
            yield c
        elif c.dep_ == "prep" and c.lower_ in governor.frames:
            for g in c.children:
                thing = "thing" in frames and g.dep_ == "pobj" and _is_thing(g)
                if g.dep_ == "pcomp" and g.tag_ == "VBG" or thing or g.dep_ == "pobj" and any(
                        w in acts() for w in _nouns(g)):
                    yield from (coordinated(g) if g.dep_ == "pcomp" else [g])


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _is_thing(noun: Token) -> bool:
    """Whether a noun can be what is promised, and not to whom or that: "promised an inquiry", "promised the king"."""
    return (
        noun.pos_ == "NOUN"
        and noun.ent_type_ not in ("PERSON", "ORG", "GPE", "NORP", "DATE", "TIME")
        and noun.lemma_ not in words("pale")
        and not any(c.dep_ in ("relcl", "acl") or c.dep_ == "det" and c.lower_ in ("no", "that") for c in noun.children)
        and not any(c.dep_ in ("xcomp", "ccomp", "dobj") and c.i > noun.i for c in noun.head.children)
    )


def _nouns(noun: Token) -> list[str]:
    """The noun's lemma, what it counts ("a package of aid") and what it is made of ("a loan guarantee")."""
    counted = [g.lemma_ for g in pobjs(noun, "of")] if noun.lemma_ in words("quantity") else []
    return [noun.lemma_, *counted, *[c.lemma_ for c in noun.children if c.dep_ == "compound"]]


def coordinated(verb: Token) -> Iterator[Token]:
    """ "to withdraw the tanks and release the crew": two acts."""
    yield verb
    for c in verb.children:
        if (
            c.dep_ == "conj"
            and c.tag_ in ("VB", "VBG", verb.tag_)
            and c.pos_ == "VERB"
            and child(c, "nsubj", "neg") is None
            and all(a.lower_ in ("to", "will", "shall", "would") for a in c.children if a.dep_ == "aux")
        ):
            yield from coordinated(c)
