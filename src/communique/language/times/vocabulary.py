"""The words of time, from their table: months, days, units, numbers, parts of the day, holidays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

__all__ = ["alternatives", "easter", "number", "words"]


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    text = (resources.files("communique.language.times") / "tables" / "vocabulary.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        kind, word, value = line.split("\t")
        found.setdefault(kind, {})[word] = value
    return found


def words(kind: str) -> dict[str, str]:
    """The words of a kind (``month``, ``unit``, ...), lower case, with what each stands for."""
    return _table()[kind]


def alternatives(some: Iterable[str]) -> str:
    """A regular expression for any of `some`, the longest first; an apostrophe matches either form."""
    longest = sorted(some, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s+") for w in longest)


def number(text: str) -> float | None:
    """The value of a number in digits or words ("ninety", "twenty-five", "2.5", "1,000"); None for a vague one."""
    said = re.sub(r"\s+", " ", text.lower().strip())
    if re.fullmatch(r"[\d,]+(\.\d+)?", said):
        return float(said.replace(",", ""))
    half = 0.5 if said.endswith(" and a half") else 0.0
    said = said.removesuffix(" and a half")
    known = words("number")
    if said in known:
        return None if known[said] == "X" else float(known[said]) + half
    parts = re.split(r"[-\s]+", said)
    values = [known.get(p) for p in parts]
    if all(v and v != "X" for v in values):
        return sum(float(v) for v in values if v) + half
    return None


def easter(year: int) -> tuple[int, int]:
    """Month and day of Easter Sunday by the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return month, day + 1
