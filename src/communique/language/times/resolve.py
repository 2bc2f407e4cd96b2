"""What a time expression stands for: TIMEX3's type and value, from its parts, the day of the report and the last
day that the text spoke of."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from communique.language.times import values
from communique.language.times.tense import Direction
from communique.language.times.values import (
    clock,
    day_of_month,
    duration,
    holiday,
    in_year,
    month_value,
    season_value,
    shift,
    weekday_value,
)
from communique.language.times.vocabulary import number, words

__all__ = ["Anchor", "resolve"]

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_BACK = frozenset({"last", "this past", "the previous", "the past", "the last", "the preceding", "past", "previous"})
_ON = frozenset({"next", "this coming", "the following", "the coming", "the next", "coming", "following"})
_DAYS = {"yesterday": -1, "tomorrow": 1, "today": 0, "the day before yesterday": -2, "the day after tomorrow": 2}
_MOVED = frozenset({"the following", "the previous", "the same", "that same", "that", "the preceding"})


@dataclass
class Anchor:
    """What an expression is resolved against: `report` the day of the report, `told` the last day, month or year
    that the text has spoken of (ISO), `way` where the sentence points."""

    report: dt.date | None
    told: str | None
    way: Direction


def resolve(form: str, m: re.Match[str], at: Anchor) -> tuple[str, str | None] | None:
    """(type, value) of a match of `form`; value None where it can't be told; None for what is no time at all."""
    g = {k: re.sub(r"\s+", " ", v.lower()) for k, v in m.groupdict().items() if v is not None}
    made = _ABSOLUTE.get(form)
    if made is not None:
        return made(g, at)
    if form == "ago":
        return _ago(g, at)
    if at.report is None:
        return ("TIME" if form in ("this_part",) else "DATE"), None
    return _RELATIVE[form](g, m, at.report, at)


# what stands by itself --------------------------------------------------------------------------------------------

