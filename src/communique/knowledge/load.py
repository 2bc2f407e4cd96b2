"""From tables to entities and facts: one small reader for each shape of table."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass, field
from sys import intern
from typing import Any

import msgspec

from communique.errors import KnowledgeError
from communique.knowledge.base import Knowledge
from communique.knowledge.model import Entity, Membership, Term
from communique.knowledge.names import plain
from communique.knowledge.people import load_people
from communique.knowledge.tables import folder, rows
from communique.knowledge.user import entries_file, read, to_entry

__all__ = ["ENTITY_TABLES", "Tables", "load"]

#: Nouns that end a base's name, as they are written elsewhere.
_NOUNS = {" Air Base": (" air base", " airbase", " Airbase"), " Naval Base": (" naval base",),
          " Airfield": (" airfield",), " Military Base": (" military base",), " Air Force Base": (" air force base",),
          " Radar Station": (" radar station", " radar"), " crossing": (" Crossing", " border crossing"),
          " refugee camp": (" Refugee Camp",), " prison": (" Prison",), " port": (" Port",)}
#: The tables of one shape, in the order in which a name that stands in two of them is resolved.
ENTITY_TABLES = ("forces", "bodies", "parties", "companies", "ngos", "media")


@dataclass
class Tables:
    """What the tables hold, before it is indexed. Of several entities with one name the first is the most prominent."""

    entities: list[Entity] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    chairs: list[Term] = field(default_factory=list)
    demonyms: dict[str, str] = field(default_factory=dict)
    peoples: dict[str, str] = field(default_factory=dict)
    combining: dict[str, str] = field(default_factory=dict)
    metonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seats: set[str] = field(default_factory=set)
    unsure: list[tuple[str, Entity]] = field(default_factory=list)
    nouns: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)

    def country(self, state_id: str) -> str | None:
        """The ISO3 code of a state's id, also of one that has none of its own."""
        return next((e.country for e in self.entities if e.id == state_id), None)


