"""The model's word vectors, computed as spaCy computes them and in a third of its time.

A small spaCy model spends half of its time here: each word's features are hashed and looked up, and four layers mix
each word with its neighbours. What is looked up depends on the word alone, so it is remembered; the rest is four
products of matrices, for which numpy's library is quicker than the one that spaCy brings. The numbers are the same but
for the order in which they are added up, and are the same for a text whatever was read before it: a word's own row is
made by spaCy's layers, which add up each row in one order, however many rows there are.

Only the layers of spaCy's small models are known (MultiHashEmbed, MaxoutWindowEncoder with a window of one); for
others `Vectors.of` raises `Unknown`, and spaCy's own code is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import Model, Ragged

__all__ = ["Unknown", "Vectors"]

Floats = NDArray[np.float32]

#: Words that are remembered (a row of about 400 bytes each); beyond it the memory is emptied and fills again.
MOST_WORDS = 50_000
#: Rows that go through the layers at once: few enough for the processor's cache.
_BLOCK = 512


class Unknown(Exception):
    """The model is not built of the layers that are known here."""


class Vectors:
    """Word vectors of one `Tok2Vec` layer: `rows(doc)` is what the layer predicts for the document."""

    def __init__(self, embed: Model[Any, Any], layers: Sequence[Model[Any, Any]], width: int) -> None:
        self._extract, self._after, self._width = embed.layers[0], embed.layers[2:-1], width
        self._layers = [_Layer(maxout, norm) for maxout, norm in map(_parts, layers)]
        self._known: dict[tuple[int, int, int], int] = {}
        self._table: Floats = np.zeros((1024, width), dtype=np.float32)

    @classmethod
    def of(cls, tok2vec: Model[Any, Any]) -> Vectors:
        """For a layer built by `spacy.Tok2Vec`; raises `Unknown` where it is built otherwise."""
        try:
            embed, encode = tok2vec.layers
            names = [layer.name for layer in embed.layers]
            if names[:2] != ["extract_features", "list2ragged"] or names[-1] != "ragged2list":
                raise Unknown(embed.name)
            layers = encode.layers[0].layers
            if encode.attrs.get("pad") != len(layers):
                raise Unknown(encode.name)
            return cls(embed, layers, int(encode.get_dim("nO")))
        except (ValueError, KeyError, IndexError, AttributeError) as e:
            raise Unknown(str(e)) from e

    def rows(self, doc: Doc) -> Floats:
        """A row for each token, float32."""
        return self._mixed(self._looked_up(doc))

    def _looked_up(self, doc: Doc) -> Floats:
        """What stands for each word before its neighbours are looked at."""
        keys = list(map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist()))
        if len(self._known) + len(set(keys)) > MOST_WORDS:
            self._known.clear()
        known = self._known
        fresh: dict[tuple[int, int, int], int] = {}
        for i, key in enumerate(keys):
            if key not in known and key not in fresh:
                fresh[key] = i
        if fresh:
            self._learn(doc, fresh)
        return self._table[[known[key] for key in keys]]

    def _learn(self, doc: Doc, fresh: dict[tuple[int, int, int], int]) -> None:
        at = list(fresh.values())
        features = self._extract.predict([doc])[0][at]
        lengths: Any = np.asarray([len(at)], dtype="i")
        made = Ragged(features, lengths)
        for layer in self._after:
            made = layer.predict(made)
        first = len(self._known)
        need = first + len(at)
        if need > len(self._table):
            larger = np.zeros((max(need, 2 * len(self._table)), self._width), dtype=np.float32)
            larger[:first] = self._table[:first]
            self._table = larger
        self._table[first:need] = made.dataXd
        for n, key in enumerate(fresh):
            self._known[key] = first + n

    def _mixed(self, words: Floats) -> Floats:
        depth, n = len(self._layers), len(words)
        # spaCy lets as many empty rows as there are layers stand at either end
        rows = np.zeros((n + 2 * depth, self._width), dtype=np.float32)
        rows[depth:depth + n] = words
        for layer in self._layers:
            rows = layer(rows)
        return rows[depth:depth + n]


class _Layer:
    """rows + norm(maxout(window of three rows))."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights: NDArray[np.float32] = np.asarray(maxout.get_param("W"))  # outputs, pieces, inputs
        width, self.pieces, inputs = weights.shape
        if inputs != 3 * width:
            raise Unknown("window")
        self.width = width
        # pieces first, so that the largest piece is found along whole rows
        self.weights: Floats = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, inputs).T, dtype=np.float32)
        self.bias: Floats = np.ascontiguousarray(np.asarray(maxout.get_param("b")).T.reshape(-1), dtype=np.float32)
        self.gain: Floats = np.asarray(norm.get_param("G"), dtype=np.float32)
        self.shift: Floats = np.asarray(norm.get_param("b"), dtype=np.float32)

    def __call__(self, rows: Floats) -> Floats:
        n, width = rows.shape
        padded = np.zeros((n + 2, width), dtype=np.float32)
        padded[1:-1] = rows
        windows = np.lib.stride_tricks.as_strided(padded, (n, 3 * width), padded.strides)
        made = np.empty_like(rows)
        for start in range(0, n, _BLOCK):
            made[start:start + _BLOCK] = self._block(windows[start:start + _BLOCK])
        made += rows
        return made

    def _block(self, windows: Floats) -> Floats:
        pieces = np.ascontiguousarray(windows) @ self.weights
        pieces += self.bias
        width = self.width
        best = pieces[:, :width]
        for k in range(1, self.pieces):
            best = np.maximum(best, pieces[:, k * width:(k + 1) * width])
        best = best - best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best)[:, None] / np.float32(width) + np.float32(1e-8)
        best *= variance ** np.float32(-0.5)
        best *= self.gain
        best += self.shift
        made: Floats = best
        return made


def _parts(residual: Model[Any, Any]) -> tuple[Model[Any, Any], Model[Any, Any]]:
    """The maxout and the norm of residual(expand_window >> maxout >> norm)."""
    window, *rest = residual.layers[0].layers
    found = {m.name: m for outer in rest for m in outer.walk()}
    if residual.name[:8] != "residual" or window.attrs.get("window_size") != 1:
        raise Unknown(residual.name)
    return found["maxout"], found["layernorm"]
