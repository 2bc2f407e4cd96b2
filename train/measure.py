"""How well the model alone does on a part of the corpus, layer by layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch

from communique.model.decode import told_events
from communique.model.encode import Encoder, Hint
from communique.model.labels import Labels
from communique.model.tagger import Tagging
from train.data import Example
from train.network import Network
from train.tags import tagged


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
            row = tagging.arguments(list(range(found[hit].first, found[hit].past))).mean(axis=0)
            for k, name in enumerate(labels.arguments):
                gold = {i for a, s in arguments if a == name for i in tagging.pieces.covering(*s)}
                told = set(np.flatnonzero(row[:, k] > 0.5).tolist())
                tally(n, name, told, gold)
        n.update(found=len(found), wanted=len(want), quiet=not want, quiet_right=not want and not found)
    figures = {"sentences": float(len(examples)), "events": float(n["wanted"])}
    figures["event P"], figures["event R"], figures["event F1"] = f1(n["event"], n["found"], n["wanted"])
    figures["status"] = n["status"] / n["event"] if n["event"] else 0.0
    figures["quiet"] = n["quiet_right"] / n["quiet"] if n["quiet"] else 1.0
    return figures | scores(n, labels.arguments)


def scores(n: Counter[str], names: Iterable[str]) -> dict[str, float]:
    """F1 by name, of those that there was anything of."""
    return {
        f"{name} F1": f1(n[f"{name}.right"], n[f"{name}.found"], n[f"{name}.wanted"])[2]
        for name in names
        if n[f"{name}.wanted"]
    }


def tally(n: Counter[str], name: str, told: set[Any], gold: set[Any]) -> None:
    n.update({f"{name}.right": len(told & gold), f"{name}.found": len(told), f"{name}.wanted": len(gold)})


@torch.no_grad()
def measure_beside(examples: list[Example], network: Network, encoder: Encoder, labels: Labels) -> dict[str, float]:
    """F1 of the layers that are learned beside the events and not shipped: mentions and times by span and kind, the
    parts of attributions and commitments by the piece of a word. The network in full precision, told nothing."""
    n: Counter[str] = Counter()
    for example in examples:
        (pieces,) = encoder([example.text])
        given = (torch.tensor([pieces.ids]), torch.tensor([pieces.shapes]), torch.ones(1, len(pieces.ids)).long())
        outputs = dict(zip(Network.HEADS, network(*given, torch.from_numpy(pieces.features(())[None])), strict=True))
        for name, kinds in (("mentions", labels.kinds), ("times", ("time",))):
            if name in example.layers:
                told = set(tagged(outputs[name][0].numpy(), pieces.spans, kinds))
                tally(n, name, told, {(k, *s) for k, s in example.gold[name] if s})
        if "statements" in example.layers:
            likely = torch.sigmoid(outputs["parts"][0]).numpy() > 0.5
            for k, name in enumerate(labels.parts):
                gold = {i for a, s in example.gold["parts"] if a == name for i in pieces.covering(*s)}
                tally(n, name, set(np.flatnonzero(likely[:, k]).tolist()), gold)
    return scores(n, ("mentions", "times", *labels.parts))
