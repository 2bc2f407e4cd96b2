"""The nouns that every room passes on: what the program takes from a report.

The contract is version 1 of the record format: JSON objects, one a line, tagged by ``record``. A span is
``(start, end)``, half open, in Unicode code points of the article's ``text``. Unknown is None. Countries are
ISO 3166-1 alpha-3 codes, types and modes PLOVER's, dates ISO 8601 as fine as the text says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

__all__ = [
    "Article",
    "Commitment",
    "Condition",
    "Event",
    "EventDate",
    "Mention",
    "Record",
    "Relation",
    "Role",
    "Span",
    "Statement",
    "Time",
    "Valid",
    "decode",
    "encode",
    "record_id",
    "sort_key",
    "to_dict",
]

Span = tuple[int, int]
MentionKind = Literal[
    "person", "state", "organisation", "place", "facility", "force", "equipment", "group", "document"
]
Form = Literal["named", "descriptive", "pronoun", "metonym"]
Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
Strength = Literal["pledge", "agreement", "plan", "offer", "readiness"]
Stance = Literal["asserted", "denied", "question", "no_comment", "conditional"]


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """An entity in a record: who it is (`entity`, `name`, `country`, `sector`) and what stands for it there.

    `entity` is ``KIND:KEY`` (``state:KGZ``) or None where nobody can tell; `text` and `span` are what stands
    in the article, the pronoun itself for a pronoun.
    """

    entity: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    text: str | None = None
    span: Span | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag="article"):
    """One report. `text` is never altered after reading; `published` is the story's own date, with time and
    zone where it gives them."""

    id: str
    source: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    bylines: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    text: str


class Mention(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag="mention"):
    """A place in the text where an entity is named, described or meant by a pronoun or a metonym.

    `head` is the offset of the mention's head word, `how` the way in which it was resolved.
    """

    article: str
    span: Span
    text: str
    kind: str
    entity: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    form: str = "named"
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    head: int | None = None
    how: str | None = None
    confidence: float | None = None


class Time(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag="time"):
    """A time expression: TIMEX3's type and value, resolved against the day of the report."""

    article: str
    span: Span
    text: str
    type: str
    value: str | None


class EventDate(msgspec.Struct, frozen=True, kw_only=True):
    """The day of an event: ISO 8601, as fine as the words say, and those words."""

    value: str | None
    text: str
    span: Span


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag="event"):
    """Who did what to whom, in PLOVER and CAMEO. `score` is PLOVER's for the type, `rule` the lexicon entry
    that found it, `found_by` who spoke for it (``rules``, ``model``, ``both``); `fatalities`, `injured`, `size`
    are counts where the text gives them."""

    id: str
    article: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    status: str = "actual"
    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    place: Role | None = None
    date: EventDate | None = None
    trigger: Span
    evidence: tuple[Span, ...]
    statement: str | None = None
    score: float | None = None
    confidence: float
    rule: str | None = None
    found_by: str = "rules"
    fatalities: int | None = None
    injured: int | None = None
    size: int | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag="statement"):
    """Who said what, and through whom we know. `content` excludes the quotation marks; `within` is the
    statement that this one is nested in; `stance` marks denials, questions and refusals to comment."""

    id: str
    article: str
    kind: str
    speaker: Role | None = None
    source: Span | None = None
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    addressees: tuple[Role, ...] = ()
    relayed_by: tuple[Role, ...] = ()
    within: str | None = None
    evidence: tuple[Span, ...]
    confidence: float
    stance: str = "asserted"
    rule: str | None = None


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """What must come first, in the article's words."""

    text: str
    span: Span


class Commitment(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag="commitment"):
    """What someone has bound themselves to do: by whom, to whom, what, how firmly, on what condition and by
    what day (`deadline` is the last day on which it can be kept)."""

    id: str
    article: str
    by: tuple[Role, ...]
    to: tuple[Role, ...] = ()
    action: str
    action_span: Span
    type: str | None = None
    strength: str
    condition: Condition | None = None
    deadline: str | None = None
    deadline_span: Span | None = None
    statement: str | None = None
    event: str | None = None
    evidence: tuple[Span, ...]
    confidence: float
    rule: str | None = None


class Valid(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The time for which the text says that a relation holds."""

    from_: str | None = None
    to: str | None = None


class Relation(msgspec.Struct, frozen=True, kw_only=True, tag_field="record", tag="relation"):
    """What is so, or was, between two entities. `as_of` is the day of the report, `valid` what the text says
    of its time, `value` the title of an office and the like; `negated` where the text says it is not so."""

    id: str
    article: str
    type: str
    subject: Role
    object: Role | None = None
    value: str | None = None
    valid: Valid = Valid()
    as_of: str | None = None
    evidence: tuple[Span, ...]
    confidence: float
    statement: str | None = None
    negated: bool = False
    rule: str | None = None


Record = Article | Mention | Time | Event | Statement | Commitment | Relation

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """One line of JSON, without the line's end. Every field of the contract is there, null where unknown."""
    return _encoder.encode(record)


def decode(line: bytes | str) -> Record:
    """The record that `line` holds; raises `msgspec.ValidationError` for one that breaks the contract."""
    return _decoder.decode(line)


def to_dict(record: Record) -> dict[str, Any]:
    """The record as plain Python values, as `json` would load it."""
    loaded: dict[str, Any] = msgspec.json.decode(_encoder.encode(record))
    return loaded


def record_id(kind: str, article: str, *parts: object) -> str:
    """A stable id from what a record says: the same input gives the same id on any machine, in any order.

    `kind` prefixes it (``event``), `article` and `parts` (spans, types, entity ids) are hashed; 16 hex digits.
    """
    said = msgspec.json.encode([kind, article, *parts])
    return f"{kind}:{hashlib.blake2b(said, digest_size=8).hexdigest()}"


_ORDER = {"article": 0, "mention": 1, "time": 2, "statement": 3, "event": 4, "commitment": 5, "relation": 6}


def _first(record: Record) -> int:
    if isinstance(record, Article):
        return -1
    if isinstance(record, Mention | Time):
        return record.span[0]
    return min((s for s, _ in record.evidence), default=0)


def sort_key(record: Record) -> tuple[int, int, str]:
    """The contract's order on output: the article first, then its records in order of evidence."""
    kind = str(record.__struct_config__.tag)
    tail = record.id if not isinstance(record, Mention | Time) else f"{record.span[1]:09d}"
    return (_first(record), _ORDER[kind], tail)


def covers(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether one of `spans` contains [start, end) whole."""
    return any(s <= start and end <= e for s, e in spans)


def cut(text: str, spans: Sequence[Span]) -> str:
    """The words that `spans` cite, joined by a space."""
    return " ".join(text[s:e] for s, e in spans)
