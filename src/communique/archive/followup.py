"""What became of commitments: by the calendar, by what later reports tell, and by what a person has settled.

A commitment is ``open``; ``due`` when thirty days or less are left; ``overdue`` when its last day has passed. Later
events and statements by the same parties on the same act are offered as ``evidence`` of keeping or of breaking,
each with a score and the reason, and settle nothing: only a person does, by `mark`, in rows that are added and
never changed. A commitment made again by the same party is linked to the earlier one, so that a changed deadline
shows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from communique import ontology
from communique.archive.store import Store
from communique.errors import QueryError

__all__ = ["CALENDAR", "DUE_DAYS", "EVIDENCE", "VERDICTS", "follow_up", "mark"]

#: So many days before its deadline a commitment is due.
DUE_DAYS = 30
CALENDAR = ("open", "due", "overdue")
EVIDENCE = ("keeping", "breaking")
VERDICTS = ("kept", "broken", "void")
#: Below this a later event is not offered as evidence; two promises are one renewed above `_RENEWED` (shares of words).
_OFFERED, _RENEWED = 0.45, 0.5

#: What goes against a promise of a type: the types of PLOVER that undo it.
_AGAINST: dict[str, frozenset[str]] = {
    "RETREAT": frozenset(["ASSAULT", "MOBILIZE", "COERCE"]),
    "CONCEDE": frozenset(["COERCE", "SANCTION", "REJECT"]),
    "AID": frozenset(["SANCTION", "REJECT"]),
    "COOPERATE": frozenset(["REJECT", "SANCTION", "RETREAT"]),
    "CONSULT": frozenset(["REJECT"]),
    "AGREE": frozenset(["REJECT"]),
    "SUPPORT": frozenset(["REJECT", "ACCUSE"]),
}
_KEPT = frozenset(["kept", "fulfilled", "honoured", "honored", "completed", "delivered", "carried"])
_BROKEN = frozenset(["broke", "broken", "violated", "breached", "reneged", "failed", "missed", "abandoned"])
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "and",
        "or",
        "its",
        "their",
        "his",
        "her",
        "by",
        "at",
        "from",
        "that",
        "this",
        "all",
        "any",
        "as",
        "it",
        "be",
        "will",
        "would",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "said",
        "who",
        "which",
        "after",
        "before",
        "until",
        "more",
        "than",
        "into",
    ]
)

_SCHEMA = pa.schema(
    [
        ("day", pa.date32()),
        ("status", pa.string()),
        ("days_left", pa.int64()),
        ("by", pa.string()),
        ("to", pa.string()),
        ("strength", pa.string()),
        ("action", pa.string()),
        ("condition", pa.string()),
        ("deadline", pa.string()),
        ("evidence_of", pa.string()),
        ("score", pa.float64()),
        ("reason", pa.string()),
        ("witness", pa.string()),
        ("renews", pa.string()),
        ("earlier_deadline", pa.string()),
        ("settled_by", pa.string()),
        ("note", pa.string()),
        ("outlet", pa.string()),
        ("article", pa.string()),
        ("id", pa.string()),
    ]
)


def words_of(text: str | None) -> frozenset[str]:
    """The words that carry the meaning, without endings: what two tellings of one act share."""
    found = set()
    for word in re.findall(r"[^\W\d_]{3,}|\d+", (text or "").lower()):
        if word not in _STOP:
            found.add(re.sub(r"(?:ing|ied|ies|ed|es|s|e)$", "", word) if len(word) > 4 else word)
    return frozenset(found)


def shared(action: frozenset[str], other: frozenset[str]) -> float:
    """The share of the action's words that the other telling has."""
    return len(action & other) / len(action) if action else 0.0


