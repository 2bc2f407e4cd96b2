"""Offices and forces that every state has, found by its name: "Russian Foreign Ministry", "Ministry of Defence of
Iraq", "Pakistan Army". One row says it for two hundred states; an entity is made when a text first names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from sys import intern

from communique.knowledge.model import Entity
from communique.knowledge.names import NameIndex, atoms
from communique.knowledge.tables import folder, rows

__all__ = ["Institutions"]

Found = tuple[int, int, tuple[Entity, ...]]
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


class Institutions:
    """Finds institutions beside the names and adjectives of states."""

    def __init__(self, state: Callable[[str], Entity | None], people: Callable[[str], Entity | None],
                 known: Callable[[str], Entity | None]) -> None:
        self._state, self._people, self._known = state, people, known
        self._rows = {row["id"]: row for _, row in rows("institutions",
                                                        (folder() / "institutions.tsv").read_text("utf-8"))}
        self._index: NameIndex[str] = NameIndex((name, intern(row["id"])) for row in self._rows.values()
                                                for name in row["names"].split("|"))
        first = {atoms(name)[0] for row in self._rows.values() for name in row["names"].split("|")}
        self._first = frozenset(first | {word.upper() for word in first})
        self._made: dict[tuple[str, str], Entity] = {}

    def get(self, entity_id: str) -> Entity | None:
        """The institution with this id: ``organisation:rus-foreign-ministry``."""
        country, _, key = entity_id.partition(":")[2].partition("-")
        state = self._state(country.upper()) if key in self._rows else None
        return self._make(key, state) if state is not None else None

    def find(self, words: Sequence[str], names: Sequence[Found]) -> list[Found]:
        """The institutions in a list of tokens, given the names found in it."""
        found: list[Found] = []
        ends = {end: (start, whose[0]) for start, end, whose in names if whose[0].kind == "state"}
        starts = {start: (end, whose[0]) for start, end, whose in names if whose[0].kind == "state"}
        taken = 0
        for i, word in enumerate(words):
            if i < taken or not word[:1].isupper() or word not in self._first:
                continue
            hit = self._index.match(words, i)
            if hit is None:
                continue
            end, keys = hit
            start, state = self._before(words, i, ends)
            if state is None and end < len(words) and words[end] == "of":
                after = end + 2 if words[end + 1 : end + 2] == ["the"] else end + 1
                if after in starts:
                    end, state = starts[after]
            if state is not None:
                found.append((start, end, (self._make(keys[0], state),)))
                taken = end
        return found

    def _before(self, words: Sequence[str], i: int, ends: dict[int, tuple[int, Entity]]) -> tuple[int, Entity | None]:
        """Where an institution's name starts and whose it is, by what stands before the token `i`."""
        if i and words[i - 1] in _POSSESSIVE and i - 1 in ends:
            return i, ends[i - 1][1]
        if i in ends:
            return ends[i]
        for length in (2, 1):
            if i >= length and (state := self._people(" ".join(words[i - length : i]))) is not None:
                return (i - length, state) if state.kind == "state" else (i, None)
        return i, None

    def _make(self, key: str, state: Entity) -> Entity:
        made = self._made.get((key, state.id))
        if made is None:
            row = self._rows[key]
            own = f"{row['kind']}:{state.id.partition(':')[2].lower()}-{key}"
            made = self._known(own)
            if made is None:
                name = f"{state.extra.get('adjective') or state.name} {row['name']}"
                made = Entity(id=own, name=name, kind=row["kind"], sub=row["sub"], country=state.country,
                              sector=row["sector"], extra={"parent": state.id})
            self._made[key, state.id] = made
        return made
