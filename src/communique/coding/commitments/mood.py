"""Whether words that could bind are asserted at all: veils, conditions, questions, reports."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.commitments.lexicon import words
from communique.coding.grammar import unreal

__all__ = ["asked", "conditional", "infinitive", "reported", "veiled"]


def veiled(token: Token, allow: tuple[str, ...]) -> bool:
    return unreal(token, allow=(*allow, "xcomp")) or conditional(token)


def conditional(token: Token) -> bool:
    """Whether the word stands in a clause of condition, or of relative or reported doubt."""
    at = token
    for _ in range(6):
        if at.dep_ == "advcl" and any(
            c.dep_ in ("mark", "advmod")
            and c.lower_ in ("if", "unless", "when", "once", "until", "whether", "after", "before", "provided")
            for c in at.children
        ):
            return True
        if at.head.i == at.i or at.dep_ in ("nsubj", "relcl"):
            return False
        at = at.head
    return False


def reported(token: Token) -> bool:
    """Whether the word stands in what is reported of someone's words."""
    at = token
    for _ in range(8):
        if at.head.i == at.i:
            return False
        if at.dep_ in ("ccomp", "parataxis", "advcl") and at.head.lemma_ in words("speech"):
            return True
        at = at.head
    return False


def asked(token: Token) -> bool:
    """Whether the word stands in an indirect question: "how far he is willing to go"."""
    start = max(token.sent.start, token.i - 8)
    return any(t.lower_ in ("how", "whether", "why", "likely") for t in token.doc[start : token.i])


def infinitive(token: Token) -> bool:
    """ "for all to commit": what is to be promised is not promised."""
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
