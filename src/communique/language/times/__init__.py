"""Time expressions, resolved against the day of the report: TIMEX3's types and values."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc

from communique.records import Article, Time

__all__ = ["find_times"]

_MONTHS = {m: i for i, m in enumerate(("january", "february", "march", "april", "may", "june", "july", "august",
                                       "september", "october", "november", "december"), 1)}
_MONTHS.update({m[:3]: i for m, i in _MONTHS.items()} | {"sept": 9})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNIT = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "TH", "minute": "TM"}
_NUM = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "a": 1, "an": 1}
_PATTERN = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:[-–](?P<d2>\d{{1,2}}))?\s+(?P<m1>{_M})\b\.?(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_M})\.?\s+(?P<d3>\d{{1,2}})(?:[-–](?P<d4>\d{{1,2}}))?(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|(?P<m3>January|February|March|April|May|June|July|August|September|October|November|December)"
    rf"(?:\s+(?P<y3>\d{{4}}))?"
    rf"|(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<wday>(?:(?:last|next|this)\s+)?(?:{'|'.join(_DAYS)}))"
    rf"|(?P<rel>today|yesterday|tomorrow)"
    rf"|(?P<end>(?:the\s+)?end of the (?P<endu>year|month))"
    rf"|(?P<shift>(?:last|next|this)\s+(?P<su>week|month|year))"
    rf"|(?P<ago>(?P<an>\d+|{'|'.join(_NUM)})\s+(?P<au>day|week|month|year)s?\s+(?P<ad>ago|earlier|later))"
    rf"|(?P<dur>(?P<dn>\d+|{'|'.join(_NUM)})[\s-](?P<du>day|week|month|year|hour|minute)s?)"
    rf"|(?P<y4>(?:19|20)\d{{2}}))\b", re.I)


def find_times(doc: Doc, article: Article) -> list[Time]:
    """The time expressions of the text, in order. What can't be resolved without a day of report has value None."""
    text = article.text
    anchor = _day(article.published)
    found: list[Time] = []
    for m in _PATTERN.finditer(text):
        if m["m3"] and not m["y3"] and (m["m3"] in ("May", "March", "may", "march") or m["m3"].islower()) \
                and not re.search(r"\b(in|last|next|since|until|by|early|late|mid|of)\s$", text[:m.start()], re.I):
            continue
        future = bool(re.search(r"\b(will|would|to)\b[^.;]{0,60}$", text[max(0, m.start() - 80):m.start()]))
        kind, value = _value(m, anchor, future)
        if kind:
            found.append(Time(article=article.id, span=m.span(), text=m.group(), type=kind, value=value))
    return found


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _value(m: re.Match[str], anchor: dt.date | None, future: bool) -> tuple[str, str | None]:
    if m["iso"]:
        return "DATE", m["iso"]
    day, month = m["d1"] or m["d3"], m["m1"] or m["m2"]
    if day and month:
        n = _MONTHS[month.lower().rstrip(".")]
        year = m["y1"] or m["y2"]
        until = m["d2"] or m["d4"]
        y = int(year) if year else _year(anchor, n, int(day), future)
        if y is None:
            return "DATE", f"XXXX-{n:02d}-{int(day):02d}"
        first = f"{y:04d}-{n:02d}-{int(day):02d}"
        return "DATE", f"{first}/{y:04d}-{n:02d}-{int(until):02d}" if until else first
    if m["m3"]:
        n = _MONTHS[m["m3"].lower()]
        y = int(m["y3"]) if m["y3"] else _year(anchor, n, 1, future)
        return "DATE", f"{y:04d}-{n:02d}" if y else f"XXXX-{n:02d}"
    if m["y4"]:
        return "DATE", m["y4"]
    if m["dur"]:
        n = int(m["dn"]) if m["dn"].isdigit() else _NUM[m["dn"].lower()]
        unit = _UNIT[m["du"].lower()]
        return "DURATION", f"P{'T' if unit[0] == 'T' else ''}{n}{unit[-1]}"
    if anchor is None:
        return "DATE", None
    if m["rel"]:
        step = {"today": 0, "yesterday": -1, "tomorrow": 1}[m["rel"].lower()]
        return "DATE", (anchor + dt.timedelta(days=step)).isoformat()
    if m["wday"]:
        *lead, name = m["wday"].lower().split()
        back = (anchor.weekday() - _DAYS.index(name)) % 7
        if lead[:1] == ["next"] or (future and not lead):
            return "DATE", (anchor + dt.timedelta(days=(7 - back) % 7 or 7 * bool(lead))).isoformat()
        return "DATE", (anchor - dt.timedelta(days=back or 7 * (lead[:1] == ["last"]))).isoformat()
    if m["end"]:
        return "DATE", f"{anchor.year}" if m["endu"].lower() == "year" else f"{anchor:%Y-%m}"
    if m["shift"]:
        step = {"last": -1, "next": 1, "this": 0}[m["shift"].lower().split()[0]]
        return "DATE", _shift(anchor, m["su"].lower(), step)
    n = int(m["an"]) if m["an"].isdigit() else _NUM[m["an"].lower()]
    step = n if m["ad"].lower() == "later" else -n
    unit = m["au"].lower()
    return "DATE", (anchor + dt.timedelta(days=step)).isoformat() if unit == "day" else _shift(anchor, unit, step)


def _year(anchor: dt.date | None, month: int, day: int, future: bool) -> int | None:
    """The year that a day without one has: the latest past one, or with a future verb the next."""
    if anchor is None:
        return None
    later = (month, day) > (anchor.month, anchor.day)
    if future:
        return anchor.year if later or month == anchor.month else anchor.year + 1
    return anchor.year - 1 if later and month - anchor.month > 3 else anchor.year


def _shift(anchor: dt.date, unit: str, step: int) -> str:
    if unit == "year":
        return f"{anchor.year + step}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    year, week, _ = (anchor + dt.timedelta(weeks=step)).isocalendar()
    return f"{year}-W{week:02d}"
