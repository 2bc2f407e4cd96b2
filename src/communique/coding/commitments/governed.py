"""Verbs, adjectives and nouns of the governors' table that bind someone to an act."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.commitments.found import Candidate
from communique.coding.commitments.hanging import acts_under
from communique.coding.commitments.lexicon import Governor, words
from communique.coding.commitments.mood import asked, infinitive, reported, veiled
from communique.coding.grammar import child, lemma_of, negated, pobjs, subjects

__all__ = ["by_adjective", "by_noun", "by_verb"]

_STANDS = frozenset(["be", "remain", "stand", "stay", "become", "declare", "feel", "seem"])


def by_verb(token: Token, governor: Governor) -> Iterator[Candidate]:
    passive = child(token, "nsubjpass", "auxpass") is not None
    spared = ("can", "could") if "from" in governor.frames else ()
    if negated(token) or veiled(token, spared) or token.dep_ == "amod" or infinitive(token):
        return
    if passive and governor.strength in ("plan", "readiness"):
        return
    if token.lemma_ == "mean" and token.tag_ != "VBD" or passive and token.lemma_ in ("mean",):
        return
    bound = list(pobjs(token, "by")) if passive else subjects(token)
    if governor.strength == "agreement":
        yield from _agreed_that(token, governor, bound)
    for act in acts_under(token, governor):
        if act.dep_ in ("dobj", "pobj") and act.lemma_ in ("it", "that", "this"):
            continue
        if "from" in governor.frames:
            givers = [*pobjs(act, "from", "of"), *(c for c in act.children if c.dep_ == "poss"), *pobjs(token, "from")]
            yield Candidate(act, token, givers, governor.strength, governor.rule, "v", to=tuple(bound))
            continue
        if "dated" in governor.frames:
            yield Candidate(act, token, bound, governor.strength, governor.rule, "v", passive, dated=True)
            continue
        if act.dep_ == "ccomp" and (who := child(act, "nsubj", "nsubjpass")) is not None:
            if governor.strength == "pledge" and not passive and _stranger(who, bound):
                continue  # "vowed that the Dutch would pay": what shall befall another
            if who.pos_ != "PRON" and governor.strength != "pledge" or passive and who.lower_ not in ("it", "they"):
                yield Candidate(act, token, [who], governor.strength, governor.rule, "that")
                continue
        if governor.strength == "plan" and any(x.dep_ == "neg" for x in act.children):
            continue  # "decided not to": nothing is planned
        yield Candidate(act, token, bound, governor.strength, governor.rule, "v", passive)


def _stranger(who: Token, bound: list[Token]) -> bool:
    """Whether the clause's subject is a name of its own, which the one who promises is not."""
    named = who.pos_ == "PROPN" or any(
        c.ent_type_ in ("GPE", "NORP", "ORG") for c in who.children if c.dep_ in ("amod", "compound")
    )
    return named and all(b.lower_ != who.lower_ for b in bound)


def _agreed_that(token: Token, governor: Governor, bound: list[Token]) -> Iterator[Candidate]:
    """ "We agreed that our first task must be the protection of civilians": a duty laid on oneself."""
    for c in token.children:
        if c.dep_ == "ccomp" and any(a.tag_ == "MD" and a.lower_ in ("must", "should") for a in c.children):
            who = child(c, "nsubj", "nsubjpass") or next(
                (o for o in token.children if o.dep_ == "dobj" and o.i < c.i), None
            )
            if who is not None and (
                who.lower_ in ("we", "they") or any(p.lower_ in ("our", "their") for p in who.children)
            ):
                yield Candidate(c, token, bound, governor.strength, governor.rule, "v")


def by_adjective(token: Token, governor: Governor) -> Iterator[Candidate]:
    head = token.head if token.dep_ in ("acomp", "oprd") else token
    if token.dep_ == "acomp" and lemma_of(head) not in _STANDS:
        return
    if negated(token) or veiled(token, ("will", "would", "'d", "’d")) or asked(token):
        return
    was = any(
        c.lower_ in ("was", "were")
        for c in (head, *token.children)
        if c.dep_ in ("auxpass", "ROOT", "ccomp") or c.i == head.i
    )
    if was and governor.strength == "plan" and not reported(token):
        return
    for act in acts_under(token, governor):
        yield Candidate(act, token, subjects(token), governor.strength, governor.rule, "a")


def by_noun(token: Token, governor: Governor) -> Iterator[Candidate]:
    if negated(token) or any(c.lower_ in ("any", "no", "alleged", "supposed", "possible") for c in token.children):
        return
    bound: list[Token] = [c for c in token.children if c.dep_ == "poss"]
    bound += list(pobjs(token, "by", "between", "from"))
    if not bound and not {"to", "of"} & governor.frames:
        bound += list(pobjs(token, "of"))
    if not bound:
        bound += [
            c
            for c in token.children
            if c.dep_ in ("compound", "amod", "nmod") and c.pos_ in ("PROPN", "ADJ") and c.text[:1].isupper()
        ]
    if "under" in governor.frames:
        for act in acts_under(token, governor):  # an obligation stands whoever speaks of it
            documents = list(pobjs(token, "under"))
            others = tuple(g for d in documents for g in pobjs(d, "with", "between"))
            yield Candidate(act, token, bound, governor.strength, governor.rule, "n", to=others)
        return
    verb = token.head
    while verb.dep_ in ("prep", "pobj", "conj") and verb.head.i != verb.i and verb.pos_ != "VERB":
        verb = verb.head
    theirs = governor.strength == "offer" and any(c.dep_ == "poss" for c in token.children)
    if (
        verb.pos_ == "VERB"
        and not theirs  # who turns down Oman's offer does not undo that Oman made it
        and (verb.lemma_ in words("distance") or veiled(verb, ()) or negated(verb))
        and token.i > verb.i
    ):
        return
    if not bound and token.dep_ in ("dobj", "attr", "pobj") and verb.pos_ in ("VERB", "AUX") and token.i > verb.i:
        bound = subjects(verb)
    if "is" in governor.frames:
        yield from _aim(token, governor, bound)
        return
    for act in acts_under(token, governor):
        yield Candidate(act, token, bound, governor.strength, governor.rule, "n")


def _aim(noun: Token, governor: Governor, bound: list[Token]) -> Iterator[Candidate]:
    """ "Our aim is to help", and after it "It is also to": what one sets oneself."""
    if noun.dep_ not in ("nsubj", "conj") or not bound:
        return
    at = noun.head if noun.dep_ == "nsubj" else noun.head.head
    heads = [at]
    if noun.sent.end < len(noun.doc) and noun.doc[noun.sent.end].lower_ == "it":
        heads.append(noun.doc[noun.sent.end].sent.root)
    for be in heads:
        if be.lower_ not in ("is", "are", "remains"):
            continue
        for act in be.subtree:
            if (
                act.tag_ == "VB"
                and act.dep_ in ("xcomp", "conj", "ccomp", "relcl", "advcl")
                and act.i > be.i
                and any(c.lower_ == "to" and c.dep_ == "aux" for c in act.children)
                and (act.head.i == be.i or act.head.dep_ == "attr" or act.dep_ == "conj")
            ):
                yield Candidate(act, noun, bound, governor.strength, governor.rule, "n")
