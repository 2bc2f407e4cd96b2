"""spaCy's parser, run over a text's paragraphs side by side.

The parser takes one decision at a time, and for each asks for a small product of matrices, whose calling costs more
than the product. Nothing is parsed across a line's end, so all paragraphs of a text can be led on together: one product
for as many decisions as there are paragraphs. The decisions are the same, but for a paragraph's first word (one word
in three thousand): the parser, while it clears up the paragraph before, sometimes cuts off an opening quotation mark
from what it opens, and here it can't.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START, SPACY
from spacy.tokens import Doc
from thinc.api import NumpyOps

from communique.language.vectors import Floats, Unknown

__all__ = ["Pieces", "Quick"]

_MORE = 2  # words of the next paragraph that the parser sees at the end of one
_SHORT = 12  # words, below which a paragraph is taken together with the next


class Quick(NumpyOps):  # type: ignore[misc]
    """thinc's operations, with numpy's product of matrices."""

    def gemm(self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False,
             trans2: bool = False) -> Floats:
        made: Floats = np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
        return made


class Pieces:
    """A pipeline component in the place of spaCy's `parser`, which it runs. It needs `Doc.tensor` to be there, and the
    first words of paragraphs to be marked as sentence starts."""

    def __init__(self, parser: Any) -> None:
        tok2vec = parser.model.get_ref("tok2vec")
        if not any(layer.name == "tok2vec-listener" for layer in tok2vec.walk()):
            raise Unknown(tok2vec.name)
        self.parser = parser
        for layer in (tok2vec, parser.model.get_ref("lower")):
            for part in layer.walk():
                part.ops = Quick()

    def __call__(self, doc: Doc) -> Doc:
        """Sets heads, dependencies and sentences."""
        starts = doc.to_array([SENT_START, SPACY])
        edges = _edges(starts[:, 0].astype(np.int64).tolist())
        if len(edges) <= 2:
            parsed: Doc = self.parser(doc)
            return parsed
        words, blank = [token.text for token in doc], (starts[:, 1] == 1).tolist()
        pieces: list[Doc] = []
        for first, after in zip(edges, edges[1:], strict=False):
            end = min(after + _MORE, len(doc))
            piece = Doc(doc.vocab, words=words[first:end], spaces=blank[first:end])
            piece.from_array([SENT_START], starts[first:end, :1])
            piece.tensor = doc.tensor[first:end]
            pieces.append(piece)
        self.parser.set_annotations(pieces, self.parser.predict(pieces))
        made = [piece.to_array([HEAD, DEP])[:after - first]
                for piece, first, after in zip(pieces, edges, edges[1:], strict=False)]
        doc.from_array([HEAD, DEP], np.concatenate(made))
        return doc


def _edges(starts: list[int]) -> list[int]:
    """Where pieces begin, and the end of the last."""
    edges = [0]
    for i, value in enumerate(starts):
        if value == 1 and i - edges[-1] >= _SHORT and len(starts) - i > _MORE:
            edges.append(i)
    return [*edges, len(starts)]
