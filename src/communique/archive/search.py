"""Full text search: an inverted index in a table of the archive, ranked by BM25, with no extension to fetch.

Words are kept as 64-bit hashes, so that the index is one column of numbers that a scan runs through in milliseconds.
Plurals and the commonest endings are folded (Harman 1991's S-stemmer); a phrase in quotation marks must stand as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from communique.archive.query import Filters, conditions, parse_day
from communique.errors import QueryError

if TYPE_CHECKING:
    from communique.archive.store import Store

__all__ = ["search", "snippet", "word_hash", "word_rows"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PHRASE = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_TITLE_WEIGHT = 3
#: BM25's constants as Robertson and Zaragoza (2009) recommend them.
_K1, _B = 1.2, 0.75
_AROUND = 80


@lru_cache(maxsize=200_000)
def word_hash(word: str) -> int:
    """The number that a word is kept under: of its lower-case form, without possessive or plural ending."""
    folded = re.sub(r"['’]s?$", "", word.lower())
    if len(folded) > 4 and folded.endswith("ies"):
        folded = folded[:-3] + "y"
    elif len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        folded = folded[:-1]
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest(), "little")


def word_rows(article: str, title: str | None, text: str) -> list[dict[str, Any]]:
    """The rows of the index for one article."""
    counts = Counter(map(word_hash, _WORD.findall(text)))
    for word in _WORD.findall(title or ""):
        counts[word_hash(word)] += _TITLE_WEIGHT
    return [{"word": word, "article": article, "times": n} for word, n in sorted(counts.items())]


def search(store: Store, query: str, filters: Filters, limit: int = 20, offset: int = 0) -> pa.Table:
    """The articles that hold every word of `query` (and every phrase in quotation marks as it stands), the best first.

    `filters` as for events: with an actor, a dyad, a type or a status, only articles with such an event; the days are
    those of publication. Columns: `score`, `day`, `outlet`, `title`, `snippet`, `url`, `id`; the table's metadata
    has how many articles there are in all under ``total``. Raises QueryError for a query without a word.
    """
    phrases = [p.strip() for p in _PHRASE.findall(query) if p.strip()]
    words = list(dict.fromkeys(word_hash(w) for w in _WORD.findall(query)))
    if not words:
        raise QueryError("nothing to search for: give a word, or a phrase in quotation marks")
    where, values = _filtered(filters)
    where += ["contains(lower(a.text), lower(?))" for _ in phrases]
    clause = " AND ".join(where)
    sql = f"""
        WITH hit AS (SELECT word, article, times FROM words WHERE word IN (SELECT unnest(?::UBIGINT[]))),
        total AS (SELECT count(*) AS n, avg(length(text)) AS mean FROM articles),
        spread AS (SELECT word, count(*) AS df FROM hit GROUP BY word),
        ranked AS (
            SELECT h.article, sum(ln(1 + (n - df + 0.5) / (df + 0.5)) * times * ({_K1} + 1)
                   / (times + {_K1} * (1 - {_B} + {_B} * length(a.text) / mean))) AS score
            FROM hit h JOIN spread USING (word) JOIN articles a ON a.id = h.article, total
            WHERE {clause} GROUP BY h.article HAVING count(*) = ?),
        best AS (SELECT article, score, count(*) OVER () AS total FROM ranked)
        SELECT round(r.score, 3) AS score, a.day, a.outlet, a.title, a.text, a.url, a.id, r.total
        FROM best r JOIN articles a ON a.id = r.article
        ORDER BY r.score DESC, a.day DESC NULLS LAST, a.id LIMIT ? OFFSET ?"""
    with store.connect() as db:
        found = db.sql(sql, params=[words, *values, *phrases, len(words), limit, offset]).to_arrow_table()
    wanted = [re.escape(p) for p in phrases] + [re.escape(w) for w in _WORD.findall(query)]
    snippets = [snippet(text, wanted) for text in found.column("text").to_pylist()]
    totals = found.column("total").to_pylist()
    found = found.drop_columns(["total"]).replace_schema_metadata({"total": str(totals[0] if totals else 0)})
    at = found.column_names.index("text")
    return found.set_column(at, "snippet", pa.array(snippets, pa.string()))


def _filtered(filters: Filters) -> tuple[list[str], list[Any]]:
    """The filters as conditions on articles ``a``."""
    where, values = ["true"], list[Any]()
    if filters.actor or filters.dyad or filters.types or filters.statuses:
        inner, values = conditions("events", Filters(actor=filters.actor, dyad=filters.dyad, types=filters.types,
                                                     statuses=filters.statuses, slots=filters.slots))
        where.append(f"a.number IN (SELECT p.article FROM parties p WHERE {inner})")
    for sign, value, end in ((">=", filters.since, False), ("<=", filters.until, True)):
        if value:
            where.append(f"a.day {sign} ?")
            values.append(parse_day(value, end))
    if filters.outlets:
        where.append(f"lower(a.outlet) IN ({', '.join('?' for _ in filters.outlets)})")
        values += [o.lower() for o in filters.outlets]
    return where, values


def snippet(text: str, wanted: list[str]) -> str:
    """The stretch of `text` around the first place where one of `wanted` (regular expressions, the best first)
    stands."""
    for pattern in wanted:
        if m := re.search(rf"\b{pattern}", text, re.I):
            start, end = max(0, m.start() - _AROUND), min(len(text), m.end() + _AROUND)
            start = text.find(" ", start, m.start()) + 1 if start else 0
            stop = text.rfind(" ", m.end(), end) if end < len(text) else end
            end = stop if stop > 0 else end
            body = " ".join(text[start:end].split())
            return ("… " if start else "") + body + (" …" if end < len(text) else "")
    return " ".join(text[: 2 * _AROUND].split())
