"""The relations' tables, loaded once: titles of office, relational nouns, verb frames, classes of nouns."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from communique.coding.tables import rows
from communique.errors import LexiconError

__all__ = ["TYPES", "Noun", "Title", "Verb", "abbreviations", "classes", "nouns", "titles", "verbs", "words"]

TYPES = frozenset(
    [
        "member_of",
        "joined",
        "left",
        "chairs",
        "holds_office",
        "located_in",
        "operates",
        "based_at",
        "equipped_with",
        "part_of",
        "owned_by",
        "signatory_of",
        "allied_with",
        "party_to",
    ]
)


class Title(NamedTuple):
    """A head noun of titles. `scope`: ``state`` (with no body named, it is an office of its holder's state),
    ``body`` (of the body named), ``portfolio`` (state, and what follows of/for is part of the title), ``chair``
    (its holder also chairs the body), ``post`` (an office only where its body is named, else an occupation)."""

    word: str
    scope: str
    rule: str


class Noun(NamedTuple):
    """A relational noun: who is a NOUN (`holder`: ``subject`` or ``object`` of the relation) of what (`others`:
    prepositions, ``poss``, ``comp``), and of which kinds both must be."""

    word: str
    type: str
    holder: str
    others: tuple[str, ...]
    holder_kinds: tuple[str, ...]
    other_kinds: tuple[str, ...]
    rule: str


class Verb(NamedTuple):
    """A verb frame: the slots that hold the relation's subject and object (``subj``, ``obj``, ``by``, prepositions) and
    the kinds that they must be; `parts` are particles or nouns that must hang from the verb. `present`: a fact only in
    the present tense ("soldiers guard the dam"), an episode in others."""

    word: str
    parts: tuple[str, ...]
    type: str
    subject: str
    object: str
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...]
    rule: str
    present: bool = False


def _type(name: str, at: str) -> str:
    if name not in TYPES:
        raise LexiconError(f"{at}: no type of relation is called {name!r}")
    return name


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Titles by the lemma of their head noun."""
    found: dict[str, Title] = {}
    for row in rows("relations", "titles", ("entry", "scope", "example", "expect")):
        if row["scope"] not in ("state", "body", "portfolio", "chair", "post"):
            raise LexiconError(f"{row.at}: no scope is called {row['scope']!r}")
        for word in row.alternatives("entry"):
            if word in found:
                raise LexiconError(f"{row.at}: {word} is there already")
            found[word] = Title(word, row["scope"], f"title: {word}")
    return found


@lru_cache(maxsize=1)
def nouns() -> dict[str, tuple[Noun, ...]]:
    """Relational nouns by lemma."""
    found: dict[str, tuple[Noun, ...]] = {}
    columns = ("entry", "type", "holder", "others", "holder_kinds", "other_kinds", "example", "expect")
    for row in rows("relations", "nouns", columns):
        if row["holder"] not in ("subject", "object"):
            raise LexiconError(f"{row.at}: holder is subject or object")
        for word in row.alternatives("entry"):
            noun = Noun(
                word,
                _type(row["type"], row.at),
                row["holder"],
                row.alternatives("others"),
                row.alternatives("holder_kinds"),
                row.alternatives("other_kinds"),
                f"noun: {word}",
            )
            found[word] = (*found.get(word, ()), noun)
    return found


@lru_cache(maxsize=1)
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Verb frames by lemma, those with more fixed parts first."""
    found: dict[str, tuple[Verb, ...]] = {}
    columns = ("entry", "type", "subject", "object", "subject_kinds", "object_kinds", "example", "expect", "tense")
    for row in rows("relations", "verbs", columns):
        for entry in row.alternatives("entry"):
            word, *parts = entry.split()
            verb = Verb(
                word,
                tuple(parts),
                _type(row["type"], row.at),
                row["subject"],
                row["object"],
                row.alternatives("subject_kinds"),
                row.alternatives("object_kinds"),
                f"verb: {entry}",
                row["tense"] == "present",
            )
            found[word] = tuple(sorted((*found.get(word, ()), verb), key=lambda v: -len(v.parts)))
    return found


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """Classes of common nouns by name: what a phrase is when no mention says it."""
    return {
        row["class"]: frozenset(row.alternatives("words")) for row in rows("relations", "classes", ("class", "words"))
    }


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Titles written short, and what they stand for."""
    return dict(pair.split("=") for pair in sorted(classes()["abbreviation"]))


def words(name: str) -> frozenset[str]:
    """The words of one class."""
    return classes()[name]
