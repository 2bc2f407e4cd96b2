"""Each format read back by the programs that its users have, over names that try to break out of it; a program that is
not installed is skipped by name (`pip install networkx igraph rdflib geopandas polars pandas datasette`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.archive import Archive
from communique.views.export import export
from tests.archive.conftest import report

from .test_export import hostile


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("tools") / "file.duckdb")
    made.add([report(0), hostile()])
    return made


def test_networks_open_in_networkx(archive: Archive, tmp_path: Path) -> None:
    export(archive, "gexf", tmp_path / "n.gexf")
    export(archive, "graphml", tmp_path / "n.graphml")
    networkx = pytest.importorskip("networkx")
    for graph in (networkx.read_gexf(tmp_path / "n.gexf"), networkx.read_graphml(tmp_path / "n.graphml")):
        assert set(graph.nodes) == {"state:KGZ", "state:NOR", "group:hostile"} and graph.number_of_edges() == 2


def test_networks_open_in_igraph(archive: Archive, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    export(archive, "graphml", tmp_path / "n.graphml")
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "n.graphml"))
    assert graph.vcount() == 3 and sum(graph.es["weight"]) == 2


def test_tables_open_in_pandas_as_published(archive: Archive, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    for form, width, header in (("icews", 20, 0), ("polecat", 40, 0), ("gdelt", 61, None), ("dyads", 8, 0)):
        export(archive, form, tmp_path / f"{form}.tsv")
        table = pandas.read_csv(tmp_path / f"{form}.tsv", sep="\t", dtype=str, header=header, quoting=3)
        assert table.shape == (2, width), form
    export(archive, "csv", tmp_path / "e.csv")
    assert list(pandas.read_csv(tmp_path / "e.csv", dtype=str)["type"]) == ["CONSULT", "ASSAULT"]
    export(archive, "plover", tmp_path / "p.jsonl")
    assert len(pandas.read_json(tmp_path / "p.jsonl", lines=True)) == 2


def test_parquet_opens_in_polars(archive: Archive, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    export(archive, "parquet", tmp_path / "months")
    table = polars.read_parquet(tmp_path / "months" / "*.parquet")
    assert sorted(table["type"].to_list()) == ["ASSAULT", "CONSULT"]


def test_places_open_in_geopandas(archive: Archive, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    export(archive, "geojson", tmp_path / "g.geojson")
    table = geopandas.read_file(tmp_path / "g.geojson")
    assert table.crs.to_epsg() == 4326 and [(p.x, p.y) for p in table.geometry] == [(10.75, 59.91)]


def test_linked_data_is_asked_in_sparql(archive: Archive, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    export(archive, "jsonld", tmp_path / "j.jsonld")
    graph = rdflib.Graph().parse(tmp_path / "j.jsonld", format="json-ld")
    found = graph.query("PREFIX s: <https://schema.org/> PREFIX p: <http://www.w3.org/ns/prov#> "
                        "SELECT ?e WHERE { ?e a s:Event . ?e p:wasDerivedFrom ?a . ?a a s:NewsArticle }")
    assert len(found) == 2


def test_the_bundle_opens_in_datasette(archive: Archive, tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    from click.testing import CliRunner
    from datasette.cli import cli

    export(archive, "datasette", tmp_path / "file.db")
    asked = CliRunner().invoke(cli, [str(tmp_path / "file.db"), "-m", str(tmp_path / "file.metadata.json"), "--get",
                                     "/file/articles.json?_search=clinic&_shape=array"])
    assert asked.exit_code == 0 and asked.output.count('"id"') == 1