def _list(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _names(*cells: str) -> tuple[str, ...]:
    """The names of several cells, each also in plain letters."""
    found: dict[str, None] = {}
    for cell in cells:
        for name in _list(cell):
            found[name] = None
            found[plain(name)] = None
    return tuple(found)


def _states(into: Tables, row: dict[str, str]) -> None:
    key, iso3 = intern(row["id"]), intern(row["country"])
    extra: dict[str, Any] = {k: row[k] for k in ("official", "cow", "capital", "predecessors", "successors") if row[k]}
    if row["adjectives"]:
        extra["adjective"] = intern(row["adjectives"].split("|")[0])
    into.entities.append(Entity(
        id=key, name=row["name"], kind=row["kind"], sub=intern(row["sub"]), country=iso3,
        names=_names(row["names"], row["official"], plain(row["name"])),
        latitude=float(row["latitude"]), longitude=float(row["longitude"]),
        geonames=int(row["geonames"]) if row["geonames"] else None, from_=row["from"] or None, to=row["to"] or None,
        extra=extra))
    forms = _names(row["adjectives"], row["people"])
    for form in forms:
        into.peoples.setdefault(form, key)
        if key == f"state:{iso3}":
            into.demonyms.setdefault(form, iso3)
    for form in _list(row["combining"]):
        into.combining.setdefault(form, iso3)
    for form in _names(row["metonyms"], row["seats"]):
        into.metonyms[form] = (*into.metonyms.get(form, ()), key)
    into.seats.update(_names(row["seats"]))


def _features(into: Tables, row: dict[str, str]) -> None:
    unsure = set(_list(row["unsure"]))
    if row["name"] not in unsure:
        into.entities.append(Entity(
            id=row["id"], name=row["name"], kind="place", sub=intern(row["sub"]),
            country=intern(row["country"]) or None, names=tuple(n for n in _names(row["names"]) if n not in unsure),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"])))
    for form in _names(row["adjectives"], row["people"]):
        into.peoples.setdefault(form, row["id"])


def _divisions(into: Tables, row: dict[str, str]) -> None:
    if row["named"]:
        into.entities.append(Entity(
            id=row["id"], name=row["name"], kind="place", sub=intern(row["sub"]), country=intern(row["country"]),
            names=tuple(n for n in _names(row["names"]) if len(n) > 3 and "." not in n),
            latitude=float(row["latitude"]), longitude=float(row["longitude"]), extra={"region": row["code"]}))


def _organisations(into: Tables, row: dict[str, str]) -> None:
    key = intern(row["id"])
    extra = {k: row[k] for k in ("seat", "parent", "chair") if row[k]}
    into.entities.append(Entity(
        id=key, name=row["name"], kind="organisation", sub=intern(row["sub"]), sector=intern(row["sector"]),
        names=_names(row["names"], row["former"]), from_=row["from"] or None, to=row["to"] or None, extra=extra))
    for form in _names(row["metonyms"]):
        into.metonyms[form] = (key, *into.metonyms.get(form, ()))


def _entity(into: Tables, row: dict[str, str]) -> None:
    names = _names(row["names"])
    entity = Entity(
        id=intern(row["id"]), name=row["name"], kind=intern(row["kind"]), sub=intern(row["sub"]),
        country=intern(row["country"]) or None, sector=intern(row["sector"]) or None,
        names=tuple(n for n in names if not n.endswith("?")), from_=row["from"] or None, to=row["to"] or None,
        extra={"parent": row["parent"]} if row["parent"] else {})
    into.entities.append(entity)
    into.unsure.extend((n[:-1], entity) for n in names if n.endswith("?"))


def _equipment(into: Tables, row: dict[str, str]) -> None:
    into.entities.append(Entity(id=row["id"], name=row["name"], kind="equipment", sub=intern(row["sub"]),
                                country=intern(row["country"]) or None, names=_names(row["names"])))


def _common(names: Iterable[str]) -> tuple[str, ...]:
    """Names, and their common noun as reports also write it: Kant Air Base, Kant air base, Kant airbase."""
    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        for proper, plainly in _NOUNS.items():
            if name.endswith(proper):
                found.update(dict.fromkeys(name.removesuffix(proper) + other for other in plainly))
    return tuple(found)


def _bases(into: Tables, row: dict[str, str]) -> None:
    extra = {k: row[k] for k in ("operator", "host") if row[k]}
    into.entities.append(Entity(
        id=row["id"], name=row["name"], kind="facility", sub=intern(row["sub"]),
        country=into.country(row["host"]), names=_common(_names(row["name"], row["names"])),
        latitude=float(row["latitude"]), longitude=float(row["longitude"]), from_=row["from"] or None,
        to=row["to"] or None, extra=extra))


def _documents(into: Tables, row: dict[str, str]) -> None:
    into.entities.append(Entity(id=row["id"], name=row["name"], kind="document", sub=intern(row["sub"]),
                                names=_names(row["names"]), from_=row["from"] or None))


def _nouns(into: Tables, row: dict[str, str]) -> None:
    into.nouns[row["noun"]] = (intern(row["kind"]), intern(row["sub"]), intern(row["sector"]) or None)


def _peoples(into: Tables, row: dict[str, str]) -> None:
    into.entities.append(Entity(id=row["id"], name=row["name"], kind="group", sub=intern(row["sub"]), sector="CVL",
                                country=intern(row["country"]) or None, names=_names(row["people"])))
    for form in _names(row["adjectives"], row["people"]):
        into.peoples.setdefault(form, row["id"])


def _membership(into: Tables, row: dict[str, str]) -> None:
    into.memberships.append(Membership(intern(row["member"]), intern(row["organisation"]), row["from"] or None,
                                       row["to"] or None, intern(row["standing"])))


def _chairs(into: Tables, row: dict[str, str]) -> None:
    into.chairs.append(Term(row["chair"], "chair", intern(row["organisation"]), row["from"], row["to"]))


_READERS = {"states": _states, "features": _features, "regions": _divisions, "organisations": _organisations,
            "membership": _membership, "chairs": _chairs, **dict.fromkeys(ENTITY_TABLES, _entity),
            "equipment": _equipment, "bases": _bases, "peoples": _peoples,
            "documents": _documents, "nouns": _nouns}


def read_tables(names: Iterable[str] = tuple(_READERS)) -> Tables:
    """Reads tables by name; raises KnowledgeError for a row that breaks the columns."""
    into = Tables()
    for table in names:
        reader, text = _READERS[table], (folder() / f"{table}.tsv").read_text("utf-8")
        number = 1
        try:
            for number, row in rows(table, text):  # noqa: B007
                reader(into, row)
        except ValueError as e:
            raise KnowledgeError(f"{table}.tsv:{number}: {e}") from e
    return into


def _own(tables: Tables) -> list[Term]:
    """Puts a user's own entries before the tables'; returns the offices that they speak of. A cell that is filled wins
    over the package's entry of the same id, the names are added to its names."""
    path = entries_file()
    if not path.exists():
        return []
    good, wrong = read(path)
    if wrong:
        raise KnowledgeError(wrong[0])
    known = {e.id: e for e in tables.entities}
    first: list[Entity] = []
    memberships: list[Membership] = []
    terms: list[Term] = []
    for entry in map(to_entry, good):
        entity, old = entry.entity, known.get(entry.entity.id)
        if old is not None:
            said = {f: v for f in entity.__struct_fields__ if (v := getattr(entity, f)) not in (None, (), {}, 0)}
            entity = msgspec.structs.replace(old, **said | {"names": (*entity.names, *old.names, old.name)})
        first.append(entity)
        memberships.extend(entry.memberships)
        terms.extend(entry.terms)
    tables.entities[:0] = first
    tables.memberships[:0] = memberships
    return terms


def load() -> Knowledge:
    """The knowledge base from all the package's tables and the user's own entries."""
    collects = gc.isenabled()
    gc.disable()  # nothing that loading makes is garbage; walking it over and over would take a fifth of the time
    try:
        tables = read_tables()
        terms = _own(tables)
        return Knowledge(tables, load_people(folder()), terms)
    finally:
        if collects:
            gc.enable()
