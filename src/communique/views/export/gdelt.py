"""GDELT 2.0's event table (61 columns, no header, tab-separated) and its mentions table (16) beside it.

GDELT numbers its events; ours is the first 15 decimal digits of the record's hash, so that the two files join and
another run gives the same numbers. FIPS country codes, tone and ADM codes are not known to us and stay empty; country
codes of actors are CAMEO's, which are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.archive import Archive
from communique.records import Event, Role
from communique.views.export.rows import Place, Row, pairs, quad_number, tab, write_lines

__all__ = ["COLUMNS", "MENTION_COLUMNS", "number", "write"]

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor1{c}" for c in _ACTOR),
    *(f"Actor2{c}" for c in _ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(f"Actor1Geo_{c}" for c in _GEO),
    *(f"Actor2Geo_{c}" for c in _GEO),
    *(f"ActionGeo_{c}" for c in _GEO),
    "DATEADDED",
    "SOURCEURL",
)
MENTION_COLUMNS = (
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes `out` and, beside it, the mentions: ``NAME.mentions.SUFFIX`` (to standard output, the events alone)."""
    mentions: list[str] = []
    write_lines(out, _lines(rows, mentions))
    if str(out) != "-":
        write_lines(out.with_name(f"{out.stem}.mentions{out.suffix}"), mentions)


def number(event: Event, pair: int) -> str:
    """The number of the `pair`-th dyad of an event, the same on every run."""
    return str(int(event.id.rpartition(":")[2], 16) % 10**13 * 100 + pair % 100)


def _lines(rows: Iterable[Row], mentions: list[str]) -> Iterator[str]:
    for row in rows:
        if row.event.status not in ("actual", "historical"):
            continue
        for i, (source, target) in enumerate(pairs(row.event)):
            key = number(row.event, i)
            yield tab(_cells(row, key, source, target))
            mentions.append(tab(_mention(row, key, source, target)))


def _cells(row: Row, key: str, source: Role | None, target: Role | None) -> list[object]:
    day = row.day
    when: list[object] = (
        [f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day.year + (day - dt.date(day.year, 1, 1)).days / 365:.4f}"]
        if day
        else [None] * 4
    )
    code = row.cameo
    n = len(row.event.evidence)
    return [
        key,
        *when,
        *_actor(source),
        *_actor(target),
        int(row.sentence <= 3),
        code,
        code[:3],
        code[:2],
        quad_number(row.event.type),
        row.goldstein,
        n,
        1,
        1,
        None,
        *_geo(None),
        *_geo(None),
        *_geo(row.place),
        _stamp(row),
        row.url or row.source,
    ]


def _actor(role: Role | None) -> list[object]:
    if role is None:
        return [None] * 10
    code = "".join(filter(None, (role.country, role.sector)))
    return [code, (role.name or role.text or "").upper(), role.country, None, None, None, None, role.sector, None, None]


def _geo(place: Place | None) -> list[object]:
    if place is None:
        return [0, *[None] * 7]
    kind = 1 if (place.entity or "").startswith("state:") else 4
    return [kind, place.name, None, None, None, place.latitude, place.longitude, place.geonames]


def _mention(row: Row, key: str, source: Role | None, target: Role | None) -> list[object]:
    def at(role: Role | None) -> int:
        return role.span[0] if role and role.span else -1

    day = f"{row.day:%Y%m%d}000000" if row.day else None
    return [
        key,
        day,
        _stamp(row),
        1,
        row.outlet,
        row.url or row.article,
        row.sentence,
        at(source),
        at(target),
        row.event.trigger[0],
        1,
        round(row.event.confidence * 100),
        None,
        None,
        None,
        None,
    ]


def _stamp(row: Row) -> str | None:
    digits = "".join(c for c in (row.published or "")[:19] if c.isdigit())
    return digits.ljust(14, "0") if digits else None
