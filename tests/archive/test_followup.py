"""What became of commitments, over an archive of records written by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from communique.archive import Archive
from communique.errors import QueryError
from communique.records import Article, Commitment, Event, Record, Role, Statement

NORWAY = Role(entity="state:NOR", name="Norway", kind="state", country="NOR", sector="GOV", text="Norway", span=(0, 6))
CHAD = Role(entity="state:TCD", name="Chad", kind="state", country="TCD", sector="GOV", text="Chad", span=(0, 4))


def article(key: str, day: str, text: str) -> Article:
    return Article(id=key, outlet="Fjord Wire", published=day, language="en", text=text)


def promise(key: str, day: str, action: str, kind: str | None, deadline: str | None = None, by: Role = NORWAY) -> list[Record]:
    text = f"Norway will {action}."
    return [article(key, day, text), Commitment(
        id=f"commitment:{key}", article=key, by=(by,), to=(CHAD,), action=action, action_span=(12, 12 + len(action)), type=kind,
        strength="pledge", deadline=deadline, evidence=((0, len(text)),), confidence=0.8)]


def deed(key: str, day: str, text: str, kind: str, status: str = "actual", by: Role = NORWAY) -> list[Record]:
    return [article(key, day, text), Event(id=f"event:{key}", article=key, type=kind, status=status, actors=(by,), recipients=(CHAD,),
                                           trigger=(0, 1), evidence=((0, len(text)),), confidence=0.8)]


def word(key: str, day: str, text: str) -> list[Record]:
    return [article(key, day, text), Statement(id=f"statement:{key}", article=key, kind="indirect", speaker=NORWAY, cue=(),
                                               content=((0, len(text)),), evidence=((0, len(text)),), confidence=0.8)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    file = Archive(tmp_path / "file.duckdb")
    file.add([
        promise("clinic", "2020-01-10", "build a clinic in the town of Abéché", "AID", "2020-06-30"),
        promise("talks", "2020-01-11", "host the border talks in Bergen", "CONSULT", "2020-03-20"),
        promise("troops", "2020-01-12", "withdraw its soldiers from the Tibesti airfield", "RETREAT"),
        promise("clinic2", "2020-05-02", "build the clinic in Abéché", "AID", "2020-12-31"),
        deed("opened", "2020-03-05", "Norway built the clinic in Abéché and handed over its keys.", "AID"),
        deed("struck", "2020-02-02", "Norway bombed rebels from the Tibesti airfield where its soldiers stay.", "ASSAULT"),
        deed("other", "2020-02-03", "Norway sent salt to a market.", "AID"),
        deed("chads", "2020-03-05", "Chad built the clinic in Abéché itself.", "AID", by=CHAD),
        word("said", "2020-03-25", "The border talks in Bergen had failed before anyone could host them."),
    ])
    return file


def rows(archive: Archive, on: str, status: str | None = None) -> dict[str, dict[str, object]]:
    table = archive.follow_up(dt.date.fromisoformat(on), status)
    return {r["id"].removeprefix("commitment:"): r for r in table.to_pylist()}


def test_the_calendar(archive: Archive) -> None:
    seen = rows(archive, "2020-03-01")
    assert seen["clinic"]["status"] == "open"
    assert (seen["talks"]["status"], seen["talks"]["days_left"]) == ("due", 19)
    assert rows(archive, "2020-03-20")["talks"]["status"] == "due"
    assert rows(archive, "2020-03-21")["talks"]["status"] == "overdue"
    assert seen["troops"]["status"] == "open" and seen["troops"]["days_left"] is None
    assert set(rows(archive, "2020-07-01", "overdue")) == {"clinic", "talks"}


def test_evidence(archive: Archive) -> None:
    seen = rows(archive, "2020-04-01")
    assert (seen["clinic"]["evidence_of"], seen["clinic"]["witness"]) == ("keeping", "event:opened")
    assert "NOR on 2020-03-05" in str(seen["clinic"]["reason"])
    assert (seen["troops"]["evidence_of"], seen["troops"]["witness"]) == ("breaking", "event:struck")
    assert (seen["talks"]["evidence_of"], seen["talks"]["witness"]) == ("breaking", "statement:said")
    assert set(rows(archive, "2020-04-01", "keeping")) == {"clinic"}
    assert rows(archive, "2020-02-28")["clinic"]["evidence_of"] is None  # later reports are not looked at


def test_a_person_settles_and_takes_back(archive: Archive) -> None:
    key = archive.mark("commitment:clinic2", "void", "ane")
    assert key == "commitment:clinic2"
    archive.mark("talks", "broken", "ane", event="said", note="nobody came")
    seen = rows(archive, "2020-04-01")["talks"]
    assert (seen["status"], seen["settled_by"], seen["note"], seen["witness"]) == ("broken", "ane", "nobody came", "statement:said")
    assert set(rows(archive, "2020-04-01", "broken")) == {"talks"}
    assert "talks" not in rows(archive, "2020-04-01", "breaking")
    archive.mark("talks", "withdrawn", "ane")
    assert rows(archive, "2020-04-01")["talks"]["status"] == "overdue"
    assert archive.sql("SELECT count(*) FROM settlements").to_pylist()[0]["count_star()"] == 3  # nothing was overwritten


def test_a_promise_made_again_shows_both_deadlines(archive: Archive) -> None:
    seen = rows(archive, "2020-06-01")
    assert seen["clinic2"]["renews"] == "commitment:clinic"
    assert (seen["clinic2"]["earlier_deadline"], seen["clinic2"]["deadline"]) == ("2020-06-30", "2020-12-31")
    assert seen["clinic"]["renews"] is None


def test_what_is_wrong_is_said(archive: Archive) -> None:
    with pytest.raises(QueryError, match="no commitment"):
        archive.mark("nosuch", "kept", "ane")
    with pytest.raises(QueryError, match="more than one"):
        archive.mark("cli", "kept", "ane")
    with pytest.raises(QueryError, match="nothing to withdraw"):
        archive.mark("troops", "withdrawn", "ane")
    with pytest.raises(QueryError, match="no verdict"):
        archive.mark("troops", "splendid", "ane")
    with pytest.raises(QueryError, match="no status"):
        archive.follow_up(status="splendid")
