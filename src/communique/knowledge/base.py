"""The knowledge base: entities found by name, by id and in running text, and dated facts about them."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from communique.knowledge.equipment import Marks
from communique.knowledge.institutions import Institutions
from communique.knowledge.model import Entity, Membership, Term
from communique.knowledge.names import NameIndex
from communique.knowledge.people import People
from communique.knowledge.units import Units

if TYPE_CHECKING:
    from communique.knowledge.gazetteer import Place
    from communique.knowledge.load import Tables

__all__ = ["Knowledge", "holds_on", "longest"]


def holds_on(start: str | None, end: str | None, day: str) -> bool:
    """Whether a day (ISO 8601, or as coarse as a year) falls between two bounds; a bound known to the year covers
    that whole year, an absent one is open."""
    if start is not None and day[: len(start)] < start[: len(day)]:
        return False
    return end is None or day[: len(end)] <= end[: len(day)]


def longest(*lists: Sequence[tuple[int, int, tuple[Entity, ...]]]) -> list[tuple[int, int, tuple[Entity, ...]]]:
    """Names found in several ways as one list without overlaps: the longer of two, else the one of the first list."""
    found: list[tuple[int, int, tuple[Entity, ...]]] = []
    for name in sorted((n for some in lists for n in some), key=lambda f: (f[0], -f[1])):
        if not found or name[0] >= found[-1][1]:
            found.append(name)
        elif name[1] - name[0] > found[-1][1] - found[-1][0]:
            found[-1] = name
    return found


class Knowledge:
    """Entities by name and id. Names match as written, or in capitals as a headline has them."""

    def __init__(self, tables: Tables, people: People | None = None, terms: Sequence[Term] = ()) -> None:
        self.people = people or People((), (), {}, ())
        entities = (*tables.entities, *self.people.entities)
        self._by_id = {e.id: e for e in reversed(entities)}
        self._demonyms, self._peoples = tables.demonyms, tables.peoples
        self._combining, self._seats, self._metonyms = tables.combining, tables.seats, tables.metonyms
        self._index: NameIndex[Entity] = NameIndex((n, e) for e in entities
                                                   for n in (e.names if e.name in e.names else (e.name, *e.names)))
        self._unsure: NameIndex[Entity] = NameIndex(tables.unsure)
        self._marks, self._units = Marks(), Units()
        self._institutions = Institutions(self.state, self.people_called, self._by_id.get)
        self._members: dict[str, list[Membership]] = defaultdict(list)
        self._memberships: dict[str, list[Membership]] = defaultdict(list)
        for m in tables.memberships:
            self._members[m.organisation].append(m)
            self._memberships[m.member].append(m)
        self._chairs: dict[str, list[Term]] = defaultdict(list)
        for chair in tables.chairs:
            self._chairs[chair.of].append(chair)
        self._nouns = tables.nouns
        self._terms = tuple(terms)
        self._given = frozenset(e.name.partition(" ")[0] for e in self.people.entities)
        self._bodies: dict[str, list[Entity]] = defaultdict(list)
        for e in tables.entities:
            if parent := e.extra.get("parent"):
                self._bodies[parent].append(e)

    # who -------------------------------------------------------------------------------------------------------------
    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id."""
        return (self._by_id.get(entity_id) or self._marks.get(entity_id) or self._institutions.get(entity_id)
                or self._units.get(entity_id))

    def state(self, iso3: str) -> Entity | None:
        """The state with this ISO 3166-1 alpha-3 code."""
        return self._by_id.get(f"state:{iso3}")

    def entities(self, kind: str | None = None) -> list[Entity]:
        """All entities (of one kind), in the order of the tables."""
        return [e for e in self._by_id.values() if kind is None or e.kind == kind][::-1]

    def lookup(self, form: str) -> tuple[Entity, ...]:
        """All entities that have this name, the most prominent first."""
        return self._index.get(form) + self._unsure.get(form)

    def lookup_surname(self, form: str) -> tuple[Entity, ...]:
        """The known people whom reports call `form` for short: by surname, or by what their language has for it."""
        return self.people.lookup_surname(form)

    def people_by_surname(self, form: str, day: str | None = None, near: Sequence[str] = ()) -> tuple[Entity, ...]:
        """The same, the likeliest first for a report of `day`: of a country of `near` (ISO3), then in office then."""
        return self.people.by_surname(form, day, near)

    def holder_now(self, title: str, country: str, day: str) -> Entity | None:
        """Whom "the Russian president" means in a report of `day` (`country`: ISO3, or an organisation's id)."""
        return self.people.holder_now(title, country, day)

    def find_names(self, words: Sequence[str], near: Sequence[str] = ()
                   ) -> list[tuple[int, int, tuple[Entity, ...]]]:
        """The longest names in a list of tokens: (first token, token after the last, who has that name).

        Besides the names of the tables: marks of weapons and ships ("MQ-9", "USS Carl Vinson"), numbered units ("82nd
        Airborne Division"), and the institutions of states, with the state's name or adjective ("Iraqi Ministry of
        Defence"; after "Iraq's" the ministry alone). Towns are not among them: see `find_places`.

        `near` are countries (ISO3) that the report speaks of: of several who have a name those of these countries come
        first, and names that are too common without such company (ADF, "Federal Police") are found only with it.
        """
        names = self._index.find(words)
        own = self._institutions.find(words, names)  # Russia's Security Council is not the United Nations'
        if spans := {(i, j) for i, j, _ in own}:
            names = [n for n in names if n[:2] not in spans or n[2][0].sector != "IGO"]
        more = [*own, *((i, j, (e,)) for i, j, e in self._marks.find(words)),
                *((i, j, (e,)) for i, j, e in self._units.find(words))]
        if near:
            more += self.find_unsure(words, near)
            names = [(i, j, tuple(sorted(es, key=lambda e: e.country not in near)) if len(es) > 1 else es)
                     for i, j, es in names]
        return longest(names, more) if more else names

    def find_unsure(self, words: Sequence[str], near: Sequence[str]) -> list[tuple[int, int, tuple[Entity, ...]]]:
        """The names in a list of tokens that are too common to be looked for without company (ADF, "Green Party"),
        where the report speaks of their country: whose country stands in `near` more often comes first."""
        often = Counter(near)
        found = []
        for i, j, whose in self._unsure.find(words):
            some = [e for e in whose if e.country in often]
            if some:
                found.append((i, j, tuple(sorted(some, key=lambda e: -often[e.country or ""]))))
        return found

    def is_ship(self, prefix: str) -> bool:
        """Whether a word stands before the names of ships: ``USS``, ``HMS``."""
        return self._marks.is_ship(prefix)

    def names_like(self, form: str, most: int = 3) -> list[str]:
        """Names that have a word of `form` in them or are spelled like it, for a message that says what is near."""
        names = {n for e in self._by_id.values() for n in (e.name, *e.names)}
        holding = sorted((n for n in names if form.lower() in n.lower().split()), key=lambda n: (len(n), n))
        return (holding or difflib.get_close_matches(form, sorted(names), n=most))[:most]

    def kind_of(self, name: str) -> tuple[str, str, str | None] | None:
        """What a name that the tables don't have says of its bearer: (kind, sub, sector), by its last noun ("Lakeside
        University") or the one before "of" ("Bank of the Lakes"); None where it says nothing."""
        head = name.partition(" of ")[0].partition(" for ")[0].split()
        for word in (name.split() or [""])[-1:] + head[-1:]:
            if (known := self._nouns.get(word)) is not None:
                return known
        return None

    # words of a state ------------------------------------------------------------------------------------------------
    def demonym(self, form: str) -> str | None:
        """The ISO3 code of the state whose people or things are called `form`: ``Kyrgyz``, ``Britons``."""
        return self._demonyms.get(form) or (self._demonyms.get(form.title()) if form.isupper() else None)

    def is_state(self, form: str) -> bool:
        """Whether `form` is a name of a state: ``Sudan``."""
        return any(e.kind == "state" for e in self.lookup(form))

    def is_land(self, form: str) -> bool:
        """Whether `form` is a name of a state or of a region of the tables: ``Sudan``, ``Aceh``."""
        return any(e.kind in ("state", "place") for e in self.lookup(form))

    def people_called(self, form: str) -> Entity | None:
        """Whom a demonym is of: a state, a disputed or autonomous one (``Abkhaz``), a region (``Catalan``) or a people
        without a state (``Kurdish``)."""
        found = self._peoples.get(form) or (self._peoples.get(form.title()) if form.isupper() else None)
        return self._by_id.get(found) if found else None

    def combining(self, form: str) -> str | None:
        """The ISO3 code for the first part of a compound such as ``Sino`` in "Sino-Russian"."""
        return self._combining.get(form)

    def capital_of(self, form: str) -> str | None:
        """The ISO3 code of the state whose capital or seat of power `form` names."""
        found = self._metonyms.get(form) or (self._metonyms.get(form.title()) if form.isupper() else None)
        return next((i[6:] for i in found or () if i.startswith("state:")), None)

    def metonym(self, form: str) -> tuple[str, ...]:
        """The ids for whom a capital or seat can stand, the likeliest first: ``Brussels`` is the EU, then Belgium."""
        return self._metonyms.get(form) or (self._metonyms.get(form.title(), ()) if form.isupper() else ())

    def is_seat(self, form: str) -> bool:
        """Whether `form` is a seat of power (the Kremlin, Downing Street), which stands for the government unless
        one is *in* it; a capital's name does so only where it acts or speaks."""
        return form in self._seats

    # dated facts -----------------------------------------------------------------------------------------------------
    def members(self, org_id: str, as_of: str | None = None) -> list[Membership]:
        """The members of an organisation, observers and others too, by `standing`; those of a day where given."""
        return [m for m in self._members.get(org_id, ()) if as_of is None or holds_on(m.from_, m.to, as_of)]

    def memberships(self, state_id: str, as_of: str | None = None) -> list[Membership]:
        """The organisations that a state belonged to; those of a day where one is given."""
        return [m for m in self._memberships.get(state_id, ()) if as_of is None or holds_on(m.from_, m.to, as_of)]

    def chairs(self, org_id: str, as_of: str | None = None) -> list[Term]:
        """Who chaired an organisation (`person` is a person's or a state's id), oldest first; on a day where given."""
        return [t for t in self._chairs.get(org_id, ()) if as_of is None or holds_on(t.from_, t.to, as_of)]

    def bodies(self, entity_id: str) -> list[Entity]:
        """The bodies, missions and forces under an organisation or a state's office."""
        return list(self._bodies.get(entity_id, ()))

    def holders(self, office: str, of_id: str, as_of: str | None = None) -> list[Term]:
        """Who held an office, oldest first; with `as_of`, who held it on that day (or in that month, or year)."""
        own = [t for t in self._terms if t.office == office and t.of == of_id]
        own = [t for t in own if as_of is None or holds_on(t.from_, t.to, as_of)]
        return [*own, *self.people.holders(office, of_id, as_of)]

    def terms(self, person_id: str, as_of: str | None = None) -> list[Term]:
        """The offices that a person held, oldest first; with `as_of`, those held on that day."""
        own = [t for t in self._terms if t.person == person_id and (as_of is None or holds_on(t.from_, t.to, as_of))]
        return [*own, *self.people.terms(person_id, as_of)]

    # places ----------------------------------------------------------------------------------------------------------
    def place(self, form: str, near: Sequence[str] = ()) -> Entity | None:
        """The place that `form` ("Aleppo", "London, Ontario", "Helmand province") most likely names, given countries
        (ISO3) and divisions (``USA.KY``) that the report speaks of. None where nothing is likely enough."""
        return self.locate((form,), near).get(form)

    def find_places(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """Where a list of tokens may name a town or region: (first token, token after the last, the form for `locate`).

        Only names that no well-known person bears and that are no word or title. A place that is not of some size
        needs company, which `locate` weighs; a span that is a person's or a body's name is for the caller to leave.
        """
        from communique.knowledge.gazetteer import gazetteer
        from communique.knowledge.locate import find_places

        return find_places(gazetteer(), words, self._other)

    def _other(self, form: str) -> float:
        """How strong a place of this name must be to be looked for, since something else has the name too."""
        if self.demonym(form) or any(e.kind not in ("place", "state") for e in self.lookup(form)):
            return 99.0
        return 6.6 if form in self._given or self.people.lookup_surname(form) else 0.0

    def locate(self, forms: Sequence[str], near: Sequence[str] = (),
               there: Collection[str] = ()) -> dict[str, Entity]:
        """The places that the names in one report mean together: better than each alone, since they stand by one
        another. A form that is no place, or none for sure, is left out; of those in `there` the report says that
        something is in or near them, so that less is asked of them."""
        from communique.knowledge.gazetteer import gazetteer
        from communique.knowledge.locate import locate

        forms = [f for f in forms if self.demonym(f) is None]
        found = locate(gazetteer(), forms, near, lambda form: bool(self.people.lookup_surname(form)), there)
        return {form: self._on_map(place) for form, place in found.items()}

    def _on_map(self, place: Place) -> Entity:
        known = self._by_id.get(place.id)
        return known or Entity(
            id=place.id, name=place.name, kind="place", sub=place.kind, country=place.country or None,
            latitude=place.latitude, longitude=place.longitude, geonames=place.geonames or None,
            population=place.population, extra={"region": place.region} if place.region else {})
