"""The first and last day of a TIMEX3 value."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.times.bounds import first_day, last_day


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_day_lies_between_the_edges_of_whatever_holds_it(day: dt.date) -> None:
    iso = day.isocalendar()
    values = (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{iso.year}-W{iso.week:02d}", f"{day:%Y}"[:3], f"{day:%Y}"[:2])
    for value in values:
        first, last = first_day(value), last_day(value)
        assert first is not None and last is not None
        assert first <= day.isoformat() <= last


@given(st.text(max_size=12))
def test_no_value_breaks_it(value: str) -> None:
    assert last_day(value) is None or len(str(last_day(value))) == 10


@pytest.mark.parametrize(("value", "first", "last"), [
    ("2016-SU", "2016-06-01", "2016-08-31"), ("2016-WI", "2016-12-01", "2017-02-28"), ("2015-Q3", "2015-07-01", "2015-09-30"),
    ("2017-02-27/2017-03-02", "2017-02-27", "2017-03-02"), ("2017-02-03TEV", "2017-02-03", "2017-02-03"),
    ("2017-W09-WE", "2017-03-04", "2017-03-05"), ("199", "1990-01-01", "1999-12-31"), ("19", "1900-01-01", "1999-12-31"),
])
def test_edges(value: str, first: str, last: str) -> None:
    assert (first_day(value), last_day(value)) == (first, last)
