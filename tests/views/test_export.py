"""Each export format, read back as its users' tools read it, or held against its published columns."""

from __future__ import annotations

import csv
import json
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from communique.archive import Archive
from communique.errors import QueryError
from communique.records import Article, Event, EventDate, Mention, Role, record_id
from communique.views.export import export, formats
from communique.views.export.gdelt import COLUMNS as GDELT
from communique.views.export.gdelt import MENTION_COLUMNS
from communique.views.export.icews import COLUMNS as ICEWS
from communique.views.export.polecat import COLUMNS as POLECAT
from tests.archive.conftest import report

HOSTILE = "=cmd\tTab\nLine \x1b[31m <b>&\"quoted\""


def hostile() -> list[object]:
    """A report whose names try to break out of every format: tabs, line ends, escapes, formulas, markup."""
    text = f"{HOSTILE} shelled Oslo."
    actor = Role(entity="group:hostile", name=HOSTILE, kind="group", country=None, sector="REB", text=HOSTILE,
                 span=(0, len(HOSTILE)))
    start = text.index("Oslo")
    oslo = Role(entity="place:3143244", name="Oslo", kind="place", country="NOR", text="Oslo", span=(start, start + 4))
    norway = Role(entity="state:NOR", name="Norway", kind="state", country="NOR", text="Oslo", span=(start, start + 4))
    return [
        Article(id="h", source="h.txt", title=HOSTILE, text=text, language="en"),
        Mention(article="h", span=(start, start + 4), text="Oslo", kind="place", entity="place:3143244", name="Oslo",
                country="NOR", latitude=59.91, longitude=10.75, geonames=3143244),
        Event(id=record_id("event", "h", "shelled"), article="h", type="ASSAULT", mode="heavy-weapons", cameo="194",
              actors=(actor,), recipients=(norway,), place=oslo, date=EventDate(value="2020-04", text="x", span=(0, 1)),
              trigger=(text.index("shelled"), text.index("shelled") + 7), evidence=((0, len(text)),), score=-10.0,
              confidence=0.5),
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("export") / "file.duckdb")
    made.add([report(0), hostile()])
    return made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("empty") / "file.duckdb")
    made.store.prepare()
    return made


