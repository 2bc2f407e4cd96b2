"""From probabilities to spans."""

from __future__ import annotations

import numpy as np

from communique.model import Labels, Pieces, Tagging, blocks, told_events

LABELS = Labels(modes=("CONSULT/visit",))
SPANS = [(0, 0), (0, 5), (6, 9), (9, 12), (13, 19), (0, 0)]


def tagging(
    types: list[int], begins: list[int], likely: float = 0.9, words: tuple[int, ...] = (0, 1, 2, 3)
) -> Tagging:
    n = len(SPANS)
    events = np.full((n, 17), (1 - likely) / 16, dtype=np.float32)
    for i, t in enumerate(types):
        events[i, t] = likely
    status = np.tile(np.array([0.1, 0.6, 0.1, 0.1, 0.1], dtype=np.float32), (n, 1))
    return Tagging(
        Pieces([1] * n, [1] * n, SPANS, [None, *words, None]),
        events,
        np.array(begins, dtype=np.float32),
        status,
        np.ones((n, 1), dtype=np.float32),
        np.zeros((n, 4, 96), dtype=np.float32),
        np.zeros((n, 96), dtype=np.float32),
        np.zeros((n, 4), dtype=np.float32),
    )


def test_neighbours_of_one_type_are_one_event() -> None:
    (told,) = told_events(tagging([0, 0, 2, 2, 0, 0], [0, 0, 1, 0, 0, 0]), LABELS)
    assert (told.type, told.start, told.end, told.status) == ("CONSULT", 6, 12, "historical")
    assert round(told.probability, 2) == 0.99 and (told.first, told.past) == (2, 4)


def test_a_new_beginning_and_another_type_part_events() -> None:
    assert [(t.start, t.end) for t in told_events(tagging([0, 0, 2, 2, 0, 0], [0, 0, 1, 1, 0, 0]), LABELS)] == [
        (6, 9),
        (9, 12),
    ]
    assert [t.type for t in told_events(tagging([0, 0, 2, 3, 0, 0], [0] * 6), LABELS)] == ["CONSULT", "SUPPORT"]


def test_what_is_unlikely_and_the_marks_at_both_ends_are_none() -> None:
    assert told_events(tagging([2, 0, 0, 0, 0, 2], [0] * 6), LABELS) == []
    assert told_events(tagging([0, 2, 0, 0, 0, 0], [0] * 6, likely=0.5), LABELS, least=0.99) == []


def test_blocks() -> None:
    row = np.array([0.9, 0.9, 0.8, 0.2, 0.7, 0.9], dtype=np.float32)
    assert [(a, b) for a, b, _ in blocks(row, SPANS)] == [(0, 9), (13, 19)]


def test_a_trigger_is_of_whole_words() -> None:
    for marked in ([0, 0, 2, 0, 0, 0], [0, 0, 0, 2, 0, 0]):
        (told,) = told_events(tagging(marked, [0] * 6, words=(0, 1, 1, 2)), LABELS)
        assert (told.start, told.end) == (6, 12)
