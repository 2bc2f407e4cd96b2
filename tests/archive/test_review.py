"""Corrections: what people accept, reject and edit, by hand and by file, and what becomes of it when the archive is coded anew."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from communique.api import code
from communique.archive import Archive
from communique.cli import cli
from communique.errors import QueryError
from communique.records import Article, Event, decode
from communique.views.explain import explain

from .conftest import report


@pytest.fixture
def archive(tmp_path):
    made = Archive(tmp_path / "file.duckdb")
    made.add([report(0), report(1)])
    return made


def first(archive, table="events"):
    return getattr(archive, table)().column("id")[0].as_py()


def test_what_is_rejected_is_shown_no_more_and_kept(archive):
    key = first(archive)
    archive.review(key, "reject", "Ana", "a different visit")
    assert archive.events().num_rows == 1 and archive.counts("events") == {"CONSULT": 1}
    assert archive.sql("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 2}]
    assert "reject by Ana" in explain(archive, key) and "a different visit" in explain(archive, key)
    archive.review(key, "withdrawn", "Ana")
    assert archive.events().num_rows == 2
    assert archive.corrections().column("verdict").to_pylist() == ["reject", "withdrawn"]


def test_an_edited_record_stands_in_the_old_ones_place(archive):
    key = first(archive)
    made = archive.review(key, "edit", "Ana", "the day was the 4th", {"date": "2020-03-04", "recipients": "state:NOR,state:SWE"})
    assert isinstance(made, Event) and made.date.value == "2020-03-04" and [r.country for r in made.recipients] == ["NOR", "SWE"]
    shown = {r["id"]: r for r in archive.events().to_pylist()}
    assert key not in shown and str(shown[made.id]["day"]) == "2020-03-04" and shown[made.id]["recipients"] == "Norway; Sweden"
    assert archive.events(actor="SWE").num_rows == 1
    assert "edited by Ana" in explain(archive, made.id)
    archive.review(key, "withdrawn", "Ana")
    assert {r["id"] for r in archive.events().to_pylist()} >= {key} and archive.events(actor="SWE").num_rows == 0


@pytest.mark.parametrize(("verdict", "changes", "why"), [
    ("edit", {}, "at least one"), ("edit", {"nonsense": "x"}, "no field"), ("edit", {"trigger": "1"}, "not edited by hand"),
    ("edit", {"actors": "Norway"}, "no id of an entity"), ("withdrawn", {}, "no correction")])
def test_what_can_not_be_corrected_is_refused(archive, verdict, changes, why):
    with pytest.raises(QueryError, match=why):
        archive.review(first(archive), verdict, "Ana", None, changes)
    assert archive.events().num_rows == 2


def test_by_file_and_on_the_command_line(archive, tmp_path):
    keys = archive.events().column("id").to_pylist()
    lines = [{"id": keys[0], "verdict": "reject", "by": "Ana", "note": "no"},
             {"id": keys[1], "verdict": "edit", "set": {"mode": ""}, "by": "Bo"}]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    done = CliRunner().invoke(cli, ["review", "--file", str(tmp_path / "c.jsonl"), "--archive", str(archive.path)])
    assert done.exit_code == 0, done.output
    (row,) = archive.events().to_pylist()
    assert row["mode"] is None
    listed = CliRunner().invoke(cli, ["review", "--archive", str(archive.path), "--format", "csv"]).output
    assert listed.count("\n") == 3 and "Ana" in listed and "Bo" in listed
    (tmp_path / "bad.jsonl").write_text('{"verdict": "reject"}\n')
    bad = CliRunner().invoke(cli, ["review", "--file", str(tmp_path / "bad.jsonl"), "--archive", str(archive.path)])
    assert "line 1 of the corrections" in str(bad.exception)


TEXT = "The foreign ministers of Kenya and Norway met in Oslo on Tuesday. Kenya signed a fishing accord with Norway."


def test_corrections_survive_coding_anew(tmp_path):
    article = Article(id="a", source="a.txt", text=TEXT, published="2020-01-08", language="en")
    archive = Archive(tmp_path / "file.duckdb")
    archive.add([code(article)])
    events = archive.events().to_pylist()
    assert len(events) >= 2
    archive.review(events[0]["id"], "reject", "Ana", "not so")
    archive.review(events[1]["id"], "edit", "Ana", "unsure", {"status": "hypothetical"})
    before = archive.events().to_pylist()
    with archive.store.connect(write=True) as db:  # as an earlier version would have left it: other ids, and one more
        db.execute("UPDATE articles SET coded_with = '0.0.1'")
        db.execute("INSERT INTO relations SELECT 'relation:old', article, day, type, NULL, NULL, NULL, false, 0.5, record, "
                   "0 FROM events LIMIT 1")
    done = archive.recode()
    assert (done["articles"], done["gone"], done["failed"]) == (1, 1, 0)
    assert archive.events().to_pylist() == before
    assert archive.sql("SELECT id, coded_with FROM superseded").to_pylist() == [{"id": "relation:old", "coded_with": "0.0.1"}]
    assert archive.recode()["articles"] == 0
    assert archive.recode(everything=True)["new"] == 0
    assert all(decode(r["record"]) for r in archive.sql("SELECT record FROM events").to_pylist())
