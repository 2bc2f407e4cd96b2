"""Learns the network from the corpus. Seeds are fixed; the same corpus on the same machine gives the same weights."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from communique.model.encode import Encoder, Pieces
from communique.model.labels import Labels
from train.data import IGNORE, Example, arrays, encode
from train.network import Network

#: How much each head counts in the loss.
WEIGHTS = {
    "events": 1.0,
    "begins": 0.3,
    "status": 0.4,
    "mode": 0.2,
    "arguments": 2.0,
    "mentions": 0.5,
    "times": 0.2,
    "parts": 0.5,
}


@dataclass(frozen=True)
class Recipe:
    epochs: int = 5
    batch: int = 16
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.1
    seed: int = 7
    layers: int = 6
    silent: float = 0.2  # how often the model learns without what the rules say
    threads: int = 2


def stack(examples: list[Example], pieces: list[Pieces], labels: Labels, silent: list[bool]) -> dict[str, Tensor]:
    """One batch, padded to its longest sentence. Where `silent`, what the rules say is kept back."""
    longest = max(len(p.ids) for p in pieces)
    made: dict[str, list[np.ndarray]] = {}
    for example, p, still in zip(examples, pieces, silent, strict=True):
        pad = longest - len(p.ids)
        row = {
            "ids": np.pad(np.array(p.ids), (0, pad)),
            "shapes": np.pad(np.array(p.shapes), (0, pad)),
            "mask": np.pad(np.ones(len(p.ids), dtype=np.int64), (0, pad)),
            "features": np.pad(p.features([] if still else example.hints), [(0, pad), (0, 0)]),
        }
        for name, value in arrays(example, p, labels).items():
            widths = [(0, pad)] * (2 if name == "arguments" else 1)
            widths += [(0, 0)] * (value.ndim - len(widths))
            row[name] = np.pad(value, widths, constant_values=IGNORE)
        for name, value in row.items():
            made.setdefault(name, []).append(value)
    return {name: torch.from_numpy(np.stack(values)) for name, values in made.items()}


def loss_of(outputs: dict[str, Tensor], batch: dict[str, Tensor]) -> Tensor:
    total = torch.zeros(())
    for name in ("events", "begins", "status", "mode", "mentions", "times"):
        if (batch[name] != IGNORE).any():
            logits = outputs[name].flatten(0, 1)
            total = total + WEIGHTS[name] * nn.functional.cross_entropy(
                logits, batch[name].flatten(), ignore_index=IGNORE
            )
    for name in ("parts", "arguments"):
        known = batch[name] != IGNORE
        if known.any():
            total = total + WEIGHTS[name] * nn.functional.binary_cross_entropy_with_logits(
                outputs[name][known], batch[name][known]
            )
    return total


def batches(pieces: list[Pieces], size: int, rng: random.Random) -> list[list[int]]:
    """Sentences of like length together, so that little is filled up; the order of batches by chance."""
    order = sorted(range(len(pieces)), key=lambda i: (len(pieces[i].ids) + rng.random() * 6, i))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def fit(
    examples: list[Example], encoder: Encoder, weights: Path, labels: Labels, recipe: Recipe, say: bool = True
) -> Network:
    """The trained network, in evaluation mode."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    rng = random.Random(recipe.seed)
    network = Network(weights, labels, recipe.layers)
    pieces = encode(examples, encoder)
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}], weight_decay=0.01
    )
    steps = recipe.epochs * len(batches(pieces, recipe.batch, random.Random(0)))
    warm = max(1, int(steps * recipe.warm))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm + 1)))
    )
    began = time.monotonic()
    for epoch in range(recipe.epochs):
        network.train()
        seen = 0.0
        groups = batches(pieces, recipe.batch, rng)
        for group in groups:
            silent = [rng.random() < recipe.silent for _ in group]
            batch = stack([examples[i] for i in group], [pieces[i] for i in group], labels, silent)
            given = [batch[name] for name in ("ids", "shapes", "mask", "features")]
            outputs = dict(zip(Network.HEADS, network(*given), strict=True))
            loss = loss_of(outputs, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen += float(loss.detach())
        if say:
            print(f"epoch {epoch + 1}: loss {seen / len(groups):.4f}, {time.monotonic() - began:.0f} s", flush=True)
    return network.eval()
