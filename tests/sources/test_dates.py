"""Dates of publication, in the spellings of outlets."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.sources.dates import find_date, read_date


@pytest.mark.parametrize(("written", "value"), [
    ("28 February 2017", "2017-02-28"),
    ("28th of February, 2017", "2017-02-28"),
    ("Feb. 28, 2017", "2017-02-28"),
    ("28-Feb-2017", "2017-02-28"),
    ("28.02.2017", "2017-02-28"),
    ("28/02/2017 16:30", "2017-02-28T16:30:00"),
    ("2/28/2017 4:30:00 PM", "2017-02-28T16:30:00"),
    ("2017/02/28 16:30", "2017-02-28T16:30:00"),
    ("Tuesday, February 28, 2017 4:30 PM EST", "2017-02-28T16:30:00-05:00"),
    ("Feb 28, 2017 at 4:30 p.m. ET", "2017-02-28T16:30:00-05:00"),
    ("July 4, 2017 4pm ET", "2017-07-04T16:00:00-04:00"),
    ("Tue 28 Feb 2017 16.30 GMT", "2017-02-28T16:30:00+00:00"),
    ("28 February 2017 1630 GMT", "2017-02-28T16:30:00+00:00"),
    ("28 Feb 2017 - 16:30 (GMT+6)", "2017-02-28T16:30:00+06:00"),
    ("10:48, Tue, Nov 19, 2019", "2019-11-19T10:48:00"),
    ("Tue, 28 Feb 2017 16:30:00 +0600", "2017-02-28T16:30:00+06:00"),
    ("Tue Nov 19 2019 05:44:06 GMT+0000", "2019-11-19T05:44:06+00:00"),
    ("2017-02-28T16:30:00.250Z", "2017-02-28T16:30:00+00:00"),
    ("2017-02-28T16:30:00-0330", "2017-02-28T16:30:00-03:30"),
    ("2017-02-28 16:30:00 UTC", "2017-02-28T16:30:00+00:00"),
    ("1 March 2017, 12:00 am", "2017-03-01T00:00:00"),
    ("01:38:07 PM IST Nov 20, 2019", "2019-11-20T13:38:07"),  # three countries write IST: the zone is left open
])
def test_read(written: str, value: str) -> None:
    assert read_date(written) == value


@pytest.mark.parametrize("written", ["", "03/04/2017", "31 February 2017", "0001-01-01T00:00:00Z", "1970-01-01", "28 February",
                                     "in 2017-2018", "version 1.2.2017.4", "2017-13-40", "Monday", "20170228"])
def test_what_is_no_sure_date_is_none(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(("written", "value"), [("Wed, 03/01/2017 - 07:43", "2017-03-01T07:43:00"), ("Tue 03/01/2017", "2017-01-03"),
                                                ("Sun, 03/01/2017", None)])
def test_the_day_of_the_week_decides_what_numbers_mean(written: str, value: str | None) -> None:
    assert read_date(written) == value


@pytest.mark.parametrize(("day_first", "value"), [(True, "2017-04-03"), (False, "2017-03-04"), (None, None)])
def test_the_country_decides_what_numbers_mean(day_first: bool | None, value: str | None) -> None:
    assert read_date("03/04/2017", day_first=day_first) == value


def test_find_tells_where() -> None:
    text = "Published on March 1, 2017 at 9:05 am by A. Writer"
    found = find_date(text)
    assert found is not None and found.value == "2017-03-01T09:05:00"
    assert text[found.start:found.end] == "March 1, 2017 at 9:05 am"


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2040, 1, 1)),
       st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y-%m-%d", "%a, %b %d, %Y", "%d %b %Y"]),
       st.sampled_from(["", " %H:%M", ", %H:%M", " at %I:%M %p", " - %H:%M"]))
def test_any_day_in_any_spelling(when: datetime, day: str, clock: str) -> None:
    value = read_date(when.strftime(day + clock))
    assert value == (when.strftime("%Y-%m-%dT%H:%M:00") if clock else when.strftime("%Y-%m-%d"))


@given(st.text(max_size=200))
def test_any_text_gives_a_real_day_or_none(text: str) -> None:
    found = find_date(text)
    if found:
        date.fromisoformat(found.value[:10])
        assert 0 <= found.start < found.end <= len(text)
