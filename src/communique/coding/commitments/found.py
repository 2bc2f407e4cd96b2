"""An act that words may bind someone to, on its way to a record."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

__all__ = ["Candidate"]


@dataclass
class Candidate:
    """An act someone is bound to: `act` heads its words, `governor` is the word that binds (the act itself under
    "will"), `bound` heads the phrases of who is bound (none: understood from the statement), `how` is ``v``, ``a``,
    ``n``, ``that``, ``will``, ``would``, ``deal`` or ``is to``. `to`: heads of the phrases of those who are promised
    the act; `dated`: it binds only with a day."""

    act: Token
    governor: Token
    bound: list[Token]
    strength: str
    rule: str
    how: str
    passive: bool = False
    to: tuple[Token, ...] = ()
    dated: bool = False
