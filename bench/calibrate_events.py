"""How far an event's confidence can be trusted: a reliability table over labelled sentences, and the weights behind it.

usage: bench/calibrate_events.py [--fit] CORPUS RECORDS

CORPUS is a file of labelled sentences (`corpus/corpus.jsonl`: trigger, type and status of every event), RECORDS what
`communique code CORPUS` prints. An event counts as right where its trigger overlaps a labelled one of its type. Prints,
for each band of confidence, how many events there are, their mean confidence and the share that is right. `--fit` also
prints weights fitted to the same events by logistic regression, for `coding/events/confidence.py`.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

FEATURES = ("bias", "noun", "plain", "narrow", "actor", "recipient", "untold", "later")


def load(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judged(corpus: Path, records: Path) -> list[tuple[dict[str, Any], bool]]:
    """(event, whether it is right) for every event that was coded."""
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in load(records):
        if record["record"] == "event":
            events[record["article"]].append(record)
    found = []
    for row in load(corpus):
        text = row["text"]
        wanted = []
        for gold in row["gold"]["events"]:
            start = text.find(gold["trigger"])
            wanted.append((start, start + len(gold["trigger"]), gold["type"]))
        for event in events.get(row["id"], []):
            s, e = event["trigger"]
            found.append((event, any(a < e and s < b and t == event["type"] for a, b, t in wanted)))
    return found


def reliability(found: list[tuple[dict[str, Any], bool]]) -> None:
    """Prints the table: band, events, mean confidence, share that is right."""
    bands: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for event, right in found:
        bands[min(9, int(event["confidence"] * 10))].append((event["confidence"], right))
    print("| confidence | events | mean | right |")
    print("| --- | --- | --- | --- |")
    gap = 0.0
    for band, some in sorted(bands.items()):
        mean, share = sum(c for c, _ in some) / len(some), sum(r for _, r in some) / len(some)
        gap += abs(mean - share) * len(some) / max(1, len(found))
        print(f"| {band / 10:.1f} to {band / 10 + 0.1:.1f} | {len(some)} | {mean:.2f} | {share:.2f} |")
    print(f"\nexpected calibration error {gap:.3f} over {len(found)} events")


def features(event: dict[str, Any]) -> list[float]:
    rule, status = event["rule"] or "", event["status"]
    words = rule.partition(": ")[2].split()
    return [1.0, float("-nouns" in rule), float("-plain" in rule), float(len(words) > 1), float(bool(event["actors"])),
            float(bool(event["recipients"])), float(status in ("hypothetical", "negated")),
            float(status in ("future", "historical"))]


def fit(found: list[tuple[dict[str, Any], bool]]) -> list[float]:
    """The weights, by gradient ascent on the penalised likelihood."""
    rows = [(features(e), float(r)) for e, r in found]
    weights = [0.0] * len(FEATURES)
    for _ in range(4000):
        slope = [-0.5 * w if i else 0.0 for i, w in enumerate(weights)]
        for x, y in rows:
            miss = y - 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, x, strict=True))))
            slope = [s + miss * v for s, v in zip(slope, x, strict=True)]
        weights = [w + 0.5 * s / len(rows) for w, s in zip(weights, slope, strict=True)]
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("records", type=Path)
    parser.add_argument("--fit", action="store_true")
    chosen = parser.parse_args()
    found = judged(chosen.corpus, chosen.records)
    reliability(found)
    if chosen.fit:
        print(", ".join(f"{name} {w:.2f}" for name, w in zip(FEATURES, fit(found), strict=True)))


if __name__ == "__main__":
    main()
