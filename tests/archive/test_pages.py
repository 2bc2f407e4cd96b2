"""Questions that pages ask: some rows at a time, and sums beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.archive import Archive
from communique.errors import QueryError
from communique.records import Article, Event, EventDate

from .conftest import report, span

DAYS = ("2020-03-03", "2020-03-03", "2020-01-15", "2019", None, "2020-03-04", "2020-03-03", "2020-02")


def told(n: int, day: str | None) -> list:
    """Report `n` with its visit on a day; without one, also its report has none."""
    made = []
    for r in report(n):
        if isinstance(r, Event):
            r = msgspec.structs.replace(r, date=EventDate(value=day, text="3 March", span=span("3 March")) if day else None)
        elif isinstance(r, Article):
            r = msgspec.structs.replace(r, published="2020-03-05" if day else None, outlet=f"Wire {n % 3}")
        made.append(r)
    return made


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("pages") / "file.duckdb")
    made.add([told(n, day) for n, day in enumerate(DAYS)])
    return made


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 9), newest=st.booleans(), outlet=st.sampled_from([None, "wire 0", ("Wire 1", "Wire 2")]))
def test_pages_are_the_whole_cut_up(archive: Archive, size: int, newest: bool, outlet: str | None) -> None:
    whole = archive.events(outlet=outlet).column("id").to_pylist()
    if newest:
        dated = [r["id"] for r in archive.events(outlet=outlet).to_pylist() if r["day"]]
        whole = [*reversed(dated), *[i for i in whole if i not in dated]]
    first = archive.page("events", size=size, newest=newest, outlet=outlet)
    pages = [archive.page("events", page=n, size=size, newest=newest, outlet=outlet) for n in range(1, first.pages + 1)]
    assert [sorted(p.rows.column("id").to_pylist()) for p in pages] == [
        sorted(whole[at:at + size]) for at in range(0, len(whole), size)]
    assert first.total == len(whole)
    assert archive.page("events", page=first.pages + 1, size=size, outlet=outlet).rows.num_rows == 0


def test_a_page_is_led_by_the_newest(archive: Archive) -> None:
    days = archive.page("events", size=3).rows.column("day").to_pylist()
    assert days == [dt.date(2020, 3, 4), dt.date(2020, 3, 3), dt.date(2020, 3, 3)]
    assert archive.page("articles", size=2).total == len(DAYS)
    assert archive.page("statements", actor="NOR").total == len(DAYS)
    for wrong in ({"page": 0}, {"size": 0}):
        with pytest.raises(QueryError):
            archive.page("events", **wrong)
    with pytest.raises(QueryError, match="no table"):
        archive.page("hidden")


def test_outlets_and_periods_sum_up_to_the_count(archive: Archive) -> None:
    outlets = archive.outlets().to_pylist()
    assert sum(r["records"] for r in outlets) == sum(archive.counts("events").values()) == len(DAYS)
    assert [(r["outlet"], r["reports"]) for r in outlets] == [("Wire 0", 3), ("Wire 1", 3), ("Wire 2", 2)]
    months = {r["period"].isoformat()[:7]: r["records"] for r in archive.periods(actor="KGZ").to_pylist()}
    assert months == {"2019-01": 1, "2020-01": 1, "2020-02": 1, "2020-03": 4}
    with pytest.raises(QueryError, match="no period"):
        archive.periods(by="hour")


def test_quad_classes_choose_types(archive: Archive) -> None:
    assert archive.page("events", quad="verbal cooperation").total == len(DAYS)
    assert archive.page("events", quad=("material_conflict",)).total == 0
    assert archive.page("events", quad="verbal cooperation", type="AID").total == 0
    with pytest.raises(QueryError, match="no quad class"):
        archive.page("events", quad="war")


@pytest.mark.parametrize(("on", "status"), [("2020-06-01", "open"), ("2021-12-15", "due"), ("2022-01-01", "overdue")])
def test_what_is_due_on_a_day(archive: Archive, on: str, status: str) -> None:
    day = dt.date.fromisoformat(on)
    found = archive.due(day, status=status, size=3)
    assert (found.total, found.rows.num_rows) == (len(DAYS), 3)
    assert set(found.rows.column("status").to_pylist()) == {status}
    assert found.rows.column("days_left").to_pylist() == [(dt.date(2021, 12, 31) - day).days] * 3
    assert archive.due(day, status=("kept", "broken")).total == 0
    with pytest.raises(QueryError, match="is none of"):
        archive.due(day, status="late")


def test_what_people_settled_is_due_no_more(tmp_path: Path) -> None:
    file = Archive(tmp_path / "file.duckdb")
    file.add([report(0), report(1)])
    (key, _) = file.commitments().column("id").to_pylist()
    day = dt.date(2022, 1, 1)
    file.mark(key, "kept", "Ana")
    assert file.due(day, status="kept").rows.column("id").to_pylist() == [key]
    assert file.due(day, status="overdue").total == 1
    file.mark(key, "withdrawn", "Ana")
    assert file.due(day, status="overdue").total == 2
    assert {r["id"]: r["status"] for r in file.due(day).rows.to_pylist()} == {
        r["id"]: r["status"] for r in file.follow_up(day).to_pylist()}


def test_what_came_in_last_leads(archive: Archive) -> None:
    found = archive.added(size=4)
    assert found.total == 4 * len(DAYS) and set(found.rows.column("article").to_pylist()) == {f"a{len(DAYS) - 1}"}
    assert {(r["kind"], r["parties"]) for r in found.rows.to_pylist()} == {
        ("event", "Kyrgyzstan"), ("statement", "Per Lund"), ("commitment", "Per Lund; Norway"), ("relation", "Per Lund")}
    assert archive.added(kinds="events", actor="KGZ").total == len(DAYS)
    assert archive.added(since=dt.datetime(2999, 1, 1)).total == 0
    with pytest.raises(QueryError, match="no kind"):
        archive.added(kinds="people")
