"""A user's own entries: read from CSV or FollowTheMoney JSON lines, kept in one CSV file, and put before the package's.

The file is `entries.csv` in the folder that `COMMUNIQUE_KNOWLEDGE` names, else where the system keeps settings. Its
columns are `COLUMNS`; only `name` must be filled. Several values stand between ``|``. `member_of` holds ids of
organisations with the time (``organisation:EAEU@2015-08-12/``), `offices` titles with it
(``foreign minister of state:KGZ@2012/2018-10``).
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.errors import KnowledgeError
from communique.knowledge.ftm import read_ftm
from communique.knowledge.model import Entity, Membership, Term
from communique.knowledge.names import plain

__all__ = ["COLUMNS", "Entry", "add", "entries_file", "read", "to_entry"]

COLUMNS = ("id", "name", "kind", "sub", "country", "sector", "from", "to", "names", "latitude", "longitude",
           "member_of", "offices")
_KINDS = ("person", "state", "organisation", "place", "facility", "force", "equipment", "group", "document")
_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_SPAN = rf"(?:@({_DATE})?(?:/({_DATE})?)?)?"
_MEMBER = re.compile(rf"([a-z]+:[^\s@|]+){_SPAN}")
_OFFICE = re.compile(rf"(.+?) of ([a-z]+:[^\s@|]+){_SPAN}")

Row = dict[str, str]


class Entry:
    """One of a user's entries: an entity with what is said of its memberships and offices."""

    def __init__(self, entity: Entity, memberships: Sequence[Membership], terms: Sequence[Term]) -> None:
        self.entity, self.memberships, self.terms = entity, tuple(memberships), tuple(terms)


def entries_file() -> Path:
    """Where a user's own entries are kept."""
    if own := os.environ.get("COMMUNIQUE_KNOWLEDGE"):
        return Path(own) / "entries.csv"
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "communique" / "knowledge" / "entries.csv"


def to_entry(row: Row) -> Entry:
    """An entry from the cells of a row; raises ValueError that says which cell is wrong, and how it should be."""
    cells = {c: (row.get(c) or "").strip() for c in COLUMNS}
    name, kind = cells["name"], cells["kind"] or "organisation"
    if not name:
        raise ValueError("name is empty")
    if kind not in _KINDS:
        raise ValueError(f"kind is {kind!r}; it must be one of {', '.join(_KINDS)}")
    if cells["country"] and not re.fullmatch(r"[A-Z]{3}", cells["country"]):
        raise ValueError(f"country is {cells['country']!r}; it must be an ISO 3166-1 alpha-3 code")
    if cells["sector"] and not re.fullmatch(r"[A-Z]{3,4}", cells["sector"]):
        raise ValueError(f"sector is {cells['sector']!r}; it must be one of PLOVER's, such as GOV or REB")
    for column in ("from", "to"):
        if cells[column] and not re.fullmatch(_DATE, cells[column]):
            raise ValueError(f"{column} is {cells[column]!r}; it must be YYYY, YYYY-MM or YYYY-MM-DD")
    latitude, longitude = (_degrees(c, cells[c], limit) for c, limit in (("latitude", 90), ("longitude", 180)))
    key = cells["id"] or f"{kind}:{_slug(name)}" + (f"-{cells['country'].lower()}" if cells["country"] else "")
    if not re.fullmatch(r"[a-z]+:[^\s|@]+", key):
        raise ValueError(f"id is {key!r}; it must be KIND:KEY")
    entity = Entity(
        id=key, name=name, kind=kind, sub=cells["sub"] or None, country=cells["country"] or None,
        sector=cells["sector"] or None, names=tuple(_split(cells["names"])), latitude=latitude, longitude=longitude,
        from_=cells["from"] or None, to=cells["to"] or None)
    memberships, terms = [], []
    for said in _split(cells["member_of"]):
        if (match := _MEMBER.fullmatch(said)) is None:
            raise ValueError(f"member_of has {said!r}; it must be ID or ID@FROM/TO")
        memberships.append(Membership(key, match[1], match[2], match[3]))
    for said in _split(cells["offices"]):
        if (match := _OFFICE.fullmatch(said)) is None:
            raise ValueError(f"offices has {said!r}; it must be TITLE of ID or TITLE of ID@FROM/TO")
        terms.append(Term(key, match[1], match[2], match[3], match[4], cells["sector"] or None))
    return Entry(entity, memberships, terms)


def read(path: Path) -> tuple[list[Row], list[str]]:
    """The rows of a CSV file or of FollowTheMoney JSON lines, and what is wrong, a line each with file and line number.

    Raises KnowledgeError where the file can't be read at all.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise KnowledgeError(f"{path}: can't be read: {getattr(e, 'strerror', None) or 'it is not UTF-8 text'}") from e
    good: list[Row] = []
    wrong: list[str] = []
    for number, row in read_ftm(text) if text.lstrip().startswith("{") else _rows(path, text):
        if isinstance(row, str):
            wrong.append(f"{path}:{number}: {row}")
            continue
        try:
            to_entry(row)
        except ValueError as e:
            wrong.append(f"{path}:{number}: {e}")
        else:
            good.append(row)
    return good, wrong


def add(rows: Sequence[Row]) -> tuple[Path, int, int]:
    """Puts rows into the user's file; one with an id that is there already takes its place. Returns the file, and how
    many rows are new and how many changed."""
    path = entries_file()
    kept: dict[str, Row] = {}
    if path.exists():
        kept = {to_entry(row).entity.id: row for row in read(path)[0]}
    new = changed = 0
    for row in rows:
        key = to_entry(row).entity.id
        full = {c: row.get(c) or "" for c in COLUMNS} | {"id": key}
        if key not in kept:
            new += 1
        elif kept[key] != full:
            changed += 1
        kept[key] = full
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept.values())
        draft.replace(path)
    except OSError as e:
        raise KnowledgeError(f"{path}: can't be written: {e.strerror}") from e
    return path, new, changed


def _rows(path: Path, text: str) -> Iterator[tuple[int, Row | str]]:
    reader = csv.DictReader(text.splitlines())
    columns = [c.strip() for c in reader.fieldnames or ()]
    unknown = [c for c in columns if c not in COLUMNS]
    if "name" not in columns or unknown:
        what = f"unknown column {unknown[0]!r}" if unknown else "there is no column `name`"
        raise KnowledgeError(f"{path}:1: {what}; columns are {', '.join(COLUMNS)}")
    reader.fieldnames = columns
    try:
        for row in reader:
            yield reader.line_num, "more cells than columns" if None in row else {k: v or "" for k, v in row.items()}
    except csv.Error as e:
        yield reader.line_num + 1, str(e)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _degrees(column: str, cell: str, limit: int) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not -limit <= value <= limit:
        raise ValueError(f"{column} is {cell!r}; it must be degrees between -{limit} and {limit}")
    return value


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower()).strip("-") or "unnamed"
