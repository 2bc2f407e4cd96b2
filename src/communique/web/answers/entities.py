"""Who is meant: an entity by its id, its name and its kind, and those whose names are near what somebody types."""

from __future__ import annotations

from typing import Any

from communique.archive import Who
from communique.errors import QueryError
from communique.web.asking import Question
from communique.web.errors import WebError
from communique.web.paging import Listed
from communique.web.params import Given

__all__ = ["card", "find", "nodes", "someone"]

Row = dict[str, Any]
_TABLES = ("events", "statements", "commitments", "relations")


def someone(ask: Question, name: str) -> Row:
    """Whom `name` (an id, a code or a name) means: `entity`, `name`, `kind`, `country`, `sector`. Raises WebError
    (404) where neither the archive nor the knowledge base knows anybody so called."""
    try:
        who = ask.archive.who(name)
    except QueryError as e:
        raise WebError(404, str(e), "not_found") from None
    key = _id(who)
    known = _knowledge().get(key)
    if known is not None:
        return {"entity": key, "name": known.name, "kind": known.kind, "country": known.country,
                "sector": known.sector}
    told = ask.archive.entity(key)
    if told is None:
        raise WebError(404, f"nobody here has the id {key!r}", "not_found")
    return {"entity": key, "name": told["name"] or key, "kind": told["kind"], "country": told["country"],
            "sector": told["sector"]}


def card(ask: Question, name: str) -> Row:
    """As `someone`, with how much the archive has on it, by kind of record."""
    found = someone(ask, name)
    told = ask.archive.entity(found["entity"])
    return {**found, "counts": told["counts"] if told else dict.fromkeys(_TABLES, 0)}


def find(ask: Question, given: Given) -> Listed:
    """Those in the archive whose name holds what is typed, the most often told of first; all, with nothing typed."""
    every = ask.kept("actors", lambda: ask.archive.actors().to_pylist())
    typed = " ".join((given.get("q") or "").casefold().split())
    rows = [r for r in every if typed in f"{r['name'] or ''} {r['entity']}".casefold()] if typed else every
    if typed:
        try:
            meant = _id(ask.archive.who(given["q"]))
            rows = sorted(rows, key=lambda r: r["entity"] != meant)
            if not any(r["entity"] == meant for r in rows[:1]):
                rows = [r for r in every if r["entity"] == meant] + rows
        except QueryError:
            pass
    start = (given["page"] - 1) * given["per"]
    return Listed(rows[start : start + given["per"]], given["page"], given["per"], len(rows))


def nodes(names: dict[str, str], counts: dict[str, int]) -> list[Row]:
    """The parties of a network, the busiest first."""
    knowledge = _knowledge()
    made = []
    for key, name in names.items():
        known = knowledge.get(key)
        made.append({"id": key, "name": known.name if known else name, "kind": key.partition(":")[0],
                     "country": known.country if known else None, "events": counts[key]})
    return sorted(made, key=lambda n: (-n["events"], n["id"]))


def _id(who: Who) -> str:
    return f"state:{who.country}" if who.country else who.entity or ""


def _knowledge() -> Any:
    from communique.knowledge import load_knowledge

    return load_knowledge()
