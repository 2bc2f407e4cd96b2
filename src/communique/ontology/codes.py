"""The tables of codes, read once: PLOVER's types, modes and sectors, CAMEO's codes."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import msgspec

__all__ = ["Cameo", "Mode", "Type", "cameo_code", "modes", "score", "sectors", "table", "types"]


class Type(msgspec.Struct, frozen=True):
    """A PLOVER type: `quad` its quad class, `score` PLOVER's (-10 to 10), `cameo` the code where no finer one fits."""

    type: str
    quad: str
    score: float
    cameo: str
    definition: str


class Mode(msgspec.Struct, frozen=True):
    """A mode of a type, in lower case, with the CAMEO code that says the same."""

    type: str
    mode: str
    cameo: str
    definition: str


class Cameo(msgspec.Struct, frozen=True):
    """A CAMEO code: Goldstein's value, the PLOVER type it falls under (empty for comments), a short label."""

    code: str
    goldstein: float
    plover: str
    label: str


def table(name: str) -> list[list[str]]:
    """The rows of a table of this room, without its header."""
    text = (resources.files("communique.ontology") / "tables" / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@lru_cache(maxsize=1)
def types() -> dict[str, Type]:
    """PLOVER's sixteen types in order from the most verbal cooperation to the most material conflict."""
    return {r[0]: Type(r[0], r[1], float(r[2]), r[3], r[4]) for r in table("types.tsv")}


@lru_cache(maxsize=1)
def _modes() -> dict[str, tuple[Mode, ...]]:
    found: dict[str, tuple[Mode, ...]] = {}
    for row in table("modes.tsv"):
        found[row[0]] = (*found.get(row[0], ()), Mode(*row))
    return found


def modes(type_: str) -> tuple[Mode, ...]:
    """The modes of a type; empty for a type that has none."""
    return _modes().get(type_, ())


def score(type_: str) -> float:
    """PLOVER's score of a type, -10 (conflict) to 10 (cooperation)."""
    return types()[type_].score


@lru_cache(maxsize=1)
def sectors() -> dict[str, str]:
    """PLOVER's sectors and what each means."""
    return {r[0]: r[1] for r in table("sectors.tsv")}


@lru_cache(maxsize=1)
def _cameo() -> dict[str, Cameo]:
    return {r[0]: Cameo(r[0], float(r[1]), r[2], r[3]) for r in table("cameo.tsv")}


def cameo_code(code: str) -> Cameo | None:
    """The CAMEO code, or its nearest parent that the table has (``0874x`` -> ``0874``); None where there is none."""
    while len(code) >= 2:
        found = _cameo().get(code) or _cameo().get(code + "0" if len(code) == 2 else code)
        if found:
            return found
        code = code[:-1]
    return None
