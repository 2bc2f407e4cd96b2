"""Set phrases with a rule of their own: silence, reckoning, hearsay ("said nothing", "put the dead at 12", "heard")."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from communique.coding.statements.cues import Cue, words
from communique.coding.statements.found import Found, is_infinitive
from communique.coding.statements.layout import Layout
from communique.coding.statements.speakers import subject_of

__all__ = ["as_document", "heard", "is_reckoned", "silence", "uncommented"]


def silence(layout: Layout, made: Found) -> Found:
    """"said nothing about the raid": what they did not comment on goes with the words for their silence."""
    anchor, doc = made.anchor, layout.doc
    assert anchor is not None
    last = doc[made.cue[-1]]
    about = [p for p in (*last.children, *anchor.children) if p.dep_ == "prep" and p.lower_ in ("on", "about", "of")
             and p.i > last.i and not any(c.ent_type_ in ("DATE", "TIME") for c in p.children)]
    made.frame, made.content = "obj", layout.runs([*made.cue[1:], *(t.i for p in about[:1] for t in p.subtree)])
    made.cue = [anchor.i]
    return made


def uncommented(layout: Layout, verb: Token, cue: Cue, tokens: list[int], kids: dict[str, list[Token]]) -> Found | None:
    """"The army did not comment", "has not commented"."""
    if verb.lemma_ != "comment" or "neg" not in kids or (subject := subject_of(verb)) is None:
        return None
    return Found(cue, "obj", verb, tokens, subject, layout.runs([verb.i]))


def is_reckoned(layout: Layout, subject: Token | None, kids: dict[str, list[Token]]) -> bool:
    """"Officials put the dead at 12": someone, and a number; who puts a guard at the gate says nothing."""
    if subject is None or not kids.get("dobj"):
        return False
    mention = layout.reading.mention_of(subject)
    told = mention is not None and mention.kind not in ("place", "equipment", "facility")
    if not told and subject.lemma_ not in words("speaker") and subject.lemma_ not in words("headline"):
        return False
    at = [c for p in (*kids.get("prep", ()), *(p for o in kids["dobj"] for p in o.children)) if p.lower_ == "at"
          for c in p.children if c.dep_ == "pobj"]
    return any(c.ent_type_ != "TIME" and (c.like_num or any(t.dep_ == "nummod" and t.i < c.i for t in c.children)
                                          or any(t.text in "$€£" for t in c.subtree)) for c in at)


def heard(layout: Layout, found: Found) -> Found:
    """"The court heard that the road was shut": who hears is not who tells, and that one is not named; but he is in "to
    hear the envoy tell it, the truce holds"."""
    hear = found.anchor
    below = hear.children if hear is not None else ()
    tell = next((c for c in below if c.lemma_ == "tell" and c.dep_ in ("ccomp", "xcomp")), None)
    it = next((c for c in tell.children if c.lower_ == "it" and c.dep_ == "dobj"), None) if tell is not None else None
    if hear is not None and tell is not None and it is not None and is_infinitive(hear) and hear.dep_ == "advcl":
        found.source, found.source_span, found.frame = subject_of(tell), None, "around"
        found.cue = [hear.i, tell.i, it.i]
        found.content = layout.runs({t.i for t in hear.head.subtree} - {t.i for t in hear.subtree})
        return found
    if found.source is not None:
        found.addressees = [] if found.source.lower_ in ("i", "we") else [found.source]
        found.source = found.source_span = None
    return found


def as_document(cue: Cue | None, source: Token | None) -> Cue | None:
    """The cue, of a document where a survey, a report or the like is what finds or suggests it: "a poll found that" is
    what it says, "he found that the gate was shut" what he saw."""
    if cue is None or source is None or cue.words != ("find",) or source.lemma_ not in words("survey"):
        return cue
    return replace(cue, kind="document")
