"""The archive at its door: what goes in comes out, twice is once, a reader waits for a writer."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from communique.archive import Archive
from communique.errors import ArchiveBusy, ArchiveError, QueryError
from communique.records import Event, Mention, decode

from .conftest import TEXT, report, role, span


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "file.duckdb")
    made.add([report(0), report(1)])
    return made


def test_every_record_comes_back_as_it_went_in(archive: Archive) -> None:
    kept = {r["record"] for t in ("articles", "mentions", "times", "statements", "events", "commitments", "relations")
            for r in archive.sql(f"SELECT record FROM {t}").to_pylist()}
    assert {decode(line) for line in kept} == {*report(0), *report(1)}


def test_reading_again_changes_nothing(archive: Archive) -> None:
    def counts() -> list[int]:
        return [archive.sql(f"SELECT count(*) n FROM {t}").to_pylist()[0]["n"]
                for t in ("articles", "mentions", "events", "roles", "evidence")]

    before = counts()
    assert archive.add([report(1)]) == 0
    assert archive.add([report(1), report(2), report(2)]) == 1
    assert counts() == [n * 3 // 2 for n in before]


def test_evidence_words_are_the_articles(archive: Archive) -> None:
    rows = archive.sql("SELECT start, stop, words FROM evidence").to_pylist()
    assert rows and all(TEXT[r["start"]:r["stop"]] == r["words"] for r in rows)


@pytest.mark.parametrize(("filters", "found"), [
    ({}, 2), ({"actor": "KGZ"}, 2), ({"actor": "Norway"}, 2), ({"actor": "state:FRA"}, 0),
    ({"dyad": ("KGZ", "NOR")}, 2), ({"dyad": ("NOR", "KGZ")}, 2), ({"dyad": ("KGZ", "FRA")}, 0),
    ({"type": "CONSULT"}, 2), ({"type": ("AID", "ASSAULT")}, 0), ({"status": "actual"}, 2), ({"status": "negated"}, 0),
    ({"since": "2020-03-03", "until": "2020-03-03"}, 2), ({"since": "2020-03-04"}, 0), ({"until": "2020"}, 2),
    ({"until": "2020-02"}, 0), ({"outlet": "fjord wire"}, 2), ({"outlet": "%"}, 0), ({"limit": 1}, 1),
])
def test_event_filters(archive: Archive, filters: dict[str, object], found: int) -> None:
    assert archive.events(**filters).num_rows == found


def test_many_threads_ask_and_one_writes(archive: Archive) -> None:
    """Each thread holds a connection of its own; nobody finds the file half opened, and the writer gets its turn."""

    def ask(n: int) -> int:
        if n == 9:
            return archive.add([report(7)])
        with archive.store.holding():
            return archive.series("NOR").num_rows + len(archive.network().to_pylist())

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(ask, range(48)))
    assert found.pop(9) == 1 and set(found) == {2}
    assert archive.events().num_rows == 3


def test_pages_of_rows_follow_each_other(archive: Archive) -> None:
    every = archive.events().column("id").to_pylist()
    assert [archive.events(limit=1, offset=n).column("id").to_pylist() for n in range(3)] == [every[:1], every[1:], []]
    assert [archive.events(limit=1, offset=n, latest=True).column("id").to_pylist() for n in range(2)] == [every[1:], every[:1]]
    found = archive.search("clinic", limit=1, offset=1)
    assert found.num_rows == 1 and found.schema.metadata[b"total"] == b"2"
    assert archive.counts("articles") == {"Fjord Wire": 2}


def test_places_are_summed_with_their_coordinates(archive: Archive) -> None:
    assert archive.places().num_rows == 0  # no event here says where it was
    oslo = role("Oslo", "place:3143244", "NOR", "place")
    archive.add([[*(msgspec.structs.replace(r, place=oslo) if isinstance(r, Event) else r for r in report(n)),
                  Mention(article=f"a{n}", span=span("Oslo"), text="Oslo", kind="place", entity="place:3143244",
                          name="Oslo", country="NOR", latitude=59.91, longitude=10.75)] for n in (2, 3)])
    (row,) = archive.places().to_pylist()
    assert (row["name"], row["latitude"], row["events"], row["verbal_cooperation"]) == ("Oslo", 59.91, 2, 2)
    assert archive.places(status="negated").num_rows == 0


def test_actor_of_statements_is_the_speaker(archive: Archive) -> None:
    assert archive.statements(actor="NOR").num_rows == 2
    assert archive.statements(actor="KGZ").num_rows == 0


def test_relations_as_of_a_day(archive: Archive) -> None:
    assert archive.relations(as_of="2020-03-05").num_rows == 2
    assert archive.relations(as_of="2019-12-31").num_rows == 0


def test_an_empty_answer_is_an_empty_table(archive: Archive) -> None:
    empty = archive.events(type="ASSAULT")
    assert empty.num_rows == 0 and "evidence" in empty.column_names


def test_unknown_names_and_dates_are_refused(archive: Archive) -> None:
    with pytest.raises(QueryError, match="nobody here is called 'Per Lunt'; near it: Per Lund"):
        archive.events(actor="Per Lunt")
    with pytest.raises(QueryError, match="is no date"):
        archive.events(since="March")


def test_a_name_from_the_reports_is_known(archive: Archive) -> None:
    assert archive.who("per lund").entity == "person:per-lund-nor"


def test_no_archive_and_no_database_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        Archive(tmp_path / "none.duckdb").events()
    (tmp_path / "other.duckdb").write_text("not a database " * 400)
    with pytest.raises(ArchiveError, match="can't be opened as an archive"):
        Archive(tmp_path / "other.duckdb").events()


def test_sql_can_not_write(archive: Archive) -> None:
    with pytest.raises(ArchiveError):
        archive.sql("DELETE FROM articles")
    assert archive.articles().num_rows == 2


HOLD = """
import sys, time, duckdb
db = duckdb.connect(sys.argv[1]); db.execute("SELECT 1"); print("held", flush=True); time.sleep(float(sys.argv[2]))
"""


def test_a_reader_waits_for_a_writer(archive: Archive) -> None:
    writer = subprocess.Popen([sys.executable, "-c", HOLD, str(archive.path), "1.0"], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None and writer.stdout.readline() == "held\n"
    impatient = Archive(archive.path, wait=0.05)
    with pytest.raises(ArchiveBusy, match="did not let go"):
        impatient.events()
    assert archive.events().num_rows == 2
    writer.wait(10)


KILLED = """
import sys, time
sys.path.insert(0, sys.argv[2])
from tests.archive.conftest import report
from communique.archive import Archive
file = Archive(sys.argv[1])
for n in range(1000):
    file.add([report(n)]); print(n, flush=True)
"""


def test_a_killed_writer_leaves_a_whole_archive(tmp_path: Path) -> None:
    path = tmp_path / "killed.duckdb"
    writer = subprocess.Popen([sys.executable, "-c", KILLED, str(path), str(Path(__file__).parents[2])],
                              stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for _ in range(4):
        writer.stdout.readline()
    time.sleep(0.02)
    writer.kill()
    writer.wait(10)
    file = Archive(path)
    articles = file.articles().num_rows
    assert articles >= 4
    assert file.events().num_rows == file.statements().num_rows == file.relations().num_rows == articles
    assert file.add([report(n) for n in range(articles + 1)]) == 1
