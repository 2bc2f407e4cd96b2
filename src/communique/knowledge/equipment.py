"""Weapons, aircraft and ships by the form of their marks: Su-25, MQ-9, S-300, USS Carl Vinson, listed or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from sys import intern

from communique.knowledge.model import Entity
from communique.knowledge.tables import folder, rows

__all__ = ["Marks"]

_PARTICLES = frozenset(("de", "da", "of", "the", "van", "von", "al", "la", "le", "du", "des", "H.W.", "W."))


class Marks:
    """Finds marks in a list of tokens, and says of a mark what it is.

    An entity is made for each mark when it is first asked for: its id from the mark ("Su-25s" and "Su 25" are both
    ``equipment:su-25``), its class from the table of letters, its country the designer's.
    """

    def __init__(self) -> None:
        self._classes: dict[str, tuple[str, str, dict[str, str]]] = {}
        numbers: list[str] = []
        for _, row in rows("marks", (folder() / "marks.tsv").read_text("utf-8")):
            own = dict(pair.split("=") for pair in row["classes"].split("|") if pair)
            self._classes[row["prefix"]] = (intern(row["sub"]), intern(row["country"]), own)
            numbers.append(f"{row['prefix']}-(?:{row['numbers']})")
            if row["bare"]:
                numbers.append(f"{row['prefix']}(?:{row['bare']})")
        known = "|".join(sorted(numbers, key=len, reverse=True))
        self._mark = re.compile(f"({known})([A-Z][A-Z0-9]{{0,3}})?(?:s|'s)?\\.?$")
        self._parts = re.compile(r"([A-Za-z]+)-?(\d+)")
        ships = [row for _, row in rows("ships", (folder() / "ships.tsv").read_text("utf-8"))]
        self._ships = {row["prefix"]: (intern(row["sub"]), intern(row["country"]))
                       for row in ships if row["followed"] == "name"}
        self._hulls = {row["prefix"]: row["sub"] for row in ships if row["followed"] == "number"}
        self._nicknames = frozenset((folder() / "nicknames.tsv").read_text("utf-8").splitlines()[1:])
        self._known: dict[str, Entity] = {}

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Entity]]:
        """The marks and ships' names in a list of tokens: (first token, token after the last, what it is)."""
        found = []
        i = 0
        while i < len(words):
            word = words[i]
            end, entity = i + 1, None
            if word in self._ships:
                end, entity = self._ship(words, i)
            elif word in self._hulls and i + 1 < len(words) and words[i + 1].isdigit():
                end, entity = i + 2, self._make(f"{word} {words[i + 1]}", self._hulls[word], "")
            elif word[:1].isupper() and not word.isalpha() and any(c.isdigit() for c in word):
                entity = self._marked(word)
                end = i + 1 + self._nickname(words, i + 1) if entity else i + 1
            if entity is not None:
                found.append((i, end, entity))
                if word in self._ships and self._is_hull(words[end : end + 4]):
                    found.append((end + 1, end + 3, entity))  # HMS Ocean (L 12)
                    end += 3
            i = end
        return found

    def is_ship(self, prefix: str) -> bool:
        """Whether a word stands before the names of ships: ``USS``, ``HMS``."""
        return prefix in self._ships

    @staticmethod
    def _is_hull(words: Sequence[str]) -> bool:
        return len(words) == 4 and words[0] == "(" and words[1].isupper() and len(words[1]) < 5 \
            and words[2].isdigit() and words[3] == ")"

    def get(self, entity_id: str) -> Entity | None:
        """The equipment with this id, where it is a mark's (``equipment:su-25``)."""
        mark = entity_id.removeprefix("equipment:")
        if entity_id.startswith("equipment:") and (parts := self._parts.fullmatch(mark)):
            for prefix in self._classes:
                if prefix.lower() == parts[1]:
                    return self._marked(f"{prefix}-{parts[2]}")
        return self._known.get(entity_id)

    def _marked(self, word: str) -> Entity | None:
        match = self._mark.match(word)
        if match is None:
            hull, _, number = word.partition("-")
            sub = self._hulls.get(hull)
            return self._make(f"{hull} {number}", sub, "") if sub and number.isdigit() else None
        prefix, number = self._parts.findall(match[1])[0]
        sub, country, own = self._classes[prefix]
        return self._make(f"{prefix}-{number}", own.get(number, sub), country)

    def _ship(self, words: Sequence[str], i: int) -> tuple[int, Entity | None]:
        end = i + 1
        while end < len(words) and end < i + 5 and (words[end][:1].isupper() or words[end] in _PARTICLES):
            end += 1
        while end > i + 1 and words[end - 1] in _PARTICLES:
            end -= 1
        sub, country = self._ships[words[i]]
        return (end, self._make(" ".join(words[i:end]), sub, country)) if end > i + 1 else (end, None)

    def _nickname(self, words: Sequence[str], i: int) -> int:
        """How many of the tokens from `i` on belong to the mark before them: F-16 *Fighting Falcons*."""
        for length in (2, 1):
            name = " ".join(words[i : i + length])
            if len(words) >= i + length and (name in self._nicknames or name.removesuffix("s") in self._nicknames):
                return length
        return 0

    def _make(self, name: str, sub: str, country: str) -> Entity:
        key = "equipment:" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        if key not in self._known:
            self._known[key] = Entity(id=key, name=name, kind="equipment", sub=sub, country=country or None)
        return self._known[key]
