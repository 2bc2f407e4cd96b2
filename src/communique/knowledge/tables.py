"""The tables and their schema: tab-separated rows, checked cell by cell against `tables/schema.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from communique.errors import KnowledgeError

__all__ = ["check_row", "folder", "rows", "schema"]

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PATTERNS = {
    "id": re.compile(r"[a-z]+:[^\s|]+"),
    "ids": re.compile(r"[a-z]+:[^\s|]+(\|[a-z]+:[^\s|]+)*"),
    "iso3": re.compile(r"[A-Z]{3}"),
    "isos": re.compile(r"[A-Z]{3}(\|[A-Z]{3})*"),
    "integer": re.compile(r"\d+"),
    "degrees": re.compile(r"-?\d{1,3}(\.\d+)?"),
    "date": _DATE,
    "sector": re.compile(r"[A-Z]{3,4}"),
}


def folder() -> Traversable:
    """Where the package keeps its tables."""
    return resources.files("communique.knowledge") / "tables"


@lru_cache(maxsize=1)
def schema() -> dict[str, dict[str, Any]]:
    """Table name -> what it holds (`about`) and its `columns`: name -> type, with a `!` where no cell is empty."""
    read: dict[str, dict[str, Any]] = yaml.safe_load((folder() / "schema.yaml").read_text("utf-8"))
    return read


def rows(table: str, text: str, where: str | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers. Raises KnowledgeError where the columns are not the schema's."""
    where = where or f"{table}.tsv"
    columns = tuple(schema()[table]["columns"])
    lines = text.splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise KnowledgeError(f"{where}:1: the columns must be, between tabs: {' '.join(columns)}")
    width = len(columns)
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise KnowledgeError(f"{where}:{number}: {len(cells)} columns, not {width}")
        yield number, dict(zip(columns, cells, strict=True))


def check_row(table: str, row: dict[str, str]) -> list[str]:
    """What is wrong with a row, a line for each cell that breaks the schema."""
    wrong = []
    for column, kind in schema()[table]["columns"].items():
        cell = row[column]
        if not cell:
            if kind.endswith("!"):
                wrong.append(f"{column} is empty")
            continue
        bare = kind.rstrip("!")
        if cell != cell.strip() or "  " in cell:
            wrong.append(f"{column} has a blank too many: {cell!r}")
        if bare == "text" or (bare == "texts" and all(cell.split("|"))):
            continue
        if bare.startswith("one of "):
            fits = cell in bare.removeprefix("one of ").split()
        else:
            pattern = _PATTERNS.get(bare)
            fits = pattern is not None and pattern.fullmatch(cell) is not None
        if not fits:
            wrong.append(f"{column} is {cell!r}, which is no {bare}")
    return wrong
