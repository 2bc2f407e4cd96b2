"""The last day on which a promise can be kept."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from spacy.tokens import Token

from communique.coding.commitments.attachment import aside, times_act
from communique.language.reading import Reading
from communique.language.times.bounds import first_day, last_day
from communique.records import Condition, Span, Time

__all__ = ["deadline"]

_OPEN = frozenset(["since", "after", "following", "for", "of", "last"])
#: What is promised from a day on is to have begun on it; but not where its end is told too.
_STARTS = frozenset(["from", "starting", "beginning"])
_MARKED = frozenset(["by", "until", "till", "before", "within", "in", "on", "at", "than", "the", "during"])


def deadline(reading: Reading, act: Token, governor: Token, condition: Condition | None) -> tuple[str, Span] | None:
    """(the last day on which the act can be kept, the words that say so), from the times of the act's clause."""
    anchor = _date(reading.article.published)
    start, end = act.sent.start_char, act.sent.end_char
    best: tuple[int, str, Span] | None = None
    for time in reading.times_in(start, end):
        inside = condition is not None and condition.span[0] <= time.span[0] < condition.span[1]
        if inside and condition is not None and not condition.text.lower().startswith(("when", "once", "before")):
            continue
        words_before = re.findall(r"[\w'’]+|,", reading.text[max(start, time.span[0] - 60) : time.span[0]])
        found = _day(reading, time, act, governor, [w.lower() for w in words_before], anchor)
        if found is None:
            continue
        at = reading.doc.char_span(*time.span, alignment_mode="expand")
        own = at is not None and any(t.i == at.root.i for t in act.subtree)
        bare = (
            not words_before
            or words_before[-1].lower() not in _MARKED
            and not re.match(r"\w+ (later|more) than|by|before", time.text.lower())
        )
        distance = abs(time.span[0] - act.idx) + 1000 * inside + 500 * (not own) + 200 * bare
        if best is None or distance < best[0]:
            best = distance, found[0], found[1]
    return (best[1], best[2]) if best else None


def _day(
    reading: Reading, time: Time, act: Token, governor: Token, before: list[str], anchor: dt.date | None
) -> tuple[str, Span] | None:
    near = [w for w in before[-4:] if w not in ("the", "next", "this", "coming", "of")]
    if "of" in before[-1:] and not any(
        w in before[-4:]
        for w in (
            "end",
            "half",
            "middle",
            "close",
            "spring",
            "summer",
            "autumn",
            "quarter",
            "beginning",
            "start",
            "part",
        )
    ):
        return None
    span = time.span
    if time.type == "DURATION":
        if anchor is None or not any(w in near[-1:] for w in ("within", "in", "over", "during", "inside")):
            return None
        if reading.text[span[1] : span[1] + 4].strip().startswith("of "):
            return None
        day = _after(anchor, time.value or "")
        return (day.isoformat(), span) if day and times_act(reading, time, act, governor) else None
    if time.type not in ("DATE", "TIME") or not time.value:
        return None
    if near[-1:] and near[-1] in _OPEN and near[-1] != "of":
        return None
    if near[-1:] and near[-1] in _STARTS and re.match(r" (?:to|till|until)\b", reading.text[span[1] : span[1] + 7]):
        return None
    value = _ahead(time, anchor)
    ends = last_day(value)
    if ends is None:
        return None
    if "before" in near or before[-6:].count("before") and not any(w in before[-6:] for w in ("end",)):
        if not any(w in ("end", "close") for w in before[-5:]) and not re.match(r"(the )?(end|close)", time.text, re.I):
            first = first_day(value)
            ends = (dt.date.fromisoformat(first) - dt.timedelta(days=1)).isoformat() if first else ends
    if anchor is not None and ends < anchor.isoformat():
        return None
    if value != time.value and "-" in value and _beside(reading, time, act, governor):
        return None
    if not times_act(reading, time, act, governor):
        return None
    return ends, span


def _beside(reading: Reading, time: Time, act: Token, governor: Token) -> bool:
    span = reading.doc.char_span(*time.span, alignment_mode="expand")
    return span is not None and aside(span.root, act, governor) is not None


def _ahead(time: Time, anchor: dt.date | None) -> str:
    """The time's value; of a month or day without a year the next one: one promises what is to come."""
    value = time.value or ""
    ends = last_day(value)
    if anchor is None or ends is None or ends >= anchor.isoformat() or re.search(r"\d{4}", time.text):
        return value
    if re.fullmatch(r"\d{4}", value) and re.fullmatch(r"(?:the )?(?:end|close) of the year", time.text, re.I):
        return f"{anchor.year:04d}"
    if not re.search(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", time.text, re.I):
        return value
    forward = re.sub(r"\d{4}(?=-\d\d)", lambda m: str(int(m[0]) + 1), value)
    return forward if (last_day(forward) or "") >= anchor.isoformat() else value


def _date(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _after(anchor: dt.date, value: str) -> dt.date | None:
    """The day that lies a TIMEX3 duration after `anchor`."""
    m = re.fullmatch(r"P(\d+)([DWMY])", value)
    if m is None:
        return None
    n, unit = int(m[1]), m[2]
    if unit in "DW":
        return anchor + dt.timedelta(days=n * (7 if unit == "W" else 1)) if n < 40000 else None
    months = anchor.year * 12 + anchor.month - 1 + n * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    if year > 9999:
        return None
    return dt.date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))
