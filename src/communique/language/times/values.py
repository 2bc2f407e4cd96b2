"""The calendar's arithmetic: TIMEX3 values of days, weeks, months, seasons, durations and times of the clock."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from communique.language.times.tense import Direction
from communique.language.times.vocabulary import easter, number, words

__all__ = ["as_date", "clock", "day_of_month", "duration", "holiday", "in_year", "month_value", "period", "real",
           "season_value", "shift", "weekday_value"]

#: A day without a year that lies less than this far ahead may still be past tense ("on 3 March" in a preview).
_SLACK = 3
_VAGUE_UNITS = {"decade": "DE", "century": "CE", "fortnight": "W", "quarter": "Q"}
_SEASONS = ("WI", "SP", "SU", "FA")


def real(year: int, month: int, day: int) -> str | None:
    """The ISO day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def as_date(value: str | None) -> dt.date | None:
    """The first day of a value that names a day, a month or a year; None for others."""
    if not value or not (m := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=$|T|/)", value)):
        return None
    try:
        return dt.date(int(m[1]), int(m[2] or 1), int(m[3] or 1))
    except ValueError:
        return None


def in_year(said: str | None, report: dt.date | None) -> int | None:
    """The year that "2015", "last year" or "the year" names; None where nothing is said or it can't be told."""
    if said is None:
        return None
    if said.isdigit():
        return int(said)
    if report is None:
        return None
    return report.year + (-1 if said.startswith("last") else 1 if said.startswith("next") else 0)


def day_of_month(month: int, day: int, year: str | None, report: dt.date | None, way: Direction,
                 weekday: str | None) -> str | None:
    """The ISO day of "3 March" with or without a year; without a report `XXXX-03-03`; None for no such day."""
    if year is not None:
        return real(int(year), month, day)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000, month)[1]:
        return None
    if report is None:
        return f"XXXX-{month:02d}-{day:02d}"
    near = [d for y in (report.year - 1, report.year, report.year + 1) if (v := real(y, month, day))
            and (d := dt.date.fromisoformat(v))]
    if weekday is not None:
        fits = [d for d in near if d.weekday() == int(words("weekday")[weekday])]
        near = fits or near
    if way == "past":
        near = [d for d in near if (d - report).days <= _SLACK] or near
    elif way == "future":
        near = [d for d in near if (d - report).days >= -_SLACK] or near
    best = min(near, key=lambda d: (abs((d - report).days), d), default=None)
    return best.isoformat() if best else None


def month_value(month: int, report: dt.date, way: Direction) -> str:
    """The month without a year: the latest that has begun, or, where the sentence points ahead, the next."""
    if way == "future":
        year = report.year + (month < report.month)
    elif way == "past":
        year = report.year - (month > report.month)
    else:
        year = report.year - (month - report.month > 3) + (report.month - month > 8)
    return f"{year}-{month:02d}"


def weekday_value(name: str, rel: str | None, week: str | None, report: dt.date, way: Direction) -> dt.date:
    """The day that a weekday's name means in a report of `report`: the latest, today counted, unless the words or
    the sentence point ahead."""
    target = int(words("weekday")[name])
    if week:
        monday = report - dt.timedelta(days=report.weekday())
        return monday + dt.timedelta(days=target + 7 * {"last": -1, "this": 0, "next": 1}[week.split()[0]])
    back = (report.weekday() - target) % 7
    ahead = (target - report.weekday()) % 7
    if rel in ("last", "this past", "the previous"):
        return report - dt.timedelta(days=back or 7)
    if rel in ("next", "this coming", "the following"):
        return report + dt.timedelta(days=ahead or 7)
    if way == "future" or (rel == "this" and way != "past"):
        return report + dt.timedelta(days=ahead)
    return report - dt.timedelta(days=back)


