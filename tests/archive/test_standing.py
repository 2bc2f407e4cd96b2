"""Members, facilities, offices and conflicts, over an archive of records written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.archive import Archive
from communique.knowledge import load_knowledge
from communique.records import Article, Record, Relation, Role, Valid

TEXT = "What the report says of it stands here."


def state(iso: str) -> Role:
    known = load_knowledge().state(iso)
    assert known is not None
    return Role(entity=known.id, name=known.name, kind="state", country=iso, text=known.name)


def body(key: str) -> Role:
    known = load_knowledge().get(f"organisation:{key}")
    assert known is not None
    return Role(entity=known.id, name=known.name, kind="organisation", sector="IGO", text=known.name)


def person(name: str, iso: str) -> Role:
    return Role(entity=f"person:{name.lower().replace(' ', '-')}", name=name, kind="person", country=iso, text=name)


BASE = Role(entity="facility:camp-falcon", name="Camp Falcon", kind="facility", text="Camp Falcon")


def told(key: str, day: str, kind: str, one: Role, two: Role | None, value: str | None = None, negated: bool = False,
         outlet: str = "Fjord Wire", **valid: str) -> list[Record]:
    return [Article(id=key, outlet=outlet, published=day, language="en", text=TEXT),
            Relation(id=f"relation:{key}", article=key, type=kind, subject=one, object=two, value=value, negated=negated,
                     valid=Valid(from_=valid.get("since"), to=valid.get("until")), as_of=day, evidence=((0, len(TEXT)),), confidence=0.8)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    file = Archive(tmp_path / "file.duckdb")
    eaeu = body("EAEU")
    file.add([
        told("a", "2017-03-01", "member_of", state("RUS"), eaeu),
        told("b", "2017-03-02", "member_of", state("RUS"), eaeu, outlet="Bay Post"),
        told("c", "2017-03-01", "member_of", state("MDA"), eaeu),
        told("d", "2017-05-01", "left", state("MDA"), eaeu, since="2017-04"),
        told("e", "2017-03-01", "member_of", state("KAZ"), eaeu, negated=True),
        told("f", "2017-03-01", "operates", state("USA"), BASE),
        told("g", "2017-03-03", "located_in", BASE, state("XKX")),
        told("h", "2017-03-04", "equipped_with", BASE, Role(entity="equipment:uh-60", name="UH-60", kind="equipment", text="UH-60")),
        told("i", "2017-03-01", "holds_office", person("Petra Okonek", "DEU"), state("DEU"), "chancellor"),
        told("j", "2017-03-01", "holds_office", person("Old Hand", "DEU"), state("DEU"), "former chancellor", until="2017-03-01"),
        told("k", "2017-03-01", "holds_office", person("Angela Merkel", "DEU"), state("DEU"), "chancellor", outlet="Bay Post"),
        told("l", "2017-03-01", "holds_office", person("Nils Vik", "NOR"), state("NOR"), "mayor"),
    ])
    return file


def test_members(archive: Archive) -> None:
    seen = {r["entity"]: r for r in archive.members("EAEU", "2017-03-31").to_pylist()}
    russia = seen["state:RUS"]
    assert (russia["reported"], russia["reports"], russia["outlets"]) == ("yes", 2, "Bay Post; Fjord Wire")
    assert russia["tables"] == "yes"
    assert (seen["state:MDA"]["reported"], seen["state:MDA"]["tables"]) == ("yes", "no")
    assert (seen["state:KAZ"]["reported"], seen["state:KAZ"]["tables"]) == ("no", "yes")
    assert (seen["state:ARM"]["reported"], seen["state:ARM"]["tables"]) == (None, "yes")
    later = {r["entity"]: r for r in archive.members("EAEU", "2017-05").to_pylist()}
    assert later["state:MDA"]["reported"] == "no"
    before = {r["entity"]: r for r in archive.members("EAEU", "2016-01-01").to_pylist()}
    assert before["state:RUS"]["reported"] is None


def test_facilities(archive: Archive) -> None:
    for land in ("USA", "XKX"):
        (base,) = archive.facilities(land).to_pylist()
        assert (base["facility"], base["places"], base["equipment"]) == ("Camp Falcon", "Kosovo", "UH-60")
        assert "United States" in base["operators"]
        assert base["reports"] == 3
    assert archive.facilities("NOR").num_rows == 0
    (early,) = archive.facilities("USA", "2017-03-01").to_pylist()
    assert early["places"] is None


def test_offices(archive: Archive) -> None:
    seen = {(r["office"], r["holder"]): r for r in archive.offices("DEU", "2017-03-31").to_pylist()}
    assert set(seen) == {("chancellor", "Petra Okonek"), ("chancellor", "Angela Merkel")}
    assert seen["chancellor", "Petra Okonek"]["tables"] == "Angela Merkel"


def test_conflicts(archive: Archive) -> None:
    seen = {(r["subject"], r["report"]): r["tables"] for r in archive.conflicts().to_pylist()}
    assert seen["Petra Okonek", "Petra Okonek is chancellor"].startswith("Angela Merkel")
    assert seen["Kazakhstan", "Kazakhstan is not a member"].startswith("member on 2017-03-01")
    assert ("Moldova", "Moldova is a member") in seen
    assert not any(subject in ("Russia", "Angela Merkel", "Old Hand", "Nils Vik") for subject, _ in seen)
    assert {r["subject"] for r in archive.conflicts("DEU").to_pylist()} == {"Petra Okonek"}
