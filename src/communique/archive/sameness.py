"""Whether two reports tell of one event: type, parties, day and place agree as far as each says.

A pure function of two events, so that what is merged does not depend on the order in which reports were read.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import combinations

from communique.records import Event, Role

__all__ = ["Key", "Told", "block_keys", "same_event", "told"]

#: Below this two events stay apart; between this and `SURE` a person is asked.
MAYBE, SURE = 0.55, 0.7
#: A report without a date for the event tells of it on its own day or the one before.
_NEAR = dt.timedelta(days=1)
_DONE = frozenset({"actual", "historical"})
#: Sectors that say too little to tell parties apart: a state's army acts for its government, civilians may be anyone.
_VAGUE = frozenset({"GOV", "CVL", "ELI"})
#: Events in which the sides may be told in either order.
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one report tells it, with what is compared: its days, its sides, its place."""

    id: str
    article: str
    type: str
    mode: str | None
    status: str
    first: dt.date | None
    last: dt.date | None
    dated: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    people: frozenset[tuple[str, str]]
    sectors: frozenset[tuple[str, str, str]]
    place: str | None
    place_country: str | None
    trigger: str


def told(event: Event, published: dt.date | None, trigger: str) -> Told:
    """What is compared of `event`; `published` is the day of its report, `trigger` the words of its trigger."""
    first, last = _days(event.date.value if event.date else None)
    dated = first is not None
    if not dated and published is not None:
        first, last = published - _NEAR, published
    people = frozenset((r.country or "?", r.entity) for r in (*event.actors, *event.recipients)
                       if r.kind == "person" and r.entity)
    place = event.place
    sides = (("a", event.actors), ("r", event.recipients))
    sectors = frozenset((side, r.country or "", r.sector) for side, roles in sides for r in roles
                        if r.sector and r.sector not in _VAGUE)
    return Told(event.id, event.article, event.type, event.mode, event.status, first, last, dated, _side(event.actors),
                _side(event.recipients), people, sectors, place.entity if place and place.kind != "state" else None,
                place.country if place else None, trigger.lower())


def _side(roles: tuple[Role, ...]) -> frozenset[str]:
    """The parties of a side: its countries, and the entities of those who have none."""
    return frozenset(r.country or r.entity or "" for r in roles) - {""}


def _days(value: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of an ISO value as fine as it is."""
    m = re.match(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?(?:/(\d{4}-\d\d-\d\d))?(?=$|T)", value or "")
    if not m:
        return None, None
    try:
        year = int(m[1])
        if m[4]:
            monday = dt.date.fromisocalendar(year, int(m[4]), 1)
            return monday, monday + dt.timedelta(days=6)
        if m[3]:
            day = dt.date(year, int(m[2]), int(m[3]))
            return day, dt.date.fromisoformat(m[5]) if m[5] else day
        if m[2]:
            month = int(m[2])
            after = dt.date(year + month // 12, month % 12 + 1, 1)
            return dt.date(year, month, 1), after - dt.timedelta(days=1)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except ValueError:
        return None, None


Key = tuple[str, str, str, int]


def block_keys(t: Told) -> tuple[list[Key], list[Key]]:
    """(keys by which it meets events that name both sides, or one, as it does; keys by which it meets those that name
    a side less). A key is (type, party, other party or nothing, day): two events that may be one share one.

    An event whose days are not told within two weeks, or that names no party, has none: it is merged with nothing.
    """
    if t.first is None or t.last is None or (t.last - t.first).days > 14:
        return [], []
    days = range(t.first.toordinal(), t.last.toordinal() + 1)
    parties = sorted(t.actors | t.recipients)
    alone = [(t.type, party, "", day) for party in parties for day in days]
    both = combinations(parties, 2) if t.type in _MUTUAL else \
        (sorted((a, r)) for a in sorted(t.actors) for r in sorted(t.recipients))
    pairs = [(t.type, a, b, day) for a, b in sorted({(a, b) for a, b in both}) for day in days]
    return (pairs, alone) if pairs else (alone, [])


def same_event(a: Told, b: Told) -> tuple[float, str] | None:
    """How surely `a` and `b` are one event (0 to 1) and on what grounds; None where they can't be."""
    if a.type != b.type or a.id == b.id or (a.status in _DONE) != (b.status in _DONE):
        return None
    if a.status not in _DONE and a.status != b.status:
        return None
    if a.mode and b.mode and a.mode != b.mode:
        return None
    if a.first is None or b.first is None or a.last is None or b.last is None or a.first > b.last or b.first > a.last:
        return None
    if a.place and b.place and a.place != b.place:
        return None
    if a.place_country and b.place_country and a.place_country != b.place_country:
        return None
    sides = _sides(a, b)
    if sides is None or _other_person(a, b) or _other_sector(a, b):
        return None
    score = 0.3 + 0.3 * sides
    grounds = [a.type.lower() + (f"/{a.mode}" if a.mode and a.mode == b.mode else ""), "parties agree"]
    if a.dated and b.dated and a.first == b.first and a.last == b.last:
        score += 0.15
        grounds.append(f"both date it {a.first}")
    else:
        score += 0.05
        grounds.append("days overlap")
    if a.place and a.place == b.place:
        score += 0.15
        grounds.append("same place")
    if a.mode and a.mode == b.mode:
        score += 0.05
    if a.people & b.people:
        score += 0.1
        grounds.append("same people")
    if a.trigger == b.trigger:
        score += 0.1
        grounds.append(f"both say “{a.trigger}”")
    return (min(score, 1.0), ", ".join(grounds)) if score >= MAYBE else None


def _sides(a: Told, b: Told) -> float | None:
    """How far the sides agree, 0 to 1; None where they contradict each other. A side that one report leaves out
    contradicts nothing, and says less."""
    if a.type in _MUTUAL:
        one, other = a.actors | a.recipients, b.actors | b.recipients
        if len(one) > 1 and len(other) > 1:
            shared = len(one & other)
            return None if shared < 2 else shared / max(len(one), len(other))
        return 0.5 if one & other else None
    total = 0.0
    for mine, theirs in ((a.actors, b.actors), (a.recipients, b.recipients)):
        if mine and theirs:
            if not mine & theirs:
                return None
            total += 0.5 * len(mine & theirs) / len(mine | theirs) + 0.0
        elif mine or theirs:
            total += 0.15
        else:
            total += 0.2
    return total


def _other_sector(a: Told, b: Told) -> bool:
    """Whether one side is of one country and other sectors: soldiers are not the police, students not a party."""
    for side, country in {(s, c) for s, c, _ in a.sectors} & {(s, c) for s, c, _ in b.sectors}:
        mine = {x for s, c, x in a.sectors if (s, c) == (side, country)}
        if not mine & {x for s, c, x in b.sectors if (s, c) == (side, country)}:
            return True
    return False


def _other_person(a: Told, b: Told) -> bool:
    """Whether the two name different people for one country: the minister's visit is not the president's."""
    for country in {c for c, _ in a.people} & {c for c, _ in b.people}:
        mine = {p for c, p in a.people if c == country}
        theirs = {p for c, p in b.people if c == country}
        if not mine & theirs:
            return True
    return False
