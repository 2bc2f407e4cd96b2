"""Corrections that people make: a record accepted, rejected or edited, with who, when and why.

Rows are only added, and the latest on a record counts. What a correction is about is kept as the words it is on
(kind, type and place in the text), so that it finds its record again when a newer version codes the report anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal, get_args

import duckdb
import msgspec

from communique import ontology
from communique.archive.query import parse_day
from communique.errors import QueryError
from communique.records import (
    Commitment,
    Event,
    EventDate,
    Mention,
    Record,
    Relation,
    Role,
    Stance,
    Statement,
    Status,
    Strength,
    Time,
    decode,
    encode,
    record_id,
)

__all__ = ["Correction", "Verdict", "anchor", "apply", "editable", "edited", "hide"]

Verdict = Literal["accept", "reject", "edit", "withdrawn"]
_ROLES = {"actors", "recipients", "by", "to", "addressees", "relayed_by"}
_ROLE = {"place", "speaker", "subject", "object"}
#: The types of standing facts that the record contract has.
RELATIONS = ("member_of", "joined", "left", "chairs", "holds_office", "located_in", "operates", "based_at",
             "equipped_with", "part_of", "owned_by", "signatory_of", "allied_with", "party_to")
_PLAIN = {"type", "mode", "status", "cameo", "kind", "stance", "strength", "deadline", "value", "action"}


class Correction(msgspec.Struct, frozen=True):
    """One correction of `record` (its id then), which stands at `start` to `stop` of `article`; `made` is the edited
    record's JSON."""

    record: str
    article: str
    kind: str
    type: str | None
    start: int
    stop: int
    verdict: str
    who: str
    note: str | None = None
    made: str | None = None


def anchor(record: Record) -> tuple[str, str | None, int, int]:
    """What finds a record again: its kind, its type, and the span that it is about."""
    kind = str(record.__struct_config__.tag)
    match record:
        case Event():
            return kind, record.type, *record.trigger
        case Statement():
            return kind, None, *record.content[0]
        case Commitment():
            return kind, None, *record.action_span
        case Relation():
            return kind, record.type, *record.evidence[0]
    raise QueryError(f"a {kind} is not reviewed: review events, statements, commitments and relations")


def editable(record: Record) -> tuple[str, ...]:
    """The fields of a record that may be edited, in its own order."""
    known = _ROLES | _ROLE | _PLAIN | {"date", "contexts"}
    return tuple(name for name in record.__struct_fields__ if name in known and not isinstance(record, Mention | Time))


def edited(record: Record, changes: dict[str, str], who: str) -> Record:
    """`record` with `changes` (field -> value as text; entities by id, several parted by commas; an empty value is
    unknown), under an id of its own. Raises QueryError for a field that is not edited or a value that does not fit."""
    if not isinstance(record, Event | Statement | Commitment | Relation):
        raise QueryError("only events, statements, commitments and relations are edited")
    fields: dict[str, Any] = {}
    for name, value in sorted(changes.items()):
        if name not in record.__struct_fields__ and name != "date":
            raise QueryError(f"a {record.__struct_config__.tag} has no field {name!r}")
        if name in _ROLES:
            fields[name] = tuple(_role(v) for v in value.split(",") if v.strip())
        elif name in _ROLE:
            fields[name] = _role(value) if value else None
        elif name == "date" and isinstance(record, Event):
            _dated(value)
            old = record.date or EventDate(value=None, text="", span=record.trigger)
            fields[name] = msgspec.structs.replace(old, value=value) if value else None
        elif name == "contexts":
            fields[name] = tuple(v.strip() for v in value.split(",") if v.strip())
        elif name in _PLAIN:
            fields[name] = _fitting(record, name, value or None, changes)
        else:
            raise QueryError(f"the field {name!r} is not edited by hand")
    if isinstance(record, Event) and fields.get("type") not in (None, record.type):
        # what was the old type's is not the new one's
        fields["score"] = ontology.score(fields["type"])
        fields.setdefault("cameo", None)
        fields.setdefault("mode", record.mode if record.mode in _modes(fields["type"]) else None)
    fields["rule"] = f"edited by {who}"
    fields["confidence"] = 1.0
    kind = str(record.__struct_config__.tag)
    fields["id"] = record_id(kind, record.article, "edit of", record.id, sorted(changes.items()))
    try:
        return decode(encode(msgspec.structs.replace(record, **fields)))
    except msgspec.ValidationError as e:
        raise QueryError(f"that does not fit: {e}") from e


