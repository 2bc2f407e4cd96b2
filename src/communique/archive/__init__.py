"""Records <-> DuckDB: one file that keeps what was read, and answers questions about it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from communique.archive import corrections
from communique.archive.corrections import Correction, anchor, edited
from communique.archive.decisions import PROGRAM, Decision, Kind, current, decide
from communique.archive.merge import merge_new
from communique.archive.merged import merge_rows
from communique.archive.query import Filters, Who, conditions, parse_day, select
from communique.archive.resolve import resolve, resolve_known
from communique.archive.store import Store, default_path
from communique.errors import QueryError
from communique.records import Article, Record, decode, encode

if TYPE_CHECKING:
    from communique.knowledge import Knowledge

__all__ = ["Archive", "Filters", "Who", "default_path"]

#: table -> (columns of its own, slots of roles shown and how they are called, whether the cited words are shown)
_SHOWN: dict[str, tuple[str, dict[str, str], bool]] = {
    "events": ("day, type, mode, status, actors, recipients, place, date, contexts, cameo, score, confidence, outlet, "
               "evidence, statement, article, id",
               {"actor": "actors", "recipient": "recipients", "place": "place"}, True),
    "statements": ("day, kind, stance, speaker, addressees, relayed_by, content, confidence, outlet, within, article, "
                   "id", {"speaker": "speaker", "addressee": "addressees", "relayed_by": "relayed_by"}, False),
    "commitments": ('day, "by", "to", strength, type, action, condition, deadline, confidence, outlet, evidence, '
                    "article, id", {"by": "by", "to": "to"}, True),
    "relations": ("day AS as_of, subject, type, object, value, valid_from, valid_to, negated, confidence, outlet, "
                  "evidence, article, id", {"subject": "subject", "object": "object"}, True),
    "articles": ("day, published, outlet, title, bylines, url, source, length(text) AS characters, coded_with, id", {},
                 False),
}


def _shown(table: str, filters: Filters) -> tuple[str, list[Any]]:
    """SQL for the rows of `table` that `filters` keep, with parties and cited words as text: the rows first, then one
    look each at the roles and the evidence of those rows."""
    columns, slots, cites = _SHOWN[table]
    inner, values = select(table, "t.*" + ("" if table == "articles" else ", a.outlet"), filters)
    told = "string_agg(coalesce(name, text), '; ' ORDER BY position)"
    parts = ", ".join(f"{told} FILTER (slot = '{slot}') AS \"{label}\""
                      for slot, label in slots.items())
    sql = f"WITH kept AS MATERIALIZED ({inner})"
    join = ""
    if slots:
        sql += f", part AS (SELECT record, {parts} FROM roles WHERE record IN (SELECT id FROM kept) GROUP BY record)"
        join += " LEFT JOIN part ON part.record = kept.id"
    if cites:
        sql += (", cited AS (SELECT record, string_agg(words, ' … ' ORDER BY position) AS evidence FROM evidence "
                "WHERE part = 'evidence' AND record IN (SELECT id FROM kept) GROUP BY record)")
        join += " LEFT JOIN cited ON cited.record = kept.id"
    key = "kept.id" if table == "articles" else "kept.article, kept.id"
    return f"{sql} SELECT {columns} FROM kept{join} ORDER BY kept.day NULLS LAST, {key}", values


def _knowledge() -> Knowledge:
    from communique.knowledge import load_knowledge

    return load_knowledge()


class Archive:
    """The file at `path` (default: ``COMMUNIQUE_ARCHIVE``, else ``communique.duckdb`` here).

    Each question opens the file, asks and lets go. Answers are Arrow tables; `to_pandas()` is Arrow's own, and
    ``polars.from_arrow(table)`` makes a polars frame. An actor is an id (``state:KGZ``), an ISO3 code or a name.
    """

    def __init__(self, path: str | Path | None = None, wait: float = 60.0) -> None:
        self.store = Store(path, wait)

    @property
    def path(self) -> Path:
        return self.store.path

    def add(self, coded: list[list[Record]]) -> int:
        """Adds the records of several articles, each list led by its article; returns how many were new."""
        self.store.prepare()
        return self.store.write(coded)

    def who(self, name: str) -> Who:
        """The country or entity that `name` means; raises QueryError with near names where nobody is meant."""
        known = resolve_known(name)
        if known is not None:
            return known
        with self.store.connect() as db:
            return resolve(db, name)

    def _rows(self, table: str, ids: list[str]) -> list[dict[str, Any]]:
        """The rows of `table` with these ids, as the questions show them."""
        sql, values = _shown(table, Filters(ids=tuple(ids)))
        rows: list[dict[str, Any]] = self.sql(sql, values).to_pylist()
        return rows

    def events(self, **filters: Any) -> pa.Table:
        """Events, in order of day. Filters: actor, dyad=(A, B), type, status, since, until, outlet, limit."""
        return self._ask("events", filters)

    def statements(self, **filters: Any) -> pa.Table:
        """Statements: as for `events`, where `actor` is the speaker, and without type and status."""
        return self._ask("statements", filters)

    def commitments(self, **filters: Any) -> pa.Table:
        """Commitments: as for `events`, where `actor` is bound or promised to; `type` is the promised act's."""
        return self._ask("commitments", filters)

    def follow_up(self, on: dt.date | None = None, status: str | None = None, **filters: Any) -> pa.Table:
        """Commitments with what became of each, as seen on a day (default: today): `status` (``open``, ``due``,
        ``overdue``, or what a person settled), `days_left`, evidence of ``keeping`` or ``breaking`` with its
        `score` and `reason`, what it `renews`. Filters: those of `commitments`, and `status`, which also takes
        the evidence."""
        from communique.archive.followup import CALENDAR, EVIDENCE, VERDICTS, follow_up

        if status is not None and status not in (*CALENDAR, *EVIDENCE, *VERDICTS):
            raise QueryError(f"{status!r} is no status of a commitment: {', '.join((*CALENDAR, *EVIDENCE, *VERDICTS))}")
        limit = filters.pop("limit", None) if status else None
        table = follow_up(self.store, self.commitments(**filters).to_pylist(), on or dt.date.today(), status)
        return table.slice(0, limit) if limit else table

    def mark(self, commitment: str, verdict: str, by: str, event: str | None = None, note: str | None = None) -> str:
        """Settles a commitment: ``kept``, ``broken`` or ``void``, or ``withdrawn`` to take that back. `event`: the
        event or statement that it rests on. Ids may be cut short. Returns the commitment's id; raises
        QueryError."""
        from communique.archive.followup import VERDICTS, mark

        if verdict not in (*VERDICTS, "withdrawn"):
            raise QueryError(f"{verdict!r} is no verdict: {', '.join(VERDICTS)}")
        self.store.prepare()
        with self.store.connect(write=True) as db:
            return mark(db, commitment, verdict, by, dt.datetime.now(dt.UTC).replace(tzinfo=None), event, note)

    def relations(self, **filters: Any) -> pa.Table:
        """Standing facts: as for `events`, with `as_of` for those that held on a day."""
        return self._ask("relations", filters)

    def members(self, organisation: str, as_of: str | None = None) -> pa.Table:
        """Who belongs to an organisation on a day, as reports say and as the knowledge tables have it."""
        from communique.archive.standing import members

        return members(self.store, _knowledge(), self.who(organisation), parse_day(as_of, end=True))

    def facilities(self, country: str, as_of: str | None = None) -> pa.Table:
        """The facilities in a country or run by it, with operators, places, forces and equipment, as reports say."""
        from communique.archive.standing import facilities

        return facilities(self.store, self.who(country), parse_day(as_of, end=True))

    def offices(self, of: str, as_of: str | None = None) -> pa.Table:
        """Who holds which office of a state or body, as reports say, and whom the knowledge tables have there."""
        from communique.archive.standing import offices

        return offices(self.store, _knowledge(), self.who(of), parse_day(as_of, end=True))

    def conflicts(self, actor: str | None = None) -> pa.Table:
        """Where a report differs from the knowledge tables on its day, on members and offices."""
        from communique.archive.standing import conflicts

        return conflicts(self.store, _knowledge(), self.who(actor) if actor else None)

    def articles(self, **filters: Any) -> pa.Table:
        """What was read: since, until, outlet, limit."""
        return self._ask("articles", filters)

    def actors(self, limit: int | None = None) -> pa.Table:
        """Who appears in the records, most often first."""
        sql = ("SELECT entity, any_value(name) AS name, any_value(kind) AS kind, any_value(country) AS country, "
               "any_value(sector) AS sector, count(DISTINCT record) AS records, count(DISTINCT article) AS articles "
               "FROM roles WHERE entity IS NOT NULL AND slot <> 'place' "
               "AND record NOT IN (SELECT record FROM hidden) GROUP BY entity "
               "ORDER BY records DESC, entity")
        with self.store.connect() as db:
            if limit is None:
                return db.sql(sql).to_arrow_table()
            return db.sql(f"{sql} LIMIT ?", params=[limit]).to_arrow_table()

    def merge(self) -> dict[str, int]:
        """Merges what was written since the last call: copies, events and people that several reports tell of.
        Returns the number of new decisions by kind."""
        self.store.prepare()
        with self.store.connect(write=True) as db:
            return merge_new(db)

    def decide(self, a: str, b: str, verdict: str, by: str, note: str | None = None) -> Decision:
        """A person's decision that `a` and `b` (two articles, events or people) are ``same`` or ``different``, or
        that a former decision of theirs is ``withdrawn``. Ids of records may be cut short. Raises QueryError."""
        self.store.prepare()
        kind, one, other = self._pair(a, b)
        made = Decision.of(kind, one, other, verdict, 1.0, f"decided by {by}", by, note)  # type: ignore[arg-type]
        with self.store.connect(write=True) as db:
            if verdict == "withdrawn":
                there = current(db, [(kind, made.a, made.b)]).get((kind, made.a, made.b))
                if there is None or there.by == PROGRAM:
                    raise QueryError(f"no person has decided on {a} and {b}: there is nothing to withdraw")
            db.execute("BEGIN")
            decide(db, [made], dt.datetime.now(dt.UTC).replace(tzinfo=None))
            db.execute("COMMIT")
        return made

    def _pair(self, a: str, b: str) -> tuple[Kind, str, str]:
        found = []
        with self.store.connect() as db:
            for key in (a, b):
                rows = db.execute("SELECT 'event', id FROM events WHERE starts_with(id, ?) UNION ALL "
                                  "SELECT 'copy', id FROM articles WHERE id = ? UNION ALL "
                                  "SELECT DISTINCT 'person', entity FROM roles WHERE entity = ? AND kind = 'person'",
                                  [key, key, key]).fetchall()
                if len(rows) != 1:
                    raise QueryError(f"{key!r} is no event, article or person here" if not rows
                                     else f"{key!r} may be more than one: give more of its id")
                found.append(rows[0])
        if found[0][0] != found[1][0] or found[0][1] == found[1][1]:
            raise QueryError(f"{a} and {b} are not two of a kind")
        return found[0][0], found[0][1], found[1][1]

    def review(self, record_id: str, verdict: str, by: str, note: str | None = None,
               changes: dict[str, str] | None = None) -> Record:
        """A person's verdict on a record: ``accept``, ``reject``, ``edit`` (with `changes`, field -> value), or
        ``withdrawn`` to take the last one back. What is rejected or replaced is shown no more, and kept. Returns the
        record that stands after it. Raises QueryError."""
        self.store.prepare()
        record, article = self.record(record_id)
        kind, type_, start, stop = anchor(record)
        key: str = record.id  # type: ignore[union-attr]
        made = edited(record, changes or {}, by) if verdict == "edit" else None
        if verdict == "edit" and not changes:
            raise QueryError("an edit needs at least one FIELD=VALUE")
        with self.store.connect(write=True) as db:
            there = {c.record for c in corrections.current(db, [article.id])}
            if verdict == "withdrawn" and key not in there:
                raise QueryError(f"{key} has no correction to take back")
            db.execute("BEGIN")
            corrections.add(db, Correction(key, article.id, kind, type_, start, stop, verdict, by, note,
                                           encode(made).decode() if made else None))
            self.store.set_edited(db, article, corrections.current(db, [article.id]))
            corrections.hide(db, [article.id])
            db.execute("COMMIT")
        return made or record

    def corrections(self) -> pa.Table:
        """Every correction, in order, with who made it, when and why."""
        return self.sql("SELECT * FROM corrections ORDER BY number")

    def recode(self, everything: bool = False, workers: int = 1) -> Counter[str]:
        """Codes again the articles that another version of the program coded (or all), keeps what people corrected, and
        merges. Returns how many `articles` were coded, and how many records were `kept`, are `new` or are `gone` (kept
        in the table ``superseded``)."""
        from communique.archive.recode import recode

        self.store.prepare()
        return recode(self, everything, workers)

    def decisions(self, verdict: str | None = None, kind: str | None = None, by: str | None = None) -> pa.Table:
        """Every decision on what is one and what is not, in order, with who decided and when."""
        where = [f"{name} = ?" for name, value in (("verdict", verdict), ("kind", kind), ("who", by)) if value]
        clause = f"WHERE {' AND '.join(where)}" if where else ""
        return self.sql(f"SELECT * FROM decisions {clause} ORDER BY number", [v for v in (verdict, kind, by) if v])

    def merged_events(self, **filters: Any) -> pa.Table:
        """Events as `events` gives them, but what several reports tell of is one row: the most specific value of each
        field, how many `reports` attest it (and how many of those are `copies`), by which `outlets`, and their
        `dissent`. The filters choose events; every report of a chosen event counts."""
        chosen = self.events(**filters)
        groups = {r["member"]: r["leader"] for r in self.sql(
            "SELECT member, leader FROM groups WHERE kind = 'event' AND leader IN (SELECT leader FROM groups "
            "WHERE kind = 'event' AND member IN (SELECT unnest(?::VARCHAR[])))", [chosen.column("id").to_pylist()]
        ).to_pylist()}
        rows = self._rows("events", sorted({*chosen.column("id").to_pylist(), *groups}))
        copies = self.sql("SELECT member, leader FROM groups WHERE kind = 'copy'").to_pylist()
        return merge_rows(rows, groups, {r["member"]: r["leader"] for r in copies})

    def counts(self, table: str, **filters: Any) -> dict[str, int]:
        """How many records of a kind (``events``, ...) the filters keep, by type (statements by kind,
        articles by outlet)."""
        if table == "statements" and filters.get("actor"):
            filters = {"slots": ("speaker",), **filters}
        where, values = conditions(table, self.filters(**filters))
        column = {"statements": "kind", "articles": "outlet"}.get(table, "type")
        key = "t.id" if table == "articles" else "t.article"
        clause = f"WHERE {' AND '.join(where)}" if where else ""
        sql = (f'SELECT coalesce(t."{column}", \'\'), count(*) FROM "{table}" t JOIN articles a ON a.id = {key} '
               f"{clause} GROUP BY 1 ORDER BY 1")
        with self.store.connect() as db:
            return dict(db.execute(sql, values).fetchall())

    def exchanges(self, a: str, b: str, **filters: Any) -> list[dict[str, Any]]:
        """What two sides said to or of each other: statements by one that are addressed to the other or mention it,
        as rows of `statements`, in order of day."""
        sides = (self.who(a), self.who(b))
        found: dict[str, dict[str, Any]] = {}
        for speaker, other in (sides, sides[::-1]):
            said, bound = other.where("m")
            heard, bound2 = other.where("r")
            f = self.filters(actor=speaker.entity or speaker.country, slots=("speaker",), **filters)
            where, values = conditions("statements", f)
            sql = (f"SELECT t.id FROM statements t JOIN articles a ON a.id = t.article WHERE {' AND '.join(where)} AND "
                   f"(t.id IN (SELECT e.record FROM evidence e JOIN mentions m ON m.article = e.article AND "
                   f"m.start >= e.start AND m.stop <= e.stop WHERE e.part = 'content' AND {said}) OR "
                   f"t.id IN (SELECT r.record FROM roles r WHERE r.slot = 'addressee' AND {heard}))")
            ids = [r["id"] for r in self.sql(sql, [*values, *bound, *bound2]).to_pylist()]
            found.update({row["id"]: row for row in self._rows("statements", ids)})
        return sorted(found.values(), key=lambda s: (str(s["day"] or ""), s["article"], s["id"]))

    def series(self, a: str | None = None, b: str | None = None, by: str = "month", directed: bool = False,
               **filters: Any) -> pa.Table:
        """Counts and sums by period (``day``, ``week``, ``month``, ``quarter``, ``year``) of A's events, those of A
        with B (`directed`: only what A did to B), or without A of all. What happened counts, unless `status` asks for
        more.
        Columns: see `communique.archive.series.series`."""
        from communique.archive.series import series

        filters.setdefault("status", ("actual", "historical"))
        if a is None:
            return series(self.store, self.filters(**filters), by)
        if directed and b:
            return series(self.store, self.filters(**filters), by, self.who(a), self.who(b))
        about: dict[str, Any] = {"dyad": (a, b)} if b else {"actor": a}
        return series(self.store, self.filters(**about, **filters), by)

    def network(self, limit: int | None = None, **filters: Any) -> pa.Table:
        """Pairs of entities and what they did to each other: `source`, `target`, their names, `events`, a count for
        each quad class, `score`, `first`, `last`; the busiest pairs first. Filters as for `events`."""
        from communique.archive.network import network

        filters.setdefault("status", ("actual", "historical"))
        return network(self.store, self.filters(**filters), limit)

    def places(self, limit: int | None = None, **filters: Any) -> pa.Table:
        """Where events were: a row for each place on the map, with its coordinates and counts by quad class, the
        busiest first. What happened counts, unless `status` asks for more. Filters as for `events`."""
        from communique.archive.places import places

        filters.setdefault("status", ("actual", "historical"))
        return places(self.store, self.filters(**filters), limit)

    def search(self, query: str, limit: int = 20, offset: int = 0, **filters: Any) -> pa.Table:
        """Articles that hold every word of `query` (phrases in quotation marks as they stand), the best first, with a
        snippet; `offset` passes over so many. The table's metadata has under ``total`` how many there are. Filters:
        actor, dyad, type, status, since, until, outlet."""
        from communique.archive.search import search

        return search(self.store, query, self.filters(**filters), limit, offset)

    def sql(self, query: str, values: list[Any] | None = None) -> pa.Table:
        """Any question in SQL, over a connection that can only read."""
        with self.store.connect() as db:
            asked = db.sql(query, params=values or [])
            if asked is None:  # a statement that answers nothing
                raise QueryError("that is no question: begin with SELECT, or the like")
            return asked.to_arrow_table()

    def records(self, table: str, filters: Filters) -> list[Record]:
        """The whole records of a kind (``events``, ...) that `filters` keep."""
        sql, values = select(table, "t.record", filters)
        with self.store.connect() as db:
            return [decode(line) for (line,) in db.execute(sql, values).fetchall()]

    def record(self, record_id: str) -> tuple[Record, Article]:
        """The record whose id is, or begins with, `record_id`, and its article; raises QueryError."""
        with self.store.connect() as db:
            found: list[tuple[str, str]] = []
            for table in ("events", "statements", "commitments", "relations"):
                found += db.execute(f"SELECT t.record, a.record FROM {table} t JOIN articles a ON a.id = t.article "
                                    "WHERE starts_with(t.id, ?) LIMIT 2", [record_id]).fetchall()
        if len(found) != 1:
            raise QueryError(f"no record has the id {record_id!r}" if not found
                             else f"more than one record's id begins with {record_id!r}: give more of it")
        article = decode(found[0][1])
        assert isinstance(article, Article)
        return decode(found[0][0]), article

    def filters(self, *, actor: str | None = None, dyad: tuple[str, str] | None = None,
                type: str | tuple[str, ...] | None = None, status: str | tuple[str, ...] | None = None,
                since: str | None = None, until: str | None = None, as_of: str | None = None,
                outlet: str | None = None, limit: int | None = None, latest: bool = False,
                offset: int = 0, slots: tuple[str, ...] = ()) -> Filters:
        """Plain values as `Filters`, names resolved."""
        return Filters(actor=self.who(actor) if actor else None,
                       dyad=(self.who(dyad[0]), self.who(dyad[1])) if dyad else None,
                       types=_many(type), statuses=_many(status), since=since, until=until, as_of=as_of,
                       outlet=outlet, limit=limit, latest=latest, offset=offset, slots=slots)

    def _ask(self, table: str, filters: dict[str, Any]) -> pa.Table:
        if table == "statements" and filters.get("actor"):
            filters = {"slots": ("speaker",), **filters}
        sql, values = _shown(table, self.filters(**filters))
        with self.store.connect() as db:
            return db.sql(sql, params=values).to_arrow_table()


def _many(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)
