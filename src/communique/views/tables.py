"""Rows for people and tools: an Arrow table as a terminal table, JSON Lines or CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

__all__ = ["FORMATS", "inert", "to_csv", "to_jsonl", "to_terminal", "write_table"]

FORMATS = ("table", "jsonl", "csv")
_FORMULA = ("=", "+", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def inert(text: str) -> str:
    """`text` without characters that a terminal would act on; a report's words are a stranger's."""
    return _CONTROL.sub("�", text)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def _word(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return "; ".join(_word(v) for v in value)
        case float():
            return f"{value:g}"
        case _:
            return str(_plain(value))


def to_jsonl(table: pa.Table) -> Iterator[str]:
    """A line of JSON for each row; nothing for an empty table."""
    for row in table.to_pylist():
        yield json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False)


def to_csv(table: pa.Table) -> str:
    """CSV with a header, also for an empty table. A cell that a spreadsheet would take for a formula is led by
    an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        cells = [_word(v) for v in row.values()]
        writer.writerow([f"'{c}" if c.startswith(_FORMULA) or (c[:1] == "-" and not _number(c)) else c for c in cells])
    return out.getvalue()


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


#: What a terminal has room for; everything is in jsonl and csv.
TERMINAL = {
    "events": ("day", "type", "mode", "status", "actors", "recipients", "place", "evidence", "id"),
    "statements": ("day", "speaker", "kind", "stance", "relayed_by", "content", "id"),
    "commitments": ("day", "by", "to", "strength", "action", "condition", "deadline", "id"),
    "follow_up": ("day", "status", "days_left", "by", "action", "deadline", "evidence_of", "score", "reason", "id"),
    "members": ("member", "reported", "since", "reports", "outlets", "last", "tables"),
    "facilities": ("facility", "operators", "places", "forces", "equipment", "reports", "outlets", "last"),
    "offices": ("office", "holder", "of", "since", "until", "reports", "outlets", "last", "tables"),
    "conflicts": ("as_of", "report", "object", "tables", "outlet", "id"),
    "relations": ("as_of", "subject", "type", "object", "value", "valid_from", "valid_to", "id"),
    "articles": ("day", "outlet", "title", "characters", "id"),
    "merged_events": ("day", "type", "mode", "status", "actors", "recipients", "place", "reports", "outlets", "dissent",
                      "id"),
    "corrections": ("number", "record", "verdict", "who", "note", "decided"),
    "decisions": ("number", "kind", "a", "b", "verdict", "score", "reason", "who", "note", "decided"),
    "search": ("score", "day", "outlet", "title", "snippet", "id"),
    "series": ("period", "events", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
               "score", "goldstein"),
    "actors": ("entity", "name", "kind", "country", "sector", "records", "articles"),
}


def to_terminal(table: pa.Table, kind: str, width: int | None = None) -> str:
    """A table drawn for `width` columns (None: the terminal's), long texts cut to what fits."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=width, file=io.StringIO(), highlight=False, emoji=False, markup=False)
    names = [n for n in TERMINAL.get(kind, table.column_names) if n in table.column_names] or table.column_names
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        fixed = name in {"day", "as_of", "id", "type", "kind"}
        drawn.add_column(name, overflow="ellipsis" if fixed else "fold", no_wrap=fixed,
                         ratio=None if fixed else 1)
    for row in table.select(names).to_pylist():
        cells = [inert(_word(v)) for v in row.values()]
        drawn.add_row(*[Text(c if len(c) <= 160 else c[:157] + "…") for c in cells])
    with console.capture() as captured:
        console.print(drawn)
    return captured.get()


def write_table(table: pa.Table, kind: str, form: str) -> None:
    """Prints a table as `form` (``table``, ``jsonl``, ``csv``) to standard output."""
    import click

    if form == "csv":
        click.echo(to_csv(table), nl=False)
    elif form == "jsonl":
        for line in to_jsonl(table):
            click.echo(line)
    else:
        click.echo(to_terminal(table, kind), nl=False)
