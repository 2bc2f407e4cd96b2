"""Dates of publication as outlets write them -> ISO 8601, as fine as they are written.

`read_date("Tuesday, February 28, 2017 4:30 PM EST")` is ``2017-02-28T16:30:00-05:00``. What is ambiguous
(``03/04/2017``) or has no year is None, and so is a date that can't be (a month 13, the year 1): an unknown date is
not guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["Found", "find_date", "read_date"]

_MONTHS = {m: i for i, names in enumerate((
    "january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sep sept", "october oct", "november nov", "december dec"), 1) for m in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAYNAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)"
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
#: Zones by abbreviation, as minutes east of Greenwich. Those that stand for several (IST, CST of China, BST of
#: Bangladesh) are read as the one that news written in English means, or left out where that is not plain (IST).
_ZONES = {"z": 0, "gmt": 0, "utc": 0, "ut": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "wat": 60, "cest": 120,
          "eet": 120, "sast": 120, "cat": 120, "eest": 180, "msk": 180, "eat": 180, "trt": 180, "irst": 210,
          "gst": 240, "pkt": 300, "npt": 345, "ict": 420, "wib": 420, "hkt": 480, "sgt": 480, "awst": 480, "jst": 540,
          "kst": 540, "acst": 570, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "brt": -180, "art": -180,
          "ast": -240, "adt": -180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
          "pst": -480, "pdt": -420, "akst": -540, "hst": -600}
#: "ET" and the like: (standard, summer) minutes
_AMERICAN = {"et": (-300, -240), "ct": (-360, -300), "mt": (-420, -360), "pt": (-480, -420)}

_TIME = (r"(?:(?P<hour{n}>[01]?\d|2[0-4])(?:[:.h](?P<minute{n}>[0-5]\d)"
         r"(?::(?P<second{n}>[0-5]\d|60)(?:[.,]\d{{1,9}})?)?)"
         r"\s*(?P<half{n}>[ap]\.?\s?m\.?)?|(?P<hourb{n}>1[0-2]|0?[1-9])\s*(?P<halfb{n}>[ap]\.?\s?m\.?)"
         r"|(?P<mil{n}>[0-2]\d[0-5]\d)(?=\s*(?:hrs|hours|gmt|utc)\b))(?:\s*(?:hrs|hours|h)\b)?")
_ZONE = (r"(?:\s*\(?(?P<zone{n}>(?:(?:gmt|utc)\s*)?[+-]\s?(?:1[0-4]|0?\d)(?::?[0-5]\d)?\b|z\b|"
         + "|".join(sorted([*_ZONES, *_AMERICAN, "ist"], key=len, reverse=True)) + r")\b\)?)?")
_GAP = r"(?:\s*(?:,|\||-|–|—|•|·|/|at|@|\(|t)?\s*|\s+at\s+about\s+)"


def _with_time(pattern: str) -> str:
    """The date, with a time after it or before it, or none."""
    before = _TIME.format(n=1) + _ZONE.format(n=1) + r"\)?\s*(?:,|\||on|-|–|—|•|·|/)?\s*"
    after = _GAP + _TIME.format(n=2) + _ZONE.format(n=2)
    return rf"(?:(?:{before})?(?P<weekday>{_DAYNAME})?{pattern}(?:{after})?)"


_DATES = (
    # 28 February 2017, 28th of Feb. 2017, 28-Feb-2017
    rf"(?<![\d.:/-])(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:\s+of)?[\s,.-]+(?P<month>{_MONTH})\b\.?,?[\s,.-]*{_YEAR}\b",
    # February 28, 2017; Feb. 28 2017
    rf"\b(?P<month>{_MONTH})\b\.?\s+(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s*,?\s+{_YEAR}\b",
    # 2017-02-28, 2017/2/28, 2017.02.28
    rf"(?<![\d.:/-]){_YEAR}(?P<sep>[-/.])(?P<number>1[0-2]|0?[1-9])(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/]\d)",
    # 28.02.2017, 28/02/2017, 02/28/2017
    rf"(?<![\d.:/-])(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep){_YEAR}(?!\d|[-/.]\d)",
)
_PATTERNS = tuple(re.compile(_with_time(p), re.I) for p in _DATES)
_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)"
                  r"(?:[T ]+(\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?)\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?\s*", re.I)
#: RFC 822 and the clock of C and JavaScript: Tue Nov 19 2019 05:44:06 GMT+0000; Tue Nov 19 05:44:06 2019
_CLOCK = re.compile(rf"{_DAYNAME}(?P<month>{_MONTH})\s+(?P<day>\d\d?)\s+(?P<time>\d\d:\d\d:\d\d)\s+"
                    rf"(?P<zone>[A-Z]{{3,4}}\s+)?{_YEAR}", re.I)


class Found(NamedTuple):
    """A date in a text: its value in ISO 8601 and where it stands."""

    value: str
    start: int
    end: int


def read_date(text: str, *, day_first: bool | None = None) -> str | None:
    """The date that `text` is or begins with, as ISO 8601, else None."""
    text = text.strip()
    if iso := _ISO.fullmatch(text[:60]):
        return _iso(*iso.groups())
    if clock := _CLOCK.match(text[:60]):
        zone = _offset((clock["zone"] or "").strip().lower(), date(2000, 1, 1))
        return _iso(f"{clock['year']}-{_MONTHS[clock['month'].lower()]:02}-{int(clock['day']):02}", clock["time"],
                    _sign(zone) if zone is not None else None)
    found = find_date(text[:200], day_first=day_first)
    return found.value if found and found.start < 30 else None


def find_date(text: str, *, day_first: bool | None = None) -> Found | None:
    """The first date with a year in `text`, with the time and zone that stand beside it.

    `day_first` says how ``03/04/2017`` is to be read, if one knows.
    """
    best: Found | None = None
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = _value(match, day_first)
            if value and (best is None or match.start() < best.start):
                best = Found(value, match.start(), match.end())
            if value:
                break
    return best


def _iso(day: str, clock: str | None, zone: str | None) -> str | None:
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return None
    if not _likely(when):
        return None
    if not clock:
        return day
    digits = re.sub(r"[.,]\d+$", "", clock).replace(":", "")
    hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return day
    offset = ""
    if zone:
        offset = "+00:00" if zone.upper() in {"Z", "UTC", "GMT"} else _colon(zone)
    return f"{day}T{hour:02}:{minute:02}:{second:02}{offset}"


def _colon(zone: str) -> str:
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:4]}" if int(digits[:2]) < 15 and int(digits[2:4]) < 60 else ""


def _likely(when: date) -> bool:
    """Papers went online in the nineties; archives of before are dated all the same. The year 1 and 1970-01-01 are
    clocks unset."""
    return when.year >= 1900 and when != date(1970, 1, 1)


def _value(match: re.Match[str], day_first: bool | None) -> str | None:
    got = match.groupdict()
    year = int(got["year"])
    if got.get("one"):
        one, two = int(got["one"]), int(got["two"])
        if day_first is None:
            day_first = _by_weekday(year, one, two, got.get("weekday"))
        if one == two or (one > 12 >= two) or (two <= 12 and one <= 31 and (got["sep"] == "." or day_first is True)):
            day, month = one, two
        elif two > 12 >= one or (one <= 12 and day_first is False):
            day, month = two, one
        else:
            return None
    else:
        day = int(got["day"])
        month = _MONTHS[got["month"].lower()] if got.get("month") else int(got["number"])
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    if not _likely(when):
        return None
    for n in ("2", "1"):
        clock = _clock(got, n)
        if clock is not None:
            offset = _offset((got.get(f"zone{n}") or "").lower(), when)
            return f"{when.isoformat()}T{clock}{'' if offset is None else _sign(offset)}"
    return when.isoformat()


def _by_weekday(year: int, one: int, two: int, weekday: str | None) -> bool | None:
    """Whether the day comes first, where only one of the two readings falls on the day of the week that is named."""
    if not weekday:
        return None
    fits = {}
    for first, (day, month) in ((True, (one, two)), (False, (two, one))):
        try:
            fits[first] = _WEEK[date(year, month, day).weekday()] == weekday[:3].lower()
        except ValueError:
            fits[first] = False
    return None if fits[True] == fits[False] else fits[True]


def _clock(got: dict[str, str | None], n: str) -> str | None:
    second = got.get(f"second{n}") or "00"
    if mil := got.get(f"mil{n}"):
        hour, minute, half = int(mil[:2]), mil[2:], None
    elif got.get(f"hourb{n}"):
        hour, minute, half = int(got[f"hourb{n}"] or 0), "00", got[f"halfb{n}"]
    elif got.get(f"hour{n}"):
        hour, minute, half = int(got[f"hour{n}"] or 0), got[f"minute{n}"] or "00", got.get(f"half{n}")
    else:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    return None if hour > 23 else f"{hour:02}:{minute}:{second if second != '60' else '59'}"


def _offset(zone: str, when: date) -> int | None:
    """Minutes east of Greenwich of a zone as written, None where it is not known."""
    zone = re.sub(r"\s+", "", zone)
    if zone in _ZONES:
        return _ZONES[zone]
    if zone in _AMERICAN:
        return _AMERICAN[zone][_american_summer(when)]
    number = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d\d)?", zone)
    if not number:
        return None
    minutes = int(number[2]) * 60 + int(number[3] or 0)
    return -minutes if number[1] == "-" else minutes


def _american_summer(when: date) -> bool:
    """Daylight saving time in the United States since 2007: second Sunday of March to first of November; before, from
    the first Sunday of April to the last of October (Energy Policy Act of 2005)."""
    def sunday(month: int, which: int) -> date:
        first = date(when.year, month, 1)
        return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))

    if when.year >= 2007:
        return sunday(3, 2) <= when < sunday(11, 1)
    return sunday(4, 1) <= when < sunday(11, 1) - timedelta(days=7)


def _sign(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
