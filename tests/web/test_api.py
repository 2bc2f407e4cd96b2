"""The API: what each address gives, pages of lists, one shape of errors, downloads, and the document that describes it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.testclient import TestClient

from communique.archive import Archive
from communique.cli.export import export as command
from communique.records import Article, Event, Mention, Relation, Role, decode, record_id
from communique.views.export import formats
from communique.web import create_app
from communique.web.api import ENDPOINTS, PREFIX

from .small import csrf


def get(web: TestClient, address: str) -> dict:
    answer = web.get(PREFIX + address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_events_are_whole_and_the_newest_first(web: TestClient) -> None:
    found = get(web, "/events")
    assert (found["page"], found["pages"], found["total"]) == (1, 1, 3)
    first, second, third = found["items"]
    assert first["type"] == "ACCUSE" and first["quad"] == "verbal conflict" and first["day"] == "2020-03-06"
    assert second["day"] == third["day"] == "2020-03-03" and second["words"].startswith("President Aida Sarieva")
    assert [r["entity"] for r in second["actors"]] == ["state:KGZ"] and second["outlet"] == "Fjord Wire"


@pytest.mark.parametrize(("query", "total"), [
    ("actor=KGZ", 2), ("actor=Kyrgyzstan", 2), ("actor=state:KGZ&other=NOR", 2), ("actor=FRA", 0), ("type=CONSULT", 2),
    ("type=CONSULT&type=ACCUSE", 3), ("quad=verbal+conflict", 1), ("quad=material+conflict", 0), ("quad=verbal+conflict&type=CONSULT", 0),
    ("status=actual", 3), ("status=negated", 0), ("from=2020-03-04", 1), ("to=2020-03-03", 2), ("from=2020-03&to=2020-03", 3),
    ("outlet=fjord+wire", 2), ("type=&from=&outlet=", 3), ("unknown=x", 3)])
def test_filters(web: TestClient, query: str, total: int) -> None:
    found = get(web, "/events?" + query)
    assert found["total"] == total == len(found["items"])


def test_lists_come_in_pages(web: TestClient) -> None:
    every = [row["id"] for row in get(web, "/events")["items"]]
    pages = [get(web, f"/events?per=2&page={n}") for n in (1, 2, 3)]
    assert [[row["id"] for row in p["items"]] for p in pages] == [every[:2], every[2:], []]
    assert {(p["pages"], p["total"]) for p in pages} == {(2, 3)}
    assert get(web, "/search?q=clinic&per=1&page=9")["total"] == 2


def test_statements_and_what_two_said_of_each_other(web: TestClient) -> None:
    assert get(web, "/statements")["total"] == 3
    (row, _) = get(web, "/statements?entity=NOR")["items"]
    assert row["speaker"]["name"] == "Per Lund" and row["content"].startswith("Norway will fund")
    assert get(web, "/statements?entity=NOR&other=KGZ")["total"] == 0


def test_commitments_with_what_became_of_them(web: TestClient) -> None:
    rows = get(web, "/commitments?on=2021-12-15")["items"]
    assert [r["state"] for r in rows] == ["overdue", "due", "due"] and rows[1]["days_left"] == 16
    assert [r["deadline"] for r in get(web, "/commitments?state=due&on=2021-12-15")["items"]] == ["2021-12-31"] * 2
    assert get(web, "/commitments?state=kept")["total"] == 0


def test_series_have_no_gaps_and_a_pair_can_be_directed(web: TestClient) -> None:
    rows = get(web, "/series?a=KGZ&b=NOR&by=day")["items"]
    assert rows == [{"period": "2020-03-03", "events": 2, "verbal_cooperation": 2, "material_cooperation": 0, "verbal_conflict": 0,
                     "material_conflict": 0, "score": rows[0]["score"], "goldstein": rows[0]["goldstein"]}]
    assert get(web, "/series?a=NOR&b=KGZ&directed=1")["items"] == []
    assert [r["events"] for r in get(web, "/series?by=day")["items"]] == [2, 0, 0, 1]
    assert web.get(PREFIX + "/series?b=NOR").status_code == 400


def test_timeline_has_events_and_dated_facts(web: TestClient, path: Path) -> None:
    with Archive(path).store.connect(write=True) as db:
        db.execute("UPDATE relations SET record = replace(record, '\"valid\":{\"from\":null', '\"valid\":{\"from\":\"2020-03-04\"') "
                   "WHERE article = 'a0'")
    rows = get(web, "/timeline?entity=NOR")["items"]
    assert [(r["what"], r["day"]) for r in rows] == [("fact", "2020-03-04"), ("event", "2020-03-03"), ("event", "2020-03-03")]
    assert rows[0]["mode"] == "from" and rows[0]["value"] == "Foreign Minister"
    assert [r["what"] for r in get(web, "/timeline?entity=NOR&from=2020-03-05")["items"]] == []


def test_network_and_facts_and_standing(web: TestClient) -> None:
    net = get(web, "/network?actor=KGZ")
    assert net["edges"][0]["source"] == "state:KGZ" and net["edges"][0]["events"] == 2
    assert {n["id"]: n["name"] for n in net["nodes"]} == {"state:KGZ": "Kyrgyzstan", "state:NOR": "Norway"}
    facts = get(web, "/facts?entity=NOR&as_of=2020-06-01")
    assert facts["total"] == 2 and facts["items"][0]["value"] == "Foreign Minister"
    assert get(web, "/facts?entity=NOR&as_of=2019")["total"] == 0
    assert get(web, "/standing?entity=NOR&as_of=2020-06-01")["offices"][0]["holder"] == "Per Lund"


def test_places_are_geojson(web: TestClient, path: Path) -> None:
    oslo = Role(entity="place:3143244", name="Oslo", kind="place", country="NOR", text="Oslo", span=(0, 4))
    made = Event(id=record_id("event", "p", 1), article="p", type="CONSULT", place=oslo, trigger=(5, 8), evidence=((0, 9),), confidence=0.9)
    spot = Mention(article="p", span=(0, 4), text="Oslo", kind="place", entity=oslo.entity, name="Oslo", country="NOR", latitude=59.9,
                   longitude=10.7)
    Archive(path).add([[Article(id="p", text="Oslo met.", published="2020-05-01"), spot, made]])
    answer = web.get(PREFIX + "/places")
    assert answer.headers["content-type"] == "application/geo+json"
    (feature,) = answer.json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [10.7, 59.9]} and feature["properties"]["events"] == 1
    (point,) = get(web, "/places?by=event")["features"]
    assert point["id"] == made.id and point["geometry"] == feature["geometry"] and point["properties"]["words"] == "Oslo met."
    assert get(web, "/places?type=AID")["features"] == [] and "Oslo" in web.get("/map").text


def test_a_states_facilities_are_on_its_map(web: TestClient, path: Path) -> None:
    base = Role(entity="facility:kant-air-base", name="Kant Air Base", kind="facility", country="KGZ", text="Kant", span=(0, 4))
    russia = Role(entity="state:RUS", name="Russia", kind="state", country="RUS", text="Russia", span=(12, 18))
    runs = Relation(id=record_id("relation", "k", 1), article="k", type="operates", subject=russia, object=base, evidence=((0, 18),), confidence=0.9)
    Archive(path).add([[Article(id="k", text="Kant is run by Russia.", published="2020-05-01"), runs]])
    (feature,) = get(web, "/places?actor=RUS")["features"]
    assert (feature["id"], feature["properties"]["kind"], feature["properties"]["events"]) == ("facility:kant-air-base", "facility", 0)
    assert get(web, "/places?actor=RUS&type=AID")["features"] == [] == get(web, "/places?actor=NOR")["features"]
    assert "Kant Air Base" in web.get("/entity/state:RUS").text


def test_a_report_comes_in_segments(web: TestClient) -> None:
    found = get(web, "/reports/a0")
    assert "".join(s["text"] for s in found["segments"]) == found["article"]["text"]
    marks = {m["n"]: m for m in found["marks"]}
    (visited,) = [s for s in found["segments"] if s["text"] == "visited"]
    assert [marks[n]["layer"] for n in visited["marks"]] == ["event"]
    inside = [s for s in found["segments"] if s["text"] == "by 2021"][0]
    assert [marks[n]["layer"] for n in inside["marks"]] == ["statement", "commitment"]
    assert {m["layer"] for m in get(web, "/reports/a0?layer=time")["marks"]} == {"time"}


def test_a_record_says_why_it_is_there(web: TestClient, path: Path) -> None:
    key = Archive(path).events().column("id")[0].as_py()
    found = get(web, f"/records/{key}")
    assert "visit/v" in found["explain"] and "named in the table of states" in found["explain"]
    assert found["shown"] and found["correction"] is None and "recipients" in found["editable"]
    assert get(web, f"/records/{key[:-4]}")["record"]["id"] == key
    assert web.get(PREFIX + "/records/event:").status_code == 400  # more than one begins so


def test_search_finds_reports_and_entities(web: TestClient) -> None:
    found = get(web, "/search?q=norway")
    assert found["total"] == 2 and found["entities"][0]["entity"] == "state:NOR"
    assert get(web, "/entities?q=lund")["items"][0]["entity"] == "person:per-lund-nor"
    assert get(web, "/entities/Norway")["counts"] == {"events": 2, "statements": 2, "commitments": 2, "relations": 2}


@pytest.mark.parametrize(("address", "status"), [
    ("/reports/none", 404), ("/records/none", 404), ("/entities/person:nobody-at-all", 404), ("/entities/Nobody Atall", 404),
    ("/nothing", 404), ("/export/none", 404), ("/search", 400), ("/search?q=...", 400), ("/brief", 400), ("/export/icews?of=series", 400),
    ("/events?actor=Nobody Atall", 400), ("/export/csv?of=search", 400)])
def test_every_error_has_one_shape(web: TestClient, address: str, status: int) -> None:
    answer = web.get(PREFIX + address)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"} and set(answer.json()["error"]) == {"code", "message"}


def test_methods_that_are_not_there_have_it_too(web: TestClient) -> None:
    answer = web.put(PREFIX + "/events", headers={"x-csrf-token": csrf(web)})
    assert answer.status_code == 405 and answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize("form", [*formats(), "jsonl"])
def test_each_format_is_what_the_command_writes(web: TestClient, path: Path, form: str, tmp_path: Path) -> None:
    answer = web.get(f"{PREFIX}/export/{form}?actor=KGZ")
    assert answer.status_code == 200 and answer.content and "attachment" in answer.headers["content-disposition"]
    if form == "jsonl":
        assert [decode(line).id for line in answer.text.splitlines()] == Archive(path).events(actor="KGZ").column("id").to_pylist()
        return
    from click.testing import CliRunner

    out = tmp_path / "out" / f"events.{form}"
    out.parent.mkdir()
    done = CliRunner().invoke(command, [form, str(out), "--actor", "KGZ", "--archive", str(path)])
    assert done.exit_code == 0, done.output
    made = sorted(p for p in out.parent.rglob("*") if p.is_file())
    if answer.headers["content-type"] == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            assert len(packed.namelist()) == len(made) and not any(n.startswith(("/", "..")) for n in packed.namelist())
    elif form != "datasette":
        assert answer.content == made[0].read_bytes()


@pytest.mark.parametrize("kind", ["statements", "commitments", "relations", "articles", "series", "network", "search"])
def test_lists_are_downloaded_as_csv_and_jsonl(web: TestClient, kind: str) -> None:
    query = f"of={kind}&a=NOR&q=clinic&actor=NOR&from=2020"
    rows = list(csv.DictReader(io.StringIO(web.get(f"{PREFIX}/export/csv?{query}").text)))
    lines = [json.loads(line) for line in web.get(f"{PREFIX}/export/jsonl?{query}").text.splitlines()]
    assert len(rows) == len(lines) > 0


def test_a_brief_in_each_form(web: TestClient) -> None:
    assert get(web, "/brief?entity=NOR&other=KGZ")["about"] == ["Norway", "Kyrgyzstan"]
    for form, start in (("text", "Norway"), ("markdown", "# Norway"), ("html", "<!doctype html>")):
        assert web.get(f"{PREFIX}/brief?entity=NOR&form={form}").text.startswith(start)


# the document

def test_the_document_has_every_route_and_every_route_is_in_it(web: TestClient) -> None:
    told = get(web, "/openapi.json")
    described = {(method.upper(), path.removeprefix(PREFIX)) for path, some in told["paths"].items() for method in some}
    assert described == {(e.method, e.path) for e in ENDPOINTS}
    served = {(m, r.path.removeprefix(PREFIX).replace(":path", "")) for r in web.app.routes
              if getattr(r, "path", "").startswith(PREFIX) for m in r.methods - {"HEAD"}}
    assert served == described | {("GET", "/openapi.json")}


TOKEN = {"authorization": "Bearer a-long-token-of-ours"}


@pytest.mark.parametrize("label", [f"{e.method} {PREFIX}{e.path}" for e in ENDPOINTS])
def test_whatever_is_asked_the_answer_is_as_described(path: Path, label: str) -> None:
    """schemathesis makes up requests, good and bad, from the document: no 500, no undocumented status, type or field."""
    changes = not label.startswith("GET")
    shown = TOKEN if changes else {}
    app = create_app(path, token=TOKEN["authorization"].split()[1] if changes else None, user="Ana", hosts=("testserver",))
    schema = schemathesis.openapi.from_asgi(f"{PREFIX}/openapi.json", app, headers=shown)
    (operation,) = [o for o in (found.ok() for found in schema.get_all_operations()) if o.label == label]
    described = {p["name"] for p in operation.definition.raw["parameters"]}

    @given(case=st.one_of(operation.as_strategy(), operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)))
    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(headers=shown)
        excluded = [positive_data_acceptance]  # what fits the schema can still be no day (31 June), or name nobody
        if changes or set(case.query or {}) - described or answer.status_code == 414:
            excluded.append(negative_data_rejection)  # parameters that are not described are not looked at
        case.validate_response(answer, headers=shown, excluded_checks=excluded)
        if answer.status_code >= 400:
            assert set(answer.json()) == {"error"} and set(answer.json()["error"]) == {"code", "message"}

    ask()
