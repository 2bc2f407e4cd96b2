"""Which events are joined, and by which edges: as few as join them, and suggestions only between what stays apart."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from communique.archive.decisions import Decision
from communique.archive.sameness import SURE, Key, Told, block_keys, same_event

__all__ = ["Joining"]


class _Kind:
    """Events that are alike in all that is compared: judged once, however many reports tell of them."""

    __slots__ = ("fresh", "members", "told")

    def __init__(self, told: Told) -> None:
        self.told = told
        self.members: list[tuple[str, str]] = []  # (article, event)
        self.fresh = False


class Joining:
    """Takes earlier events with their groups and new ones, and says which edges join them.

    The edges do not depend on the order in which events are added. Memory is bounded by the number of kinds of
    events and of edges, not of pairs.
    """

    def __init__(self) -> None:
        self._kinds: dict[Hashable, _Kind] = {}
        self._same: dict[Hashable, Any] = {}  # one object for each value, however often it is told
        self._new: set[str] = set()
        self._groups = _Parts()
        self._suggested: list[tuple[str, str]] = []
        self._apart: set[tuple[str, str]] = set()

    def add(self, event: Told, new: bool) -> None:
        """Takes an event; `new`: of a report that was not merged yet."""
        alike: tuple[Any, ...] = tuple(self._same.setdefault(value, value) for value in (
            event.type, event.mode, event.status, event.first, event.last, event.dated, event.actors, event.recipients,
            event.people, event.sectors, event.place, event.place_country, event.trigger))
        kind = self._kinds.get(alike)
        if kind is None:
            kind = self._kinds[alike] = _Kind(Told(event.id, event.article, *alike))
        kind.members.append((self._same.setdefault(event.article, event.article), event.id))
        if new:
            kind.fresh = True
            self._new.add(event.id)

    def known(self, groups: Iterable[tuple[str, str]]) -> None:
        """Takes (event, group) of what is joined already."""
        for member, leader in groups:
            self._groups.join(member, leader)

    def suggested(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Takes the pairs that were suggested before."""
        self._suggested += pairs

    def apart(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Takes the pairs on which a person has decided: no edge is made of them."""
        self._apart.update((min(pair), max(pair)) for pair in pairs)

    def decisions(self) -> list[Decision]:
        """The edges: those that join what was apart, and for parts that stay apart the best suggestion."""
        kinds = [self._kinds[key] for key in sorted(self._kinds, key=lambda key: min(self._kinds[key].members))]
        for kind in kinds:
            kind.members.sort()
        edges = [edge for kind in kinds if kind.fresh for edge in self._chain(kind)]
        made, alike = [d for d in edges if d.verdict == "same"], [d for d in edges if d.verdict == "maybe"]
        doubtful = _Pairs()
        for i, j in self._meetings(kinds):
            pair = self._pair(kinds[i], kinds[j])
            if pair is None:
                continue
            same = same_event(kinds[i].told, kinds[j].told)
            if same is None:
                continue
            if same[0] >= SURE:
                self._groups.join(*pair)
                made.append(Decision.of("event", *pair, "same", *same))
            else:
                doubtful.add(i, j, same[0])
        return [*made, *self._suggest(kinds, alike, doubtful)]

    def _chain(self, kind: _Kind) -> Iterator[Decision]:
        same = same_event(kind.told, _other(kind.told))
        if same is None:
            return
        for (article, a), (other, b) in pairwise(kind.members):
            if article == other or not self._open(a, b):
                continue
            if same[0] >= SURE:
                if self._groups.join(a, b):
                    yield Decision.of("event", a, b, "same", *same)
            elif a in self._new or b in self._new:
                yield Decision.of("event", a, b, "maybe", *same)

    def _pair(self, one: _Kind, other: _Kind) -> tuple[str, str] | None:
        """The pair that stands for all of two kinds, never of one article; None where it is decided or joined."""
        for article, a in one.members:
            for article2, b in other.members:
                if article != article2:
                    return (a, b) if self._open(a, b) and self._groups.root(a) != self._groups.root(b) else None
        return None

    def _open(self, a: str, b: str) -> bool:
        return (min(a, b), max(a, b)) not in self._apart

    def _meetings(self, kinds: list[_Kind]) -> Iterator[tuple[int, int]]:
        """The pairs of kinds that share a key, one of them with a new event, each at most once if it is not joined:
        those that name as much, and those of which one names a side less."""
        blocks: dict[Key, list[int]] = defaultdict(list)
        fuller: dict[Key, list[int]] = defaultdict(list)
        for number, kind in enumerate(kinds):
            own, wider = block_keys(kind.told)
            for key in own:
                blocks[key].append(number)
            for key in wider:
                fuller[key].append(number)
        seen: set[int] = set()
        for key in sorted(blocks):
            block, wide = blocks[key], fuller.get(key, ())
            for at, one in enumerate(block):
                for other in (*block[at + 1:], *wide):
                    if one == other or not (kinds[one].fresh or kinds[other].fresh):
                        continue
                    if self._groups.root(kinds[one].members[0][1]) == self._groups.root(kinds[other].members[0][1]):
                        continue
                    pair = min(one, other) * len(kinds) + max(one, other)
                    if pair not in seen:
                        seen.add(pair)
                        yield one, other

    def _suggest(self, kinds: list[_Kind], alike: list[Decision], doubtful: _Pairs) -> Iterator[Decision]:
        """Of what may be one, the surest pairs that between them connect it, and no more."""
        parts, root = _Parts(), self._groups.root
        for a, b in self._suggested:
            parts.join(root(a), root(b))
        for d in alike:
            if root(d.a) != root(d.b) and parts.join(root(d.a), root(d.b)):
                yield d
        for i, j in doubtful.surest_first():
            pair = self._pair(kinds[i], kinds[j])
            if pair is None or not parts.join(root(pair[0]), root(pair[1])):
                continue
            same = same_event(kinds[i].told, kinds[j].told)
            if same is not None and (pair[0] in self._new or pair[1] in self._new):
                yield Decision.of("event", *pair, "maybe", *same)


class _Parts:
    """Ids joined to parts, each called by its least."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, x: str) -> str:
        """The part that an id is in."""
        parent = self._parent
        while (up := parent.get(x, x)) != x:
            parent[x] = parent.get(up, up)
            x = up
        return x

    def join(self, a: str, b: str) -> bool:
        """Joins two; False where they were joined."""
        one, other = self.root(a), self.root(b)
        if one != other:
            self._parent[max(one, other)] = min(one, other)
        return one != other


class _Pairs:
    """Pairs of kinds with a score, in as little memory as they take."""

    def __init__(self) -> None:
        self._one, self._other, self._score = array("l"), array("l"), array("d")

    def add(self, one: int, other: int, score: float) -> None:
        self._one.append(one)
        self._other.append(other)
        self._score.append(score)

    def surest_first(self) -> Iterator[tuple[int, int]]:
        """The pairs by score, those of one score in the order of adding."""
        for at in np.argsort(-np.asarray(self._score), kind="stable"):
            yield self._one[at], self._other[at]


def _other(event: Told) -> Told:
    """The same as another report would tell it."""
    values: list[Any] = [getattr(event, name) for name in Told.__slots__]
    return Told(f"{event.id}'", f"{event.article}'", *values[2:])