def follow_up(store: Store, commitments: Sequence[dict[str, Any]], on: dt.date, status: str | None = None) -> pa.Table:
    """`commitments` (rows as the archive gives them) with what became of each, as seen on a day; `status`: only those
    of which it is so (any of `CALENDAR`, `EVIDENCE`, `VERDICTS`). Reports later than `on` are not looked at."""
    rows = []
    with store.connect() as db:
        ids = [c["id"] for c in commitments]
        parties, types = _parties(db, ids), _types(db, ids)
        settled = _settled(db)
        later = _later(db, commitments, types, {p for some in parties.values() for p in some}, on)
        known = _known(db, {p for some in parties.values() for p in some}, on)
    for c in commitments:
        who = parties.get(c["id"], frozenset())
        verdict = settled.get(c["id"])
        best = _best(c, types.get(c["id"]), who, later)
        before = _renewed(c, types.get(c["id"]), who, known)
        left = (dt.date.fromisoformat(c["deadline"]) - on).days if c["deadline"] else None
        calendar = "open" if left is None or left > DUE_DAYS else "due" if left >= 0 else "overdue"
        row = {
            **{
                k: c[k]
                for k in ("day", "by", "to", "strength", "action", "condition", "deadline", "outlet", "article", "id")
            },
            "status": verdict[0] if verdict else calendar,
            "days_left": left,
            "evidence_of": best[0] if best else None,
            "score": best[1] if best else None,
            "reason": best[2] if best else None,
            "witness": (verdict[1] if verdict else None) or (best[3] if best else None),
            "renews": before[0] if before else None,
            "earlier_deadline": before[1] if before and before[1] != c["deadline"] else None,
            "settled_by": verdict[2] if verdict else None,
            "note": verdict[3] if verdict else None,
        }
        if status is None or status == row["status"] or not verdict and status == row["evidence_of"]:
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def _parties(db: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """By commitment: the entities and countries that are bound."""
    rows = db.execute(
        "SELECT record, entity, country FROM roles WHERE slot = 'by' AND record IN (SELECT unnest(?::VARCHAR[]))",
        [list(ids)],
    ).fetchall()
    found: dict[str, set[str]] = defaultdict(set)
    for record, entity, country in rows:
        found[record] |= {p for p in (entity, country) if p}
    return {k: frozenset(v) for k, v in found.items()}


def _types(db: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, str | None]:
    asked = db.execute("SELECT id, type FROM commitments WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
    return dict(asked.fetchall())


def _settled(db: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str | None, str, str | None]]:
    """By commitment: (verdict, the event that it rests on, who settled it, their note); the last word counts."""
    if not db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'settlements'").fetchone():
        return {}
    rows = db.execute(
        "SELECT commitment, verdict, event, who, note FROM settlements "
        "QUALIFY row_number() OVER (PARTITION BY commitment ORDER BY number DESC) = 1"
    ).fetchall()
    return {key: (verdict, event, who, note) for key, verdict, event, who, note in rows if verdict != "withdrawn"}


#: (day, id, type, status, words, text): by who acts, in order of day
Later = dict[str, list[tuple[dt.date, str, str, str, frozenset[str], str]]]


#: What the parties did: first the events that may matter, then the words of each, then who acted.
_DEEDS = """
    WITH kept AS MATERIALIZED (
        SELECT DISTINCT p.number, p.day, p.type, p.status FROM parties p
        WHERE p.kind = 'event' AND p.party IN (SELECT number FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[])))
            AND ((p.own | p.through) & 1) <> 0 AND p.status IN ('actual', 'historical', 'negated')
            AND p.type IN (SELECT unnest(?::VARCHAR[])) AND p.day > ? AND p.day <= ?),
    told AS (
        SELECT number, string_agg(words, ' ' ORDER BY position) AS text FROM evidence
        WHERE part = 'evidence' AND number IN (SELECT number FROM kept) GROUP BY number
        HAVING regexp_matches(lower(string_agg(words, ' ')), ?))
    SELECT r.entity, r.country, k.day, e.id, k.type, k.status, t.text
    FROM told t JOIN kept k ON k.number = t.number JOIN events e ON e.number = t.number
    JOIN roles r ON r.number = t.number AND r.slot = 'actor' ORDER BY k.day, e.id"""

#: What they said of promises kept or broken.
_WORDS_SAID = """
    SELECT r.entity, r.country, s.day, s.id, 'STATEMENT', s.stance, s.content
    FROM statements s JOIN parties p ON p.number = s.number AND p.party = 0 AND p.kind = 'statement'
    JOIN roles r ON r.number = s.number AND r.slot = 'speaker'
    WHERE s.number IN (SELECT q.number FROM parties q WHERE q.kind = 'statement' AND q.party IN (
            SELECT number FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))) AND ((q.own | q.through) & 8) <> 0)
        AND regexp_matches(lower(s.content), ?) AND s.day > ? AND s.day <= ? AND regexp_matches(lower(s.content), ?)
    ORDER BY s.day, s.id"""


def _later(
    db: duckdb.DuckDBPyConnection,
    commitments: Sequence[dict[str, Any]],
    types: dict[str, str | None],
    parties: set[str],
    on: dt.date,
) -> Later:
    """What the parties did and said after the first of the commitments that may tell of one of them, each telling
    under each of its actors."""
    found: Later = defaultdict(list)
    words = frozenset[str]().union(*(words_of(c["action"]) for c in commitments))
    days = [c["day"] for c in commitments if c["day"] is not None]
    if not words or not days:
        return found
    promised = {types.get(c["id"]) for c in commitments}
    wanted = set(ontology.types()) if None in promised else {t for t in promised if t}
    wanted |= {t for kind in promised if kind for t in _AGAINST.get(kind, ())}
    ids = sorted(p if ":" in p else f"state:{p}" for p in parties)
    told_of = _any_of(words)
    settling = _any_of({w for k in (*_KEPT, *_BROKEN) for w in words_of(k)})
    for query, asked in (
        (_DEEDS, [ids, sorted(wanted), min(days), on, told_of]),
        (_WORDS_SAID, [ids, settling, min(days), on, told_of]),
    ):
        for entity, country, day, key, kind, status, text in db.execute(query, asked).fetchall():
            telling = (day, key, kind, status, words_of(text), " ".join((text or "").split()))
            for party in {p for p in (entity, country) if p and p in parties}:
                found[party].append(telling)
    return found


def _any_of(stems: Iterable[str]) -> str:
    """A regular expression for a text that holds any of the stems that `words_of` gives."""
    return "|".join(re.escape(stem) for stem in sorted(stems))


def _best(c: dict[str, Any], kind: str | None, who: frozenset[str], later: Later) -> tuple[str, float, str, str] | None:
    """(keeping or breaking, score, reason, id) of the later telling that says most of it, if any says enough."""
    action = words_of(c["action"])
    best: tuple[str, float, str, str] | None = None
    for party in sorted(who):
        for day, key, type_, status, words, _ in later.get(party, ()):
            if c["day"] is None or day <= c["day"]:
                continue
            overlap = shared(action, words)
            found = _weigh(kind, type_, status, overlap, words)
            if found is None:
                continue
            score = round(min(1.0, found[1]), 2)
            if score >= _OFFERED and (best is None or score > best[1]):
                best = found[0], score, f"{found[2]} by {party} on {day}, {overlap:.0%} of the promise's words", key
    return best


def _weigh(
    promised: str | None, type_: str, status: str, overlap: float, words: frozenset[str]
) -> tuple[str, float, str] | None:
    """How much a later telling says of a promise: half for the type of the act, half for its words."""
    if type_ == "STATEMENT":
        if status == "denied" or overlap < 0.5:
            return None
        if words & {w for k in _BROKEN for w in words_of(k)}:
            return "breaking", 0.15 + overlap / 2, "a statement that it was broken"
        if words & {w for k in _KEPT for w in words_of(k)}:
            return "keeping", 0.15 + overlap / 2, "a statement that it was kept"
        return None
    if overlap == 0:
        return None
    if promised is None:
        return (
            ("keeping" if status != "negated" else "breaking", 0.1 + overlap * 0.6, f"{type_.lower()}")
            if overlap >= 0.6
            else None
        )
    if type_ == promised:
        return "keeping" if status != "negated" else "breaking", 0.4 + overlap * 0.6, f"{type_.lower()}"
    if type_ in _AGAINST.get(promised, ()) and status != "negated":
        return "breaking", 0.25 + overlap * 0.6, f"{type_.lower()} against a promise to {promised.lower()}"
    return None


def _known(db: duckdb.DuckDBPyConnection, parties: set[str], on: dt.date) -> dict[str, list[tuple[Any, ...]]]:
    """By party: the commitments it has made, (day, id, type, words, deadline)."""
    rows = db.execute(
        "SELECT r.entity, r.country, c.day, c.id, c.type, c.action, c.deadline "
        "FROM commitments c JOIN roles r "
        "ON r.number = c.number AND r.slot = 'by' WHERE (r.entity IN (SELECT unnest(?::VARCHAR[])) OR r.country "
        "IN (SELECT unnest(?::VARCHAR[]))) AND c.day <= ? ORDER BY c.day, c.id",
        [sorted(parties), sorted(parties), on],
    ).fetchall()
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for entity, country, day, key, kind, action, deadline in rows:
        for party in {p for p in (entity, country) if p in parties}:
            found[party].append((day, key, kind, words_of(action), deadline))
    return found


def _renewed(
    c: dict[str, Any], kind: str | None, who: frozenset[str], known: dict[str, list[tuple[Any, ...]]]
) -> tuple[str, str | None] | None:
    """(id, deadline) of the last earlier commitment of the same party to the same act."""
    action = words_of(c["action"])
    best: tuple[Any, str, str | None] | None = None
    for party in sorted(who):
        for day, key, type_, words, deadline in known.get(party, ()):
            if key == c["id"] or c["day"] is None or day is None or day >= c["day"] or type_ != kind:
                continue
            if min(shared(action, words), shared(words, action)) >= _RENEWED and (best is None or day > best[0]):
                best = day, key, deadline
    return (best[1], best[2]) if best else None


def mark(
    db: duckdb.DuckDBPyConnection,
    commitment: str,
    verdict: str,
    who: str,
    at: dt.datetime,
    event: str | None = None,
    note: str | None = None,
) -> str:
    """Adds what `who` settles of a commitment: a verdict (`VERDICTS`, or ``withdrawn`` to take the last one back),
    the event that it rests on, a note. Ids may be cut short where that is plain. Returns the commitment's id;
    raises QueryError for ids that mean none or several, and where there is nothing to withdraw."""
    key = _only(db, "commitments", commitment)
    rests_on = None
    if event:
        try:
            rests_on = _only(db, "events", event)
        except QueryError:
            rests_on = _only(db, "statements", event)
    if verdict == "withdrawn" and key not in _settled(db):
        raise QueryError(f"nobody has settled {key}: there is nothing to withdraw")
    ((last,),) = db.execute("SELECT coalesce(max(number), 0) FROM settlements").fetchall()
    db.execute(
        "INSERT INTO settlements VALUES (?, ?, ?, ?, ?, ?, ?)", [last + 1, key, verdict, rests_on, who, note, at]
    )
    return key


def _only(db: duckdb.DuckDBPyConnection, table: str, start: str) -> str:
    found = db.execute(
        f"SELECT id FROM \"{table}\" WHERE starts_with(id, ?) OR starts_with(id, ? || ':' || ?)",
        [start, table.removesuffix("s"), start],
    ).fetchall()
    exact = [row for row in found if row[0] in (start, f"{table.removesuffix('s')}:{start}")]
    found = exact or found
    if len(found) != 1:
        raise QueryError(
            f"no {table.removesuffix('s')} has the id {start!r}"
            if not found
            else f"{start!r} may be more than one: give more of its id"
        )
    return str(found[0][0])
