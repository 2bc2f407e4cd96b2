"""Military units by their numbers: the 158th Fighter Wing, 3rd Battalion, 321st Field Artillery Regiment, 1st Army."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.knowledge.model import Entity
from communique.knowledge.tables import folder, rows

__all__ = ["Units"]

_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th|d)$")
_WORDS = frozenset(("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"))


class Units:
    """Finds numbered units. Whose they are the name does not say: `country` is None."""

    def __init__(self) -> None:
        self._nouns = {row["name"]: row["sub"] for _, row in rows("units", (folder() / "units.tsv").read_text("utf-8"))}
        self._known: dict[str, Entity] = {}

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Entity]]:
        """The numbered units in a list of tokens: (first token, token after the last, the unit)."""
        found = []
        i = 0
        while i < len(words):
            end = self._end(words, i) if words[i] in _WORDS or _ORDINAL.match(words[i]) else None
            if end is None:
                i += 1
                continue
            found.append((i, end, self._make(words[i:end])))
            i = end
        return found

    def get(self, entity_id: str) -> Entity | None:
        """A unit that was found before, by its id."""
        return self._known.get(entity_id)

    def _end(self, words: Sequence[str], i: int) -> int | None:
        """The token after a unit's name that starts at `i`: capitalised words up to the last that is a unit's noun."""
        end = None
        for j in range(i + 1, min(len(words), i + 7)):
            if words[j] in self._nouns:
                end = j + 1
            elif not (words[j][:1].isupper() or words[j] == "-") or words[j] in ("Street", "Avenue"):
                break
        return end

    def _make(self, words: Sequence[str]) -> Entity:
        name = " ".join(words).replace(" - ", "-")
        key = "force:" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        if key not in self._known:
            self._known[key] = Entity(id=key, name=name, kind="force", sub=self._nouns[words[-1]], sector="MIL")
        return self._known[key]
