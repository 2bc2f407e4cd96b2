"""Scores commitments and relations against the reports that the project wrote and marked itself (tests/reports).

usage: bench/facts.py [-v] [RECORDS.jsonl]
RECORDS: what `communique code tests/reports/reports.jsonl` prints; coded here if not given. -v prints
each miss and each false find.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPORTS = Path(__file__).resolve().parent.parent / "tests" / "reports" / "reports.jsonl"
Row = dict[str, Any]


@dataclass
class Score:
    """What was counted, by name (``commitments right``, ``commitments found`` ...), and each error in words."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def rate(self, right: str, of: str) -> float:
        """The share, 1.0 where there is nothing to share."""
        return self.counts[right] / self.counts[of] if self.counts[of] else 1.0

    def precision(self, kind: str) -> float:
        return self.rate(f"{kind} right", f"{kind} found")

    def recall(self, kind: str) -> float:
        return self.rate(f"{kind} met", f"{kind} marked")


def words(role: Row | None) -> str:
    return " ".join(str((role or {}).get(k)) for k in ("entity", "name", "text", "country")).lower()


def one_of(wanted: str | None, text: str) -> bool:
    return wanted is None or any(w.strip() in text for w in wanted.lower().split("|"))


def score(reports: Iterable[Row], records: Iterable[Row]) -> Score:
    """The records of all `reports` against their marks."""
    total = Score()
    by_article: dict[str, list[Row]] = {}
    for r in records:
        by_article.setdefault(r.get("article") or r["id"], []).append(r)
    for report in reports:
        mine = by_article.get(report["id"], [])
        _commitments(total, report, [r for r in mine if r["record"] == "commitment"])
        _relations(total, report, [r for r in mine if r["record"] == "relation"])
    return total


def _commitments(total: Score, report: Row, found: list[Row]) -> None:
    text, marks = report["text"], report["gold"]["commitments"]
    met: set[int] = set()
    for r in found:
        start, end = r["action_span"]
        hits = [i for i, m in enumerate(marks) if (at := text.find(m["act"])) < end and start < at + len(m["act"])]
        right = [i for i in hits if all(any(one_of(b, words(x)) for x in r["by"]) for b in marks[i]["by"])]
        if right and marks[right[0]].get("may") or (hits and not right and marks[hits[0]].get("may")):
            continue
        total.counts["commitments found"] += 1
        if not right:
            why = "wrong party" if hits else "not one"
            total.errors.append(
                f"{report['id']}: commitment, {why}: {[words(b) for b in r['by']]} «{r['action']}» {r['rule']}"
            )
            continue
        total.counts["commitments right"] += 1
        if right[0] not in met:
            _details(total, report, marks[right[0]], r)
        met.update(right)
    for i, m in enumerate(marks):
        if not m.get("may"):
            total.counts["commitments marked"] += 1
            total.counts["commitments met"] += i in met
            if i not in met:
                total.errors.append(f"{report['id']}: commitment missed: {m['by']} «{m['act']}»")


def _details(total: Score, report: Row, mark: Row, r: Row) -> None:
    for name in ("type", "strength"):
        if mark[name]:
            total.counts[f"{name} marked"] += 1
            total.counts[f"{name} right"] += r[name] in mark[name].split("|")
            if r[name] not in mark[name].split("|"):
                total.errors.append(f"{report['id']}: {name} {r[name]}, not {mark[name]}: «{mark['act']}»")
    said = (r["condition"] or {}).get("text") or ""
    if mark["condition"] or said:
        total.counts["condition marked"] += 1
        good = bool(mark["condition"] and said) and overlap(mark["condition"], said)
        total.counts["condition right"] += good
        if not good:
            total.errors.append(f"{report['id']}: condition «{said}», not «{mark['condition']}»: «{mark['act']}»")
    if mark["deadline"] or r["deadline"]:
        total.counts["deadline marked"] += 1
        good = r["deadline"] in (mark["deadline"] or "").split("|")
        total.counts["deadline right"] += good
        if not good:
            total.errors.append(f"{report['id']}: deadline {r['deadline']}, not {mark['deadline']}: «{mark['act']}»")
    if mark["to"]:
        total.counts["to marked"] += 1
        total.counts["to right"] += all(any(one_of(t, words(x)) for x in r["to"]) for t in mark["to"])


def overlap(a: str, b: str) -> bool:
    one, two = set(a.lower().split()), set(b.lower().split())
    return len(one & two) * 2 >= max(len(one), len(two))


def _relations(total: Score, report: Row, found: list[Row]) -> None:
    marks, met = report["gold"]["relations"], set()
    for r in found:
        right = [i for i, m in enumerate(marks) if _same(m, r)]
        met.update(right)
        if right and all(marks[i].get("may") for i in right):
            continue
        total.counts["relations found"] += 1
        total.counts["relations right"] += bool(right)
        if not right:
            total.errors.append(
                f"{report['id']}: relation, not one: {r['type']} {words(r['subject'])} -> "
                f"{words(r['object'])} {r['value']!r} neg={r['negated']} ({r['rule']})"
            )
    for i, m in enumerate(marks):
        if not m.get("may"):
            total.counts["relations marked"] += 1
            total.counts["relations met"] += i in met
            if i not in met:
                total.errors.append(
                    f"{report['id']}: relation missed: {m['type']} {m['subject']} -> {m['object']} {m['value']}"
                )


def _same(m: Row, r: Row) -> bool:
    if r["type"] not in m["type"].split("|") or bool(m.get("negated")) != bool(r["negated"]):
        return False
    if not one_of(m["subject"], words(r["subject"])) or not one_of(m["object"], words(r["object"])):
        return False
    if m["value"] and r["type"] == "holds_office" and not one_of(m["value"], (r["value"] or "").lower()):
        return False
    start = (m.get("valid") or {}).get("from")
    return not start or str((r.get("valid") or {}).get("from") or "").startswith(start)


def table(total: Score) -> str:
    """The figures, a line each."""
    lines = []
    for kind in ("commitments", "relations"):
        c = total.counts
        lines.append(
            f"{kind:<24} P {total.precision(kind):.3f}  R {total.recall(kind):.3f}   (right "
            f"{c[f'{kind} right']} of {c[f'{kind} found']} found, {c[f'{kind} met']} of {c[f'{kind} marked']} met)"
        )
    for name in ("condition", "deadline", "type", "strength", "to"):
        lines.append(
            f"{name + ' right':<24} {total.rate(f'{name} right', f'{name} marked'):.3f}   "
            f"(of {total.counts[f'{name} marked']})"
        )
    return "\n".join(lines)


def main() -> int:
    given = [a for a in sys.argv[1:] if a != "-v"]
    reports = [json.loads(line) for line in REPORTS.read_text("utf-8").splitlines()]
    if given:
        records = [json.loads(line) for line in Path(given[0]).read_text("utf-8").splitlines()]
    else:
        from communique.api import code_sources
        from communique.records import to_dict

        records = [to_dict(r) for some in code_sources([REPORTS]) if isinstance(some, list) for r in some]
    total = score(reports, records)
    if "-v" in sys.argv:
        print("\n".join(total.errors))
    print(table(total))
    return 0


if __name__ == "__main__":
    sys.exit(main())
