"""The index that questions are asked of: right after writing, correcting, coding anew and upgrading, and in order."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from communique.archive import Archive, index
from communique.records import Event, Mention

from .conftest import report, role, span

PARTIES = ("SELECT m.id, p.kind, p.own, p.through, p.first FROM parties p LEFT JOIN entities m ON m.number = p.party "
           "JOIN articles a ON a.number = p.article WHERE a.id = 'a0' ORDER BY ALL")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "file.duckdb")
    made.add([report(0), report(1)])
    return made


def content(file: Archive, table: str) -> list[dict]:
    rows = file.sql(f"SELECT * FROM {table}").to_pylist()
    return sorted(rows, key=repr)


def test_each_party_of_a_record_is_a_row_and_so_is_its_country(archive: Archive) -> None:
    rows = {(r["id"], r["kind"]): (r["own"], r["through"]) for r in archive.sql(PARTIES).to_pylist()}
    bit = index.SLOTS
    assert rows["state:KGZ", "event"] == (bit["actor"], 0)
    assert rows["state:NOR", "event"] == (bit["recipient"], 0)
    assert rows["person:per-lund-nor", "statement"] == (bit["speaker"], 0)
    assert rows["state:NOR", "statement"] == (0, bit["speaker"])  # somebody of Norway speaks
    assert rows["person:per-lund-nor", "commitment"] == (bit["by"], 0)
    assert rows["state:NOR", "commitment"] == (bit["by"], bit["by"])
    assert {kind for key, kind in rows if key is None} == {"event", "statement", "commitment", "relation"}


def test_whom_a_statement_mentions_is_not_its_actor(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "file.duckdb")
    norway = Mention(article="a0", span=span("Norway"), text="Norway", kind="state", entity="state:NOR", name="Norway",
                     country="NOR")
    sweden = role("Oslo", "state:SWE", "SWE")
    made = [msgspec.structs.replace(r, speaker=sweden) if type(r).__name__ == "Statement" else r for r in report(0)]
    archive.add([[*made, norway]])
    assert archive.exchanged("SWE", "NOR") == 1 and len(archive.exchanges("NOR", "SWE")) == 1
    assert archive.statements(actor="NOR").num_rows == 0
    assert archive.entity("state:NOR")["counts"]["statements"] == 0  # it is only spoken of


@pytest.mark.parametrize("verdict", ["reject", "edit"])
def test_a_correction_and_its_undoing_leave_the_index_as_made_anew(archive: Archive, verdict: str) -> None:
    before = content(archive, "parties"), content(archive, "dealings")
    (key, _) = archive.events().column("id").to_pylist()
    archive.review(key, verdict, "Ana", changes={"recipients": "state:SWE"} if verdict == "edit" else None)
    assert archive.events(actor="SWE").num_rows == (1 if verdict == "edit" else 0)
    assert archive.events(actor="NOR").num_rows == 1 and archive.network().num_rows == (2 if verdict == "edit" else 1)
    kept = content(archive, "parties"), content(archive, "dealings")
    with archive.store.connect(write=True) as db:
        index.index_all(db)
    assert len(content(archive, "parties")) == len(kept[0]) and len(content(archive, "dealings")) == len(kept[1])
    archive.review(key, "withdrawn", "Ana")
    assert (content(archive, "parties"), content(archive, "dealings"))[1] == before[1]
    assert archive.events(actor="SWE").num_rows == 0 and archive.events(actor="NOR").num_rows == 2


def test_the_index_is_sorted_again_and_answers_the_same(archive: Archive) -> None:
    archive.add([report(n) for n in range(2, 9)])
    before = content(archive, "parties")
    with archive.store.connect(write=True) as db:
        index.tidy(db, 0.0)
    assert content(archive, "parties") == before
    order = archive.sql("SELECT party, day, number FROM parties").to_pylist()
    assert order == sorted(order, key=lambda r: (r["party"], str(r["day"]), r["number"]))
    comment = archive.sql("SELECT comment FROM duckdb_columns() WHERE table_name = 'parties' AND column_name = 'own'")
    assert comment.to_pylist()[0]["comment"].startswith("the parts that")


def test_an_archive_of_the_third_schema_is_upgraded_by_the_first_question(archive: Archive, tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    shutil.copy(archive.path, old)
    asked = archive.events(actor="KGZ").to_pylist(), archive.actors().to_pylist(), archive.network().to_pylist()
    made = Archive(old)
    with made.store.connect(write=True) as db:  # as the third schema had it
        for table in ("entities", "parties", "dealings"):
            db.execute(f"DROP TABLE {table}")
        for table in ("articles", "mentions", "roles", "evidence", "events", "statements", "commitments", "relations"):
            db.execute(f"ALTER TABLE {table} DROP COLUMN number")
        db.execute("DELETE FROM meta WHERE key <> 'schema'")
        db.execute("UPDATE meta SET value = '3' WHERE key = 'schema'")
    made = Archive(old)
    assert (made.events(actor="KGZ").to_pylist(), made.actors().to_pylist(), made.network().to_pylist()) == asked
    assert made.sql("SELECT value FROM meta WHERE key = 'schema'").to_pylist() == [{"value": "4"}]
    assert made.add([report(1), report(2)]) == 1
    numbers = made.sql("SELECT number FROM articles UNION ALL SELECT number FROM events UNION ALL SELECT number FROM "
                       "statements UNION ALL SELECT number FROM commitments UNION ALL SELECT number FROM relations")
    assert len(set(numbers.column("number").to_pylist())) == numbers.num_rows == 15
    assert made.events(actor="KGZ").num_rows == 3


def test_entities_are_told_once_and_what_comes_later_is_filled_in(archive: Archive) -> None:
    assert archive.entity("place:3143244") is None
    oslo = role("Oslo", "place:3143244", "NOR", "place")
    there = Mention(article="a3", span=span("Oslo"), text="Oslo", kind="place", entity="place:3143244", name="Oslo",
                    country="NOR", latitude=59.91, longitude=10.75)
    placed = [[msgspec.structs.replace(r, place=oslo) if isinstance(r, Event) else r for r in report(n)] for n in (2, 3)]
    archive.add([placed[0]])
    assert archive.entity("place:3143244")["latitude"] is None
    archive.add([[*placed[1], there]])
    found = archive.entity("place:3143244")
    assert (found["name"], found["latitude"], found["counts"]["events"]) == ("Oslo", 59.91, 2)
    ids = archive.sql("SELECT id FROM entities").column("id").to_pylist()
    assert len(ids) == len(set(ids))


def test_a_rejected_fact_stands_nowhere(archive: Archive) -> None:
    assert archive.offices("NOR").to_pylist()[0]["reports"] == 2
    for key in archive.relations().column("id").to_pylist():
        archive.review(key, "reject", "Ana")
    assert archive.offices("NOR").num_rows == 0 and archive.relations().num_rows == 0
    assert archive.counts("relations") == {} and archive.entity("person:per-lund-nor")["counts"]["relations"] == 0
