"""Accepting, rejecting, editing and taking back: by the page's forms and by the API, kept as the archive keeps them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.archive import Archive
from communique.web.api import PREFIX

from .small import csrf


@pytest.fixture
def key(path: Path) -> str:
    return str(Archive(path).events().column("id")[0].as_py())


def post(web: TestClient, key: str, **fields: str) -> str:
    """Sends the form of a record's page; gives where the browser is sent then."""
    answer = web.post(f"/record/{key}/review", data={"csrf": csrf(web), **fields})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_reject_and_undo_on_the_page(web: TestClient, path: Path, key: str) -> None:
    assert post(web, key, verdict="reject", note="another visit", by="Bo") == f"/record/{key}"
    page = web.get(f"/record/{key}").text
    assert "It was" in page or "it was rejected" in page
    assert "reject by Bo" in page and "another visit" in page and "Undo reject" in page
    assert Archive(path).events().num_rows == 2 and key not in web.get("/events").text
    assert key not in {r.get("id") for r in web.get(f"{PREFIX}/reports/a0").json()["records"]}
    post(web, key, verdict="withdrawn")
    assert Archive(path).events().num_rows == 3 and "Undo" not in web.get(f"/record/{key}").text


def test_accept_is_kept_with_the_servers_user(web: TestClient, path: Path, key: str) -> None:
    post(web, key, verdict="accept")
    (row,) = Archive(path).corrections().to_pylist()
    assert (row["verdict"], row["who"], row["record"]) == ("accept", "Ana", key)
    assert web.get(f"{PREFIX}/records/{key}").json()["correction"]["verdict"] == "accept"
    assert "accept" in web.get("/corrections").text


def test_the_edit_form_changes_what_was_changed_in_it(web: TestClient, path: Path, key: str) -> None:
    page = web.get(f"/record/{key}").text
    fields = dict(re.findall(r'name="(set\.\w+)" value="([^"]*)"', page))
    assert fields["set.type"] == "CONSULT" and fields["set.recipients"] == "state:NOR" and fields["set.date"] == "2020-03-03"
    to = post(web, key, verdict="edit", **{**fields, "set.recipients": "state:NOR, state:SWE", "set.date": "2020-03-04"})
    made = to.removeprefix("/record/")
    assert made != key and "Sweden" in web.get(to).text
    (row,) = [r for r in web.get(f"{PREFIX}/events").json()["items"] if r["id"] == made]
    assert [r["entity"] for r in row["recipients"]] == ["state:NOR", "state:SWE"] and row["date"] == "2020-03-04"
    assert row["type"] == "CONSULT" and row["mode"] == "visit"  # what was left as it is, is
    assert "replaced by an edited one" in web.get(f"/record/{key}").text


def test_an_edit_is_edited_again_and_taken_back(web: TestClient, path: Path, key: str) -> None:
    first = post(web, key, verdict="edit", **{"set.date": "2020-03-04"}).removeprefix("/record/")
    second = post(web, first, verdict="edit", **{"set.date": "2020-03-04", "set.mode": ""}).removeprefix("/record/")
    shown = {r["id"]: r for r in web.get(f"{PREFIX}/events").json()["items"]}
    assert first not in shown and key not in shown
    assert (shown[second]["date"], shown[second]["mode"]) == ("2020-03-04", None)
    assert post(web, second, verdict="withdrawn") == f"/record/{key}"
    assert {r["id"] for r in web.get(f"{PREFIX}/events").json()["items"]} >= {key}
    assert Archive(path).events().num_rows == 3


def test_from_a_report_one_comes_back_to_it(web: TestClient, key: str) -> None:
    assert post(web, key, verdict="accept", back="a0") == "/report/a0"
    assert post(web, key, verdict="accept", back="//evil.example") == "/report/%2F%2Fevil.example"


