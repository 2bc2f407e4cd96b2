"""Where in a text to look for time expressions: around the words and figures that tell of one.

Each form has a word of some kind in it (a month, a unit, a figure); looking for it only near such words spares going
through the text once for every form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Token

from communique.language.times.vocabulary import words
from communique.records import Span

__all__ = ["KINDS", "of_form", "stretches"]

#: No time expression reaches further, in characters, from a word that tells of it.
REACH = 70
_PARTS = re.compile(r"[a-z]+")

#: By form (`grammar`): of what kinds of words it has one.
KINDS: dict[str, tuple[str, ...]] = {
    "iso": ("figure",), "clock_day": ("figure",), "day_clock": ("figure",), "numeric": ("figure",),
    "clock": ("figure",), "years": ("figure",), "year": ("figure",), "decade": ("figure",),
    "mod_year": ("figure", "unit"), "quarter": ("figure", "quarter"),
    "day_month": ("month",), "month_day": ("month",), "month_year": ("month",), "rel_month": ("month",),
    "month": ("month",), "weekday": ("weekday",), "relative_day": ("day",), "this_part": ("daypart",),
    "each": ("unit", "weekday", "daypart", "season"), "times_a": ("unit",), "set": ("set",),
    "limit": ("season", "unit"), "rel_season": ("season",), "season_year": ("season",), "century": ("unit",),
    "this_century": ("unit",),
    "end_of": ("unit",), "next_day": ("unit",), "rel_unit": ("unit",), "day_shift": ("unit",), "ago": ("unit",),
    "span": ("unit",), "duration": ("unit",), "some_units": ("unit",), "holiday": ("holiday",), "vague": ("vague",),
}
_OWN = {"day": ("today", "yesterday", "tomorrow"), "quarter": ("quarter", "half"),
        "daypart": ("tonight", "overnight", "morning", "afternoon", "evening", "night")}


@lru_cache(maxsize=1)
def _telling() -> dict[str, tuple[str, ...]]:
    """A word -> of which kinds of expression it tells. Of a phrase it is the longest word that is looked for."""
    found: dict[str, list[str]] = {}
    for kind in ("month", "weekday", "unit", "daypart", "season", "set", "vague", "holiday", "day", "quarter"):
        for phrase in (*(words(kind) if kind not in ("day", "quarter") else ()), *_OWN.get(kind, ())):
            longest = max(_PARTS.findall(phrase.lower()), key=len)
            for form in (longest, f"{longest}s"):
                if kind not in found.setdefault(form, []):
                    found[form].append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def stretches(tokens: Sequence[Token]) -> dict[str, list[Span]]:
    """By kind of word, the parts of the text that lie around one, in order and apart from each other."""
    telling = _telling()
    found: dict[str, list[Span]] = {}
    for token in tokens:
        low = token.lower_
        kinds = telling.get(low)
        if kinds is None:
            if low.isalpha():
                continue
            kinds = tuple(k for part in _PARTS.findall(low) for k in telling.get(part, ()))  # "10-year-old"
            if any(c.isdigit() for c in low):
                kinds += ("figure",)
        for kind in kinds:
            _add(found.setdefault(kind, []), max(0, token.idx - REACH), token.idx + len(low) + REACH)
    return found


def of_form(form: str, by_kind: dict[str, list[Span]]) -> list[Span]:
    """The parts of the text that can hold an expression of this form."""
    kinds = [by_kind[k] for k in KINDS[form] if k in by_kind]
    if len(kinds) < 2:
        return kinds[0] if kinds else []
    joined: list[Span] = []
    for start, end in sorted(span for some in kinds for span in some):
        _add(joined, start, end)
    return joined


def _add(spans: list[Span], start: int, end: int) -> None:
    if spans and start <= spans[-1][1]:
        spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
    else:
        spans.append((start, end))