def _fitting(record: Record, name: str, value: str | None, changes: dict[str, str]) -> str | None:
    """`value`, where it is one that the field may have; raises QueryError."""
    allowed: tuple[str, ...] = ()
    if isinstance(record, Event | Commitment) and name == "type":
        allowed = tuple(ontology.types())
        value = value.upper() if value else value
    elif isinstance(record, Event) and name == "mode":
        allowed = _modes((changes.get("type") or record.type).upper())
    elif name in _WORDS:
        allowed = _WORDS[name]
    elif isinstance(record, Relation) and name == "type":
        allowed = RELATIONS
    elif isinstance(record, Statement) and name == "kind":
        allowed = ("direct", "indirect", "mixed")
    if allowed and value is not None and value not in allowed:
        raise QueryError(f"{value!r} is no {name}: take one of {', '.join(allowed)}")
    if not value and name == "type":
        raise QueryError("a type is needed")
    if name == "deadline" and value:
        _dated(value)
    return value


def _dated(value: str) -> None:
    """Raises QueryError for what is neither a date of ISO 8601 nor an interval of two."""
    for day in value.split("/") if value else ():
        parse_day(day)


def _modes(type_: str) -> tuple[str, ...]:
    return tuple(m.mode for m in ontology.modes(type_))


_WORDS: dict[str, tuple[str, ...]] = {"status": get_args(Status), "stance": get_args(Stance),
                                      "strength": get_args(Strength)}


def _role(entity: str) -> Role:
    from communique.knowledge import load_knowledge

    known = load_knowledge().get(entity.strip())
    if known is None:
        if ":" not in entity:
            raise QueryError(f"{entity!r} is no id of an entity (state:KEN, person:per-lund-nor)")
        return Role(entity=entity.strip(), name=entity.strip().partition(":")[2], kind=entity.partition(":")[0])
    return Role(entity=known.id, name=known.name, kind=known.kind, country=known.country, sector=known.sector)


_LATEST = ("SELECT record, article, kind, type, start, stop, verdict, who, note, made FROM corrections {where} "
           "QUALIFY row_number() OVER (PARTITION BY record ORDER BY number DESC) = 1 ORDER BY record")


def current(db: duckdb.DuckDBPyConnection, articles: Iterable[str] | None = None) -> list[Correction]:
    """The corrections that count, of `articles` or all; those taken back are left out."""
    if articles is None:
        rows = db.execute(_LATEST.format(where="")).fetchall()
    else:
        rows = db.execute(_LATEST.format(where="WHERE article IN (SELECT unnest(?::VARCHAR[]))"),
                          [sorted(articles)]).fetchall()
    return [c for row in rows if (c := Correction(*row)).verdict != "withdrawn"]


def add(db: duckdb.DuckDBPyConnection, made: Correction) -> None:
    """Adds a correction and lets it take effect."""
    ((last,),) = db.execute("SELECT coalesce(max(number), 0) FROM corrections").fetchall()
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    db.execute("INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               [last + 1, *msgspec.structs.astuple(made), now])


def hide(db: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> None:
    """Computes anew which records of `articles` are not shown: the rejected, and those that an edited one replaces."""
    ids = sorted(articles)
    db.execute("DELETE FROM hidden WHERE article IN (SELECT unnest(?::VARCHAR[]))", [ids])
    rows = [[c.record, c.article] for c in current(db, ids) if c.verdict in ("reject", "edit")]
    if rows:
        db.executemany("INSERT INTO hidden VALUES (?, ?)", rows)


def apply(corrections: Iterable[Correction], records: list[Record]) -> tuple[list[Record], list[Correction]]:
    """The corrections of a report carried over to `records`, its new coding: the records with the edited ones added,
    and the corrections with the ids that their records have now. One whose record is found no more keeps its old id."""
    by_anchor: dict[tuple[str, str | None, int, int], str] = {}
    ids = set()
    for record in records:
        if isinstance(record, Event | Statement | Commitment | Relation):
            by_anchor.setdefault(anchor(record), record.id)
            ids.add(record.id)
    kept, moved = list(records), []
    for c in corrections:
        now = c.record if c.record in ids else by_anchor.get((c.kind, c.type, c.start, c.stop), c.record)
        if now != c.record:
            moved.append(msgspec.structs.replace(c, record=now))
        if c.verdict == "edit" and c.made:
            kept.append(decode(c.made))
    return kept, moved
