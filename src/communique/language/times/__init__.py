"""Time expressions, resolved against the day of the report: TIMEX3's types and values.

A grammar of our own over the text, with the parse to tell which way a weekday or a month points (Pustejovsky et al.
2003 for the values; Strötgen and Gertz 2010 for resolving news against the day of publication).
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left

from msgspec import structs
from spacy.tokens import Doc, Token

from communique.language.times.grammar import NAMES, pattern
from communique.language.times.resolve import Anchor, resolve
from communique.language.times.tense import direction, token_at
from communique.language.times.vocabulary import words
from communique.language.times.where import of_form, stretches
from communique.records import Article, Span, Time

__all__ = ["find_times"]

_RANK = {name: i for i, name in enumerate(NAMES)}
#: How far, in characters, a date may stand from one whose year it shares.
_NEAR = 300
_ANCHORS = re.compile(r"\d{4}(-\d\d){0,2}$")


def find_times(doc: Doc, article: Article) -> list[Time]:
    """The time expressions of the text, in order. What can't be resolved without a day of report has value None."""
    report = _day(article.published)
    tokens = list(doc)
    starts = [t.idx for t in tokens]
    found: list[Time] = []
    told: str | None = None
    for form, m in _matches(article.text, stretches(tokens)):
        first = token_at(starts, doc, m.start())
        if not _is_time(form, m, doc, first):
            continue
        way = direction(doc, first, m.end())
        if form == "years":  # each end of a range is an expression of its own, as TIMEX3 has it
            found += _range(article, m)
            continue
        made = resolve(form, m, Anchor(report, told, way))
        if made is None:
            continue
        type_, value = made
        found.append(Time(article=article.id, span=m.span(), text=m.group(), type=type_, value=value))
        if type_ in ("DATE", "TIME") and value and _ANCHORS.match(value[:10]):
            told = value[:10]
    return _with_years(found)


def _with_years(times: list[Time]) -> list[Time]:
    """Gives a day without a year, in a report without a day, the year of the nearest one that has it: "on 4 April and
    from 5 to 6 April 2016"."""
    dated = [t for t in times if t.type == "DATE" and re.match(r"\d{4}(-\d\d){1,2}", t.value or "")]
    made = []
    for t in times:
        if dated and t.value and re.fullmatch(r"XXXX-\d\d(-\d\d)?", t.value):
            near = min(dated, key=lambda d: (abs(d.span[0] - t.span[0]), d.span[0]))
            if abs(near.span[0] - t.span[0]) <= _NEAR:
                t = structs.replace(t, value=f"{(near.value or '')[:4]}{t.value[4:]}")
        made.append(t)
    return made


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _range(article: Article, m: re.Match[str]) -> list[Time]:
    first, last = m["y"], m["y2"] if len(m["y2"]) == 4 else m["y"][:2] + m["y2"]
    if last <= first:
        return []
    return [Time(article=article.id, span=m.span(name), text=m[name], type="DATE", value=value)
            for name, value in (("y", first), ("y2", last))]


def _matches(text: str, by_kind: dict[str, list[Span]]) -> list[tuple[str, re.Match[str]]]:
    """The matches of all forms that overlap no better one: longer first, then the form that stands first."""
    every = [(name, m) for name, form in pattern() for start, end in of_form(name, by_kind)
             for m in form.finditer(text, start, end)]
    every.sort(key=lambda nm: (nm[1].start() - nm[1].end(), _RANK[nm[0]], nm[1].start()))
    taken: list[tuple[int, int]] = []
    kept = []
    for name, m in every:
        i = bisect_left(taken, (m.start(), m.start()))
        if (i and taken[i - 1][1] > m.start()) or (i < len(taken) and taken[i][0] < m.end()):
            continue
        taken.insert(i, m.span())
        kept.append((name, m))
    return sorted(kept, key=lambda nm: nm[1].start())


def _is_time(form: str, m: re.Match[str], doc: Doc, first: Token) -> bool:
    """Whether words that look like a time are one there: May the month, not the verb; 2000 the year, not a count."""
    before = doc[first.i - 1].lower_ if first.i else ""
    if form == "month":
        word = m["m"]
        if word.islower():
            return False
        if len(m.group()) == len(word) and word.lower() in ("may", "march", "august", "april", "june"):
            named = first.ent_type_ == "DATE" and first.pos_ == "PROPN" and word.lower() not in ("may", "march")
            return before in words("month_cue") or named
        return True
    if form in ("month_day", "day_month"):
        return not m["m"].islower()
    if form == "weekday":
        after = doc[first.i + 1] if first.i + 1 < len(doc) else first
        if first.pos_ == "PROPN" and after.lower_ in words("newspaper") and after.text[:1].isupper():
            return False
        return not m["w"].islower() and first.ent_type_ not in ("ORG", "WORK_OF_ART", "FAC", "PERSON")
    if form == "set":
        return not (m.group()[0].isupper() and not first.is_sent_start)
    if form == "holiday":
        return m["holiday"][0].isupper()
    if form == "year":
        return _is_year(m, doc, first, before)
    if form == "vague":
        nxt = doc[first.i + 1].lower_ if first.i + 1 < len(doc) else ""
        return not (m.group().lower() in ("shortly", "soon", "now") and nxt in ("that", "after", "before"))
    return True


def _is_year(m: re.Match[str], doc: Doc, first: Token, before: str) -> bool:
    if first.idx != m.start() or len(first) < 4:
        return False
    if first.ent_type_ in ("MONEY", "QUANTITY", "PERCENT") and before not in ("in", "since"):
        return False
    after = doc[first.i + 1] if first.i + 1 < len(doc) else None
    if before in ("in", "since", "by", "until", "till", "during", "late", "early", "mid"):
        return True
    counts = after is not None and after.tag_ in ("NNS", "NN") and after.head.i >= first.i  # 2000 soldiers
    if counts and before not in words("year_cue"):
        return bool(first.ent_type_ == "DATE")
    if before in words("number_of"):
        return False
    return int(m["y"]) >= 1800 or first.ent_type_ == "DATE"
