"""JSON schemas of what the API gives."""

from __future__ import annotations

from typing import Any

from communique import ontology
from communique.archive.corrections import RELATIONS
from communique.archive.followup import CALENDAR, EVIDENCE, VERDICTS
from communique.archive.series import QUADS
from communique.web.filters import STATUSES

__all__ = ["COMPONENTS", "listed", "ref"]

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    """A reference to a schema of `COMPONENTS`."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(item: Schema, **beside: Schema) -> Schema:
    """A page of a list of `item`."""
    return _object({"items": _array(item), "page": _NUMBER, "pages": _NUMBER, "total": _NUMBER, **beside})


def _object(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    return {"type": "object", "properties": properties, "required": [k for k in properties if k not in optional],
            "additionalProperties": False}


def _array(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _or_null(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


_TEXT: Schema = {"type": "string"}
_TEXT_OR = _or_null(_TEXT)
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_ANY: Schema = {"type": "integer"}
_REAL: Schema = {"type": "number"}
_REAL_OR = _or_null(_REAL)
_YES: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_DAY_OR: Schema = {"type": ["string", "null"], "format": "date"}
_TYPE: Schema = {"type": "string", "enum": list(ontology.types())}
_QUAD: Schema = {"type": "string", "enum": list(QUADS)}
_STATUS: Schema = {"type": "string", "enum": list(STATUSES)}
_ROLES = _array(ref("Role"))
_ROLE_OR = _or_null(ref("Role"))
_COUNTS = {quad.replace(" ", "_"): _NUMBER for quad in QUADS}
_FROM = {"outlet": _TEXT_OR, "title": _TEXT_OR, "words": _TEXT}
_SUM = {"events": _NUMBER, **_COUNTS}
#: A record as the record contract has it: fields may be added, so it is left open here.
_RECORD: Schema = {"type": "object", "properties": {"record": _TEXT, "id": _TEXT, "article": _TEXT},
                   "required": ["record"]}

COMPONENTS: dict[str, Schema] = {
    "Error": _object({"error": _object({"code": _TEXT, "message": _TEXT})}),
    "Record": _RECORD,
    "Role": _object({"entity": _TEXT_OR, "name": _TEXT_OR, "kind": _TEXT_OR, "country": _TEXT_OR, "sector": _TEXT_OR,
                     "text": _TEXT_OR, "span": {"type": ["array", "null"], "items": _NUMBER}}),
    "Place": _object({"entity": _TEXT_OR, "name": _TEXT_OR, "country": _TEXT_OR, "text": _TEXT_OR,
                      "latitude": _REAL_OR, "longitude": _REAL_OR}),
    "Event": _object({
        "what": {"const": "event"}, "id": _TEXT, "article": _TEXT, "day": _DAY_OR, "date": _TEXT_OR, "type": _TYPE,
        "mode": _TEXT_OR, "quad": _QUAD, "status": _STATUS, "actors": _ROLES, "recipients": _ROLES,
        "place": _or_null(ref("Place")), "contexts": _array(_TEXT), "cameo": _TEXT_OR, "score": _REAL_OR,
        "confidence": _REAL, "statement": _TEXT_OR, **_FROM}, optional=("what",)),
    "DatedFact": _object({
        "what": {"const": "fact"}, "id": _TEXT, "article": _TEXT, "day": _DAY, "type": _TEXT,
        "mode": {"enum": ["from", "to"]}, "status": _STATUS, "actors": _ROLES, "recipients": _ROLES, "value": _TEXT_OR,
        **_FROM}),
    "Statement": _object({
        "id": _TEXT, "article": _TEXT, "day": _DAY_OR, "kind": _TEXT, "stance": _TEXT, "speaker": _ROLE_OR,
        "addressees": _ROLES, "relayed_by": _ROLES, "content": _TEXT, "within": _TEXT_OR, "confidence": _REAL,
        **_FROM}),
    "Commitment": _object({
        "id": _TEXT, "article": _TEXT, "day": _DAY_OR, "by": _ROLES, "to": _ROLES, "strength": _TEXT, "type": _TEXT_OR,
        "action": _TEXT, "condition": _TEXT_OR, "deadline": _TEXT_OR, "statement": _TEXT_OR, "event": _TEXT_OR,
        "confidence": _REAL, "state": {"enum": [*CALENDAR, *EVIDENCE, *VERDICTS]}, "days_left": _or_null(_ANY),
        "evidence_of": {"enum": [*EVIDENCE, None]}, "score": _REAL_OR, "reason": _TEXT_OR, "witness": _TEXT_OR,
        "renews": _TEXT_OR, "earlier_deadline": _TEXT_OR, "settled_by": _TEXT_OR, "note": _TEXT_OR, **_FROM}),
    "Fact": _object({
        "id": _TEXT, "article": _TEXT, "day": _DAY_OR, "as_of": _TEXT_OR, "type": {"enum": list(RELATIONS)},
        "subject": ref("Role"), "object": _ROLE_OR, "value": _TEXT_OR,
        "valid": _object({"from": _TEXT_OR, "to": _TEXT_OR}), "negated": _YES, "confidence": _REAL, **_FROM}),
    "Standing": _object({name: _array({"type": "object"}) for name in ("members", "offices", "facilities")}),
    "Report": _object({"id": _TEXT, "day": _DAY_OR, "published": _TEXT_OR, "outlet": _TEXT_OR, "title": _TEXT_OR,
                       "bylines": _array(_TEXT), "url": _TEXT_OR, "source": _TEXT_OR, "characters": _NUMBER}),
    "Found": _object({"id": _TEXT, "score": _REAL, "day": _DAY_OR, "outlet": _TEXT_OR, "title": _TEXT_OR,
                      "snippet": _TEXT, "url": _TEXT_OR}),
    "Entity": _object({"entity": _TEXT, "name": _TEXT_OR, "kind": _TEXT_OR, "country": _TEXT_OR, "sector": _TEXT_OR,
                       "records": _NUMBER, "articles": _NUMBER}),
    "Card": _object({"entity": _TEXT, "name": _TEXT_OR, "kind": _TEXT_OR, "country": _TEXT_OR, "sector": _TEXT_OR,
                     "counts": _object(dict.fromkeys(("events", "statements", "commitments", "relations"), _NUMBER))}),
    "Period": _object({"period": _DAY, **_SUM, "score": _REAL, "goldstein": _REAL}),
    "Network": _object({
        "nodes": _array(_object({"id": _TEXT, "name": _TEXT_OR, "kind": _TEXT, "country": _TEXT_OR,
                                 "events": _NUMBER})),
        "edges": _array(_object({"source": _TEXT, "target": _TEXT, **_SUM, "score": _REAL_OR, "first": _DAY_OR,
                                 "last": _DAY_OR})), "total": _NUMBER}),
    "Places": _object({"type": {"const": "FeatureCollection"}, "features": _array(_object({
        "type": {"const": "Feature"}, "id": _TEXT,
        "geometry": _object({"type": {"const": "Point"}, "coordinates": {"type": "array", "items": _REAL, "minItems": 2,
                                                                         "maxItems": 2}}),
        "properties": {"type": "object"}}))}),
    "Brief": _object({"about": _array(_TEXT), "counts": {"type": "object", "additionalProperties": _NUMBER},
                      "parts": _array(_object({"title": _TEXT, "total": _NUMBER, "lines": _array(
                          _object({"words": _TEXT, "id": _TEXT_OR}))}))}),
    "MarkedReport": _object({
        "article": ref("Record"), "records": _array(ref("Record")),
        "marks": _array(_object({"n": _NUMBER, "record": _TEXT, "layer": _TEXT, "part": _TEXT, "start": _NUMBER,
                                 "end": _NUMBER})),
        "segments": _array(_object({"start": _NUMBER, "end": _NUMBER, "text": _TEXT, "marks": _array(_NUMBER)}))}),
    "Why": _object({
        "record": ref("Record"), "article": {"type": "object"}, "explain": _TEXT,
        "correction": {"type": ["object", "null"]}, "shown": _YES, "editable": _array(_TEXT)}),
    "Correction": _object({"number": _NUMBER, "record": _TEXT, "article": _TEXT, "kind": _TEXT, "type": _TEXT_OR,
                           "verdict": _TEXT, "who": _TEXT, "note": _TEXT_OR, "decided": _TEXT}),
    "Stands": _object({"record": ref("Record"), "verdict": _TEXT}),
    "Session": _object({"csrf": _TEXT, "read_only": _YES}),
}