@pytest.mark.parametrize(("fields", "why"), [
    ({"verdict": "edit"}, "at least one"), ({"verdict": "edit", "set.type": "NONSENSE"}, "is no type"),
    ({"verdict": "edit", "set.mode": "flight"}, "is no mode"), ({"verdict": "edit", "set.status": "perhaps"}, "is no status"),
    ({"verdict": "edit", "set.date": "3 March"}, "is no date"), ({"verdict": "edit", "set.actors": "Norway"}, "no id of an entity"),
    ({"verdict": "edit", "set.trigger": "1"}, "not edited by hand"), ({"verdict": "delete"}, "a verdict is one of"),
    ({"verdict": "withdrawn"}, "no correction to take back"), ({"verdict": "accept", "note": "x" * 301}, "too long")])
def test_what_does_not_fit_is_refused_and_said(web: TestClient, path: Path, key: str, fields: dict[str, str], why: str) -> None:
    answer = web.post(f"/record/{key}/review", data={"csrf": csrf(web), **fields})
    assert answer.status_code == 400 and why in answer.text
    assert Archive(path).corrections().num_rows == 0


def test_a_new_type_takes_a_score_of_its_own(web: TestClient, key: str) -> None:
    made = post(web, key, verdict="edit", **{"set.type": "THREATEN"}).removeprefix("/record/")
    told = web.get(f"{PREFIX}/records/{made}").json()["record"]
    assert told["score"] < 0 and told["mode"] is None and told["cameo"] is None


def test_by_the_api(web: TestClient, path: Path, key: str) -> None:
    shown = {"x-csrf-token": web.get(f"{PREFIX}/session").json()["csrf"]}
    body = {"record": key, "verdict": "edit", "by": "Bo", "note": "it was the 4th", "changes": {"date": "2020-03-04"}}
    answer = web.post(f"{PREFIX}/corrections", json=body, headers=shown)
    assert answer.status_code == 201 and answer.json()["record"]["date"]["value"] == "2020-03-04"
    (row,) = web.get(f"{PREFIX}/corrections").json()["items"]
    assert (row["who"], row["verdict"], row["record"]) == ("Bo", "edit", key)
    made = answer.json()["record"]["id"]
    undone = web.delete(f"{PREFIX}/corrections/{made}", headers=shown)
    assert undone.status_code == 200 and undone.json()["record"]["id"] == key
    assert web.delete(f"{PREFIX}/corrections/{key}", headers=shown).status_code == 400  # nothing is left to take back
    assert web.delete(f"{PREFIX}/corrections/none", headers=shown).status_code == 404


@pytest.mark.parametrize("body", [{}, {"record": "x"}, {"record": 1, "verdict": "accept"}, {"record": "x", "verdict": "withdrawn"},
                                  {"record": "x", "verdict": "edit", "changes": {"a": 1}}, {"record": "x", "verdict": "edit", "changes": []},
                                  {"record": "x", "verdict": "accept", "more": 1}, {"record": "x", "verdict": "accept", "by": 3}, [], "x"])
def test_bodies_that_are_no_correction(web: TestClient, body: object) -> None:
    answer = web.post(f"{PREFIX}/corrections", json=body, headers={"x-csrf-token": csrf(web)})
    assert answer.status_code == 400 and set(answer.json()) == {"error"}


@pytest.mark.parametrize(("content", "kind", "status"), [
    (b"{", "application/json", 400), (b"\xff\xfe", "application/json", 400), (b"{}", "text/plain", 415), (b"{}", "", 415),
    (b"record=x&verdict=accept", "application/x-www-form-urlencoded", 415)])
def test_other_kinds_of_body(web: TestClient, content: bytes, kind: str, status: int) -> None:
    answer = web.post(f"{PREFIX}/corrections", content=content, headers={"x-csrf-token": csrf(web), "content-type": kind})
    assert answer.status_code == status


def test_a_commitment_is_settled_and_that_is_taken_back(web: TestClient, path: Path) -> None:
    key = Archive(path).commitments(actor="NOR").column("id")[0].as_py()
    event = Archive(path).events().column("id")[0].as_py()
    post(web, key, settle="1", verdict="kept", event=event, note="opened")
    page = web.get(f"/record/{key}").text
    assert "kept" in page and "settled by Ana" in page and "opened" in page and f"/record/{event}" in page
    assert web.get(f"{PREFIX}/commitments?state=kept").json()["total"] == 1
    post(web, key, settle="1", verdict="withdrawn")
    assert web.get(f"{PREFIX}/commitments?state=kept").json()["total"] == 0
