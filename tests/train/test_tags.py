"""Tags become spans."""

from __future__ import annotations

import numpy as np
from train.tags import tagged


def test_tags_of_one_kind_join_and_another_kind_parts_them() -> None:
    spans = [(0, 0), (0, 5), (6, 9), (9, 12), (13, 19), (0, 0)]
    p = np.zeros((6, 5), dtype=np.float32)
    for i, k in enumerate([0, 1, 2, 3, 1, 0]):
        p[i, k] = 1
    assert tagged(p, spans, ("person", "state")) == [("person", 0, 9), ("state", 9, 12), ("person", 13, 19)]
