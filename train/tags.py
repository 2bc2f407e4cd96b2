"""From begin-and-inside tags to spans, for the layers that are learned beside the events."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.tagger import Array


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
