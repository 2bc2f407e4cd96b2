"""Whether a clause or a time belongs to the promised act, or to something told beside it."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.commitments.lexicon import words
from communique.coding.grammar import chain
from communique.language.reading import Reading
from communique.records import Time

__all__ = ["aside", "finite_past", "near", "times_act"]

_BESIDE = frozenset(["relcl", "acl", "amod"])
_PAST = frozenset(["VBD", "VBN"])
_WAS = frozenset(["was", "were", "had"])
#: Prepositions of a last day: what is past can't have one that lies ahead.
_LIMITS = frozenset(["by", "until", "till", "before", "within", "than"])


def _above(act: Token) -> set[int]:
    """What the act hangs from, up to the words that report it."""
    up = set()
    for t in chain(act):
        up.add(t.i)
        if t.lemma_ in words("speech"):
            break
    return up


def aside(token: Token, act: Token, governor: Token) -> Token | None:
    """The participle, relative clause or subject that `token` belongs to, where that is neither the act, nor the word
    that binds, nor one that the act hangs from ("the bridge, closed after ..., will reopen": "closed"); else None."""
    mine = {act.i, governor.i} | _above(act)
    below = token
    for t in chain(token):
        if below.i not in mine and below.i != token.i and (below.dep_ in _BESIDE or _misread(below, act)):
            return below
        if t.i in mine:
            return below if below.dep_ in ("nsubj", "nsubjpass") and below.i not in mine else None
        below = t
    return None


def finite_past(verb: Token) -> bool:
    """Whether the verb tells of what was or had been done."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    helped = any(c.dep_ in ("aux", "auxpass") and c.lower_ in _WAS for c in verb.children)
    return verb.tag_ == "VBD" or helped and not any(c.tag_ == "MD" for c in verb.children)


def _misread(verb: Token, act: Token) -> bool:
    """Whether the parser hangs from the act, or coordinates with it, a participle behind a comma ("will reopen the
    bridge, closed in March"; "under the deal, signed in June, Peru will lend")."""
    return (
        verb.dep_ in ("conj", "advcl")
        and verb.tag_ in _PAST
        and verb.i > 0
        and verb.nbor(-1).text == ","
        and act.tag_ not in _PAST
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for c in verb.children)
    )


def near(word: Token, act: Token, governor: Token, sure: bool = False) -> bool:
    """Whether the clause hangs from the act, its governor, or what they hang from within the same statement."""
    if sure:  # "provided" and the like have no other use after an act
        return bool(word.i - act.i < 30)
    mine = {act.i, governor.i, *(t.i for t in act.subtree)}
    up = []
    for t in chain(act):
        up.append(t.i)
        if t.lemma_ in words("speech") or t.head.i == t.i:
            break
    over = [word, *chain(word)]
    for t in over:
        if t.i in mine:
            return True
        if t.dep_ == "conj" and t.pos_ == "VERB":
            return False
        if t.i in up and t.lemma_ not in words("speech"):
            return True
    speech = next((t for t in over if t.lemma_ in words("speech")), None)
    return bool(
        speech is not None
        and speech.i in up
        and min(abs(word.i - act.i), abs(word.i - governor.i)) < 14
        and not min(act.i, word.i) < speech.i < max(act.i, word.i)
    )


def times_act(reading: Reading, time: Time, act: Token, governor: Token) -> bool:
    """Whether the time is the act's: it hangs from the act or its governor, not from the report of it."""
    span = reading.doc.char_span(*time.span, alignment_mode="expand")
    if span is None:
        return False
    before: set[str] = set()
    if span.start > 1:
        lead = reading.doc[span.start - 1]
        if (
            lead.lower_ in ("on", "at", "in")
            and reading.doc[lead.i - 1].lemma_ in words("speech")
            or lead.lemma_ in words("speech")
        ):
            return False  # "said on Thursday they would": the day on which it was said
        before = {t.lower_ for t in reading.doc[max(act.sent.start, span.start - 2) : span.start + 1]}
    beside = aside(span.root, act, governor)
    if beside is not None:
        return beside.tag_ in _PAST and bool(before & _LIMITS)
    event = reading.doc[span.start - 2] if span.start > 2 else span.root
    if not before & _LIMITS and event.dep_ == "pobj" and event.lemma_ in words("occasion"):
        return False  # "register voters for the elections in 2005": the elections' day
    below = {t.i for t in act.subtree}
    if span.root.i in below:
        # "the 2011 agreement", "last year's deal": a time that names something
        if span.root.dep_ in ("amod", "compound", "nummod", "poss", "nmod"):
            return False
        for t in chain(span.root):
            if t.i == act.i:
                return True
            if t.lemma_ in words("speech") and t.pos_ == "VERB" or t.pos_ == "VERB" and t.dep_ == "conj":
                return False
            own = t.dep_ == "advcl" and t.head.i == act.i  # "before the rains begin in May" dates the act
            if finite_past(t) or t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBZ", "VBP") and not own:
                return False  # "hoping to show that prices were fixed in January": the day of something else
        return True
    for t in chain(span.root):
        if t.pos_ in ("VERB", "AUX") or t.i in (act.i, governor.i):
            if t.lemma_ in words("speech"):
                return False
            if t.i in (act.i, governor.i):
                return bool(
                    t.i == act.i or governor.tag_ in ("VBZ", "VBP", "VB", "VBN", "JJ", "MD") or time.span[0] > act.idx
                )
            if t.i in {x.i for x in chain(act)} or t.head.i == act.i:
                return bool(t.tag_ != "VBD" or time.span[0] > act.idx)
            return False
    return False
