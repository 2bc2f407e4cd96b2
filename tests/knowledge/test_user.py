"""A user's own entries: read, checked, kept, and put before the package's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import cli
from communique.errors import KnowledgeError
from communique.knowledge.load import load
from communique.knowledge.user import add, read, to_entry

CSV = """name,kind,country,sector,names,member_of,offices,latitude,longitude
Ruritania,state,RUR,,Kingdom of Ruritania,organisation:EAEU@2016-05-01/2018,,45.1,13.2
Rudolf Elphberg,person,RUR,GOV,R. Elphberg,,king of state:RUR@1990/,,
Nile Desk,organisation,EGY,NGO,PKK,,,,
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for own entries."""
    monkeypatch.setenv("COMMUNIQUE_KNOWLEDGE", str(tmp_path / "own"))
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["knowledge", *args])


def test_csv_is_added_and_wins(own: Path) -> None:
    (own / "mine.csv").write_text(CSV, "utf-8")
    done = run("add", str(own / "mine.csv"))
    assert done.exit_code == 0 and "3 new, 0 changed" in done.output
    base = load()
    assert base.lookup("PKK")[0].id == "organisation:nile-desk-egy"
    assert base.lookup("Kingdom of Ruritania")[0].latitude == 45.1
    assert "state:ruritania-rur" in {m.member for m in base.members("organisation:EAEU", "2017")}
    assert "state:ruritania-rur" not in {m.member for m in base.members("organisation:EAEU", "2019")}
    assert [t.person for t in base.holders("king", "state:RUR", "2001")] == ["person:rudolf-elphberg-rur"]
    again = run("add", str(own / "mine.csv"))
    assert "0 new, 0 changed" in again.output


def test_an_entry_of_the_package_is_changed_by_its_id(own: Path) -> None:
    add([{"id": "force:pkk", "name": "PKK", "names": "the Mountain Party", "sector": "SEP", "kind": "force"}])
    changed = load().get("force:pkk")
    assert changed is not None and changed.sector == "SEP" and changed.country == "TUR"
    assert {"the Mountain Party", "Kurdistan Workers' Party"} <= set(changed.names)


@pytest.mark.parametrize(("row", "wrong"), [
    ({"name": ""}, "name is empty"), ({"name": "A", "kind": "planet"}, "kind is 'planet'"),
    ({"name": "A", "country": "Kenya"}, "country is 'Kenya'"), ({"name": "A", "from": "May 2014"}, "from is 'May 2014'"),
    ({"name": "A", "latitude": "91"}, "latitude is '91'"), ({"name": "A", "longitude": "east"}, "longitude is 'east'"),
    ({"name": "A", "member_of": "EAEU"}, "member_of has 'EAEU'"), ({"name": "A", "offices": "king"}, "offices has 'king'"),
    ({"name": "A", "id": "a b"}, "id is 'a b'"), ({"name": "A", "sector": "gov"}, "sector is 'gov'")])
def test_a_wrong_cell_is_told(row: dict[str, str], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong.replace("(", r"\(")):
        to_entry(row)


def test_check_names_file_and_line_and_adds_nothing(own: Path) -> None:
    file = own / "bad.csv"
    file.write_text("name,country\nGood,KEN\nBad,Kenya\n", "utf-8")
    done = run("check", str(file))
    assert done.exit_code == 1 and f"{file}:3: country is 'Kenya'" in done.stderr and "1 entries are good, 1 are not" in done.output
    assert run("add", str(file)).exit_code == 1
    assert not (own / "own" / "entries.csv").exists()


def test_a_file_that_is_no_list(own: Path) -> None:
    (own / "x.csv").write_text("colour,size\nred,2\n", "utf-8")
    with pytest.raises(KnowledgeError, match="unknown column 'colour'"):
        read(own / "x.csv")
    with pytest.raises(KnowledgeError, match="can't be read"):
        read(own / "nowhere.csv")
    (own / "bytes.csv").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        read(own / "bytes.csv")


def test_follow_the_money(own: Path) -> None:
    entities = [
        {"id": "a", "schema": "Person", "properties": {"name": ["Ada Example"], "alias": ["A. Example"], "nationality": ["ke"]}},
        {"id": "b", "schema": "PublicBody", "properties": {"name": ["Lake Authority"], "country": ["ke"]}},
        {"id": "m", "schema": "Membership", "properties": {"member": ["a"], "organization": ["b"], "startDate": ["2010-01-02"]}},
        {"id": "p", "schema": "Position", "properties": {"name": ["Water Minister"], "country": ["ke"]}},
        {"id": "o", "schema": "Occupancy", "properties": {"holder": ["a"], "post": ["p"], "startDate": ["2012"]}},
        {"id": "s", "schema": "Sanction", "properties": {"entity": ["a"]}}]
    file = own / "people.jsonl"
    file.write_text("\n".join(map(json.dumps, entities)), "utf-8")
    rows, wrong = read(file)
    assert wrong == [] and [r["name"] for r in rows] == ["Ada Example", "Lake Authority"]
    add(rows)
    base = load()
    ada = base.lookup("A. Example")[0]
    assert (ada.kind, ada.country) == ("person", "KEN")
    assert [(m.organisation, m.from_) for m in base.memberships(ada.id)] == [("organisation:lake-authority-ken", "2010-01-02")]
    assert [t.office for t in base.terms(ada.id)] == ["water minister"]
    file.write_text('{"id": "a"}\n{"id": "b", "schema": "Person", "properties": {"name": ["B"]}}\n', "utf-8")
    rows, wrong = read(file)
    assert len(rows) == 1 and "people.jsonl:1: is no FollowTheMoney entity" in wrong[0]


def test_show_and_members(own: Path) -> None:
    done = run("members", "EAEU", "--as-of", "2017-03-01", "--format", "csv")
    assert done.exit_code == 0 and done.output.count("\n") == 6 and "Armenia,state:ARM,member,2015-01-02," in done.output
    shown = run("show", "KGZ", "--as-of", "2017-03-01").output
    assert "Kyrgyzstan" in shown and "Eurasian Economic Union" in shown and "Bishkek" in shown
    assert "armed group" in run("show", "pkk").output
    assert run("members", "EAEU", "--as-of", "March").exit_code == 2
    assert "no entry called" in str(run("show", "nobody at all").exception)
    assert "near it: Al Udeid" in str(run("show", "Udeid").exception)
    assert "near it: Kyrgyzstan" in str(run("show", "Kyrgystan").exception)
