"""Copies: wire copy, reprints and corrections, found by MinHash over runs of words (Broder 1997).

Signatures are kept in the archive, so that a new batch is compared with all that was read before through the bands that
both share, and not with every text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from communique.archive.decisions import Decision

__all__ = ["BANDS", "find_copies", "likeness", "shingles", "signature_rows"]

#: 16 bands of 4 rows: two texts that share half of their runs meet in a band two times in three, at .7 98 in 100.
BANDS, ROWS = 16, 4
RUN = 4
#: Of all runs, so many shared make a copy; of the shorter's runs, so many make it a cut-down reprint.
SAME, PART = 0.7, 0.85
_WORD = re.compile(r"\w+")
_CORRECTS = re.compile(r"\b(?:CORRECT(?:S|ED|ION)|[Cc]orrection|[Cc]orrects|[Cc]orrected version|[Cc]larification)\b")
_PRIME = np.uint64((1 << 61) - 1)
_random = np.random.Generator(np.random.PCG64(1997))
_A = _random.integers(1, 1 << 31, BANDS * ROWS, dtype=np.uint64)
_B = _random.integers(0, 1 << 31, BANDS * ROWS, dtype=np.uint64)


def shingles(text: str) -> set[int]:
    """The runs of `RUN` words of `text`, as numbers; the whole text where it is shorter."""
    import zlib

    words = _WORD.findall(text.lower())
    runs = [" ".join(words[i:i + RUN]) for i in range(max(1, len(words) - RUN + 1))]
    return {zlib.crc32(run.encode()) for run in runs}


def signature_rows(article: str, text: str) -> list[dict[str, Any]]:
    """The rows of the article's signature: a hash for each band. A text of fewer than 20 words has none: too little to
    tell a copy from a coincidence."""
    runs = shingles(text)
    if len(runs) < 17:
        return []
    values = np.fromiter(runs, dtype=np.uint64)
    least = ((values[:, None] * _A + _B) % _PRIME).min(axis=0).reshape(BANDS, ROWS)
    mixed = np.zeros(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + least[:, row]
    return [{"article": article, "band": band, "hash": int(value)} for band, value in enumerate(mixed)]


def likeness(one: str, other: str) -> tuple[float, float]:
    """(of all runs of both, the share that they have in common; of the shorter's, the share that is in the longer)."""
    a, b = shingles(one), shingles(other)
    both = len(a & b)
    return both / len(a | b), both / min(len(a), len(b))


def find_copies(db: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> list[Decision]:
    """The pairs of `articles` with each other and with all earlier ones that are copies."""
    pairs = db.execute(
        "SELECT DISTINCT least(n.article, o.article), greatest(n.article, o.article) FROM signatures n "
        "JOIN signatures o ON o.band = n.band AND o.hash = n.hash AND o.article <> n.article "
        "WHERE n.article IN (SELECT unnest(?::VARCHAR[])) ORDER BY 1, 2", [list(articles)]).fetchall()
    if not pairs:
        return []
    ids = sorted({i for pair in pairs for i in pair})
    rows = db.execute("SELECT id, text, coalesce(title, '') FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[]))",
                      [ids]).fetchall()
    texts, titles = {r[0]: r[1] for r in rows}, {r[0]: r[2] for r in rows}
    found = []
    for a, b in pairs:
        share, part = likeness(texts[a], texts[b])
        if share >= SAME or part >= PART:
            what = "near-identical texts" if share >= SAME else "one text is contained in the other"
            corrects = [x for x in (a, b) if _CORRECTS.search(titles[x] + "\n" + texts[x][:300])]
            what += f"; {corrects[0]} says that it corrects" if len(corrects) == 1 else ""
            reason = f"{what} ({share:.0%} of word runs shared)"
            found.append(Decision.of("copy", a, b, "same", max(share, part), reason))
    return found


def insert_signatures(db: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    """Adds signature rows."""
    if rows:
        schema = pa.schema([("article", pa.string()), ("band", pa.int32()), ("hash", pa.uint64())])
        db.register("incoming", pa.Table.from_pylist(rows, schema=schema))
        db.execute("INSERT INTO signatures SELECT * FROM incoming")
        db.unregister("incoming")
