"""Through whom it reached the page: "RIA Novosti reported", "told the BBC", "citing Interfax", "quoted by TASS"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.statements.cues import words
from communique.coding.statements.found import Found
from communique.coding.statements.layout import Layout, is_noun
from communique.coding.statements.speakers import subject_of
from communique.records import Role

__all__ = ["find_relays", "is_media"]

_REPORT = frozenset(["report", "cite", "quote", "say", "carry", "publish", "broadcast", "relay", "write", "add"])


def is_media(layout: Layout, token: Token) -> bool:
    """Whether the noun phrase names an outlet, an agency or a reporter."""
    role = layout.reading.role_of(token)
    if role.sector == "MED" and role.kind != "person":
        return True
    return token.lemma_ in words("media") or (token.pos_ == "PROPN" and token.lower_ in words("media"))


def find_relays(layout: Layout, found: Found) -> tuple[Role, ...]:
    """Who passed the statement on, besides its speaker: outlets it was told to, that the cue's sentence cites, or that
    report the whole of it."""
    relays: list[Role] = [layout.reading.role_of(t) for t in found.relays]
    for token in found.addressees:
        # an outlet passes on what it was told; "reporters" in general only hear it
        if is_media(layout, token) and token.lemma_ not in words("audience"):
            relays.append(layout.reading.role_of(token))
    anchor = found.anchor
    if anchor is None:
        return tuple(relays)
    for child in anchor.children:
        if child.dep_ == "prep" and child.lower_ in ("to", "with", "on", "in"):
            for inner in child.children:
                if inner.dep_ == "pobj" and is_media(layout, inner):
                    relays.append(layout.reading.role_of(inner))
                for below in inner.children:  # "in an interview with X"
                    if below.dep_ == "prep" and below.lower_ in ("with", "to", "for", "on"):
                        relays += [layout.reading.role_of(c) for c in below.children
                                   if c.dep_ == "pobj" and is_media(layout, c)]
        if child.dep_ in ("advcl", "prep", "acl") and child.lower_ == "citing":
            for inner in child.children:
                if inner.dep_ in ("dobj", "pobj") and is_noun(inner):
                    relays.append(layout.reading.role_of(inner))
    sent = anchor.sent
    words_of = layout.tokens[sent.start:sent.end]
    for token in words_of:
        if token.lower_ == "according" and found.frame != "according to":
            source = next((c for t in token.children if t.lower_ == "to" for c in t.children if c.dep_ == "pobj"), None)
            if source is not None and is_media(layout, source):
                relays.append(layout.reading.role_of(source))
    for token in words_of:
        if token.lemma_ in _REPORT and token != anchor and token.tag_[:2] == "VB":
            subject = subject_of(token)
            if subject is not None and subject.sent == sent and is_media(layout, subject):
                relays.append(layout.reading.role_of(subject))
        elif token.lower_ == "by" and token.head.lemma_ in _REPORT and token.head.tag_ == "VBN":
            relays += [layout.reading.role_of(c) for c in token.children if c.dep_ == "pobj" and is_media(layout, c)]
    unique: dict[object, Role] = {}
    for role in relays:
        if found.source is None or role.span != layout.reading.role_of(found.source).span:
            unique.setdefault(role.entity or role.span, role)
    return tuple(unique.values())
