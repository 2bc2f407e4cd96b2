"""What the knowledge base holds: entities, their names, and dated facts about them."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["Entity", "Membership", "Term"]


class Membership(msgspec.Struct, frozen=True):
    """A state's (or body's) standing in an organisation from a day to a day (ISO 8601, None: unknown or open).

    `standing` is ``member``, ``observer``, ``associate``, ``partner`` or ``suspended``.
    """

    member: str
    organisation: str
    from_: str | None = None
    to: str | None = None
    standing: str = "member"


class Term(msgspec.Struct, frozen=True):
    """A person's term in an office: `office` is the title in lower case (``president``, ``prime minister``,
    ``foreign minister``, ``defence minister``, ``secretary-general``), `of` a state's or organisation's id, `sector`
    PLOVER's for whoever holds it. The last day known only to the year or month is given so."""

    person: str
    office: str
    of: str
    from_: str | None = None
    to: str | None = None
    sector: str | None = None


class Entity(msgspec.Struct, frozen=True):
    """Someone or something that reports name.

    `names` are the surface forms that stand for it (as written; forms of five capitals or fewer and of
    mixed case match by case, others too). `country` is ISO 3166-1 alpha-3, `sector` PLOVER's.
    `sub` tells kinds apart within a kind: for a place ``city``, ``capital``, ``region``, ``sea``, ...; for
    equipment ``attack aircraft``; for a force ``army``, ``agency``, ``militia``; for an organisation ``igo``,
    ``ministry``, ``court``, ``party``, ``agency`` (news), ``outlet``, ``company``, ``legislature``, ``ngo``.
    `from_` and `to` bound the time in which it existed. `extra` holds what only some kinds have
    (``operator``, ``host``, ``seat``, ``chair`` ...).
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    sub: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    population: int = 0
    from_: str | None = None
    to: str | None = None
    extra: dict[str, Any] = {}
