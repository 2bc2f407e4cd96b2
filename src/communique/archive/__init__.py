"""Records <-> DuckDB: one file that keeps what was read, and answers questions about it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from communique import ontology
from communique.archive import corrections, index, pages
from communique.archive.corrections import Correction, anchor, edited
from communique.archive.decisions import PROGRAM, Decision, Kind, current, decide
from communique.archive.merge import merge_new
from communique.archive.merged import merge_rows
from communique.archive.pages import Page
from communique.archive.query import Filters, Who, conditions, keep, parse_day, select
from communique.archive.resolve import resolve, resolve_known
from communique.archive.schema import NUMBERED, PLAYED
from communique.archive.shown import shown
from communique.archive.store import Store, default_path
from communique.errors import QueryError
from communique.records import Article, Record, decode, encode

if TYPE_CHECKING:
    from communique.knowledge import Knowledge

__all__ = ["Archive", "Filters", "Page", "Who", "default_path"]

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
        with self.store.connect() as db:
            numbers = db.execute(f"SELECT number FROM {table} WHERE id IN (SELECT unnest(?::VARCHAR[]))",
                                 [ids]).fetchall()
            sql, values = shown(table, Filters(), [n for (n,) in numbers])
            rows: list[dict[str, Any]] = db.sql(sql, params=values).to_arrow_table().to_pylist()
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

    def actors(self, limit: int | None = None, kind: str | None = None) -> pa.Table:
        """Who has a part in the records (of a `kind`: ``person``, ``state``, ...), most often first."""
        values: list[Any] = [kind] if kind else []
        sql = (f"WITH held AS (SELECT party, count(*) AS records, count(*) FILTER (first) AS articles FROM parties "
               f"WHERE party > 0 AND (own & {PLAYED}) <> 0 GROUP BY party) "
               "SELECT m.id AS entity, m.name, m.kind, m.country, m.sector, h.records, h.articles FROM held h "
               f"JOIN entities m ON m.number = h.party {'WHERE m.kind = ?' if kind else ''} "
               "ORDER BY h.records DESC, m.id")
        if limit is not None:
            sql += " LIMIT ?"
            values.append(limit)
        with self.store.connect() as db:
            return db.sql(sql, params=values).to_arrow_table()

    def page(self, table: str, page: int = 1, size: int = 50, newest: bool = True, **filters: Any) -> Page:
        """Some rows of ``events``, ``statements``, ``commitments``, ``relations`` or ``articles`` at a time, the newest
        first (or the earliest), and how many there are. The filters and columns are those of the question so called."""
        if table not in (*NUMBERED, "articles"):
            raise QueryError(f"no table of records is called {table!r}: {', '.join((*NUMBERED, 'articles'))}")
        with self.store.connect() as db:
            return pages.page_of(db, table, self._filters(table, {**filters, "latest": newest}), page, size)

    def outlets(self, table: str = "events", **filters: Any) -> pa.Table:
        """By outlet, how many records of a table the filters keep: `outlet`, `reports`, `records`, `first`, `last`."""
        with self.store.connect() as db:
            return pages.outlets(db, table, self._filters(table, filters))

    def periods(self, table: str = "events", by: str = "month", **filters: Any) -> pa.Table:
        """By ``day``, ``week``, ``month``, ``quarter`` or ``year``, how many records the filters keep: `period`,
        `records`."""
        with self.store.connect() as db:
            return pages.by_period(db, table, by, self._filters(table, filters))

    def due(self, on: dt.date | None = None, status: str | tuple[str, ...] | None = None, page: int = 1, size: int = 50,
            **filters: Any) -> Page:
        """Commitments by the calendar of a day (default: today) and what people settled: the columns of `commitments`
        with `status` (``open``, ``due``, ``overdue``, ``kept``, ``broken``, ``void``) and `days_left`, the nearest
        deadline first. Unlike `follow_up` it does not look for evidence, and is quick over the whole archive."""
        with self.store.connect() as db:
            return pages.due(db, self.filters(**filters), on or dt.date.today(), _many(status), page, size)

    def added(self, page: int = 1, size: int = 50, since: dt.datetime | None = None,
              kinds: str | tuple[str, ...] | None = None, **filters: Any) -> Page:
        """The records that came in last (since a time in UTC), the newest first: `added`, `kind`, `day`, `type`,
        `status`, `parties`, `outlet`, `title`, `article`, `id`. `kinds` as tables: ``events``, ..."""
        with self.store.connect() as db:
            return pages.added(db, self.filters(**filters), _many(kinds), since, page, size)

    def entity(self, key: str) -> dict[str, Any] | None:
        """Who an id is (`name`, `kind`, `country`, `sector`, coordinates), and in `counts` of how many records
        of each table it has a part; None for an id that no report has."""
        with self.store.connect() as db:
            return pages.entity(db, key)

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
            index.refresh(db, [article.id])
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
        articles = sorted({r["article"] for r in rows})
        copies = self.sql("SELECT member, leader FROM groups WHERE kind = 'copy' "
                          "AND member IN (SELECT unnest(?::VARCHAR[]))", [articles]).to_pylist()
        return merge_rows(rows, groups, {r["member"]: r["leader"] for r in copies})

    def counts(self, table: str, **filters: Any) -> dict[str, int]:
        """How many records of a kind (``events``, ...) the filters keep, by type (statements by kind,
        articles by outlet)."""
        f = self._filters(table, filters)
        if table == "articles":
            sql, values = select("articles", "t.outlet", f)
            sql = f"SELECT coalesce(p.outlet, ''), count(*) FROM ({sql}) p GROUP BY 1 ORDER BY 1"
        else:
            where, values = conditions(table, f)
            sql = f"SELECT coalesce(p.type, ''), count(*) FROM parties p WHERE {where} GROUP BY 1 ORDER BY 1"
        with self.store.connect() as db:
            return dict(db.execute(sql, values).fetchall())

    def exchanges(self, a: str, b: str, limit: int | None = None, **filters: Any) -> list[dict[str, Any]]:
        """What two sides said to or of each other: statements by one that are addressed to the other or mention it,
        as rows of `statements`, in order of day; with `limit`, the last so many."""
        found = self._exchanged(a, b, filters)
        if limit is not None and len(found) > limit:  # all of the day from which on some are left out
            edge = str(sorted(found.values(), key=lambda day: str(day or ""), reverse=True)[limit - 1] or "")
            found = {n: day for n, day in found.items() if str(day or "") >= edge}
        with self.store.connect() as db:
            sql, values = shown("statements", Filters(), sorted(found))
            rows: list[dict[str, Any]] = db.sql(sql, params=values).to_arrow_table().to_pylist()
        rows.sort(key=lambda s: (str(s["day"] or ""), s["article"], s["id"]))
        return rows if limit is None else rows[max(0, len(rows) - limit):]

    def exchanged(self, a: str, b: str, **filters: Any) -> int:
        """How many statements `exchanges` has without a limit."""
        return len(self._exchanged(a, b, filters))

    def _exchanged(self, a: str, b: str, filters: dict[str, Any]) -> dict[int, dt.date | None]:
        """The numbers of the statements of `exchanges`, with their days."""
        one, other = self.who(a), self.who(b)
        found: dict[int, dt.date | None] = {}
        with self.store.connect() as db:
            for speaker, hearer in ((one, other), (other, one)):
                where, values = conditions("statements", self.filters(**filters), (
                    (hearer, ("addressee", "mentioned")), (speaker, ("speaker",))))
                found.update(db.execute(f"SELECT p.number, p.day FROM parties p WHERE {where}", values).fetchall())
        return found

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
        with self.store.connect() as db:
            sql, values = select(table, "t.record", filters, keep(db, table, filters))
            return [decode(line) for (line,) in db.execute(sql, values).fetchall()]

    def record(self, record_id: str) -> tuple[Record, Article]:
        """The record whose id is, or begins with, `record_id`, and its article; raises QueryError."""
        with self.store.connect() as db:
            found: list[tuple[str, str]] = []
            table = f"{record_id.partition(':')[0]}s"
            if table in NUMBERED:  # a whole id is looked up, the beginning of one is searched for
                found = db.execute(f"SELECT t.record, a.record FROM {table} t JOIN articles a ON a.id = t.article "
                                   "WHERE t.id = ?", [record_id]).fetchall()
            for table in NUMBERED if not found else ():
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
                quad: str | tuple[str, ...] | None = None,
                since: str | None = None, until: str | None = None, as_of: str | None = None,
                outlet: str | tuple[str, ...] | None = None, limit: int | None = None, latest: bool = False,
                offset: int = 0, slots: tuple[str, ...] = ()) -> Filters:
        """Plain values as `Filters`, names resolved."""
        return Filters(actor=self.who(actor) if actor else None,
                       dyad=(self.who(dyad[0]), self.who(dyad[1])) if dyad else None,
                       types=_types(_many(type), _many(quad)), statuses=_many(status), since=since, until=until,
                       as_of=as_of, outlets=_many(outlet), limit=limit, latest=latest, offset=offset, slots=slots)

    def _filters(self, table: str, filters: dict[str, Any]) -> Filters:
        """The filters of a question to `table`: the actor of a statement is who speaks."""
        if table == "statements" and filters.get("actor"):
            filters = {"slots": ("speaker",), **filters}
        return self.filters(**filters)

    def _ask(self, table: str, filters: dict[str, Any]) -> pa.Table:
        f = self._filters(table, filters)
        with self.store.connect() as db:
            sql, values = shown(table, f, keep(db, table, f))
            return db.sql(sql, params=values).to_arrow_table()


def _many(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _types(types: tuple[str, ...], quads: tuple[str, ...]) -> tuple[str, ...]:
    """The types that are asked for, of the quad classes that are; raises QueryError for a class that is none."""
    if not quads:
        return types
    wanted = {quad.replace("_", " ") for quad in quads}
    if unknown := wanted - {t.quad for t in ontology.types().values()}:
        raise QueryError(f"{sorted(unknown)[0]!r} is no quad class: verbal or material, cooperation or conflict")
    kept = tuple(name for name, t in ontology.types().items() if t.quad in wanted and name in (types or (name,)))
    return kept or ("none",)
