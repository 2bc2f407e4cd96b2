"""Every row of every table keeps its schema, and refers to what exists."""

from __future__ import annotations

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import load_knowledge
from communique.knowledge.load import read_tables
from communique.knowledge.tables import check_row, folder, rows, schema

TABLES = sorted(schema())


@pytest.mark.parametrize("table", TABLES)
def test_rows_keep_the_schema(table: str) -> None:
    wrong = [f"{table}.tsv:{number}: {w}" for number, row in rows(table, (folder() / f"{table}.tsv").read_text("utf-8"))
             for w in check_row(table, row)]
    assert wrong == []


@pytest.mark.parametrize("table", [t for t in TABLES if "id" in schema()[t]["columns"]])
def test_ids_are_unique(table: str) -> None:
    ids = [row["id"] for _, row in rows(table, (folder() / f"{table}.tsv").read_text("utf-8"))]
    assert sorted(set(ids)) == sorted(ids)


def test_references_point_to_entities() -> None:
    knowledge, tables = load_knowledge(), read_tables()
    for m in tables.memberships:
        assert knowledge.get(m.member), m
        assert knowledge.get(m.organisation), m
        assert m.from_ is None or m.to is None or m.from_[:4] <= m.to[:4], m
    for chair in tables.chairs:
        assert knowledge.get(chair.person) and knowledge.get(chair.of), chair
    for e in tables.entities:
        for column in ("parent", "predecessors", "successors", "operator", "host"):
            for other in filter(None, e.extra.get(column, "").split("|")):
                assert knowledge.get(other), (e.id, other)


def test_a_broken_table_is_named_with_its_line() -> None:
    with pytest.raises(KnowledgeError, match="chairs.tsv:1: the columns must be"):
        list(rows("chairs", "organisation\tchair\n"))
    with pytest.raises(KnowledgeError, match="mine.tsv:2: 1 columns, not 4"):
        list(rows("chairs", "organisation\tchair\tfrom\tto\nx", "mine.tsv"))


def test_a_cell_of_the_wrong_type_is_told() -> None:
    row = {"organisation": "EAEU", "chair": "", "from": "May 2014", "to": "2015"}
    assert check_row("chairs", row) == ["organisation is 'EAEU', which is no id", "chair is empty",
                                        "from is 'May 2014', which is no date"]
