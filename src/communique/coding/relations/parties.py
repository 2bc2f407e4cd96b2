"""Parties and memberships of people, and the parties to agreements and conflicts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import pobjs, unreal
from communique.coding.relations.draft import Draft, is_a, known, last_subject, named_person
from communique.coding.relations.lexicon import words
from communique.coding.relations.nouns import fuller
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["find_parties"]

_FIGHTS = frozenset(["war", "conflict", "negotiation", "talk", "talks", "dispute", "hostilities"])


def find_parties(reading: Reading) -> Iterator[Draft]:
    """Who belongs to a party or an organisation by "membership", who is a party to an agreement, a war, or talks."""
    documents = words("document")
    for token in reading.tokens:
        if token.pos_ not in ("NOUN", "PROPN", "ADP"):
            continue
        lemma = token.lemma_.lower()
        if lemma == "membership":
            yield from _membership(reading, token)
        elif lemma in ("obligation", "commitment", "duty"):
            yield from _obliged(reading, token)
        elif token.lower_ == "of" and token.dep_ == "prep":
            yield from _person_of(reading, token)
        elif lemma in documents or lemma in _FIGHTS:
            yield from _between(reading, token)


def _membership(reading: Reading, noun: Token) -> Iterator[Draft]:
    """ "Chad's membership of the African Union", "membership of it gives both countries ..."."""
    bodies = [b for b in pobjs(noun, "of", "in") if is_a(reading, b, ("organisation",))]
    bodies += [c for c in noun.children if c.dep_ == "compound" and is_a(reading, c, ("organisation",))]
    members = [c for c in noun.children if c.dep_ == "poss"]
    verb = noun.head
    if (
        not members
        and noun.dep_ == "nsubj"
        and verb.lemma_ in ("give", "bring", "allow", "offer", "grant", "afford", "enable", "help")
        and not unreal(verb)
    ):
        members = [
            c
            for c in verb.children
            if c.dep_ in ("dative", "dobj")
            and is_a(reading, c, ("state", "group", "settlement"))
            or c.dep_ == "dative"
            and c.lemma_ in ("country", "state", "nation", "side")
        ]
    for body in bodies[:1]:
        for m in members[:1]:
            for role in reading.roles_of(m):
                if known(role) and role.kind != "person":
                    yield Draft("member_of", role, fuller(reading, body), [noun, body, m], "membership of", 0.8)


def _obliged(reading: Reading, noun: Token) -> Iterator[Draft]:
    """ "its obligations under the agreement with the UN": both are parties to the agreement."""
    under = [*pobjs(noun, "under"), *(pobjs(noun.head, "under") if noun.dep_ == "dobj" else ())]
    for document in under:
        if not is_a(reading, document, ("document",)):
            continue
        who: list[Role] = []
        for c in noun.children:
            if c.dep_ == "poss":
                role = reading.role_of(c)
                if not known(role):
                    role = _possessor(reading, c) or role
                who.append(role)
        who += [r for g in pobjs(document, "with", "between") for r in reading.roles_of(g)]
        thing = _document(reading, document)
        for role in who:
            if known(role) and role.kind in ("state", "organisation", "group", "force"):
                yield Draft("party_to", role, thing, [noun, document], "obligations under", 0.75)


def _possessor(reading: Reading, pronoun: Token) -> Role | None:
    """The state or body nearest before "its" in the same sentence, else the subject before."""
    start = pronoun.sent.start_char
    before = [
        m
        for m in reading.mentions_in(start, pronoun.idx)
        if m.kind in ("state", "organisation") and (m.entity or m.country) and m.form != "pronoun"
    ]
    return reading.role(before[0]) if before else last_subject(reading, pronoun)


def _document(reading: Reading, token: Token) -> Role:
    """The document as a role: its kind, the name or the fullest phrase for it."""
    role = fuller(reading, token)
    if role.entity:
        return role
    return Role(name=role.name or role.text, kind="document", text=role.text, span=role.span)


def _person_of(reading: Reading, of: Token) -> Iterator[Draft]:
    """ "X, of the conservative Popular Union party"."""
    head = of.head
    holder = named_person(reading, head) if head.pos_ == "PROPN" else None
    if holder is None:
        return
    for body in of.children:
        if body.dep_ == "pobj" and body.lemma_.lower() in ("party", "alliance", "movement", "bloc", "coalition"):
            role = fuller(reading, body)
            if known(role) or any(t.pos_ == "PROPN" for t in body.children):
                thing = (
                    role
                    if known(role)
                    else Role(name=role.text, kind="organisation", sector="PTY", text=role.text, span=role.span)
                )
                yield Draft("member_of", holder, thing, [head, of, body], "of a party", 0.8)


def _between(reading: Reading, noun: Token) -> Iterator[Draft]:
    """ "the war between Chad and Sudan", "the 2011 accord between A and B"."""
    if not any(c.lower_ in ("the", "this", "that") for c in noun.children):
        return
    for first in pobjs(noun, "between"):
        roles = [
            r for r in reading.roles_of(first) if known(r) and r.kind in ("state", "organisation", "group", "force")
        ]
        if len(roles) < 2:
            continue
        thing = _document(reading, noun) if noun.lemma_.lower() in words("document") else _contest(reading, noun)
        for role in roles:
            yield Draft("party_to", role, thing, [noun, first], f"{noun.lemma_.lower()} between", 0.75)


def _contest(reading: Reading, noun: Token) -> Role:
    role = fuller(reading, noun)
    return role if role.entity else Role(name=role.text, text=role.text, span=role.span)
