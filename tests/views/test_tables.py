"""Rows in three formats: nothing lost, and a stranger's words stay inert."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.views.tables import inert, to_csv, to_jsonl, to_terminal


def table(*words: str) -> pa.Table:
    return pa.table({"day": [None] * len(words), "text": list(words), "list": [["a", "b"]] * len(words)})


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_jsonl_gives_back_what_went_in(words: str) -> None:
    (line,) = to_jsonl(table(words))
    assert json.loads(line) == {"day": None, "text": words, "list": ["a", "b"]}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_csv_cells_hold_no_formula(words: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(table(words)))))
    cell = rows[1][1]
    assert cell in (words, "'" + words) and cell[:1] not in ("=", "+", "@")


@pytest.mark.parametrize(("cell", "shown"), [("=1+1", "'=1+1"), ("-2+3", "'-2+3"), ("-2", "-2"), ("@x", "'@x"),
                                             ("2020-01-02", "2020-01-02"), ("plain", "plain")])
def test_csv_guards_what_a_spreadsheet_would_run(cell: str, shown: str) -> None:
    assert list(csv.reader(io.StringIO(to_csv(table(cell)))))[1][1] == shown


def test_empty_tables_keep_their_header() -> None:
    assert to_csv(table()) == "day,text,list\n"
    assert list(to_jsonl(table())) == []


def test_terminal_escapes_and_markup_are_shown_not_obeyed() -> None:
    shown = to_terminal(table("\x1b[31mred\x07 [bold]x[/bold]"), "none", width=80)
    assert "\x1b" not in shown and "\x07" not in shown and "[bold]x[/bold]" in shown
    assert inert("a\x9bb") == "a�b"
