"""The commitments' tables, loaded once: words that bind, acts and their types, words of condition, word classes."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from communique.coding.tables import rows
from communique.errors import LexiconError

__all__ = ["Condition", "Governor", "acts", "conditions", "governors", "words"]

STRENGTHS = frozenset(["pledge", "agreement", "plan", "offer", "readiness"])
FRAMES = frozenset(["inf", "that", "obj", "to", "on", "of", "money", "any", "under", "is", "objinf", "from", "dated",
                    "thing"])


class Governor(NamedTuple):
    """A word that binds its subject to an act: its part of speech (v, a, n), how the act hangs from it, how firmly."""

    word: str
    pos: str
    frames: frozenset[str]
    strength: str
    rule: str


class Condition(NamedTuple):
    """Words that put a condition before an act, and what follows them: ``clause``, ``phrase``, ``event``, ``word``."""

    words: tuple[str, ...]
    kind: str


@lru_cache(maxsize=1)
def governors() -> dict[tuple[str, str], tuple[Governor, ...]]:
    """Governors by (lemma, pos), in the order of the table."""
    found: dict[tuple[str, str], tuple[Governor, ...]] = {}
    for row in rows("commitments", "governors", ("entry", "pos", "frame", "strength", "example", "expect")):
        frames = frozenset(row.alternatives("frame"))
        if row["strength"] not in STRENGTHS or frames - FRAMES or row["pos"] not in ("v", "a", "n"):
            raise LexiconError(f"{row.at}: not a strength, a frame or a part of speech")
        for word in row.alternatives("entry"):
            one = Governor(word, row["pos"], frames, row["strength"], f"{row['pos']}: {word}")
            found[word, row["pos"]] = (*found.get((word, row["pos"]), ()), one)
    return found


@lru_cache(maxsize=1)
def acts() -> dict[str, str | None]:
    """The PLOVER type of an act by its word, or words ("write off"); None: an act, of no type."""
    found: dict[str, str | None] = {}
    for row in rows("commitments", "acts", ("type", "words")):
        for word in row.alternatives("words"):
            found.setdefault(word, None if row["type"] == "-" else row["type"])
    return found


@lru_cache(maxsize=1)
def conditions() -> dict[str, tuple[Condition, ...]]:
    """Words of condition by their first word, the longest first."""
    found: dict[str, list[Condition]] = {}
    for row in rows("commitments", "conditions", ("entry", "kind", "example")):
        for entry in row.alternatives("entry"):
            found.setdefault(entry.split()[0], []).append(Condition(tuple(entry.split()), row["kind"]))
    order = ("clause", "phrase", "word", "event")
    return {k: tuple(sorted(v, key=lambda c: (-len(c.words), order.index(c.kind)))) for k, v in found.items()}


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    return {
        row["class"]: frozenset(row.alternatives("words")) for row in rows("commitments", "words", ("class", "words"))
    }


def words(name: str) -> frozenset[str]:
    """The words of one class."""
    return _classes()[name]
