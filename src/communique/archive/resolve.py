"""A name that a person types -> the country or entity they mean."""

from __future__ import annotations

import difflib
import re

import duckdb

from communique.archive.query import Who
from communique.errors import QueryError

__all__ = ["resolve", "resolve_known"]


def resolve_known(name: str) -> Who | None:
    """Whom `name` means where no archive need be asked: an id (``person:vladimir-putin``), an ISO3 code, a name that
    the knowledge base has. None for other names."""
    from communique.knowledge import load_knowledge

    knowledge = load_knowledge()
    if ":" in name:
        entity = knowledge.get(name)
        return _of(name, entity.name if entity else name)
    if re.fullmatch(r"[A-Za-z]{3}", name) and (state := knowledge.state(name.upper())):
        return Who(state.name, country=name.upper())
    for form in dict.fromkeys((name, name.title(), name.upper())):
        found = knowledge.lookup(form)
        # whoever is asked about is more often a state than a town of the same name
        for entity in sorted(found, key=lambda e: e.kind == "place"):
            return _of(entity.id, entity.name)
    return None


def resolve(db: duckdb.DuckDBPyConnection, name: str) -> Who:
    """Whom `name` means: as `resolve_known` says, or a name that the archive's reports use. Raises QueryError, with
    near names, where it is none of these."""
    known = resolve_known(name)
    if known is not None:
        return known
    row = db.execute("SELECT entity, any_value(name), count(*) AS n FROM roles WHERE entity IS NOT NULL "
                     "AND (lower(name) = lower(?) OR lower(text) = lower(?)) GROUP BY entity "
                     "ORDER BY n DESC, entity LIMIT 1", [name, name]).fetchone()
    if row:
        return _of(row[0], row[1] or name)
    names = [n for (n,) in db.execute("SELECT DISTINCT name FROM roles WHERE name IS NOT NULL").fetchall()]
    near = difflib.get_close_matches(name, sorted(names), n=3)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise QueryError(f"nobody here is called {name!r}{hint}")


def _of(entity: str, label: str) -> Who:
    if entity.startswith("state:"):
        return Who(label, country=entity.removeprefix("state:"))
    return Who(label, entity=entity)
