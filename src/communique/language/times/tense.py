"""Which way a time points: back or ahead, told from the verb that it hangs from and the word before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from spacy.tokens import Doc, Token

from communique.language.times.vocabulary import words

__all__ = ["Direction", "direction", "token_at"]

Direction = Literal["past", "future", "present"]

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_BE = frozenset({"is", "are", "was", "were", "'s", "’s", "be", "been", "being"})
_BACK = frozenset({"was", "were", "had", "did", "have", "has"})


def token_at(starts: Sequence[int], doc: Doc, offset: int) -> Token:
    """The token that covers the character at `offset`; `starts` are the tokens' offsets."""
    return doc[max(0, bisect_right(starts, offset) - 1)]


def direction(doc: Doc, first: Token, end: int) -> Direction:
    """Whether the expression from `first` to the offset `end` points to what was, will be, or neither can be told."""
    before = doc[first.i - 1] if first.i else None
    if before is not None and before.lower_ == "since":
        return "past"
    if before is not None and before.lower_ == "than" and doc[before.i - 1].lower_ == "later":
        return "future"  # "no later than June 20"
    top = first
    while top.head.i != top.i and first.idx <= top.head.idx < end:
        top = top.head
    possessive = any(c.dep_ == "case" for c in top.children) and top.dep_ == "poss"
    verb = top
    steps = 0
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i and steps < 12:
        verb, steps = verb.head, steps + 1
    if verb.pos_ not in ("VERB", "AUX"):
        return "present"
    told = _verb(verb)
    # "Friday's summit will", but "Friday's bombing will be investigated": only what is arranged lies ahead
    if possessive and told == "future" and top.head.lemma_.lower() not in words("arranged"):
        return "past"
    if before is not None and before.lower_ in ("by", "until", "till"):
        if told != "past" or verb.lemma_.lower() in words("deferring"):
            return "future"
    return told


def _verb(verb: Token) -> Direction:
    """The time of a verb group: its auxiliaries, its form, and what governs an infinitive."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if aux & _AHEAD:
        return "future"
    if "to" in aux:
        head = verb.head
        if head.i != verb.i and head.lemma_.lower() in words("forward"):
            return "future"
        if head.i != verb.i and head.pos_ in ("VERB", "AUX") and head.lower_ in _BE:
            return "future"  # "is to visit", and in a report of the day "were to be escorted"
        return _verb(head) if head.i != verb.i and head.pos_ in ("VERB", "AUX") else "future"
    if verb.tag_ in ("VBZ", "VBP") and any(c.dep_ == "acomp" and c.lower_ in words("forward") for c in verb.children):
        return "future"  # "is due in Quito on Friday"
    if verb.lemma_.lower() in words("forward") and any(c.dep_ == "xcomp" for c in verb.children):
        if verb.tag_ in ("VBZ", "VBP", "JJ") or (verb.tag_ == "VBN" and aux & _BE):
            return "future"  # "is set to begin", "was expected to", "plans to"
    if aux & _BACK or verb.tag_ in ("VBD", "VBN"):
        return "past"
    if aux & {"may", "might", "could", "should", "can", "must"}:
        return "present" if "have" in aux else "future"
    if verb.tag_ == "VBG" and aux & {"is", "are", "am", "'s", "’s", "'re", "’re", "be"}:
        return "future"
    if verb.tag_ in ("VBZ", "VBP", "VB") and verb.lemma_ in words("scheduled"):
        return "future"
    if verb.dep_ in ("advcl", "acl", "xcomp", "pcomp", "ccomp", "conj", "relcl") and verb.head.i != verb.i and \
            verb.tag_ in ("VBG", "VB"):
        return _verb(verb.head) if verb.head.pos_ in ("VERB", "AUX") else "present"
    return "present"