def lines(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    assert text == "" or text.endswith("\n")
    return text.split("\n")[:-1]


@pytest.mark.parametrize("form", formats())
def test_each_format_writes_full_and_empty_archives_the_same_twice(form, archive, empty, tmp_path):
    assert export(archive, form, tmp_path / "full") == 2
    assert export(empty, form, tmp_path / "none") == 0
    assert (tmp_path / "none").exists()
    export(archive, form, tmp_path / "again")
    if (tmp_path / "full").is_file() and form != "datasette":
        assert (tmp_path / "full").read_bytes() == (tmp_path / "again").read_bytes()


@pytest.mark.parametrize(("form", "columns", "header", "width"), [
    ("icews", ICEWS, True, 20), ("polecat", POLECAT, True, 40), ("gdelt", GDELT, False, 61)])
def test_tab_separated_columns_are_the_published_ones(form, columns, header, width, archive, tmp_path):
    export(archive, form, tmp_path / "out.tab")
    rows = [line.split("\t") for line in lines(tmp_path / "out.tab")]
    assert len(columns) == width and len(rows) == 2 + header
    assert {len(r) for r in rows} == {width}
    if header:
        assert tuple(rows[0]) == columns
    said = [dict(zip(columns, r, strict=True)) for r in rows[header:]]
    codes = {r.get("CAMEO Code") or r.get("EventCode") or r.get("Event Type") for r in said}
    assert codes in ({"042", "194"}, {"CONSULT", "ASSAULT"})


def test_gdelt_joins_its_mentions_and_codes(archive, tmp_path):
    export(archive, "gdelt", tmp_path / "day.csv")
    events = [dict(zip(GDELT, r.split("\t"), strict=True)) for r in lines(tmp_path / "day.csv")]
    mentions = [dict(zip(MENTION_COLUMNS, r.split("\t"), strict=True)) for r in lines(tmp_path / "day.mentions.csv")]
    assert [e["GLOBALEVENTID"] for e in events] == [m["GLOBALEVENTID"] for m in mentions]
    visit = next(e for e in events if e["EventCode"] == "042")
    assert visit["SQLDATE"] == "20200303" and visit["QuadClass"] == "1" and float(visit["GoldsteinScale"]) == 1.9
    assert visit["Actor1CountryCode"] == "KGZ" and visit["Actor2CountryCode"] == "NOR"
    shelled = next(e for e in events if e["EventCode"] == "194")
    assert (shelled["ActionGeo_Lat"], shelled["ActionGeo_Long"]) == ("59.91", "10.75")


def test_plover_json_holds_every_field(archive, tmp_path):
    export(archive, "plover", tmp_path / "p.jsonl")
    visit = next(e for e in map(json.loads, lines(tmp_path / "p.jsonl")) if e["type"] == "CONSULT")
    assert visit["mode"] == "visit" and visit["date"] == "2020-03-03" and visit["actor"][0]["code"] == "KGZGOV"
    assert visit["eventText"].startswith("President Aida Sarieva")


def test_dyads(archive, tmp_path):
    export(archive, "dyads", tmp_path / "d.tab")
    head, *rows = [line.split("\t") for line in lines(tmp_path / "d.tab")]
    visit = dict(zip(head, rows[0], strict=True))
    assert (visit["source"], visit["target"], visit["cameo"], visit["goldstein"]) == ("KGZGOV", "NORGOV", "042", "1.9")
    assert rows[1][1] == "---REB"


def test_geojson_has_the_event_that_is_on_the_map(archive, tmp_path):
    export(archive, "geojson", tmp_path / "g.json")
    made = json.loads((tmp_path / "g.json").read_text())
    assert made["type"] == "FeatureCollection"
    assert [f["geometry"]["coordinates"] for f in made["features"]] == [[10.75, 59.91]]


@pytest.mark.parametrize(("form", "space"), [("gexf", "{http://gexf.net/1.3}"),
                                             ("graphml", "{http://graphml.graphdrawing.org/xmlns}")])
def test_networks_are_well_formed_and_name_the_parties(form, space, archive, tmp_path):
    export(archive, form, tmp_path / "n.xml")
    root = ET.parse(tmp_path / "n.xml").getroot()
    nodes = {n.get("id") for n in root.iter(f"{space}node")}
    edges = [(e.get("source"), e.get("target")) for e in root.iter(f"{space}edge")]
    assert nodes == {"state:KGZ", "state:NOR", "group:hostile"}
    assert edges == [("group:hostile", "state:NOR"), ("state:KGZ", "state:NOR")]


def test_graphml_opens_in_networkx(archive, tmp_path):
    networkx = pytest.importorskip("networkx")
    export(archive, "graphml", tmp_path / "n.graphml")
    graph = networkx.read_graphml(tmp_path / "n.graphml")
    assert graph.edges["state:KGZ", "state:NOR"]["weight"] == 1


def test_csv_runs_no_formula(archive, tmp_path):
    export(archive, "csv", tmp_path / "e.csv")
    with (tmp_path / "e.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["type"] for r in rows] == ["CONSULT", "ASSAULT"]
    assert not any(cell[:1] in "=+@" for r in rows for cell in r.values() if cell)


def test_parquet_by_month(archive, tmp_path):
    export(archive, "parquet", tmp_path / "months")
    assert sorted(p.name for p in (tmp_path / "months").iterdir()) == ["2020-03.parquet", "2020-04.parquet"]
    row = pq.read_table(tmp_path / "months" / "2020-03.parquet").to_pylist()[0]
    assert row["actors"][0]["country"] == "KGZ" and str(row["day"]) == "2020-03-03"


def test_datasette_bundle_answers_sql_and_search(archive, tmp_path):
    export(archive, "datasette", tmp_path / "file.db")
    with sqlite3.connect(tmp_path / "file.db") as lite:
        assert lite.execute("SELECT count(*) FROM events").fetchone() == (2,)
        assert lite.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'clinic'").fetchall()
    lite.close()
    about = json.loads((tmp_path / "file.metadata.json").read_text())
    assert about["databases"]["file"]["tables"]["events"]["columns"]["cameo"]


#: The properties that our entities use, from FollowTheMoney's published schemata.
FTM = {
    "Person": {"name", "country", "topics"}, "PublicBody": {"name", "country", "topics"},
    "Organization": {"name", "country", "topics"}, "Article": {"title", "publisher", "sourceUrl", "publishedAt", "language"},
    "Event": {"name", "date", "summary", "involved", "location", "proof", "keywords", "notes"},
    "Membership": {"member", "organization", "startDate", "endDate"}, "Position": {"name", "country"},
    "Occupancy": {"holder", "post", "startDate", "endDate"},
}


def test_followthemoney_entities_are_whole(archive, tmp_path):
    export(archive, "ftm", tmp_path / "f.jsonl")
    made = [json.loads(line) for line in lines(tmp_path / "f.jsonl")]
    ids = {e["id"] for e in made}
    assert len(ids) == len(made) and {"PublicBody", "Event", "Article", "Occupancy", "Position"} <= {e["schema"] for e in made}
    for e in made:
        assert set(e["properties"]) <= FTM[e["schema"]], e
        assert all(isinstance(x, str) for v in e["properties"].values() for x in v)
        for key in ("involved", "proof", "holder", "post", "member", "organization"):
            assert set(e["properties"].get(key, [])) <= ids


def test_followthemoney_accepts_them(archive, tmp_path):
    model = pytest.importorskip("followthemoney").model
    export(archive, "ftm", tmp_path / "f.jsonl")
    for line in lines(tmp_path / "f.jsonl"):
        entity = model.get_proxy(json.loads(line))
        entity.schema.validate(entity.to_dict())


def test_jsonld_links_each_event_to_its_article(archive, tmp_path):
    export(archive, "jsonld", tmp_path / "j.json")
    graph = json.loads((tmp_path / "j.json").read_text())["@graph"]
    ids = {node["@id"] for node in graph}
    events = [n for n in graph if "Event" in n["@type"]]
    assert len(events) == 2 and all(e["derivedFrom"] in ids and e["generatedBy"] in ids for e in events)


def test_filters_hold_and_unknown_formats_are_refused(archive, tmp_path):
    assert export(archive, "icews", tmp_path / "x", type="ASSAULT") == 1
    with pytest.raises(QueryError, match="no format is called"):
        export(archive, "dbase", tmp_path / "x")
    with pytest.raises(QueryError, match="needs a folder"):
        export(archive, "parquet", tmp_path / "x")


def test_a_format_of_another_package_is_found(archive, tmp_path, monkeypatch):
    class Point:
        name, value = "shout", "other.package"

        def load(self):
            class Module:
                @staticmethod
                def write(rows, out, archive):
                    out.write_text("".join(row.event.type.upper() + "!\n" for row in rows))
            return Module

    monkeypatch.setattr("communique.views.export.entry_points", lambda group: [Point()])
    assert "shout" in formats()
    assert export(archive, "shout", tmp_path / "x") == 2
    assert (tmp_path / "x").read_text() == "CONSULT!\nASSAULT!\n"