def _iso(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    day = values.real(int(g["y"]), int(g["m"]), int(g["d"]))
    if day is None:
        return None
    return ("TIME", f"{day}T{g['h']}:{g['min']}") if "h" in g else ("DATE", day)


def _day_month(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    month, first = int(words("month")[g["m"]]), int(g["d"])
    value = day_of_month(month, first, g.get("y"), at.report, at.way, g.get("w"))
    if value is None:
        return None
    if "d2" in g:
        last = f"{value[:8]}{int(g['d2']):02d}"
        return "DATE", f"{value}/{last}" if int(g["d2"]) > first and "X" not in value else value
    return "DATE", value


def _numeric(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    a, b = int(g["a"]), int(g["b"])
    if g["sep"] == "." or a > 12:
        day, month = a, b
    elif b > 12:
        day, month = b, a
    elif a == b:
        day = month = a
    else:
        return "DATE", None
    value = values.real(int(g["y"]), month, day)
    return ("DATE", value) if value else None


def _month_year(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    month = int(words("month")[g["m"]])
    year = in_year(g["y"], at.report)
    return "DATE", f"{year}-{month:02d}" if year else f"XXXX-{month:02d}"


def _season_year(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    return "DATE", f"{g['y']}-{words('season')[g['season']]}"


def _decade(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    return "DATE", g["y"][:3] if "y" in g else f"{'20' if int(g['yy']) < 30 else '19'}{g['yy'][0]}"


def _century(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    said = g["o"]
    n = int(re.sub(r"\D", "", said)) if said[0].isdigit() else int(words("ordinal")[said])
    return "DATE", f"{n - 1:02d}"


def _year(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    return "DATE", g["y"]


def _duration(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    if g["n"] in ("a", "an", "some") and ("-" in g["hy"] or not g["s"] and g["u"] in ("second", "quarter")):
        return None
    return "DURATION", duration(g["n"], g["u"])


def _each(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    if "w" in g:
        return "SET", f"XXXX-WXX-{int(words('weekday')[g['w']]) + 1}"
    if "part" in g:
        return "SET", f"XXXX-XX-XX{words('daypart')[g['part']]}"
    if "season" in g:
        return "SET", f"XXXX-{words('season')[g['season']]}"
    n = number(g["n"]) if "n" in g else 2 if "other" in g else 1
    return "SET", duration(str(int(n or 1)), g["u"])


def _times_a(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    return "SET", duration("1", g["u"])


def _set(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    return "SET", words("set")[g["set"]]


def _some(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    return "DURATION", duration(None, next(v for k, v in g.items() if k.startswith("u")))


def _vague(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    return "DATE", words("vague")[g["vague"]]


def _ago(g: dict[str, str], at: Anchor) -> tuple[str, str | None] | None:
    n, unit = number(g["n"]), words("unit")[g["u"]]
    moved = g["dir"] in ("earlier", "later", "before", "after", "previously")
    base = values.as_date(at.told) if moved else at.report
    if g["dir"] in ("before", "after") and base is None:
        return "DURATION", duration(g["n"], g["u"])
    if n is None:
        return "DATE", "FUTURE_REF" if g["dir"] in ("later", "hence", "from now") else "PAST_REF"
    if base is None:
        return "DATE", None
    back = g["dir"] in ("ago", "earlier", "before", "previously")
    return "DATE", shift(base, -n if back else n, unit)


_ABSOLUTE = {
    "iso": _iso, "day_month": _day_month, "month_day": _day_month, "numeric": _numeric, "month_year": _month_year,
    "season_year": _season_year, "decade": _decade, "century": _century, "year": _year,
    "duration": _duration, "each": _each, "times_a": _times_a, "set": _set, "some_units": _some, "vague": _vague,
}


# what needs the day of the report ---------------------------------------------------------------------------------

def _rel_day(word: str, report: dt.date, at: Anchor) -> dt.date:
    step = _DAYS.get(word)
    return report + dt.timedelta(days=step) if step is not None else weekday_value(word, None, None, report, at.way)


def _clock_day(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    said = None
    if "m" in g or "m2" in g:
        month = int(words("month")[g.get("m") or g["m2"]])
        said = day_of_month(month, int(g.get("d") or g["d2"]), g.get("y"), report, at.way, None)
    return "TIME", f"{said or _rel_day(g['w'], report, at).isoformat()}{clock(g)}"


def _clock(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    told = at.told if at.told and re.fullmatch(r"\d{4}-\d\d-\d\d", at.told) else report.isoformat()
    return "TIME", f"{told}{clock(g)}"


def _rel_month(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    month = int(words("month")[g["m"]])
    if g["rel"] == "this":
        return "DATE", f"{report.year}-{month:02d}"
    back = g["rel"] in _BACK
    year = report.year - (month >= report.month) if back else report.year + (month <= report.month)
    return "DATE", f"{year}-{month:02d}"


def _month(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    return "DATE", month_value(int(words("month")[g["m"]]), report, at.way)


def _weekday(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    base = values.as_date(at.told) if g.get("rel") in ("the following", "the previous") and at.told else report
    day = weekday_value(g["w"], g.get("rel"), g.get("week"), base or report, at.way)
    part = words("daypart").get(g.get("part", ""))
    return ("TIME", f"{day.isoformat()}{part}") if part else ("DATE", day.isoformat())


def _relative_day(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    day = _rel_day(g["day"], report, at).isoformat()
    part = words("daypart").get(g.get("part", ""))
    return ("TIME", f"{day}{part}") if part else ("DATE", day)


def _this_part(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    if "rel" not in g:
        return "TIME", f"{report.isoformat()}TNI"
    step = {"last": -1, "this": 0, "tomorrow": 1}[g["rel"]]
    return "TIME", f"{(report + dt.timedelta(days=step)).isoformat()}{words('daypart')[g['part']]}"


def _rel_season(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    return "DATE", season_value(words("season")[g["season"]], g["rel"] in _BACK, g["rel"] in _ON, report)


def _limit(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    """By or before what comes next, or came last where the past is told: "before winter", "by the weekend"."""
    past = at.way == "past"
    if "season" in g:
        return "DATE", season_value(words("season")[g["season"]], past, not past, report)
    if "weekend" in g:
        return "DATE", values.period(report, "weekend", -1 if past else 0)
    return "DATE", f"{report.year if past else report.year + 1}-01-01"


def _quarter(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    now = (report.month - 1) // 3
    if "rel" in g:
        index = report.year * 4 + now + {"last": -1, "this": 0, "next": 1}[g["rel"]]
        return "DATE", f"{index // 4}-Q{index % 4 + 1}"
    said = g.get("y") or g.get("y2") or g.get("y3")
    n = int(g["q"]) if "q" in g else _ORDINALS[g["o"]]
    half = g.get("part") == "half"
    n = min(n, 2) if half else n
    year = in_year(said, report) or report.year - (at.way == "past" and not half and n - 1 > now)
    return "DATE", f"{year}-{'H' if half else 'Q'}{n}"


def _this_century(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    return "DATE", f"{report.year // 100 - (g['rel'] != 'this'):02d}"


def _end_of(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    unit, rel = g.get("u") or g["n"], g.get("rel") or "this"
    step = {"last": -1, "next": 1}.get(rel, 0)
    if unit == "year" and rel != "this" and at.way == "past" and report.month <= 6 and "end" in m.group().lower():
        step = step or -1  # "stood at 3% at the end of the year", told in March
    return "DATE", values.period(report, "weekend" if unit == "weekend" else unit, step)


def _rel_unit(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None] | None:
    unit, rel = g["u"], g["rel"]
    if unit in ("second", "minute") or (unit == "night" and rel != "last"):
        return None
    if rel in ("the past", "the last", "the next", "the coming") and unit != "weekend":
        return "DURATION", duration("1", unit)
    base = (values.as_date(at.told) or (None if rel.startswith("that") else report)) if rel in _MOVED else report
    if base is None:
        return "DATE", None
    step = -1 if rel in _BACK else 1 if rel in _ON else 0
    if unit in ("hour", "fortnight", "quarter"):
        return "DATE", None
    return "DATE", values.period(base, unit, step)


def _day_shift(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None] | None:
    base = values.as_date(at.told) if at.told and re.fullmatch(r"\d{4}-\d\d-\d\d.*", at.told) else None
    if base is None:
        return None
    step = {"same": 0, "day before": -1, "previous": -1}.get(g["rel"], 1)
    return "DATE", (base + dt.timedelta(days=step)).isoformat()


def _span(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None] | None:
    rel, unit = g["rel"], g["u"]
    if "n" not in g and "s" not in g:
        return None if rel != "past" else ("DURATION", duration("1", unit))
    if "n" not in g:
        return ("DURATION", duration(None, unit)) if rel not in ("first", "final", "last") else None
    return "DURATION", duration(g["n"], unit)


def _mod_year(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    said = g["y"]
    if said[0].isdigit():
        return "DATE", said
    rel, unit = said.split()
    return "DATE", values.period(report, unit, {"last": -1, "this": 0, "next": 1}[rel])


def _holiday(g: dict[str, str], m: re.Match[str], report: dt.date, at: Anchor) -> tuple[str, str | None]:
    return "DATE", holiday(words("holiday")[g["holiday"].replace("’", "'")], g.get("y"), g.get("rel"), report, at.way)


_RELATIVE = {
    "clock_day": _clock_day, "day_clock": _clock_day, "clock": _clock, "rel_month": _rel_month, "month": _month,
    "weekday": _weekday, "relative_day": _relative_day, "this_part": _this_part, "rel_season": _rel_season,
    "limit": _limit,
    "quarter": _quarter, "this_century": _this_century, "end_of": _end_of, "rel_unit": _rel_unit,
    "day_shift": _day_shift, "next_day": _day_shift, "span": _span, "mod_year": _mod_year, "holiday": _holiday,
}
