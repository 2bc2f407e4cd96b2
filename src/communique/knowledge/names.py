"""Names in running text: the longest name that starts at a token, found by dictionary look-ups alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

__all__ = ["NameIndex", "atoms", "plain"]

_ATOM = re.compile(r"\w+|[^\w\s]")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                          "Æ": "Ae", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "œ": "oe"})
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "‑": "-", "‐": "-"})


@lru_cache(maxsize=65536)
def atoms(token: str) -> tuple[str, ...]:
    """A token cut at its marks, so that a name matches however a tokenizer cuts it: "d'Ivoire" is d, ', Ivoire."""
    return (token,) if token.isalnum() else tuple(_ATOM.findall(token.translate(_MARKS)))


def _cut(name: str) -> list[str]:
    return _ATOM.findall(name if name.isascii() else name.translate(_MARKS))


def plain(name: str) -> str:
    """The name in ASCII letters, as wire services write it: Élysée as Elysee."""
    if name.isascii():
        return name
    spread = unicodedata.normalize("NFKD", name.translate(_LETTERS).translate(_MARKS))
    return "".join(c for c in spread if not unicodedata.combining(c))


T = TypeVar("T")


class NameIndex(Generic[T]):
    """What has which name.

    A name matches as it is written; written all in capitals, as headlines and datelines have it, it matches any name
    but an acronym. Names are kept as atoms joined by blanks.
    """

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._names: dict[str, tuple[T, ...]] = {}
        self._capitals: dict[str, str] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for name, thing in pairs:
            cut = [name] if name.isalnum() else _cut(name)
            key = name if len(cut) == 1 else " ".join(cut)
            known = self._names.get(key)
            if known is None:
                self._names[key] = (thing,)
                self._start(cut[0], len(cut))
                capitals = key.upper()
                if capitals != key:
                    self._capitals.setdefault(capitals, key)
                    self._start(cut[0].upper(), len(cut))
            elif thing not in known:
                self._names[key] = (*known, thing)

    def _start(self, first: str, length: int) -> None:
        lengths = self._lengths.get(first)
        if lengths is None:
            self._lengths[first] = (length,)
        elif length not in lengths:
            self._lengths[first] = tuple(sorted((*lengths, length), reverse=True))

    def __len__(self) -> int:
        return len(self._names)

    def get(self, name: str) -> tuple[T, ...]:
        """Everything that has this name, in the order in which it was put in."""
        found = self._names.get(name)
        if found is None and not name.isalpha():
            found = self._names.get(" ".join(_cut(name)))
        return found or (self._in_capitals(name) if name.isupper() else ())

    def _in_capitals(self, key: str) -> tuple[T, ...]:
        if not key.isalpha():
            key = " ".join(_cut(key))
        proper = self._capitals.get(key) if len(key) > 3 else None
        return self._names[proper] if proper else ()

    def find(self, words: Sequence[str]) -> list[tuple[int, int, tuple[T, ...]]]:
        """The longest names in a list of tokens, from left to right: (first token, token after the last, whose)."""
        found: list[tuple[int, int, tuple[T, ...]]] = []
        lengths, n, i = self._lengths, len(words), 0
        while i < n:
            some = lengths.get(words[i]) or lengths.get(next(iter(atoms(words[i])), ""))
            match = self._longest(words, i, some) if some else None
            if match:
                found.append((i, *match))
                i = match[0]
            else:
                i += 1
        return found

    def match(self, words: Sequence[str], i: int) -> tuple[int, tuple[T, ...]] | None:
        """The longest name that starts at token `i`: (token after its last, whose), or None."""
        lengths = self._lengths.get(next(iter(atoms(words[i])), ""))
        return self._longest(words, i, lengths) if lengths else None

    def _longest(self, words: Sequence[str], i: int, lengths: tuple[int, ...]) -> tuple[int, tuple[T, ...]] | None:
        cut: list[str] = []
        ends: dict[int, int] = {}  # atoms so far -> token after the last
        for j in range(i, min(len(words), i + lengths[0])):
            cut.extend(atoms(words[j]))
            ends.setdefault(len(cut), j + 1)  # not with the line's end after it
            if len(cut) >= lengths[0]:
                break
        for length in lengths:
            end = ends.get(length)
            if end is None:
                continue
            key = " ".join(cut[:length])
            whose = self._names.get(key) or (self._in_capitals(key) if key.isupper() else ())
            if whose:
                return end, whose
        return None
