"""Series, plots, timelines, networks and search over an archive of four small reports."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.archive import Archive
from communique.archive.search import snippet, word_hash
from communique.errors import QueryError
from communique.records import Article, Event, EventDate, Relation, Role, Valid, record_id
from communique.views.brief import FORMS, brief
from communique.views.plot import plot_series
from communique.views.timeline import timeline


def state(iso, name):
    return Role(entity=f"state:{iso}", name=name, kind="state", country=iso, sector="GOV", text=name, span=(0, len(name)))


KEN, NOR, CHL = state("KEN", "Kenya"), state("NOR", "Norway"), state("CHL", "Chile")


def told(key, day, type_, actors, recipients, text, status="actual", mode=None, score=None, cameo=None):
    end = len(text)
    return [Article(id=key, source=f"{key}.txt", outlet="Fjord Wire" if key < "c" else "Andes Post", title=text.split(",")[0],
                    published=day, text=text, language="en"),
            Event(id=record_id("event", key, type_), article=key, type=type_, mode=mode, status=status, actors=actors,
                  recipients=recipients, date=EventDate(value=day, text="x", span=(0, 1)), trigger=(0, 5),
                  evidence=((0, end),), score=score, cameo=cameo, confidence=0.9)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("views") / "file.duckdb")
    joined = Relation(id=record_id("relation", "a", "joined"), article="a", type="joined", subject=NOR, object=KEN,
                      valid=Valid(from_="2020-02-10"), evidence=((0, 5),), confidence=0.9)
    made.add([
        [*told("a", "2020-01-05", "CONSULT", (KEN,), (NOR,), "Kenya visited Norway, the fjord wire said.", mode="visit",
               score=1.0, cameo="042"), joined],
        told("b", "2020-01-20", "ACCUSE", (NOR,), (KEN,), "Norway blamed Kenya, and its fisheries policy.", score=-2.0),
        told("c", "2020-04-01", "CONSULT", (KEN, NOR), (), "Kenya and Norway met; policies on fishing were \"on the table\".",
             score=1.0),
        told("d", "2020-04-02", "ASSAULT", (CHL,), (NOR,), "Chile will shell Norway, a tabloid said.", status="hypothetical",
             score=-10.0),
    ])
    return made


def test_a_series_has_no_gaps_and_sums_what_happened(archive):
    rows = archive.series("KEN", "NOR", by="month").to_pylist()
    assert [str(r["period"]) for r in rows] == ["2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01"]
    assert [r["events"] for r in rows] == [2, 0, 0, 1]
    assert [r["score"] for r in rows] == [-1.0, 0, 0, 1.0]
    assert rows[0]["goldstein"] == pytest.approx(1.9 - 2.0)
    assert (rows[0]["verbal_cooperation"], rows[0]["verbal_conflict"], rows[0]["ACCUSE"]) == (1, 1, 1)


def test_a_directed_series_counts_one_side_and_meetings(archive):
    assert sum(r["events"] for r in archive.series("KEN", "NOR", directed=True).to_pylist()) == 2
    assert sum(r["events"] for r in archive.series("NOR", "KEN", directed=True).to_pylist()) == 2


def test_what_did_not_happen_counts_when_asked_for(archive):
    assert archive.series("CHL").num_rows == 0
    assert archive.series("CHL", status="hypothetical").to_pylist()[0]["events"] == 1


def test_no_such_period(archive):
    with pytest.raises(QueryError, match="no period"):
        archive.series("KEN", by="fortnight")


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_a_plot_is_drawn_the_same_twice(archive, tmp_path, suffix):
    table = archive.series("KEN", "NOR")
    plot_series(table, tmp_path / f"a{suffix}", "Kenya and Norway")
    plot_series(table, tmp_path / f"b{suffix}", "Kenya and Norway")
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    if suffix == ".svg":
        words = " ".join(ET.parse(tmp_path / "a.svg").getroot().itertext())
        assert "Kenya and Norway" in words and "material conflict" in words


def test_a_plot_of_nothing_or_of_an_unknown_kind_is_refused(archive, tmp_path):
    with pytest.raises(QueryError, match="nothing to plot"):
        plot_series(archive.series("CHL"), tmp_path / "x.svg", "none")
    with pytest.raises(QueryError, match="a plot is"):
        plot_series(archive.series("KEN"), tmp_path / "x.doc", "none")


def test_a_timeline_tells_events_and_dated_facts_in_order(archive):
    said = timeline(archive, "NOR")
    order = [said.index(x) for x in ("2020-01-05", "2020-01-20", "2020-02-10", "2020-04-01", "2020-04-02")]
    assert order == sorted(order)
    assert "ASSAULT (hypothetical)  Chile → Norway" in said and "joined/from  Norway → Kenya" in said
    assert "2020-02-10" not in timeline(archive, "NOR", since="2020-03")


def test_a_network_has_each_pair_with_its_sums(archive):
    rows = {(r["source"], r["target"]): r for r in archive.network().to_pylist()}
    assert set(rows) == {("state:KEN", "state:NOR"), ("state:NOR", "state:KEN")}
    assert rows["state:KEN", "state:NOR"]["events"] == 2 and rows["state:NOR", "state:KEN"]["score"] == -1.0
    assert archive.network(limit=1).num_rows == 1
    assert archive.network(status="hypothetical").num_rows == 1


def test_search_finds_all_words_folds_plurals_and_ranks_titles(archive):
    def found(query, **filters):
        return [r["id"] for r in archive.search(query, **filters).to_pylist()]

    assert sorted(found("policy")) == ["b", "c"]
    assert found("norway fishery") == ["b"]
    assert found('"on the table"') == ["c"] and found('"the on table"') == []
    assert found("kenya penguins") == []
    assert found("norway", actor="CHL") == ["d"] and found("norway", type="CONSULT", until="2020-02") == ["a"]
    assert found("norway", outlet="andes post") and set(found("norway", outlet="andes post")) == {"c", "d"}
    with pytest.raises(QueryError, match="nothing to search for"):
        found(" ?! ")


def test_search_in_an_archive_of_the_first_schema_is_built_on_upgrade(archive, tmp_path):
    import shutil

    shutil.copy(archive.path, tmp_path / "old.duckdb")
    old = Archive(tmp_path / "old.duckdb")
    with old.store.connect(write=True) as db:
        db.execute("DROP TABLE words")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    old.store.prepare()
    assert [r["id"] for r in old.search("fishery").to_pylist()] == ["b"]


@given(st.text(min_size=1, max_size=300), st.text(alphabet="abcdefgh ", min_size=1, max_size=8))
def test_a_snippet_is_of_the_text(text, word):
    import re

    body = snippet(text, [re.escape(word)]).removeprefix("… ").removesuffix(" …")
    assert body in " ".join(text.split())


@pytest.mark.parametrize(("a", "b"), [("Policies", "policy"), ("troops", "Troop"), ("Kenya's", "kenya"), ("bases", "base")])
def test_folded_words_are_one(a, b):
    assert word_hash(a) == word_hash(b)


@pytest.mark.parametrize(("a", "b"), [("glass", "glas"), ("virus", "viru"), ("crisis", "crisi"), ("Iran", "Iraq")])
def test_other_words_stay_apart(a, b):
    assert word_hash(a) != word_hash(b)


def test_a_brief_counts_all_and_shows_the_last(archive):
    said = brief(archive, "NOR", most=2)
    assert "4 events: ACCUSE 1, ASSAULT 1, CONSULT 2" in said and "(2 earlier ones left out)" in said
    assert said.index("2020-04-01") < said.index("2020-04-02")


@pytest.mark.parametrize("form", FORMS)
def test_a_brief_in_each_form_says_the_same_and_runs_nothing(archive, tmp_path, form):
    said = brief(archive, "NOR", form=form)
    assert "CONSULT" in said and "Kenya" in said and "event:" in said
    evil = "<script>alert(1)</script> [x](javascript:1) `*_\x1b[31m"
    file = Archive(tmp_path / "evil.duckdb")
    file.add([told("e", "2020-01-05", "ACCUSE", (NOR,), (KEN,), evil)])
    said = brief(file, "NOR", form=form)
    assert "\x1b" not in said
    if form == "html":
        assert "<script" not in said and "&lt;script&gt;" in said
    if form == "markdown":
        assert "<script" not in said.replace("\\<script", "") and "[x](" not in said
    if form == "json":
        assert evil.split("\x1b")[0].strip() in json.loads(said)["parts"][0]["lines"][0]["words"]


def test_a_brief_in_no_known_form_is_refused(archive):
    with pytest.raises(QueryError, match="a brief is"):
        brief(archive, "NOR", form="docx")


def test_days_are_the_events_own(archive):
    assert archive.events(since="2020-04-02").column("day").to_pylist() == [dt.date(2020, 4, 2)]


def test_sql_is_read_only(archive):
    assert archive.sql("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 4}]
    assert Path(archive.path).exists()
