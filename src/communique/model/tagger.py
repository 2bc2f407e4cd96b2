"""Runs the model: sentences in, probabilities for every piece out. On one thread, by onnxruntime, the same on any machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.model.encode import FEATURES, Encoder, Hint, Pieces
from communique.model.labels import Labels

Array = npt.NDArray[np.float32]
BATCH = 32
HEADS = ("events", "begins", "status", "mode", "arguments", "mentions", "times", "parts")


@dataclass(frozen=True)
class Tagging:
    """What the model sees in one sentence; n pieces. All values are probabilities.

    `events` (n, 17): none, then each type; `begins` (n,): a trigger begins here; `status` (n, 5); `mode` (n, modes);
    `arguments` (n, n, 4): [t, w, a] that word piece w is part of argument a of a trigger at piece t; `mentions` (n, 19), `times` (n, 3):
    none, begin, inside; `parts` (n, 6): of an attribution or commitment.
    """

    pieces: Pieces
    events: Array
    begins: Array
    status: Array
    mode: Array
    arguments: Array
    mentions: Array
    times: Array
    parts: Array


def softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def tagging(pieces: Pieces, logits: dict[str, Array]) -> Tagging:
    """From one sentence's logits, filling cut off."""
    n = len(pieces.ids)
    own = {name: value[:n] for name, value in logits.items()}
    return Tagging(
        pieces,
        events=softmax(own["events"]),
        begins=softmax(own["begins"])[:, 1],
        status=softmax(own["status"]),
        mode=softmax(own["mode"]),
        arguments=sigmoid(own["arguments"][:, :n]),
        mentions=softmax(own["mentions"]),
        times=softmax(own["times"]),
        parts=sigmoid(own["parts"]),
    )


class Tagger:
    """The model of a folder: `model.onnx`, `tokenizer.json`, `labels.json`."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.labels = Labels.load(folder / "labels.json")
        self.encoder = Encoder(folder / "tokenizer.json")
        self.session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def __call__(self, sentences: list[str], hints: list[list[Hint]] | None = None) -> list[Tagging]:
        """One tagging for each sentence, in order. What is longer than the model reads is cut at its end. `hints` are what the
        rules say of each sentence; without them the model speaks alone."""
        pieces = self.encoder(sentences)
        order = sorted(range(len(pieces)), key=lambda i: (len(pieces[i].ids), i))
        made: dict[int, Tagging] = {}
        for start in range(0, len(order), BATCH):
            group = order[start : start + BATCH]
            longest = max(len(pieces[i].ids) for i in group)
            ids, shapes, mask = (np.zeros((len(group), longest), dtype=np.int64) for _ in range(3))
            features = np.zeros((len(group), longest, FEATURES), dtype=np.float32)
            for row, i in enumerate(group):
                n = len(pieces[i].ids)
                ids[row, :n], shapes[row, :n], mask[row, :n] = pieces[i].ids, pieces[i].shapes, 1
                if hints:
                    features[row, :n] = pieces[i].features(hints[i])
            given = {"ids": ids, "shapes": shapes, "mask": mask, "features": features}
            outputs = self.session.run(list(HEADS), given)
            for row, i in enumerate(group):
                made[i] = tagging(pieces[i], {name: value[row] for name, value in zip(HEADS, outputs, strict=True)})
        return [made[i] for i in range(len(pieces))]


@lru_cache(maxsize=1)
def load_tagger() -> Tagger | None:
    """The model that comes with the package, loaded once a process; None where it, or onnxruntime, is not installed."""
    try:
        with as_file(files("communique.model") / "weights") as folder:
            return Tagger(folder)
    except (ImportError, FileNotFoundError):
        return None
