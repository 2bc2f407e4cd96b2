"""From probabilities of pieces to spans: what the model would tell by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.model.labels import Labels
from communique.model.tagger import Array, Tagging

__all__ = ["Told", "blocks", "tagged", "told_events"]

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
    """The events of one sentence whose pieces are triggers with at least this probability, of whatever type."""
    spans, p = tagging.pieces.spans, tagging.events
    best = np.where(1 - p[:, 0] >= least, p[:, 1:].argmax(axis=1) + 1, 0)
    runs: list[tuple[int, int, int]] = []
    for i, label in enumerate(best.tolist()):
        if not label or spans[i][0] == spans[i][1]:
            continue
        if runs and runs[-1][2] == i and runs[-1][0] == label and tagging.begins[i] <= _BEGINS:
            runs[-1] = (label, runs[-1][1], i + 1)
        else:
            runs.append((label, i, i + 1))
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


def tagged(probabilities: Array, spans: Sequence[tuple[int, int]], names: Sequence[str]) -> list[tuple[str, int, int]]:
    """(name, start, end) of what begin-and-inside tags say, in characters."""
    found: list[tuple[str, int, int]] = []
    for i, label in enumerate(probabilities.argmax(axis=1).tolist()):
        if not label or spans[i][0] == spans[i][1]:
            continue
        name, inner = names[(label - 1) // 2], label % 2 == 0
        if inner and found and found[-1][0] == name and spans[i][0] - found[-1][2] <= 1:
            found[-1] = (name, found[-1][1], spans[i][1])
        else:
            found.append((name, *spans[i]))
    return found
