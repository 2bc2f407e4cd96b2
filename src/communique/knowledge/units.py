"""Military units by their numbers: 158th Fighter Wing, 3rd Battalion, 321st Field Artillery Regiment, Task Force 50."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.knowledge.model import Entity
from communique.knowledge.tables import folder, rows

__all__ = ["Units"]

_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th|d)$")
_NUMBER = re.compile(r"\d{1,4}(?:[-.]\d{1,2}){0,2}$")
_WORDS = frozenset(("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"))
#: Companies, batteries and troops go by letters, as these are spoken: Alpha Company, B Battery, Company C.
_LETTERS = frozenset((*"ABCDEFGHIJKLM", "Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel",
                      "India", "Kilo", "Lima"))
_LETTERED = frozenset(("Company", "Battery", "Troop"))
#: Words before "Task Force" that are part of its name.
_JOINED = frozenset(("Combined", "Joint", "Multinational", "Naval", "Maritime", "Amphibious", "Carrier"))
#: The sorts of units that are part of others, the smallest first.
_ORDER = {sub: k for k, sub in enumerate(("platoon", "company", "battery", "detachment", "squadron", "battalion",
                                          "cavalry", "marines", "regiment", "group", "wing", "brigade", "division",
                                          "corps", "fleet", "army"))}
_SHORT = re.compile(r"C?J?TF$")


class Units:
    """Finds numbered units. Whose they are the name does not say: `country` is None."""

    def __init__(self) -> None:
        self._nouns = {row["name"]: row["sub"] for _, row in rows("units", (folder() / "units.tsv").read_text("utf-8"))}
        self._known: dict[str, Entity] = {}

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Entity]]:
        """The numbered units in a list of tokens: (first token, token after the last, the unit). A unit that is told
        with the larger one that it is of is one name: "3rd Battalion, 321st Field Artillery Regiment"."""
        found: list[tuple[int, int, Entity]] = []
        i = 0
        while i < len(words):
            unit = self._at(words, i)
            if unit is None:
                i += 1
                continue
            start, end, name, sub = unit
            while end + 1 < len(words) and words[end] == "," and (larger := self._at(words, end + 1)) is not None \
                    and larger[0] == end + 1 and _ORDER.get(larger[3], 0) > _ORDER.get(sub, 99):
                end, sub, name = larger[1], larger[3], f"{name}, {larger[2]}"
            if start < (found[-1][1] if found else 0) or unit[3] == "company" and "," not in name:
                i = end  # "E Company" alone may be a firm
                continue
            found.append((start, end, self._make(name, unit[3])))
            i = end
        return found

    def get(self, entity_id: str) -> Entity | None:
        """A unit that was found before, by its id."""
        return self._known.get(entity_id)

    def _at(self, words: Sequence[str], i: int) -> tuple[int, int, str, str] | None:
        """The unit whose name begins at `i`, or with "Task Force" there: its first token, the one after its last, its
        name and sort."""
        word = words[i]
        if word in _WORDS or _ORDINAL.match(word):
            end = self._end(words, i)
            return None if end is None else (i, end, _name(words[i:end]), self._nouns[words[end - 1]])
        after = words[i + 1] if i + 1 < len(words) else ""
        if word in _LETTERS and after in _LETTERED or word in _LETTERED and after in _LETTERS:
            return i, i + 2, f"{word} {after}", "company"
        if _SHORT.match(word) and _NUMBER.match(after):
            return i, i + 2, f"{_spelled(word)} {after}", "task force"
        return _task_force(words, i) if word == "Task" and after == "Force" else None

    def _end(self, words: Sequence[str], i: int) -> int | None:
        """The token after a unit's name that starts at `i`: capitalised words up to the last that is a unit's noun."""
        end = None
        for j in range(i + 1, min(len(words), i + 7)):
            if words[j] in self._nouns:
                end = j + 1
            elif not (words[j][:1].isupper() or words[j] == "-") or words[j] in ("Street", "Avenue"):
                break
        return end

    def _make(self, name: str, sub: str) -> Entity:
        key = "force:" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        if key not in self._known:
            self._known[key] = Entity(id=key, name=name, kind="force", sub=sub, sector="MIL")
        return self._known[key]


def _name(words: Sequence[str]) -> str:
    return " ".join(words).replace(" - ", "-")


def _spelled(short: str) -> str:
    """What the letters before a task force's number stand for: CTF is Combined Task Force."""
    return " ".join([*(("Combined",) if "C" in short else ()), *(("Joint",) if "J" in short else ()), "Task Force"])


def _task_force(words: Sequence[str], i: int) -> tuple[int, int, str, str] | None:
    """A task force with its number, which may come after its short name: "Combined Task Force (CTF) 150"."""
    start, end = i, i + 2
    while start and words[start - 1] in _JOINED:
        start -= 1
    name = _name(words[start:end])
    if end + 3 < len(words) and words[end] == "(" and words[end + 2] == ")":
        if _SHORT.match(words[end + 1]):
            name = _spelled(words[end + 1])
        end += 3
    if end >= len(words) or not _NUMBER.match(words[end]):
        return None
    return start, end + 1, f"{name} {words[end]}", "task force"
