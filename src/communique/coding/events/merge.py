"""One event once: what a sentence says twice, or a report comes back to, is one event with several evidence spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from communique.coding.events.parties import at_home
from communique.coding.events.tree import Tree
from communique.records import Event, Role

__all__ = ["Draft", "merge"]

_GROUND = ("place", "facility")
#: Acts of which it is an accusation to say who did them.
_HARM = ("ASSAULT", "COERCE", "ACCUSE", "THREATEN")
_PLAIN = ("actual", "historical")
_ENDS = frozenset(".!?:;\"”’")


@dataclass(slots=True)
class Draft:
    """An event before merging: the token it hangs on, its clause's sentence, and whether a noun says it. `said` is the
    type that its words have by themselves, where PLOVER's rules for what is to come gave it another. `doubt` says why
    the rules alone would not tell it: it is "part" of another act, only the "setting" of what is told, "private" for
    all that its parties show, or takes several and is told of fewer ("alone")."""

    at: int
    event: Event
    noun: bool
    said: str | None = None
    doubt: str | None = None


def merge(tree: Tree, drafts: Sequence[Draft]) -> list[Event]:
    """The drafts with doubles folded into the first that says it, in order of position."""
    kept: list[Draft] = []
    headline = _headline(tree.doc.text)
    for draft in drafts:
        twin = next((k for k in kept if _linked(tree, k, draft)), None) or next(
            (k for k in kept if _same(k, draft, headline)), None)
        if twin is None:
            kept.append(draft)
        else:
            _fold(twin, draft)
    return [d.event for d in kept]


def _linked(tree: Tree, a: Draft, b: Draft) -> bool:
    """Whether one sentence says it twice: a noun that is subject, object or adjunct of a verb of its own type."""
    if not a.noun and not b.noun and _said(a) == _said(b):
        first, second = (a, b) if tree.head[b.at] == a.at else (b, a)
        if tree.head[second.at] == first.at and tree.dep[second.at] == "xcomp" and tree.infinitive(second.at):
            return True  # "voted to ratify" ratifies once
    if a.event.type != b.event.type and not (a.event.mode == "riot" and b.event.mode == "destroy"):
        return False  # what rioters burn and smash is their riot
    if not a.noun and not b.noun:
        first, second = (a, b) if tree.head[b.at] == a.at else (b, a)
        if tree.head[second.at] != first.at:
            return False
        if tree.dep[second.at] == "conj":  # "deepen and strengthen ties": one act in two words
            own = any(tree.dep[k] == "dobj" for k in tree.kids[first.at])  # "razed a shrine and held monks" are two
            return not own and _alike(a.event, b.event)
        # "shelled the port, killing 20": what came of an act is part of it
        came = tree.dep[second.at] == "advcl" and tree.tag[second.at] == "VBG" and not any(
            tree.dep[k] in ("nsubj", "mark") for k in tree.kids[second.at])
        return came and (a.event.type == "ASSAULT" or _agree(a.event.recipients, b.event.recipients))
    if a.noun == b.noun:
        return False
    noun, verb = (a, b) if a.noun else (b, a)
    i = noun.at
    if tree.dep[i] == "pobj":
        i = tree.head[i]
    return tree.head[i] == verb.at or (tree.dep[i] == "dobj" and tree.head[tree.head[i]] == verb.at)


def _said(draft: Draft) -> str:
    """The type that a draft's own words have."""
    return draft.said or draft.event.type


def _headline(text: str) -> int:
    """Where the headline ends: a first line that ends no sentence; 0 where there is none."""
    first, _, rest = text.partition("\n")
    return len(first) if rest.strip() and first.strip() and first.rstrip()[-1] not in _ENDS else 0


def _heads(x: Event, y: Event, headline: int) -> bool:
    """Whether a headline tells in its own verb what the text then tells in another: the same to the same."""
    if not (x.evidence[0][1] <= headline < y.evidence[0][0] and x.actors and _kinds(x.actors) == _kinds(y.actors)):
        return False
    return _kinds(x.recipients) == _kinds(y.recipients) or (not x.recipients and x.type not in _HARM)


def _kinds(roles: Sequence[Role]) -> set[str]:
    """Who they are, or of what state and sector where no more is known."""
    return {r.entity or f"{r.country} {r.sector}" for r in roles}


def _same(a: Draft, b: Draft, headline: int) -> bool:
    """Whether two sentences tell one event: same type and parties, and nothing said of either that parts them."""
    x, y = a.event, b.event
    heads = _heads(x, y, headline)
    if x.type != y.type or (x.statement != y.statement and not heads):
        return False
    if not (a.noun or b.noun or heads) and (x.evidence[0] == y.evidence[0] or x.rule != y.rule):
        return False  # two verbs in one sentence are two acts, and two different ones in two sentences
    if (x.status in _PLAIN) != (y.status in _PLAIN) or (x.status not in _PLAIN and x.status != y.status):
        return False
    if not (a.noun or b.noun) and x.type in _HARM and not (x.actors and y.actors):
        return False  # who struck is not fetched from another sentence
    if not heads and not (_agree(x.actors, y.actors) and _agree(x.recipients, y.recipients)):
        return False
    if x.date and y.date and x.date.value and y.date.value and not _days(x.date.value, y.date.value):
        return False
    if x.place and y.place and x.place.entity != y.place.entity and x.place.country != y.place.country:
        return False
    if x.mode != y.mode and (x.mode and y.mode or x.type == "CONSULT"):
        return False
    return heads or bool(x.actors or y.actors) and (a.noun or b.noun or bool(x.recipients) == bool(y.recipients))


def _alike(a: Event, b: Event) -> bool:
    """Whether two acts have the same parties on both sides."""
    return _names(a.actors) == _names(b.actors) and _names(a.recipients) == _names(b.recipients)


def _days(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _names(roles: Sequence[Role]) -> set[str]:
    return {r.entity or (r.text or "").lower() for r in roles}


def _agree(a: Sequence[Role], b: Sequence[Role]) -> bool:
    x, y = _names(a), _names(b)
    return not x or not y or x <= y or y <= x


def _told(roles: Sequence[Role]) -> int:
    """How much a side says: those who act or suffer count for more than a mere place."""
    return sum(1 if r.kind in _GROUND else 2 for r in roles)


def _at(first: tuple[Role, ...], second: tuple[Role, ...]) -> tuple[Role, ...]:
    """The recipients of an act told twice: those who suffer it rather than the place it hits, whose state is then
    theirs where none is told ("shelled the town, killing nine people")."""
    best, other = (first, second) if _told(first) >= _told(second) else (second, first)
    states = {r.country for r in other if r.kind in _GROUND and r.country}
    return at_home(best, next(iter(states))) if len(states) == 1 else best


def _fold(into: Draft, other: Draft) -> None:
    a, b = into.event, other.event
    spans = tuple(sorted({*a.evidence, *b.evidence}))
    into.event = msgspec.structs.replace(
        a,
        actors=a.actors if _told(a.actors) >= _told(b.actors) else b.actors,
        recipients=_at(a.recipients, b.recipients),
        evidence=spans,
        mode=a.mode or b.mode,
        place=a.place or b.place,
        date=a.date or b.date,
        fatalities=a.fatalities if a.fatalities is not None else b.fatalities,
        injured=a.injured if a.injured is not None else b.injured,
        size=a.size if a.size is not None else b.size,
        confidence=max(a.confidence, b.confidence),
    )
    into.noun = into.noun and other.noun
