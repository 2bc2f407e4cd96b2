"""Measures merging on reports of our own (tests/merging/reports.jsonl): reports of one event, and of others like it.

usage: bench/merging.py [-v]      prints pairwise precision, recall and F1; -v also the pairs that are wrong or missed
"""

from __future__ import annotations

import json
import sys
import tempfile
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
REPORTS = ROOT / "tests" / "merging" / "reports.jsonl"


def measure(verbose: bool = False) -> tuple[int, int, int]:
    """(pairs of reports rightly held to tell of one event, pairs held to, pairs that do)."""
    from communique import read
    from communique.archive import Archive

    rows = [json.loads(line) for line in REPORTS.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        file = Archive(Path(folder) / "merging.duckdb")
        read(REPORTS, file)
        joined = file.sql("SELECT DISTINCT a.article AS one, b.article AS other FROM groups g "
                          "JOIN groups h ON h.kind = g.kind AND h.leader = g.leader JOIN events a ON a.id = g.member "
                          "JOIN events b ON b.id = h.member WHERE g.kind = 'event' "
                          "AND a.article < b.article").to_pylist()
    found = {(r["one"], r["other"]) for r in joined}
    text = {r["id"]: r["text"] for r in rows}
    gold = {(a["id"], b["id"]) for a, b in combinations(rows, 2) if a["event"] == b["event"]}
    if verbose:
        for name, pairs in (("missed", gold - found), ("wrong", found - gold)):
            for a, b in sorted(pairs):
                print(f"{name}: {text[a]}\n        {text[b]}")
    return len(found & gold), len(found), len(gold)


def main() -> int:
    right, found, gold = measure("-v" in sys.argv)
    p, r = right / max(found, 1), right / gold
    print(f"reports of one event, pairwise     P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}   "
          f"(right {right}, found {found}, gold {gold})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
