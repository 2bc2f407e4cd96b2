"""What the model can say: the labels of its heads, in the order of their columns. A trained model keeps its own copy
beside its weights."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
ARGUMENTS = ("actor", "recipient", "place", "date")
KINDS = ("person", "state", "organisation", "place", "facility", "force", "equipment", "group", "document")
#: What each piece may be besides, several at once: parts of an attribution and of a commitment.
PARTS = ("source", "cue", "content", "action", "condition", "deadline")


@dataclass(frozen=True)
class Labels:
    """The columns of each head. Column 0 of `events`, `mentions` and `times` stands for "none"."""

    types: tuple[str, ...] = TYPES
    statuses: tuple[str, ...] = STATUSES
    modes: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ARGUMENTS
    kinds: tuple[str, ...] = KINDS
    parts: tuple[str, ...] = PARTS

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        return cls(**{key: tuple(value) for key, value in json.loads(path.read_text(encoding="utf-8")).items()})
