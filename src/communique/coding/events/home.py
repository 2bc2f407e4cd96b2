"""Parties at home: whose state the people, offices and things of an act are of, where their words do not say so."""

from __future__ import annotations

import msgspec

from communique.coding.events.load import Entry
from communique.coding.events.parties import STATE, at_home
from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["Homes"]

#: Types of acts that strike whoever is there: told of a place, and of nobody, they are done to it.
_AT_PLACES = words("PROTEST COERCE ASSAULT CONCEDE")
#: What nobody but the state does, so that of one who is "jailed in Norway" Norway does it.
_LAW = words("arrest jail imprison sentence charge indict convict prosecute try fine deport expel extradite "
             "investigate put remand")
#: Types of acts that a state and its people mostly do among themselves.
_DOMESTIC = words("COERCE PROTEST THREATEN REJECT CONCEDE RETREAT REQUEST ACCUSE")
#: Those who face the government of their own state where they face "the government".
_WITHIN = words("JUD LEG OPP PTY LAB CVL EDU MED")
#: Last words of names of what stands in one place.
_BUILT = words("facility facilities plant plants university hospital camp prison jail airport port station market "
               "church mosque temple school academy barracks refinery reactor complex laboratory")


def _ruled(roles: tuple[Role, ...], others: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles, "the government" that no state is told for given that of the courts and parties who face it."""
    states = {r.country for r in others if r.sector in _WITHIN}
    if len(states) != 1 or None in states:
        return roles
    country = next(iter(states))
    return tuple(msgspec.structs.replace(r, country=country) if r.kind == "state" and not r.country else r
                 for r in roles)


def _built(role: Role) -> bool:
    """Whether a role's last word is of something that stands in one place."""
    return (role.text or "").lower().rpartition(" ")[2] in _BUILT


class Homes:
    """Gives the parties of one report's acts their states; `tree` is of the same text."""

    def __init__(self, reading: Reading, tree: Tree) -> None:
        self.reading, self.tree = reading, tree

    def sides(self, i: int, entry: Entry, actors: tuple[Role, ...], recipients: tuple[Role, ...],
              place: Role | None) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """Both sides, those plainly at home with their state: where it happened, or the one that acts on them.

        A protest, a curfew or a bombing with nobody named as its target is aimed at the place it is told of.
        """
        where = place or self.own_place(recipients)
        here = where.country if where is not None else None
        if not recipients and place is not None and here and entry.type in _AT_PLACES and entry.recipient != ():
            recipients = (place,)
        recipients = tuple(msgspec.structs.replace(r, country=here) if self._stands_there(r) else r
                           for r in recipients)
        if entry.type in _DOMESTIC:
            actors, recipients = self._native(i, actors, recipients)
            actors, recipients = _ruled(actors, recipients), _ruled(recipients, actors)
        if not recipients and entry.type == "PROTEST" and entry.recipient != () and not self._others(i, actors):
            recipients = self._government(actors)
        if entry.type == "PROTEST" and not here:  # people protest against whoever rules them
            faced = {r.country for r in recipients if r.sector in STATE and r.country}
            here = next(iter(faced)) if len(faced) == 1 else None
        states = {r.country for r in (*actors, *recipients) if r.country}
        acting = {r.country for r in actors if r.sector in STATE}
        inward = len(states) == 1 and states <= acting and entry.type not in ("ASSAULT", "MOBILIZE")
        ours = next(iter(states)) if inward else None
        return at_home(actors, here), at_home(recipients, ours or here)

    def law_of(self, i: int, entry: Entry, place: Role) -> tuple[Role, ...]:
        """The state that holds, tries or expels someone in its country, where a passive names nobody who does."""
        state = self.reading.knowledge.state(place.country or "")
        if state is None or entry.head not in _LAW or not self.tree.passive(i):
            return ()
        if place.kind == "facility" or _built(place):
            return ()
        if place.kind != "state" and not any(m.country == place.country and m.span != place.span
                                             for m in self.reading.mentions):
            return ()  # a town that nothing else in the report speaks of the state of may be another's
        return (Role(entity=state.id, name=state.name, kind=state.kind, country=state.country, sector="GOV",
                     text=place.text, span=place.span),)

    def own_place(self, recipients: tuple[Role, ...]) -> Role | None:
        """The first recipient that is itself a place."""
        return next((r for r in recipients if r.kind in ("place", "facility")), None)

    def _native(self, i: int, actors: tuple[Role, ...],
                recipients: tuple[Role, ...]) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """Both sides, an office or people of no told state given the only state that their sentence speaks of.

        Not where that state is itself the other side: then they may well be another's.
        """
        sent = self.tree.doc[i].sent
        there = self.reading.mentions_in(sent.start_char, sent.end_char)
        states = {m.country for m in there if m.country and m.sector != "MED"}
        if len(states) != 1 or any(r.kind == "state" and r.country for r in (*actors, *recipients)):
            return actors, recipients
        country = next(iter(states))
        return at_home(actors, country, STATE), at_home(recipients, country, STATE)

    def _government(self, actors: tuple[Role, ...]) -> tuple[Role, ...]:
        """The state whose people protest, at the words that say so: PLOVER's target of a protest that names none."""
        states = {r.country for r in actors}
        state = self.reading.knowledge.state(next(iter(states)) or "") if len(states) == 1 else None
        if state is None or any(a.kind == "state" for a in actors):
            return ()
        told = actors[0]
        return (Role(entity=state.id, name=state.name, kind=state.kind, country=state.country, sector="GOV",
                     text=told.text, span=told.span),)

    def _others(self, i: int, actors: tuple[Role, ...]) -> bool:
        """Whether the sentence of token i names a state's power that is not the actors': it may be what they face."""
        sent = self.tree.doc[i].sent
        own = {r.country for r in actors}
        return any(m.sector in STATE and m.kind != "state" and m.country and m.country not in own
                   for m in self.reading.mentions_in(sent.start_char, sent.end_char))

    def _stands_there(self, role: Role) -> bool:
        """Whether it is a thing on the ground, of no told state, which is that of the place it is in."""
        return role.country is None and (role.kind in ("facility", "place") or (
            role.kind == "organisation" and role.sector is None and _built(role)))
