"""How well the model alone does on a part of the corpus, layer by layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from communique.model.decode import tagged, told_events
from communique.model.encode import Hint
from communique.model.labels import Labels
from communique.model.tagger import Tagging
from train.data import Example


def f1(right: float, found: float, wanted: float) -> tuple[float, float, float]:
    p, r = right / found if found else 0.0, right / wanted if wanted else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def measure(
    examples: list[Example],
    tagger: Callable[[list[str], list[list[Hint]]], list[Tagging]],
    labels: Labels,
    hints: list[list[Hint]],
    least: float = 0.5,
) -> dict[str, float]:
    """Figures by layer. Events as the corpus score has them: a trigger that overlaps, of the same type, one to one."""
    n: Counter[str] = Counter()
    for example, tagging in zip(examples, tagger([e.text for e in examples], hints), strict=True):
        want = example.gold["events"]
        found = told_events(tagging, labels, least)
        used: set[int] = set()
        for type_, status, _mode, at, arguments in want:
            hit = next(
                (
                    j
                    for j, f in enumerate(found)
                    if j not in used and f.type == type_ and f.start < at[1] and f.end > at[0]
                ),
                None,
            )
            if hit is None:
                continue
            used.add(hit)
            n.update(event=1, status=found[hit].status == status)
            row = tagging.arguments[found[hit].first : found[hit].past].mean(axis=0)
            for k, name in enumerate(labels.arguments):
                gold = {i for a, s in arguments if a == name for i in tagging.pieces.covering(*s)}
                told = set(np.flatnonzero(row[:, k] > 0.5).tolist())
                n.update({f"{name}.right": len(gold & told), f"{name}.found": len(told), f"{name}.wanted": len(gold)})
        n.update(found=len(found), wanted=len(want), quiet=not want, quiet_right=not want and not found)
        for name, probabilities, kinds in (
            ("mentions", tagging.mentions, labels.kinds),
            ("times", tagging.times, ("time",)),
        ):
            if name in example.layers:
                told_spans = set(tagged(probabilities, tagging.pieces.spans, kinds))
                gold_spans = {(k, *s) for k, s in example.gold[name] if s}
                n.update(
                    {
                        f"{name}.right": len(told_spans & gold_spans),
                        f"{name}.found": len(told_spans),
                        f"{name}.wanted": len(gold_spans),
                    }
                )
        if "statements" in example.layers:
            for k, name in enumerate(labels.parts):
                gold = {i for a, s in example.gold["parts"] if a == name for i in tagging.pieces.covering(*s)}
                told = set(np.flatnonzero(tagging.parts[:, k] > 0.5).tolist())
                n.update({f"{name}.right": len(gold & told), f"{name}.found": len(told), f"{name}.wanted": len(gold)})
    figures = {"sentences": float(len(examples)), "events": float(n["wanted"])}
    figures["event P"], figures["event R"], figures["event F1"] = f1(n["event"], n["found"], n["wanted"])
    figures["status"] = n["status"] / n["event"] if n["event"] else 0.0
    figures["quiet"] = n["quiet_right"] / n["quiet"] if n["quiet"] else 1.0
    for name in (*labels.arguments, "mentions", "times", *labels.parts):
        if n[f"{name}.wanted"]:
            figures[f"{name} F1"] = f1(n[f"{name}.right"], n[f"{name}.found"], n[f"{name}.wanted"])[2]
    return figures
