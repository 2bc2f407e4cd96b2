"""A report with its marks, and a record with why it is there."""

from __future__ import annotations

from typing import Any

from communique.archive import Archive
from communique.archive.corrections import editable
from communique.errors import QueryError
from communique.records import Article, Record, decode, sort_key, to_dict
from communique.views.explain import told
from communique.web.asking import Question
from communique.web.errors import WebError
from communique.web.marks import LAYERS, Mark, key_of, marks_of, segments

__all__ = ["Report", "key_of", "original", "record", "report", "report_json"]

_TABLES = ("mentions", "times", "statements", "events", "commitments", "relations")


class Report:
    """A report: its `article`, its `records` in order of evidence, the ids of those that are `hidden`, what was
    corrected (record -> correction), and its `marks`."""

    def __init__(self, article: Article, records: list[Record], hidden: set[str],
                 corrected: dict[str, dict[str, Any]], layers: tuple[str, ...] = LAYERS) -> None:
        self.article, self.records, self.hidden, self.corrected = article, records, hidden, corrected
        self.marks: list[Mark] = marks_of((r for r in records if getattr(r, "id", None) not in hidden),
                                          len(article.text), layers)


def report(ask: Question, key: str, layers: tuple[str, ...] = ()) -> Report:
    """The report with the id `key`; `layers`: which marks (default: all). Raises WebError where there is none."""
    file = ask.archive
    found = file.sql("SELECT record FROM articles WHERE id = ?", [key]).to_pylist()
    if not found:
        raise WebError(404, "no report here has that id")
    article = decode(found[0]["record"])
    assert isinstance(article, Article)
    records = [decode(row["record"]) for table in _TABLES
               for row in file.sql(f"SELECT record FROM {table} WHERE article = ?", [key]).to_pylist()]
    hidden = {row["record"] for row in file.sql("SELECT record FROM hidden WHERE article = ?", [key]).to_pylist()}
    return Report(article, sorted(records, key=sort_key), hidden, _corrected(file, key), layers or LAYERS)


def report_json(found: Report) -> dict[str, Any]:
    """A report as the API gives it."""
    parts = segments(found.article.text, found.marks)
    return {
        "article": to_dict(found.article),
        "records": [to_dict(r) for r in found.records if getattr(r, "id", None) not in found.hidden],
        "marks": [{"n": m.n, "record": m.record, "layer": m.layer, "part": m.part, "start": m.start, "end": m.end}
                  for m in found.marks],
        "segments": [{"start": s.start, "end": s.end, "text": s.text, "marks": [m.n for m in s.marks]} for s in parts],
    }


def _corrected(file: Archive, article: str) -> dict[str, dict[str, Any]]:
    """The corrections of a report that count, under the id of the record, and of the edited one too."""
    rows = file.sql("SELECT record, verdict, who, note, decided, json_extract_string(made, '$.id') AS made FROM "
                    "corrections WHERE article = ? QUALIFY row_number() OVER (PARTITION BY record ORDER BY number "
                    "DESC) = 1", [article]).to_pylist()
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["verdict"] != "withdrawn":
            row["decided"] = row["decided"].isoformat(timespec="seconds") + "Z"
            found[row["record"]] = row
            if row["made"]:
                found[row["made"]] = row
    return found


def record(ask: Question, key: str) -> dict[str, Any]:
    """The record with the id `key` (which may be cut short), and why it is there; raises WebError where there
    is none, or more than one."""
    file = ask.archive
    try:
        found, article = file.record(key)
    except QueryError as e:
        raise WebError(404 if "no record" in str(e) else 400, str(e)) from None
    said = to_dict(found)
    mentions = file.sql("SELECT record FROM mentions WHERE article = ? ORDER BY start, stop", [article.id]).to_pylist()
    hidden = file.sql("SELECT 1 AS yes FROM hidden WHERE record = ?", [said["id"]]).num_rows
    correction = _corrected(file, article.id).get(said["id"])
    return {
        "record": said,
        "article": {"id": article.id, "title": article.title, "outlet": article.outlet, "url": article.url,
                    "published": article.published, "day": (article.published or "")[:10] or None},
        "explain": told(found, article, [to_dict(decode(m["record"])) for m in mentions]),
        "correction": correction and {k: correction[k] for k in ("record", "verdict", "who", "note", "decided")},
        "shown": not hidden, "editable": list(editable(found)),
    }


def original(file: Archive, key: str) -> str:
    """The id that corrections of `key` are kept under: an edited record's is that of the one it replaced."""
    rows = file.sql("SELECT record FROM corrections WHERE json_extract_string(made, '$.id') = ? ORDER BY number DESC "
                    "LIMIT 1", [key]).to_pylist()
    return str(rows[0]["record"]) if rows else key
