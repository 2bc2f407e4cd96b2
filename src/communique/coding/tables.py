"""Reads the lexicon's tables: tab-separated, a header line, ``#`` for remarks; each row knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from communique.errors import LexiconError

__all__ = ["Row", "rows"]


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells by column, and ``file:line`` for messages and for a record's `rule`."""

    cells: dict[str, str]
    at: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def alternatives(self, column: str) -> tuple[str, ...]:
        """The cell's parts between ``|``."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())


def rows(folder: str, name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of ``lexicon/FOLDER/NAME.tsv``. Raises LexiconError, with the file and the line, for a header that
    isn't `columns` or a row of another length."""
    table = resources.files("communique.coding") / "lexicon" / folder / f"{name}.tsv"
    found: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        at = f"lexicon/{folder}/{name}.tsv:{number}"
        if header is None:
            header = cells
            if tuple(header) != columns:
                raise LexiconError(f"{at}: the columns are {header}, wanted {list(columns)}")
            continue
        if len(cells) != len(columns):
            raise LexiconError(f"{at}: {len(cells)} cells, wanted {len(columns)}")
        found.append(Row({c: v.strip() for c, v in zip(columns, cells, strict=True)}, at))
    return found
