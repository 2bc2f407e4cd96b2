"""What no report says of its parties, though words and knowledge taken one by one may say so."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.coding.events.words import words
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["blockade", "unguessed"]

#: Sectors of those who bear arms against a state or for themselves.
_ARMED = words("REB UAF CRM")
_GUNS = words("gunmen gunman militants militiamen fighters")
#: What a blockade by arms is to PLOVER and CAMEO.
_BLOCKADE = ("COERCE", "restrict", "191")
#: Sectors of offices of a state.
_OFFICE = words("GOV MIL SPY")


def blockade(type_: str, mode: str | None, cameo: str | None,
             actors: Sequence[Role]) -> tuple[str, str | None, str | None]:
    """(type, mode, CAMEO) of an act, a blocked road that all the actors bear arms in a blockade and no protest."""
    if type_ != "PROTEST" or mode not in (None, "obstruct") or not actors:
        return type_, mode, cameo
    return _BLOCKADE if all(r.sector in _ARMED or _gun(r) for r in actors) else (type_, mode, cameo)


def _gun(role: Role) -> bool:
    last = (role.text or "").lower().split()
    return bool(last) and (last[-1] in _GUNS or last[:1] == ["armed"])


def unguessed(reading: Reading, actors: tuple[Role, ...], recipients: Sequence[Role]) -> tuple[Role, ...]:
    """The actors, an office whose state was only guessed left without it where that is the very state that it deals
    with: who "the foreign minister" is that accused Iran, the report does not say, but not Iran's."""
    states = {r.country for r in recipients if r.kind == "state" and r.country and (r.text or "")[:1].isupper()}
    if not states:
        return actors
    return tuple(_stateless(r) if r.country in states and r.sector in _OFFICE and _guessed(reading, r) else r
                 for r in actors)


def _guessed(reading: Reading, role: Role) -> bool:
    if role.kind not in ("person", "group", "organisation") or role.span is None:
        return False
    there = reading.mentions_in(*role.span)
    return any(m.span == role.span and m.form == "descriptive" and m.confidence is not None and m.confidence < 1
               for m in there)


def _stateless(role: Role) -> Role:
    return msgspec.structs.replace(role, entity=None, name=None, country=None)
