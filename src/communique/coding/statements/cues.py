"""The words that attribute: tables of verbs, nouns, adjectives and phrases, loaded once, indexed by first word.

Tables: `coding/lexicon/statements/{verbs,nouns,adjectives,phrases}.tsv`; its README says what each column means.
The classes follow the attribution corpora (Pareti, PARC 3; Newell et al. 2018, PolNeAR), which count beliefs,
intentions and perceptions as attributions beside speech.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from communique.errors import LexiconError

__all__ = ["CLASSES", "FRAMES", "Cue", "Cues", "confidence", "load_cues", "words"]

CLASSES = frozenset(["speech", "directive", "judgement", "belief", "intention", "perception", "document", "hearsay",
                     "appearance"])
#: What may hold the content; `p:X` beside these: the object of the preposition X.
FRAMES = frozenset(["that", "q", "to", "oto", "ing", "obj", "as", "oc", "tell", "psv", "light", "after", "poss",
                    "adverb"])
STANCES = frozenset(["asserted", "denied", "question", "no_comment"])
_TABLES = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "phrases": "phrase"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: `words` are the lemma and what must stand with it (a particle), `frames` where its content may stand,
    `prepositions` those whose object is the content, `stance` what the word makes of the content."""

    table: str
    words: tuple[str, ...]
    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    stance: str
    example: str

    @property
    def name(self) -> str:
        return " ".join(self.words)

    def has(self, *frames: str) -> bool:
        """Whether one of `frames` is among its frames."""
        return any(f in self.frames for f in frames)


class Cues:
    """The cues by table and first word; those of more words come first."""

    def __init__(self, cues: list[Cue]) -> None:
        self.all = cues
        self._by_word: dict[str, dict[str, list[Cue]]] = {t: defaultdict(list) for t in _TABLES}
        for cue in sorted(cues, key=lambda c: -len(c.words)):
            self._by_word[cue.table][cue.words[0]].append(cue)
        self.verbs = self._by_word["verbs"]
        self.nouns = self._by_word["nouns"]
        self.adjectives = self._by_word["adjectives"]
        self.phrases = self._by_word["phrases"]


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Reads the tables; raises LexiconError that names file, line and column of a row that is off."""
    folder = resources.files("communique.coding") / "lexicon" / "statements"
    found: list[Cue] = []
    for table, key in _TABLES.items():
        name = f"statements/{table}.tsv"
        seen: set[str] = set()
        for line, row in enumerate(csv.DictReader((folder / f"{table}.tsv").read_text("utf-8").splitlines(),
                                                  delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            if None in row or None in row.values() or not row[key]:
                raise LexiconError(f"{name}:{line}: it needs five columns, the first not empty")
            frames = row["frames"].split()
            plain = frozenset(f for f in frames if not f.startswith("p:"))
            if bad := plain - FRAMES:
                raise LexiconError(f"{name}:{line}: column frames: unknown {', '.join(sorted(bad))}")
            if row["class"] not in CLASSES:
                raise LexiconError(f"{name}:{line}: column class: unknown {row['class']!r}")
            if row["stance"] and row["stance"] not in STANCES:
                raise LexiconError(f"{name}:{line}: column stance: unknown {row['stance']!r}")
            if not frames or row[key] in seen:
                raise LexiconError(f"{name}:{line}: {row[key]!r} has no frame, or has a row already")
            seen.add(row[key])
            found.append(Cue(table, tuple(row[key].split()), row["class"], plain,
                             frozenset(f[2:] for f in frames if f.startswith("p:")), row["stance"] or "asserted",
                             row["example"]))
    return Cues(found)


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """The words of one class of `words.tsv`; raises LexiconError for a class that it has not."""
    table = resources.files("communique.coding") / "lexicon" / "statements" / "words.tsv"
    for row in csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["class"] == name:
            return frozenset(row["words"].split())
    raise LexiconError(f"statements/words.tsv: no class {name!r}")


@lru_cache(maxsize=1)
def _confidences() -> dict[tuple[str, str, str], float]:
    table = resources.files("communique.coding") / "lexicon" / "statements" / "confidence.tsv"
    rows = csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(r["table"], r["class"], r["frame"]): float(r["confidence"]) for r in rows}


def confidence(table: str, kind: str, frame: str) -> float:
    """How often an attribution by such a word in such a frame was found right, as confidence.tsv has it."""
    known = _confidences()
    return known.get((table, kind, frame), known.get((table, "*", frame), 0.5))
