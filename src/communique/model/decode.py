"""From probabilities of pieces to spans: what the model would tell by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.model.labels import Labels
from communique.model.tagger import Array, Tagging

__all__ = ["Told", "blocks", "told_events"]

_BEGINS = 0.6  # a piece within a run of one type begins another event from this probability on


@dataclass(frozen=True)
class Told:
    """One event that the model tells: characters [start, end) of its trigger, pieces [first, past), and how likely it
    is."""

    type: str
    start: int
    end: int
    status: str
    probability: float
    first: int
    past: int


def told_events(tagging: Tagging, labels: Labels, least: float = 0.5) -> list[Told]:
    """The events of one sentence whose pieces are triggers with at least this probability, of whatever type; a trigger
    is of whole words."""
    spans, p = tagging.pieces.spans, tagging.events
    runs: list[tuple[int, int, int]] = []
    for first, past in tagging.pieces.by_word():
        tells = first + int((1 - p[first:past, 0]).argmax())  # the piece of the word that most tells an event
        if 1 - p[tells, 0] < least:
            continue
        label = int(p[tells, 1:].argmax()) + 1
        if runs and runs[-1][2] == first and runs[-1][0] == label and tagging.begins[first] <= _BEGINS:
            runs[-1] = (label, runs[-1][1], past)
        else:
            runs.append((label, first, past))
    return [
        Told(
            labels.types[label - 1],
            spans[first][0],
            spans[past - 1][1],
            labels.statuses[int(tagging.status[first:past].mean(axis=0).argmax())],
            float((1 - p[first:past, 0]).max()),
            first,
            past,
        )
        for label, first, past in runs
    ]


def blocks(row: Array, spans: Sequence[tuple[int, int]], least: float = 0.5) -> list[tuple[int, int, float]]:
    """(start, end, mean probability) of each run of neighbouring pieces at or above `least`, in characters."""
    found: list[tuple[int, int, float]] = []
    high: npt.NDArray[np.int64] = np.flatnonzero(row >= least)
    group: list[int] = []
    for i in [*high.tolist(), -9]:
        if group and i != group[-1] + 1:
            found.append((spans[group[0]][0], spans[group[-1]][1], float(row[group].mean())))
            group = []
        if i >= 0 and spans[i][1] > spans[i][0]:
            group.append(i)
    return found
