"""What is held to be one: edges between copies, events and people, each decided by the program or a person.

Nothing is overwritten. Each decision is a row; the latest by a person on a pair counts, else the program's. A pair that
a person has held apart is never joined through that pair again, and any decision can be withdrawn by a further row, so
that one can ask what the file said on an earlier day. Groups are the connected parts of the pairs that are ``same``.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import duckdb
import msgspec
import pyarrow as pa

__all__ = ["Decision", "Kind", "Verdict", "current", "decide", "groups_of", "rebuild"]

Kind = Literal["copy", "event", "person"]
Verdict = Literal["same", "different", "maybe", "withdrawn"]
PROGRAM = "program"


class Decision(msgspec.Struct, frozen=True):
    """One edge: `a` and `b` (ids, `a` before `b`) are ``same``, ``different``, ``maybe`` the same (a suggestion), or a
    former decision on them is ``withdrawn``. `score` 0 to 1, `reason` in words, `by` ``program`` or a person's name."""

    kind: Kind
    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str
    by: str = PROGRAM
    note: str | None = None

    @classmethod
    def of(cls, kind: Kind, one: str, other: str, verdict: Verdict, score: float, reason: str, by: str = PROGRAM,
           note: str | None = None) -> Decision:
        """The decision with its pair in order."""
        a, b = sorted((one, other))
        return cls(kind, a, b, verdict, round(score, 3), reason, by, note)


def decide(db: duckdb.DuckDBPyConnection, decisions: Sequence[Decision], at: dt.datetime) -> int:
    """Adds the decisions that say something new and returns how many: the program's same word twice is once."""
    if not decisions:
        return 0
    pairs = sorted({(d.kind, d.a, d.b) for d in decisions})
    known = current(db, pairs)
    fresh = []
    for d in sorted(decisions, key=lambda d: (d.kind, d.a, d.b)):
        there = known.get((d.kind, d.a, d.b))
        if there is not None and d.by == PROGRAM and (there.by != PROGRAM or there.verdict == d.verdict):
            continue
        known[d.kind, d.a, d.b] = d
        fresh.append(d)
    if fresh:
        ((last,),) = db.execute("SELECT coalesce(max(number), 0) FROM decisions").fetchall()
        rows = [{"number": last + i, **msgspec.structs.asdict(d), "decided": at} for i, d in enumerate(fresh, 1)]
        db.register("incoming", pa.Table.from_pylist(rows))
        db.execute('INSERT INTO decisions SELECT number, kind, a, b, verdict, score, reason, "by", note, decided '
                   "FROM incoming")
        db.unregister("incoming")
        rebuild(db, fresh)
    return len(fresh)


_LATEST = """
    SELECT kind, a, b, verdict, score, reason, who, note FROM decisions {where}
    QUALIFY row_number() OVER (PARTITION BY kind, a, b ORDER BY who <> 'program' DESC, number DESC) = 1"""

_PAIRS = "(kind, a, b) IN (SELECT x[1], x[2], x[3] FROM (SELECT unnest(?::VARCHAR[][]) AS x))"


def current(db: duckdb.DuckDBPyConnection, pairs: Iterable[tuple[str, str, str]] | None = None,
            as_of: dt.datetime | None = None) -> dict[tuple[str, str, str], Decision]:
    """The decision that counts for each pair (of `pairs`, or all), on a day where one is given. A withdrawn decision of
    a person gives the word back to the program."""
    where, values = ["true"], list[Any]()
    if pairs is not None:
        where.append(_PAIRS)
        values.append([list(p) for p in pairs])
    if as_of is not None:
        where.append("decided <= ?")
        values.append(as_of)
    rows = db.execute(_LATEST.format(where=f"WHERE {' AND '.join(where)}"), values).fetchall()
    found = {row[:3]: Decision(*row) for row in rows}
    back = [key for key, d in found.items() if d.verdict == "withdrawn"]
    if back:
        where += ["who = 'program'", _PAIRS]
        again = db.execute(_LATEST.format(where=f"WHERE {' AND '.join(where)}"),
                           [*values, [list(k) for k in back]]).fetchall()
        for key in back:
            del found[key]
        found.update({row[:3]: Decision(*row) for row in again if row[3] != "withdrawn"})
    return found


def rebuild(db: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    """Computes anew the groups that `decisions` touch. The group's id is that of its first member, so that groups do
    not depend on the order in which reports came."""
    touched: dict[str, set[str]] = defaultdict(set)
    for d in decisions:
        touched[d.kind] |= {d.a, d.b}
    for kind, ids in sorted(touched.items()):
        members = _reach(db, kind, ids)
        edges = [(d.a, d.b) for d in _edges(db, kind, members).values() if d.verdict == "same"]
        db.execute("DELETE FROM groups WHERE kind = ? AND member IN (SELECT unnest(?::VARCHAR[]))",
                   [kind, sorted(members)])
        rows = [{"kind": kind, "member": m, "leader": g} for m, g in sorted(groups_of(edges).items())]
        if rows:
            db.register("incoming", pa.Table.from_pylist(rows))
            db.execute('INSERT INTO groups SELECT kind, member, leader FROM incoming')
            db.unregister("incoming")


def _reach(db: duckdb.DuckDBPyConnection, kind: str, ids: set[str]) -> set[str]:
    """`ids` and all who are in a group with them now."""
    rows = db.execute('SELECT member FROM groups WHERE kind = ? AND leader IN (SELECT leader FROM groups '
                      "WHERE kind = ? AND member IN (SELECT unnest(?::VARCHAR[])))",
                      [kind, kind, sorted(ids)]).fetchall()
    return ids | {m for (m,) in rows}


def _edges(db: duckdb.DuckDBPyConnection, kind: str, members: set[str]) -> dict[tuple[str, str, str], Decision]:
    rows = db.execute("SELECT DISTINCT kind, a, b FROM decisions WHERE kind = ? AND "
                      "(a IN (SELECT unnest(?::VARCHAR[])) OR b IN (SELECT unnest(?::VARCHAR[])))",
                      [kind, sorted(members), sorted(members)]).fetchall()
    return current(db, rows) if rows else {}


def groups_of(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """member -> group for the connected parts of `edges`; a group bears the name of its first member."""
    parent: dict[str, str] = {}

    def find(x: str) -> str:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in edges:
        ra, rb = find(a), find(b)
        if ra != rb:
            parent[max(ra, rb)] = min(ra, rb)
    return {member: find(member) for member in list(parent)}
