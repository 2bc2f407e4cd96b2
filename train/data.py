"""The corpus as the model learns from it: one sentence an example, its labels as arrays over pieces of words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from communique.model.encode import Encoder, Hint, Pieces
from communique.model.labels import Labels

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
IGNORE = -100


def part_of(text: str) -> str:
    """`train`, `dev` or `test`, by a hash of the text: 80, 8 and 12 of a hundred."""
    bucket = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100
    return "test" if bucket < 12 else "dev" if bucket < 20 else "train"


def held_out(text: str) -> bool:
    """Whether a sentence of the first corpus (`events.jsonl`) is kept out of all building: 265 of its 701."""
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % 10 >= 6


def taught(text: str) -> bool:
    """Whether a report of no political event (`bench/general.jsonl`) is one of those that the model learns from."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2 == 0


@dataclass
class Example:
    """A sentence with labels by the span. `layers` names those that were labelled: the others teach nothing."""

    id: str
    text: str
    gold: dict[str, Any]
    layers: frozenset[str]
    part: str
    hints: list[Hint] = field(default_factory=list)


def span_of(value: Any, text: str) -> tuple[int, int] | None:
    if value is None:
        return None
    if isinstance(value, str):
        at = text.find(value)
        return (at, at + len(value)) if at >= 0 else None
    if isinstance(value, dict):
        if "span" in value:
            return (value["span"][0], value["span"][1])
        return span_of(value["text"], text)
    return (value[0], value[1])


def flat(gold: dict[str, Any], text: str) -> dict[str, list[Any]]:
    """Every label as spans: the first corpus cites by words, the second by offsets as well."""
    events = []
    for e in gold.get("events", []):
        at = span_of(e.get("trigger_span") or e["trigger"], text)
        arguments = [
            (name, span_of(r, text))
            for side, name in (("actors", "actor"), ("recipients", "recipient"))
            for r in e.get(side) or []
        ]
        arguments += [(name, span_of(e.get(f"{name}_span") or e.get(name), text)) for name in ("place", "date")]
        events.append((e["type"], e["status"], e.get("mode"), at, [(n, s) for n, s in arguments if s]))
    mentions = [(m["kind"], span_of(m, text)) for m in gold.get("mentions", [])]
    times = [("time", span_of(t, text)) for t in gold.get("times", [])]
    parts = []
    for s in gold.get("statements", []):
        parts += [
            ("source", span_of(s["speaker"], text)),
            ("cue", span_of(s["cue"], text)),
            ("content", span_of(s["content"], text)),
        ]
    for c in gold.get("commitments", []):
        parts += [(name, span_of(c[name], text)) for name in ("action", "condition", "deadline")]
    return {"events": events, "mentions": mentions, "times": times, "parts": [(n, s) for n, s in parts if s]}


def cut(spans: dict[str, list[Any]], low: int, high: int) -> dict[str, list[Any]]:
    """The labels inside one sentence of a report, counted from its start."""

    def inside(span: tuple[int, int] | None) -> tuple[int, int] | None:
        if span is None or span[1] <= low or span[0] >= high:
            return None
        return max(span[0], low) - low, min(span[1], high) - low

    events = [
        (t, s, m, inside(at), [(n, inside(a)) for n, a in args if inside(a)])
        for t, s, m, at, args in spans["events"]
        if inside(at)
    ]
    rest = {name: [(n, inside(a)) for n, a in spans[name] if inside(a)] for name in ("mentions", "times", "parts")}
    return {"events": events, **rest}


def read(paths: list[Path]) -> list[Example]:
    """Every sentence of the files, in order."""
    examples = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, spans = row["text"], flat(row["gold"], row["text"])
            layers = frozenset(row["gold"])
            for n, (low, high) in enumerate(row.get("sentences") or [(0, len(text))]):
                examples.append(
                    Example(f"{row['id']}.{n}", text[low:high], cut(spans, low, high), layers, part_of(text))
                )
    return examples


def spread(labels: np.ndarray, pieces: Pieces, span: tuple[int, int], begin: int, inner: int) -> None:
    for i, at in enumerate(pieces.covering(*span)):
        labels[at] = inner if i else begin


def arrays(example: Example, pieces: Pieces, labels: Labels) -> dict[str, np.ndarray]:
    """Targets of every head for one example; IGNORE where its layer was not labelled or does not apply."""
    n, gold = len(pieces.ids), example.gold
    out = {
        name: np.full(n, IGNORE, dtype=np.int64) for name in ("events", "begins", "status", "mode", "mentions", "times")
    }
    out["parts"] = np.full((n, len(labels.parts)), IGNORE, dtype=np.float32)
    out["arguments"] = np.full((n, n, len(labels.arguments)), IGNORE, dtype=np.float32)
    if "events" in example.layers:
        out["events"][:] = 0
        out["begins"][:] = 0
        for type_, status, mode, at, arguments in gold["events"]:
            where = pieces.covering(*at)
            if not where:
                continue
            out["events"][where] = 1 + labels.types.index(type_)
            out["begins"][where[0]] = 1
            out["status"][where] = labels.statuses.index(status)
            if mode and f"{type_}/{mode}" in labels.modes:
                out["mode"][where] = labels.modes.index(f"{type_}/{mode}")
            for row in where:
                out["arguments"][row] = np.maximum(out["arguments"][row], 0)
                for name, span in arguments:
                    out["arguments"][row, pieces.covering(*span), labels.arguments.index(name)] = 1
    if "mentions" in example.layers:
        out["mentions"][:] = 0
        for kind, span in sorted(gold["mentions"], key=lambda m: m[1][0] - m[1][1]):
            if kind in labels.kinds:
                k = labels.kinds.index(kind)
                spread(out["mentions"], pieces, span, 1 + 2 * k, 2 + 2 * k)
    if "times" in example.layers:
        out["times"][:] = 0
        for _, span in gold["times"]:
            spread(out["times"], pieces, span, 1, 2)
    if "statements" in example.layers:
        out["parts"][:] = 0
        for name, span in gold["parts"]:
            out["parts"][pieces.covering(*span), labels.parts.index(name)] = 1
    return out


def modes_in(examples: list[Example], least: int = 5) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for example in examples:
        for type_, _, mode, _, _ in example.gold["events"]:
            if mode:
                counts[f"{type_}/{mode}"] = counts.get(f"{type_}/{mode}", 0) + 1
    return tuple(sorted(m for m, n in counts.items() if n >= least))


def encode(examples: list[Example], encoder: Encoder) -> list[Pieces]:
    return encoder([e.text for e in examples])
