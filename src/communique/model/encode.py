"""A sentence as the encoder reads it: pieces of words with their spans and shapes.

The vocabulary is lower-case; what capitals tell (a name, an abbreviation) is given beside it as the shape of the word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from communique.model.labels import STATUSES, TYPES

#: The longest input in pieces, with the two that mark begin and end. A sentence is cut there: what follows has no tags.
LONGEST = 128
SHAPES = 5
#: What the lexicon says of a piece: types that its word may have (and NONE), the type that the rules coded, its status.
FEATURES = len(TYPES) + 1 + len(TYPES) + len(STATUSES)


@dataclass(frozen=True)
class Hint:
    """What the rules say of the words at [start, end) of a sentence: `possible` types by the lexicon ("NONE" among them
    for a sense that is no event), and the type and status that they coded there, if they did."""

    start: int
    end: int
    possible: tuple[str, ...] = ()
    coded: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Pieces:
    """`ids` and `shapes` are the input; `spans[i]` is where piece i stands in the sentence, (0, 0) for begin and
    end; `words[i]` counts the words, None for begin and end."""

    ids: list[int]
    shapes: list[int]
    spans: list[tuple[int, int]]
    words: list[int | None]

    def features(self, hints: Iterable[Hint]) -> npt.NDArray[np.float32]:
        """(pieces, FEATURES): the hints laid over the pieces that they touch."""
        made = np.zeros((len(self.ids), FEATURES), dtype=np.float32)
        for hint in hints:
            where = self.covering(hint.start, hint.end)
            for name in hint.possible:
                made[where, len(TYPES) if name == "NONE" else TYPES.index(name)] = 1
            if hint.coded:
                made[where, len(TYPES) + 1 + TYPES.index(hint.coded)] = 1
            if hint.status:
                made[where, 2 * len(TYPES) + 1 + STATUSES.index(hint.status)] = 1
        return made

    def by_word(self) -> list[tuple[int, int]]:
        """(first, past) piece of each word, in order."""
        found: list[tuple[int, int]] = []
        for i, word in enumerate(self.words):
            if word is None:
                continue
            if found and found[-1][1] == i and self.words[i - 1] == word:
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((i, i + 1))
        return found

    def covering(self, start: int, end: int) -> list[int]:
        """The pieces that share a character with [start, end)."""
        return [i for i, (low, high) in enumerate(self.spans) if low < end and high > start]


def shape(word: str) -> int:
    """1 lower case, 2 capitalised, 3 all capitals, 4 with a digit; 0 marks begin, end and filling."""
    if any(c.isdigit() for c in word):
        return 4
    if not word[:1].isupper():
        return 1
    return 3 if len(word) > 1 and word.isupper() else 2


class Encoder:
    """Cuts sentences into pieces by the model's vocabulary (`tokenizer.json`)."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def __call__(self, sentences: list[str]) -> list[Pieces]:
        made = []
        for text, encoding in zip(sentences, self.tokenizer.encode_batch(sentences), strict=True):
            shapes = []
            for start, end in encoding.offsets:
                low, high = start, end
                while low > 0 and text[low - 1].isalnum():
                    low -= 1
                while high < len(text) and text[high].isalnum():
                    high += 1
                shapes.append(shape(text[low:high]) if end > start else 0)
            made.append(Pieces(encoding.ids, shapes, encoding.offsets, encoding.word_ids))
        return made
