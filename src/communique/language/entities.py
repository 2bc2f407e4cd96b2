"""spaCy's entity recogniser, read out for a whole text at once.

The recogniser goes from word to word and at each tries every move that it knows, which takes most of its time. Outside
an entity its choice depends on the word alone, so all words are decided in one product of matrices; inside one it
depends on the word and on the entity's first word, so all open entities are led on by one word in each round. What
comes out is what spaCy's own loop gives.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc, Span

from communique.language.vectors import Floats, Unknown, Vectors

__all__ = ["Entities"]

_FEATURES = 3  # this word, the entity's first, the one before this: spaCy's state for entities


class Entities:
    """A pipeline component in the place of spaCy's `ner`, with its weights; raises `Unknown` for one built
    otherwise."""

    def __init__(self, ner: Any) -> None:
        model = ner.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        encode = model.get_ref("tok2vec")
        if not model.attrs.get("has_upper") or model.attrs.get("unseen_classes") or ner.cfg.get("beam_width") != 1:
            raise Unknown("ner")
        if len(encode.layers) != 3 or encode.layers[2].name != "linear" or lower.get_dim("nF") != _FEATURES:
            raise Unknown(encode.name)
        self.strings = ner.vocab.strings
        self.vectors = Vectors.of(encode.layers[0])
        self.narrow = np.ascontiguousarray(encode.layers[2].get_param("W").T), encode.layers[2].get_param("b")
        weights = lower.get_param("W")
        self.hidden, self.pieces = lower.get_dim("nO"), lower.get_dim("nP")
        self.lower = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)
        self.lower_bias = lower.get_param("b").reshape(-1)
        self.pad = lower.get_param("pad").reshape(_FEATURES, -1)
        self.upper, self.upper_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._read_moves([ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)])

    def _read_moves(self, names: list[str]) -> None:
        kinds = [name.partition("-")[0] for name in names]
        labels = [name.partition("-")[2] for name in names]
        if not set(kinds) <= {"B", "I", "L", "U", "O", "M"}:
            raise Unknown("moves")
        self.labels = labels
        self.outside = np.asarray([i for i, k in enumerate(kinds) if k == "O" or (k in "BU" and labels[i])])
        self.single = np.asarray([kinds[i] == "U" for i in self.outside])
        self.begins = np.asarray([kinds[i] == "B" for i in self.outside])
        self.goes_on = {labels[i]: i for i, k in enumerate(kinds) if k == "I"}
        self.ends = {labels[i]: i for i, k in enumerate(kinds) if k == "L"}
        # by the number of the opening move: the moves that lead its entity on and that end it
        self.on_of = np.asarray([self.goes_on.get(labels[i], 0) for i in range(len(names))])
        self.end_of = np.asarray([self.ends.get(labels[i], 0) for i in range(len(names))])

    def __call__(self, doc: Doc) -> Doc:
        """Sets the document's entities."""
        spans = [Span(doc, start, end, label=self.strings[label]) for start, end, label in self.find(doc)]
        doc.set_ents(spans, default="outside")
        return doc

    def find(self, doc: Doc) -> list[tuple[int, int, str]]:
        """First token, token after the last, label, of each entity, in order."""
        n = len(doc)
        if not n:
            return []
        rows = self.vectors.rows(doc) @ self.narrow[0] + self.narrow[1]
        parts: Floats = (rows @ self.lower).reshape(n, _FEATURES, -1)
        space, start = doc.to_array([IS_SPACE, SENT_START]).astype(np.int64).T
        last = np.ones(n, dtype=bool)  # no entity goes on after this word
        last[:-1] = start[1:] == 1
        scores = self._scores(parts[:, 0] + self.pad[1] + self.pad[2])[:, self.outside]
        scores[np.ix_(last, self.begins)] = -np.inf
        blank = space == 1
        scores[np.ix_(blank, self.begins | self.single)] = -np.inf
        chosen = self.outside[scores.argmax(axis=1)]
        begun = np.isin(chosen, self.outside[self.begins])
        ends = self._led_on(parts, chosen, np.flatnonzero(begun), last)
        single = set(self.outside[self.single].tolist())
        found: list[tuple[int, int, str]] = []
        at, moves = 0, chosen.tolist()
        interesting = np.flatnonzero(chosen != self._out()).tolist()
        for i in interesting:
            if i < at:
                continue
            move = moves[i]
            if move in single:
                at = i + 1
            elif i in ends:
                at = ends[i]
            else:
                continue
            found.append((i, at, self.labels[move]))
        return found

    def _out(self) -> int:
        return int(self.outside[~(self.begins | self.single)][0])

    def _led_on(self, parts: Floats, chosen: NDArray[np.int64], first: NDArray[np.int64],
                last: NDArray[np.bool_]) -> dict[int, int]:
        """By an entity's first word, the word after its last; each is led on, one word a round, until it ends."""
        ends: dict[int, int] = {}
        now = first + 1
        while len(first):
            scores = self._scores(parts[now, 0] + parts[first, 1] + parts[now - 1, 2])
            line = np.arange(len(first))
            on, end = self.on_of[chosen[first]], self.end_of[chosen[first]]
            better = scores[line, on] > scores[line, end]
            # of two moves with one score spaCy takes the one that it knows by the lower number
            better |= (scores[line, on] == scores[line, end]) & (on < end)
            better &= ~last[now]
            for i, j in zip(first[~better].tolist(), now[~better].tolist(), strict=True):
                ends[i] = j + 1
            first, now = first[better], now[better] + 1
        return ends

    def _scores(self, summed: Floats) -> Floats:
        summed = summed + self.lower_bias
        pieces = summed.reshape(len(summed), self.hidden, self.pieces)
        best = pieces[:, :, 0]
        for k in range(1, self.pieces):
            best = np.maximum(best, pieces[:, :, k])
        made: Floats = best @ self.upper + self.upper_bias
        return made
