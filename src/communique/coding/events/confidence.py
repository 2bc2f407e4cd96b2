"""How sure a coded event is: from the entry that found it and the parties it has."""

from __future__ import annotations

from communique.coding.events.load import Entry
from communique.records import Role

__all__ = ["confidence"]


def confidence(entry: Entry, actors: tuple[Role, ...], recipients: tuple[Role, ...], status: str) -> float:
    """0 to 1: the share of events like this one that are right."""
    sure = 0.45
    sure += 0.12 if actors else 0.0
    sure += 0.1 if recipients else 0.0
    sure += min(0.18, 0.06 * entry.weight)
    sure -= 0.1 if entry.pos == "n" else 0.0
    sure -= 0.05 if status in ("hypothetical", "negated") else 0.0
    return round(min(0.95, max(0.05, sure)), 2)
