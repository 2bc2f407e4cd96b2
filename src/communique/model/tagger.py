"""Runs the model: sentences in, probabilities for every piece out. On one thread, by onnxruntime, the same on any
machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.errors import ModelError
from communique.model.encode import Encoder, Hint, Pieces
from communique.model.labels import Labels

Array = npt.NDArray[np.float32]
#: What the model's one output holds, in the order of its columns: four heads that say it outright; then the two sides
#: of a trigger's tie to a word, which are multiplied, and what of it lies in the word alone.
COLUMNS = ("events", "begins", "status", "mode", "trigger", "word", "alone")
#: The width in which a trigger and a word are compared, and what the product is scaled by.
PAIR = 96
SCALE = 4 / PAIR**0.5


@dataclass(frozen=True)
class Tagging:
    """What the model sees in one sentence; n pieces. All values are probabilities.

    `events` (n, 17): none, then each type; `begins` (n,): a trigger begins here; `status` (n, 5); `mode` (n, modes).
    `trigger` (n, 4, PAIR), `word` (n, PAIR), `alone` (n, 4): what `arguments` is made of."""

    pieces: Pieces
    events: Array
    begins: Array
    status: Array
    mode: Array
    trigger: Array
    word: Array
    alone: Array

    def arguments(self, where: Sequence[int]) -> Array:
        """(len(where), n, 4): [t, w, a] that piece w is part of argument a of the trigger at piece where[t]."""
        ties = self.trigger[where] @ self.word.T * SCALE + self.alone.T
        return sigmoid(ties.transpose(0, 2, 1))


def softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def tagging(pieces: Pieces, logits: Array, labels: Labels) -> Tagging:
    """From one sentence's logits (n, all columns)."""
    roles = len(labels.arguments)
    widths = (1 + len(labels.types), 2, len(labels.statuses), max(1, len(labels.modes)), roles * PAIR, PAIR, roles)
    parts = dict(zip(COLUMNS, np.split(logits, np.cumsum(widths)[:-1], axis=1), strict=True))
    return Tagging(
        pieces,
        events=softmax(parts["events"]),
        begins=softmax(parts["begins"])[:, 1],
        status=softmax(parts["status"]),
        mode=softmax(parts["mode"]),
        trigger=np.tanh(parts["trigger"]).reshape(len(logits), roles, PAIR),
        word=np.tanh(parts["word"]),
        alone=parts["alone"],
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
        """One tagging for each sentence, in order. Each is run by itself: int8 sums are scaled by all that is in a
        batch, and what is said of a sentence must not depend on its company. What is longer than the model reads is cut
        at its end. `hints` are what the rules say of each sentence; without them the model speaks alone."""
        made = []
        for n, pieces in enumerate(self.encoder(sentences)):
            given = {
                "ids": np.array([pieces.ids], dtype=np.int64),
                "shapes": np.array([pieces.shapes], dtype=np.int64),
                "mask": np.ones((1, len(pieces.ids)), dtype=np.int64),
                "features": pieces.features(hints[n] if hints else ())[None],
            }
            made.append(tagging(pieces, self.session.run(["logits"], given)[0][0], self.labels))
        return made


@lru_cache(maxsize=1)
def load_tagger() -> Tagger | None:
    """The model that comes with the package, or that of the folder ``COMMUNIQUE_TAGGER``, loaded once a process; None
    where that says ``none``: then rules alone code. Raises ModelError where the folder holds no model."""
    chosen = os.environ.get("COMMUNIQUE_TAGGER")
    if chosen == "none":
        return None
    with as_file(files("communique.model") / "weights") as own:
        folder = Path(chosen) if chosen else own
        if not (folder / "model.onnx").is_file():
            raise ModelError(f"{folder}: no model here (model.onnx, tokenizer.json, labels.json)")
        return Tagger(folder)
