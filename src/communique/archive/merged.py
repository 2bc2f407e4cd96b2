"""Events as the file holds them: what several reports tell of as one row, with the most specific of each field, who
attests it, and where the reports differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

__all__ = ["SCHEMA", "merge_rows"]

#: Fields that reports may differ in. Of values that agree as far as each says, the finest stands.
_FIELDS = ("mode", "status", "actors", "recipients", "place", "date", "cameo")
SCHEMA = pa.schema([
    ("day", pa.date32()), ("type", pa.string()), ("mode", pa.string()), ("status", pa.string()),
    ("actors", pa.string()), ("recipients", pa.string()), ("place", pa.string()), ("date", pa.string()),
    ("cameo", pa.string()),
    ("score", pa.float64()), ("confidence", pa.float64()), ("reports", pa.int64()), ("copies", pa.int64()),
    ("outlets", pa.string()), ("dissent", pa.string()), ("evidence", pa.string()), ("ids", pa.list_(pa.string())),
    ("id", pa.string()),
])


def merge_rows(rows: Sequence[dict[str, Any]], groups: dict[str, str], copies: dict[str, str]) -> pa.Table:
    """The `rows` of events summed by `groups` (event -> group); `copies` (article -> group of copies) tells how many of
    the reports are independent. An event in no group stands for itself."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[groups.get(row["id"], row["id"])].append(row)
    made = [_one(key, part, copies) for key, part in parts.items()]
    made.sort(key=lambda row: (str(row["day"] or "9999"), row["id"]))
    return pa.Table.from_pylist(made, schema=SCHEMA)


def _one(key: str, part: list[dict[str, Any]], copies: dict[str, str]) -> dict[str, Any]:
    best = max(part, key=lambda r: (len(r["date"] or ""), bool(r["recipients"]), bool(r["place"]), r["confidence"],
                                    r["id"]))
    articles = {r["article"] for r in part}
    independent = {copies.get(a, a) for a in articles}
    doubt = 1.0
    for source in sorted(independent):  # each independent report that errs must err alike for the event to be wrong
        doubt *= 1 - max(r["confidence"] for r in part if copies.get(r["article"], r["article"]) == source)
    merged = {name: _finest([r[name] for r in part], best[name]) for name in _FIELDS}
    return {
        **merged, "day": best["day"], "type": best["type"], "score": best["score"],
        "confidence": round(min(1 - doubt, 0.99), 3) if len(independent) > 1 else best["confidence"],
        "reports": len(articles), "copies": len(articles) - len(independent),
        "outlets": "; ".join(sorted({r["outlet"] for r in part if r["outlet"]})), "dissent": _dissent(part) or None,
        "evidence": best["evidence"], "ids": sorted(r["id"] for r in part), "id": key,
    }


def _finest(values: list[Any], best: Any) -> Any:
    """The best report's value, or where it has none the longest of the others'."""
    return best if best else max((v for v in values if v), key=lambda v: (len(str(v)), str(v)), default=None)


def _dissent(part: list[dict[str, Any]]) -> str:
    """Where the reports contradict each other: values of which neither is a coarser form of the other."""
    told = []
    for name in _FIELDS:
        values = sorted({str(r[name]) for r in part if r[name]})
        apart = [v for v in values if not any(w != v and w.startswith(v) for w in values)]
        if len(apart) > 1 and name not in ("cameo",):
            told.append(f"{name}: " + " | ".join(f"{v} ({_who(part, name, v)})" for v in apart))
    return "; ".join(told)


def _who(part: list[dict[str, Any]], name: str, value: str) -> str:
    return ", ".join(sorted({r["outlet"] or r["article"] for r in part if str(r[name]) == value}))
