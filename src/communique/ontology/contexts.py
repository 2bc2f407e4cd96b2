"""PLOVER's contexts: what an event was about, told from the words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from communique.ontology.codes import table

__all__ = ["context_names", "contexts_of"]

#: How many weak words say as much as a strong one.
_WEAK = 2


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """First word -> (words, context, weight), the longest phrases first."""
    found: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for context, strong, weak in table("contexts.tsv"):
        for words, weight in ((strong, _WEAK), (weak, 1)):
            for phrase in filter(None, words.split("|")):
                parts = tuple(phrase.split())
                found.setdefault(parts[0], []).append((parts, context, weight))
    for some in found.values():
        some.sort(key=lambda entry: -len(entry[0]))
    return found


@lru_cache(maxsize=1)
def context_names() -> tuple[str, ...]:
    """Every context there is, in the table's order."""
    return tuple(row[0] for row in table("contexts.tsv"))


def contexts_of(words: Sequence[str]) -> tuple[str, ...]:
    """The contexts that `words` speak of, in the table's order.

    `words` are the lower-cased lemmas (or forms) of a stretch of text in order. One strong word or phrase of a
    context's row is enough, or two different weak ones.
    """
    index, weights, seen = _index(), Counter[str](), set[tuple[tuple[str, ...], str]]()
    for i, word in enumerate(words):
        for parts, context, weight in index.get(word, ()):
            if tuple(words[i:i + len(parts)]) == parts and (parts, context) not in seen:
                seen.add((parts, context))
                weights[context] += weight
    return tuple(name for name in context_names() if weights[name] >= _WEAK)
