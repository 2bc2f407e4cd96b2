"""Records -> rows of the archive's tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from communique.archive.schema import TABLES
from communique.archive.search import word_rows
from communique.records import (
    Article,
    Commitment,
    Event,
    Mention,
    Record,
    Relation,
    Role,
    Span,
    Statement,
    Time,
    cut,
    encode,
)

__all__ = ["Rows", "first_day", "rows_of"]

Rows = dict[str, list[dict[str, Any]]]

_DAY = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T/])")


def first_day(value: str | None) -> dt.date | None:
    """The first day that an ISO 8601 value covers (``2017-02`` is 2017-02-01), or None for what is no date."""
    match = _DAY.match(value or "")
    if not match:
        return None
    year, month, day = (int(g) if g else 1 for g in match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def rows_of(records: Iterable[Record], coded_with: str, added: dt.datetime, numbers: Iterator[int],
            article: int | None = None) -> Rows:
    """The rows for the records of one article (the article comes first), table by table. `numbers` gives each its
    number in the archive; `article` is the article's where it has one already."""
    rows: Rows = {table: [] for table in TABLES}
    text, published = "", None
    for record in records:
        whole = encode(record).decode()
        number = 0 if isinstance(record, Mention | Time) else next(numbers)
        match record:
            case Article():
                text, published = record.text, first_day(record.published)
                article = number if article is None else article
                rows["articles"].append({
                    "id": record.id, "source": record.source, "url": record.url, "outlet": record.outlet,
                    "title": record.title, "bylines": list(record.bylines), "published": record.published,
                    "day": published, "language": record.language, "text": text, "coded_with": coded_with,
                    "added": added, "record": whole, "number": article,
                })
                rows["words"] = word_rows(record.id, record.title, record.text)
            case Mention():
                rows["mentions"].append({
                    "article": record.article, "start": record.span[0], "stop": record.span[1], "text": record.text,
                    "kind": record.kind, "entity": record.entity, "name": record.name, "country": record.country,
                    "sector": record.sector, "form": record.form, "latitude": record.latitude,
                    "longitude": record.longitude, "record": whole, "number": article,
                })
            case Time():
                rows["times"].append({
                    "article": record.article, "start": record.span[0], "stop": record.span[1], "text": record.text,
                    "type": record.type, "value": record.value, "record": whole,
                })
            case Event():
                value = record.date.value if record.date else None
                rows["events"].append({
                    "id": record.id, "article": record.article, "day": first_day(value) or published,
                    "type": record.type, "mode": record.mode, "contexts": list(record.contexts),
                    "cameo": record.cameo, "status": record.status, "date": value, "score": record.score,
                    "statement": record.statement, "confidence": record.confidence, "record": whole, "number": number,
                })
                _roles(rows, record, number, actor=record.actors, recipient=record.recipients, place=record.place)
                _cite(rows, text, record, number, trigger=record.trigger,
                      date=record.date.span if record.date else None)
            case Statement():
                rows["statements"].append({
                    "id": record.id, "article": record.article, "day": published, "kind": record.kind,
                    "stance": record.stance, "content": cut(text, record.content), "within": record.within,
                    "confidence": record.confidence, "record": whole, "number": number,
                })
                _roles(rows, record, number, speaker=record.speaker, addressee=record.addressees,
                       relayed_by=record.relayed_by)
                _cite(rows, text, record, number, source=record.source, cue=record.cue, content=record.content)
            case Commitment():
                rows["commitments"].append({
                    "id": record.id, "article": record.article, "day": published, "action": record.action,
                    "type": record.type, "strength": record.strength,
                    "condition": record.condition.text if record.condition else None, "deadline": record.deadline,
                    "statement": record.statement, "event": record.event, "confidence": record.confidence,
                    "record": whole, "number": number,
                })
                _roles(rows, record, number, by=record.by, to=record.to)
                _cite(rows, text, record, number, action=record.action_span, deadline=record.deadline_span,
                      condition=record.condition.span if record.condition else None)
            case Relation():
                rows["relations"].append({
                    "id": record.id, "article": record.article, "day": published, "type": record.type,
                    "value": record.value, "valid_from": record.valid.from_, "valid_to": record.valid.to,
                    "negated": record.negated, "confidence": record.confidence, "record": whole, "number": number,
                })
                _roles(rows, record, number, subject=record.subject, object=record.object)
                _cite(rows, text, record, number)
    return rows


_Citing = Event | Statement | Commitment | Relation


def _roles(rows: Rows, record: _Citing, number: int, **slots: Role | tuple[Role, ...] | None) -> None:
    for slot, given in slots.items():
        for position, role in enumerate((given,) if isinstance(given, Role) else given or ()):
            start, stop = role.span or (None, None)
            rows["roles"].append({
                "record": record.id, "article": record.article, "slot": slot, "position": position,
                "entity": role.entity, "name": role.name, "kind": role.kind, "country": role.country,
                "sector": role.sector, "text": role.text, "start": start, "stop": stop, "number": number,
            })


def _cite(rows: Rows, text: str, record: _Citing, number: int, **parts: Span | tuple[Span, ...] | None) -> None:
    for part, given in {"evidence": record.evidence, **parts}.items():
        if not given:
            continue
        spans: Any = given if isinstance(given[0], tuple) else (given,)
        for position, (start, stop) in enumerate(spans):
            rows["evidence"].append({
                "record": record.id, "article": record.article, "part": part, "position": position,
                "start": start, "stop": stop, "words": text[start:stop], "number": number,
            })
