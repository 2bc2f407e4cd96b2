"""An attribution on its way to a record, and what the matchers share."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.coding.statements.cues import Cue, Cues
from communique.coding.statements.layout import Layout
from communique.records import Span

__all__ = ["Found", "cue_of", "is_infinitive", "kids_of", "lemma_of", "spans_of"]


#: Verbs whose particle or noun may stand behind an object, and how many tokens off.
_SPLIT, _APART = frozenset(["let", "put"]), 8


@dataclass(slots=True)
class Found:
    """An attribution on its way to a record: `anchor` is the cue's main word, `cue` the tokens that attribute, `source`
    the head of the speaker's phrase, `content` spans of the text; `frame` names where the content stood."""

    entry: Cue | None
    frame: str
    anchor: Token | None
    cue: list[int]
    source: Token | None
    content: list[Span]
    addressees: list[Token] = field(default_factory=list)
    source_span: Span | None = None
    stance: str = "asserted"
    quoted: bool = False
    relays: list[Token] = field(default_factory=list)


def cue_of(verb: Token, cues: Cues) -> tuple[Cue, list[int]] | None:
    """The row of the verb table that fits this verb, the longest first, and the tokens that belong to the cue."""
    for cue in cues.verbs.get(lemma_of(verb), ()):
        tokens = [verb.i]
        rest = list(cue.words[1:])
        at = verb.i + 1
        # a particle stands beside, but an object may stand inside "let ... know" and "put ... on notice"
        far = verb.i + (_APART if cue.words[0] in _SPLIT and cue.words[1:2] != ("it",) else 3)
        while rest and at < len(verb.doc) and at <= far:
            token = verb.doc[at]
            if token.lower_ == rest[0] and (token.head == verb or at == verb.i + 1 or token.head.head == verb):
                tokens.append(at)
                rest.pop(0)
            at += 1
        if not rest and (cue.stance != "no_comment" or len(tokens) == 1 or _is_object(verb, verb.doc[tokens[-1]])):
            return cue, tokens
    return None


def _is_object(verb: Token, noun: Token) -> bool:
    """Whether a noun is the verb's own object: "said nothing", not "said nothing had changed"."""
    return noun.head == verb and noun.dep_ in ("dobj", "attr", "oprd")


def lemma_of(verb: Token) -> str:
    """The lemma, "have" for the forms that the tagger makes auxiliaries."""
    return "have" if verb.lower_ in ("has", "had", "having") else str(verb.lemma_)


def kids_of(verb: Token) -> dict[str, list[Token]]:
    """The children of a verb by dependency."""
    kids: dict[str, list[Token]] = {}
    for child in verb.children:
        kids.setdefault(child.dep_, []).append(child)
    return kids


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def spans_of(layout: Layout, *tokens: Token, without: Token | None = None) -> list[Span]:
    """The subtrees of some words as spans, without that of another."""
    keep = {t.i for token in tokens for t in token.subtree}
    if without is not None:
        keep -= {t.i for t in without.subtree}
    return layout.runs(keep)
