"""How sure a coded event is: the share of events like it that were right where people had labelled them.

The weights were fitted by `bench/calibrate_events.py --fit` to the project's corpus of labelled sentences.
"""

from __future__ import annotations

import math

from communique.coding.events.load import Entry
from communique.records import Role

__all__ = ["confidence"]

_BIAS, _ACTOR, _RECIPIENT, _UNTOLD, _PHRASE = -0.25, 0.75, 0.35, -0.35, 0.15


def confidence(entry: Entry, actors: tuple[Role, ...], recipients: tuple[Role, ...], status: str) -> float:
    """0 to 1: the share of events like this one that are right."""
    sum_ = _BIAS + _ACTOR * bool(actors) + _RECIPIENT * bool(recipients) + _PHRASE * bool(entry.parts or entry.tests)
    if status in ("hypothetical", "negated"):
        sum_ += _UNTOLD
    return round(1 / (1 + math.exp(-sum_)), 2)
