#!/usr/bin/env python3
"""How far two labellings of the same sentences agree, layer by layer.

  python3 corpus/agreement.py FIRST.jsonl SECOND.jsonl      F1 of the second against the first, over their common texts

Spans agree where they overlap, one to one. Plain Python, no dependency.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Label = tuple[Any, ...]


def load(path: Path) -> dict[str, dict[str, list[dict[str, Any]]]]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["text"]: row["gold"] for row in rows}


def pairs(a: list[Label], b: list[Label]) -> int:
    """How many labels (what..., start, end) of `a` have one of `b` that says the same and overlaps."""
    left, hits = list(b), 0
    for *what, start, end in a:
        found = next((x for x in left if list(x[:-2]) == what and x[-2] < end and x[-1] > start), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return hits


def layers(gold: dict[str, list[dict[str, Any]]]) -> dict[str, list[Label]]:
    events = gold["events"]
    parties = [(side, e["type"], r) for e in events for side in ("actors", "recipients") for r in e[side]]
    return {
        "an event is told": [(*e["trigger_span"],) for e in events],
        "event and type": [(e["type"], *e["trigger_span"]) for e in events],
        "event, type and status": [(e["type"], e["status"], *e["trigger_span"]) for e in events],
        "actors, with the event's type": [(t, *r["span"]) for side, t, r in parties if side == "actors"],
        "recipients, with the event's type": [(t, *r["span"]) for side, t, r in parties if side == "recipients"],
        "parties' states": [(t, r["country"], *r["span"]) for _, t, r in parties if r["country"]],
        "named mentions and kind": [
            (m["kind"], *m["span"]) for m in gold["mentions"] if m["form"] in ("named", "metonym")
        ],
        "times and value": [(t["value"], *t["span"]) for t in gold["times"]],
        "statements (content)": [(*s["content"]["span"],) for s in gold["statements"]],
        "commitments (action)": [(*c["action"]["span"],) for c in gold["commitments"]],
    }


def agreement(first: Path, second: Path) -> dict[str, tuple[int, int, int]]:
    """Layer -> (agreed, in the first, in the second)."""
    one, two = load(first), load(second)
    sums: dict[str, list[int]] = {}
    for text in one.keys() & two.keys():
        a, b = layers(one[text]), layers(two[text])
        for name in a:
            counts = sums.setdefault(name, [0, 0, 0])
            for i, n in enumerate((pairs(a[name], b[name]), len(a[name]), len(b[name]))):
                counts[i] += n
    return {name: (n[0], n[1], n[2]) for name, n in sums.items()}


def main(paths: list[str]) -> int:
    print("| layer | first | second | agreed | F1 |\n|---|---|---|---|---|")
    for name, (both, a, b) in agreement(Path(paths[0]), Path(paths[1])).items():
        print(f"| {name} | {a} | {b} | {both} | {2 * both / (a + b) if a + b else 1:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