def season_value(season: str, back: bool, ahead: bool, report: dt.date) -> str:
    """The season of the year as the northern hemisphere has it; a winter bears the year in which it began."""
    now = _SEASONS.index(season)
    current = report.month % 12 // 3
    year = report.year - (report.month < 3 and season == "WI")
    if back:
        year -= 1 if now >= current or season == "WI" and report.month < 12 and report.month >= 3 else 0
    elif ahead:
        year += 1 if now <= current and not (season == "WI" and report.month >= 3) else 0
    return f"{year}-{season}"


def period(base: dt.date, unit: str, step: int) -> str | None:
    """The day, week, weekend, month, year, decade or century that lies `step` of them from that of `base`."""
    if unit in ("day", "night"):
        day = (base + dt.timedelta(days=step)).isoformat()
        return f"{day}TNI" if unit == "night" else day
    if unit in ("week", "weekend"):
        year, week, _ = (base + dt.timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return shift(base, step, "M")
    if unit == "year":
        return f"{base.year + step}"
    if unit == "decade":
        return f"{base.year // 10 + step}"
    return f"{base.year // 100 + step:02d}" if unit == "century" else None


def shift(base: dt.date, n: float, unit: str) -> str | None:
    """The day, week, month or year that lies `n` units (`D`, `W`, `2W`, `M`, `Y`, `10Y`, `TH` ...) from `base`, as
    fine as the unit; None where it leaves the calendar."""
    m = re.fullmatch(r"(\d*)(T?\w)", unit)
    assert m is not None
    count, letter = n * int(m[1] or 1), m[2]
    try:
        if letter == "D":
            return (base + dt.timedelta(days=round(count))).isoformat()
        if letter == "W":
            year, week, _ = (base + dt.timedelta(weeks=round(count))).isocalendar()
            return f"{year}-W{week:02d}"
        if letter == "M" or (letter == "Y" and count % 1):
            months = base.year * 12 + base.month - 1 + round(count * (12 if letter == "Y" else 1))
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        if letter == "Y":
            year = base.year + int(count)
            return f"{year:04d}" if 0 < year < 10000 else None
        return (base + dt.timedelta(hours=count) if isinstance(base, dt.datetime) else base).isoformat()[:10]
    except (OverflowError, ValueError):
        return None


def duration(n: str | None, unit: str) -> str:
    """ISO 8601's duration: `P5Y`, `PT3H`, `P10Y` for a decade, `PXD` where the number is vague or none."""
    m = re.fullmatch(r"(\d*)(T?)(\w)", words("unit")[unit])
    assert m is not None
    value = number(n) if n is not None else None
    if value is None:
        return f"PX{_VAGUE_UNITS[unit]}" if m[1] else f"P{m[2]}X{m[3]}"
    value *= int(m[1] or 1)
    return f"P{m[2]}{value:g}{m[3]}"


def clock(g: dict[str, str]) -> str:
    """`T15:30` from the groups of a time of the clock, `T20` for a full hour that is said without minutes."""
    hour = int(g.get("h") or g.get("h2") or g.get("h3") or g["h4"])
    minute = g.get("min") or g.get("min2") or g.get("min3") or g.get("min4")
    if "ap" in g:
        hour = hour % 12 + (12 if g["ap"].startswith("p") else 0)
    return f"T{hour:02d}:{minute}" if minute else f"T{hour:02d}"


def holiday(rule: str, year: str | None, rel: str | None, report: dt.date, way: Direction) -> str:
    """The day of a feast, fixed or counted from Easter, nearest to the report in the direction that is meant."""
    def day(y: int) -> dt.date:
        if rule.startswith("easter"):
            return dt.date(y, *easter(y)) + dt.timedelta(days=int(rule[6:]))
        return dt.date(y, int(rule[:2]), int(rule[3:]))

    if year:
        return day(int(year)).isoformat()
    near = [day(y) for y in (report.year - 1, report.year, report.year + 1)]
    if rel == "last" or (rel is None and way == "past"):
        return max(d for d in near if d <= report).isoformat()
    if rel == "next" or way == "future":
        return min(d for d in near if d >= report).isoformat()
    return min(near, key=lambda d: (abs((d - report).days), d)).isoformat()
