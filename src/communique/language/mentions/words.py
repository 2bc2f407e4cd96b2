"""The word tables of this room: nouns for people and bodies, words in names, contexts, metonyms, first names."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import msgspec

__all__ = ["Noun", "firstnames", "namewords", "nouns", "rows", "sector_of_modifier", "spread", "wordset"]


class Noun(msgspec.Struct, frozen=True):
    """What a common noun says of whom it describes. `flags`: ``title`` stands before a name, ``office`` one person
    holds it, ``open`` the sector is that of the body it goes with, ``weak`` it means someone only where a country or
    body goes with it, ``collective`` a body of people, ``relational`` its possessor is not its country,
    ``settler`` on occupied land they are of the state that holds it, ``of-a-state`` of a state they are its army, else
    they serve a body of states."""

    kind: str
    sector: str | None
    flags: frozenset[str]
    gender: str | None = None


@lru_cache(maxsize=1)
def _folder() -> dict[str, str]:
    tables = resources.files("communique.language") / "tables"
    return {t.name[:-4]: t.read_text("utf-8") for t in tables.iterdir() if t.name.endswith(".tsv")}


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table, its comments left out."""
    first, *rest = (line for line in _folder()[table].splitlines() if line and not line.startswith("#"))
    columns = first.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in rest]


@lru_cache(maxsize=1)
def nouns() -> dict[str, Noun]:
    """Noun or noun phrase in the singular, lower case -> what it says."""
    found: dict[str, Noun] = {}
    for row in rows("nouns"):
        flags = frozenset(row["flags"].split())
        for word in row["words"].split("|"):
            gender = row["gender"] or None
            if gender is None and row["kind"] == "person" and word.endswith(("woman", "women")):
                gender = "f"
            found[word] = Noun(row["kind"], row["sector"] or None, flags, gender)
    return found


def is_office(word: str) -> bool:
    """Whether a word is the title of an office that people bear: minister, adviser."""
    noun = nouns().get(word)
    return noun is not None and noun.kind == "person" and "title" in noun.flags


@lru_cache(maxsize=1)
def sector_of_modifier() -> dict[str, str]:
    """A word before a noun for people -> the sector that it gives them: ``rebel`` commander, ``police`` chief."""
    return {w: row["sector"] for row in rows("modifiers") for w in row["words"].split("|")}


@lru_cache(maxsize=1)
def namewords() -> dict[str, tuple[str, str | None]]:
    """A word in a name that says what it is the name of -> kind and sector: ``university``, ``river``."""
    return {w: (row["kind"], row["sector"] or None) for row in rows("namewords") for w in row["words"].split("|")}


@lru_cache(maxsize=1)
def firstnames() -> dict[str, str]:
    """First name -> ``m`` or ``f``."""
    return {row["name"]: row["gender"] for row in rows("firstnames")}


@lru_cache(maxsize=64)
def wordset(table: str, key: str) -> frozenset[str]:
    """The words of one row of ``contexts`` or ``metonyms``."""
    column = {"contexts": "kind", "metonyms": "slot"}[table]
    return frozenset(w for row in rows(table) if row[column] == key for w in row["words"].split("|"))


def spread(line: str) -> frozenset[str]:
    """The words of a line, for the short closed lists that stay in code."""
    return frozenset(line.split())
