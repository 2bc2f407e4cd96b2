"""The first and the last day that a TIMEX3 value covers."""

from __future__ import annotations

import calendar
import datetime as dt
import re

__all__ = ["first_day", "last_day"]

#: The last month of a season, quarter or half.
_MONTH = {"SP": 5, "SU": 8, "FA": 11, "WI": 2, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}


def last_day(value: str) -> str | None:
    """The last day of a TIMEX3 value as an ISO date: of 2017 the 31st of December, of 2017-W07 its Sunday, of 199 the
    decade's; None where it has none."""
    return _edge(value.rpartition("/")[2], last=True)


def first_day(value: str) -> str | None:
    """The first day of a TIMEX3 value as an ISO date; None where it has none."""
    return _edge(value.partition("/")[0], last=False)


def _edge(value: str, last: bool) -> str | None:
    value = value.partition("T")[0]
    try:
        if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
            return dt.date(int(m[1]), int(m[2]), int(m[3])).isoformat()
        if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
            year, month = int(m[1]), int(m[2])
            return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1).isoformat()
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            return dt.date.fromisocalendar(int(m[1]), int(m[2]), 7 if last else 6 if m[3] else 1).isoformat()
        if m := re.fullmatch(r"(\d{4})-([A-Z][A-Z0-9])", value):
            if m[2] not in _MONTH:
                return None
            month, year = _MONTH[m[2]], int(m[1]) + (m[2] == "WI")
            size = 5 if m[2][0] == "H" else 2
            return (
                dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()
                if last
                else dt.date(year if month > size else year - 1, (month - size - 1) % 12 + 1, 1).isoformat()
            )
        if re.fullmatch(r"\d{2,4}", value):  # a year, a decade, a century
            year = int(value.ljust(4, "9" if last else "0"))
            return dt.date(year, 12 if last else 1, 31 if last else 1).isoformat()
    except ValueError:
        return None
    return None
