"""Many articles over several processes: in order, the same as one process, losing at most what breaks."""

from __future__ import annotations

import pickle

import pytest

from communique.api import read, retry
from communique.archive import Archive
from communique.archive.quarantine import release, set_aside
from communique.errors import SourceError
from communique.records import Article
from communique.scale import Failed, code_all, default_workers, workers_for
from tests.scale.coders import plain, slow_first, troubled


def articles(n, **texts):
    return [Article(id=f"a{i:02d}", source=f"a{i:02d}.txt", text=texts.get(f"a{i:02d}", "x" * (i + 1))) for i in range(n)]


def told(made):
    return [m[0].id if isinstance(m, list) else str(m) for m in made]


def test_order_does_not_depend_on_who_is_quicker():
    some = articles(20)
    assert told(code_all(some, 2, slow_first)) == [a.id for a in some]
    assert list(code_all(some, 2, plain)) == list(code_all(some, 1, plain))


def test_an_error_in_the_input_keeps_its_place():
    a, b = articles(2)
    gone = SourceError("gone.txt", "no such file")
    for workers in (1, 2):
        assert told(code_all([a, gone, b], workers, plain)) == ["a00", "gone.txt: no such file", "a01"]


def test_a_fault_in_one_article_is_its_line_and_no_more():
    some = articles(5, a02="raise", a03="refuse")
    for workers in (1, 2):
        made = list(code_all(some, workers, troubled))
        assert told(made)[:2] == ["a00", "a01"] and told(made)[4] == "a04"
        assert isinstance(made[2], Failed) and made[2].article == some[2]
        assert str(made[2]) == "a02.txt: not coded: ValueError: a fault in" and str(made[3]) == "a03.txt: nothing in it"


def test_a_worker_that_dies_loses_the_article_that_kills_it_and_no_other():
    some = articles(12, a04="die", a09="die")
    made = list(code_all(some, 2, troubled))
    assert [i for i, m in enumerate(made) if isinstance(m, Failed)] == [4, 9]
    assert "ends its process" in str(made[4])
    assert told(made)[5:9] == ["a05", "a06", "a07", "a08"]


def test_a_worker_that_does_not_come_back_is_given_up():
    some = articles(4, a01="hang")
    made = list(code_all(some, 2, troubled, patience=1.5))
    assert [i for i, m in enumerate(made) if isinstance(m, Failed)] == [1] and "takes more than 1.5 s" in str(made[1])


def test_the_input_is_read_only_as_far_as_it_is_needed():
    taken = []

    def endless():
        for i in range(10_000):
            taken.append(i)
            yield Article(id=f"a{i}", text="x")

    run = code_all(endless(), 2, plain)
    next(run)
    assert len(taken) <= 10
    run.close()


def test_failures_travel_between_processes():
    failed = Failed("a.txt", "not coded", articles(1)[0])
    again = pickle.loads(pickle.dumps(failed))
    assert (again.source, again.reason, again.article) == (failed.source, failed.reason, failed.article)


def test_how_many_workers(tmp_path):
    small = tmp_path / "small.txt"
    small.write_text("x")
    assert workers_for([str(small)], None) == 1 and workers_for([str(small)], 3) == 3
    assert workers_for([str(tmp_path)], None) == default_workers() >= 1
    assert workers_for(["-"], None) == default_workers()


REPORT = "The foreign ministers of Kenya and Norway met in Oslo on Tuesday. They signed an accord on fishing."


def test_reading_with_two_workers_is_reading_with_one(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for i in range(6):
        (folder / f"{i}.txt").write_text(REPORT + f" It was report number {i}.")
    (folder / "empty.txt").write_text("")
    files = []
    for workers in (1, 2):
        file = Archive(tmp_path / f"{workers}.duckdb")
        done = read(folder, file, workers=workers, published="2020-01-08")
        assert (done.read, len(done.skipped)) == (6, 1)
        files.append(file)
    one, two = (f.sql("SELECT record FROM events ORDER BY id").to_pylist() for f in files)
    assert one == two and one


def test_what_is_set_aside_is_not_tried_again_until_asked(tmp_path):
    (tmp_path / "r.txt").write_text(REPORT)
    file = Archive(tmp_path / "f.duckdb")
    read(tmp_path / "r.txt", Archive(tmp_path / "probe.duckdb"))
    (row,) = Archive(tmp_path / "probe.duckdb").sql("SELECT id FROM articles").to_pylist()
    file.store.prepare()
    set_aside(file.store, [(Article(id=row["id"], source="r.txt", text=REPORT, language="en"), "not coded: a fault")])
    done = read(tmp_path / "r.txt", file)
    assert done.read == 0 and "set aside before" in str(done.skipped[0])
    again = retry(file)
    assert (again.read, again.skipped) == (1, [])
    assert file.sql("SELECT * FROM quarantine").num_rows == 0 and file.events().num_rows > 0
    release(file.store, [])


@pytest.mark.parametrize("verb", ["--retry", None])
def test_the_command_lists_and_retries(tmp_path, verb):
    from click.testing import CliRunner

    from communique.cli import cli

    file = Archive(tmp_path / "f.duckdb")
    file.store.prepare()
    set_aside(file.store, [(Article(id="q", source="q.txt", text=REPORT, language="en"), "not coded: a fault")])
    done = CliRunner().invoke(cli, ["quarantine", "--archive", str(file.path), "--format", "csv", *([verb] if verb else [])])
    assert done.exit_code == 0
    assert ("read 1, still set aside 0" in done.output) if verb else ("q,q.txt,not coded: a fault" in done.output)
