"""An event with all that other formats ask for: its article, its place on the map, its parties' codes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from communique import ontology
from communique.archive import Archive
from communique.archive.query import Filters, keep, select
from communique.records import Event, Role, decode

__all__ = ["Place", "Row", "country_name", "cow_code", "event_rows", "pairs", "quad_number", "tab", "write_lines"]

#: Rows are fetched in batches of so many, each over its own short connection, so that writers get their turn.
BATCH = 2000
_QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"])|\n+")


@dataclass(frozen=True)
class Place:
    """Where an event was: the gazetteer's name for it, its coordinates, its country."""

    name: str
    raw: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    entity: str | None


@dataclass(frozen=True)
class Row:
    """An event and its report. `day` is the event's first day, or the report's; `words` the evidence."""

    event: Event
    day: dt.date | None
    article: str
    outlet: str | None
    title: str | None
    url: str | None
    source: str | None
    published: str | None
    language: str | None
    words: str
    sentence: int
    place: Place | None

    @property
    def cameo(self) -> str:
        """The finest CAMEO code: the event's own, or that of its type and mode."""
        return self.event.cameo or ontology.cameo_of(self.event.type, self.event.mode)

    @property
    def goldstein(self) -> float:
        value = ontology.goldstein(self.cameo)
        return value if value is not None else 0.0


def event_rows(archive: Archive, filters: Filters) -> Iterator[Row]:
    """The events that `filters` keep, in order of day, article and id."""
    with archive.store.connect() as db:
        sql, values = select("events", "t.number", filters, keep(db, "events", filters))
        numbers = [n for (n,) in db.execute(sql, values).fetchall()]
    for at in range(0, len(numbers), BATCH):
        yield from _batch(archive, numbers[at : at + BATCH])


def _batch(archive: Archive, numbers: list[int]) -> Iterator[Row]:
    with archive.store.connect() as db:
        found = db.execute(
            "SELECT e.number, e.record, e.day, a.id, a.outlet, a.title, a.url, a.source, a.published, a.language, "
            "a.text FROM events e JOIN articles a ON a.id = e.article WHERE e.number IN (SELECT unnest(?::BIGINT[]))",
            [numbers],
        ).fetchall()
        places = db.execute(
            "SELECT r.number, coalesce(r.name, r.text), r.text, r.country, any_value(m.latitude), "
            "any_value(m.longitude), "
            "any_value(try_cast(json_extract_string(m.record, '$.geonames') AS BIGINT)), r.entity FROM roles r "
            "LEFT JOIN mentions m ON m.article = r.article AND m.start = r.start AND m.stop = r.stop "
            "WHERE r.slot = 'place' AND r.number IN (SELECT unnest(?::BIGINT[])) GROUP BY ALL",
            [numbers],
        ).fetchall()
    where = {p[0]: Place(p[1] or "", p[2] or "", *p[3:]) for p in sorted(places, key=str)}
    by_number = {row[0]: row for row in found}
    for key in numbers:
        if key not in by_number:  # withdrawn while we were writing
            continue
        _, record, day, article, outlet, title, url, source, published, language, text = by_number[key]
        event = decode(record)
        assert isinstance(event, Event)
        start = event.trigger[0]
        yield Row(
            event,
            day,
            article,
            outlet,
            title,
            url,
            source,
            published,
            language,
            " … ".join(text[s:e] for s, e in event.evidence),
            len(_SENTENCE_END.findall(text[:start])) + 1,
            where.get(key),
        )


def pairs(event: Event) -> list[tuple[Role | None, Role | None]]:
    """The event as dyads: each actor with each recipient; of actors alone each with each other, as coders of dyads
    have a meeting; a lone side with None."""
    if event.actors and event.recipients:
        return [(a, r) for a in event.actors for r in event.recipients]
    if len(event.actors) > 1:
        return [(a, b) for a in event.actors for b in event.actors if a is not b]
    return [(a, None) for a in event.actors] or [(None, r) for r in event.recipients] or [(None, None)]


def quad_number(type_: str) -> int:
    """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return _QUADS[ontology.quad(type_)]


@lru_cache(maxsize=512)
def country_name(iso3: str | None) -> str:
    """The English name of a country; its code where the knowledge base has none."""
    from communique.knowledge import load_knowledge

    state = load_knowledge().state(iso3) if iso3 else None
    return state.name if state else iso3 or ""


@lru_cache(maxsize=512)
def cow_code(iso3: str | None) -> str:
    """The Correlates of War project's number of a state; empty where it has none."""
    from communique.knowledge import load_knowledge

    state = load_knowledge().state(iso3) if iso3 else None
    return str(state.extra.get("cow") or "") if state else ""


def tab(cells: Iterable[object]) -> str:
    """A tab-separated line: None is empty, and no cell can break the line or its columns."""
    return "\t".join("" if c is None else re.sub(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+", " ", str(c)) for c in cells)


def write_lines(out: Path, lines: Iterable[str]) -> None:
    """Writes lines as UTF-8, each ended by a newline; ``-`` is standard output."""
    if str(out) == "-":
        import sys

        for line in lines:
            sys.stdout.write(line + "\n")
        return
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(line + "\n")
