"""The terms of a commitment: what must come first, and the last day on which it can be kept."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from spacy.tokens import Token

from communique.coding.commitments.lexicon import conditions, words
from communique.coding.grammar import chain, span_of
from communique.language.reading import Reading
from communique.records import Condition, Span, Time

__all__ = ["deadline", "find_condition", "last_day"]

_OPEN = frozenset(["since", "after", "from", "starting", "beginning", "following", "for", "of", "last"])
_MARKED = frozenset(["by", "until", "till", "before", "within", "in", "on", "at", "than", "the", "during"])
_MONTH = {"SP": 5, "SU": 8, "FA": 11, "WI": 2, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}


def find_condition(reading: Reading, act: Token, governor: Token) -> Condition | None:
    """The condition that the sentence puts before the act: its words, from "if" to the end of the clause."""
    table = conditions()
    doc, sent = reading.doc, act.sent
    best: tuple[int, Condition] | None = None
    for token in sent:
        for entry in table.get(token.lower_, ()):
            size = len(entry.words)
            if tuple(t.lower_ for t in doc[token.i : token.i + size]) != entry.words or token.i + size > sent.end:
                continue
            span = _extent(reading, token, doc[token.i + size - 1], entry.kind, act, governor)
            if span is None:
                continue
            if token.i and doc[token.i - 1].lower_ in ("only", "and", "but") and doc[token.i - 1].lower_ == "only":
                span = (doc[token.i - 1].idx, span[1])
            rank = {"clause": 0, "phrase": 1, "word": 2, "event": 3}[entry.kind]
            if best is None or rank < best[0]:
                best = rank, Condition(text=reading.text[slice(*span)], span=span)
            break
    return best[1] if best else _inverted(reading, act)


def _inverted(reading: Reading, act: Token) -> Condition | None:
    """ "Should they fire, we will answer"."""
    first = act.sent[0]
    skip = 0
    while skip < 3 and (first.is_punct or first.is_space) and first.i + 1 < act.i:
        first, skip = first.nbor(), skip + 1
    if first.lower_ == "should" and first.dep_ == "aux" and first.head.i < act.i and first.head.i != act.i:
        end = next((t for t in reading.doc[first.head.i : act.i] if t.text == ","), None)
        if end is not None:
            span = (first.idx, end.nbor(-1).idx + len(end.nbor(-1)))
            return Condition(text=reading.text[slice(*span)], span=span)
    return None


def _extent(reading: Reading, first: Token, last: Token, kind: str, act: Token, governor: Token) -> Span | None:
    """From the marker to the end of its clause, or None where it belongs to something else than the act."""
    doc = reading.doc
    if kind == "word":
        if first.i and doc[first.i - 1].dep_ == "det" or not _near(first, act, governor):
            return None
        return first.idx, last.idx + len(last)
    if kind == "clause":
        if first.i and doc[first.i - 1].lower_ == "at" and first.lower_ == "once":
            return None
        if first.i == last.i and first.dep_ == "prep" and any(c.dep_ == "pobj" for c in first.children):
            return None  # "after the vote": no clause
        head = last.head if last.dep_ in ("mark", "advmod") else first.head
        if head.i == act.i or head.i == governor.i or head.pos_ not in ("VERB", "AUX", "ADJ") or head.i < first.i:
            verbs = [
                t
                for t in doc[last.i + 1 : first.sent.end]
                if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")
            ]
            if not verbs or verbs[0].i in (act.i, governor.i):
                return None
            head = verbs[0]
        if first.lower_ in ("after", "when") and head.tag_ == "VBD" and governor.tag_ == "VBD" and first.i > act.i:
            return None  # "promised help after rebels took the town": when it was promised
        if (
            head.lemma_ in ("ask", "say")
            and first.lower_ == "when"
            or head.tag_ == "VBD"
            and first.lower_ in ("when", "after")
            and governor.tag_ in ("VBP", "VBZ")
            and governor.lemma_ != "say"
        ):
            return None
        tail = [t for t in head.subtree if t.i >= first.i and t.i not in (act.i, governor.i)]
        if act.i > first.i and any(t.i >= act.i for t in tail):
            tail = [t for t in tail if t.i < act.i]
            comma = next((t.i for t in reversed(tail) if t.text == ","), None)
            tail = [t for t in tail if comma is None or t.i < comma]
        tail = _stop(tail)
        sure = first.i < last.i or first.lower_ in ("provided", "providing", "supposing", "unless")
        if not tail or not _near(head, act, governor, sure and first.i > act.i):
            return None
        return span_of([first, *tail])
    preps = [t for t in (last, first) if t.dep_ in ("prep", "mark", "pcomp", "agent")]
    inner = [t for t in last.subtree if t.i > last.i] or [t for t in first.subtree if t.i > last.i]
    inner = _stop([t for t in inner if t.i not in (act.i, governor.i)])
    if not inner or not preps and kind == "event" or not _near(first, act, governor):
        return None
    if kind == "event":
        heads = [t for t in inner if t.dep_ in ("pobj", "pcomp")]
        if not heads or any(
            s <= heads[0].idx < e for s, e in ((t.span) for t in reading.times_in(first.idx, first.sent.end_char))
        ):
            return None
        stop = next(
            (n for n, t in enumerate(inner) if t.text == "," or t.dep_ == "cc" and t.nbor().lower_ == "that"), None
        )
        inner = inner[:stop]
        if (
            first.lower_ == "following"
            or heads[0].ent_type_ in ("DATE", "TIME")
            or heads[0].lemma_ in ("meeting", "talks", "visit", "year", "decade", "month", "week", "day")
        ):
            return None
        if first.i < act.i and governor.tag_ in ("VBD", "VBN"):
            return None  # "after the vote, Chad agreed to ...": when it agreed, not on what condition
        if not (first.i > act.i or governor.tag_ == "MD"):
            return None
    return span_of([first, *inner])


def _stop(tail: list[Token]) -> list[Token]:
    """Cut at a quotation mark, or at the words that report the statement."""
    kept: list[Token] = []
    for t in sorted(tail, key=lambda t: t.i):
        if len(kept) > 1 and t.i - kept[-1].i > 1 and any(x.is_quote for x in t.doc[kept[-1].i + 1 : t.i]):
            break
        if t.is_quote and len(kept) > 1 or t.text == ";" and kept:
            break
        kept.append(t)
    return kept


def _near(word: Token, act: Token, governor: Token, sure: bool = False) -> bool:
    """Whether the clause hangs from the act, its governor, or what they hang from within the same statement."""
    if sure:  # "provided" and the like have no other use after an act
        return bool(word.i - act.i < 30)
    mine = {act.i, governor.i, *(t.i for t in act.subtree)}
    up = []
    for t in chain(act):
        up.append(t.i)
        if t.lemma_ in words("speech") or t.head.i == t.i:
            break
    over = [word, *chain(word)]
    for t in over:
        if t.i in mine:
            return True
        if t.dep_ == "conj" and t.pos_ == "VERB":
            return False
        if t.i in up and t.lemma_ not in words("speech"):
            return True
    speech = next((t for t in over if t.lemma_ in words("speech")), None)
    return bool(
        speech is not None
        and speech.i in up
        and min(abs(word.i - act.i), abs(word.i - governor.i)) < 14
        and not min(act.i, word.i) < speech.i < max(act.i, word.i)
    )


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
        return (day.isoformat(), span) if day and _attached(reading, time, act, governor) else None
    if time.type not in ("DATE", "TIME") or not time.value:
        return None
    if near[-1:] and near[-1] in _OPEN and near[-1] != "of":
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
    if not _attached(reading, time, act, governor):
        return None
    return ends, span


def _ahead(time: Time, anchor: dt.date | None) -> str:
    """The time's value; of a month or day without a year the next one: one promises what is to come."""
    value = time.value or ""
    ends = last_day(value)
    if anchor is None or ends is None or ends >= anchor.isoformat() or re.search(r"\d{4}", time.text):
        return value
    if not re.search(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", time.text, re.I):
        return value
    forward = re.sub(r"\d{4}(?=-\d\d)", lambda m: str(int(m[0]) + 1), value)
    return forward if (last_day(forward) or "") >= anchor.isoformat() else value


def _attached(reading: Reading, time: Time, act: Token, governor: Token) -> bool:
    """Whether the time is the act's: it hangs from the act or its governor, not from the report of it."""
    span = reading.doc.char_span(*time.span, alignment_mode="expand")
    if span is None:
        return False
    if span.start > 1:
        lead = reading.doc[span.start - 1]
        if (
            lead.lower_ in ("on", "at", "in")
            and reading.doc[lead.i - 1].lemma_ in words("speech")
            or lead.lemma_ in words("speech")
        ):
            return False  # "said on Thursday they would": the day on which it was said
    below = {t.i for t in act.subtree}
    if span.root.i in below:
        # "the 2011 agreement", "last year's deal": a time that names something
        if span.root.dep_ in ("amod", "compound", "nummod", "poss", "nmod"):
            return False
        for t in chain(span.root):
            if t.i == act.i:
                return True
            if t.lemma_ in words("speech") and t.pos_ == "VERB" or t.pos_ == "VERB" and t.dep_ == "conj":
                return False
            if t.tag_ in ("VBD",) and t.pos_ == "VERB":
                return False
        return True
    for t in chain(span.root):
        if t.pos_ in ("VERB", "AUX") or t.i in (act.i, governor.i):
            if t.lemma_ in words("speech"):
                return False
            if t.i in (act.i, governor.i):
                return bool(
                    t.i == act.i or governor.tag_ in ("VBZ", "VBP", "VB", "VBN", "JJ", "MD") or time.span[0] > act.idx
                )
            if t.i in {x.i for x in chain(act)} or t.head.i == act.i:
                return bool(t.tag_ != "VBD" or time.span[0] > act.idx)
            return False
    return False


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


def last_day(value: str) -> str | None:
    """The last day of a TIMEX3 value: of 2017 the 31st of December, of 2017-W07 its Sunday; None where it has none."""
    return _edge(value.rpartition("/")[2], last=True)


def first_day(value: str) -> str | None:
    """The first day of a TIMEX3 value."""
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
            return dt.date.fromisocalendar(int(m[1]), int(m[2]), 7 if last else 1).isoformat()
        if m := re.fullmatch(r"(\d{4})-([A-Z][A-Z0-9])", value):
            if m[2] not in _MONTH:
                return None
            month, year = _MONTH[m[2]], int(m[1]) + (m[2] == "WI" and last)
            size = 5 if m[2][0] == "H" else 2
            return (
                dt.date(year, month, calendar.monthrange(year, month)[1]).isoformat()
                if last
                else dt.date(year if month > size else year - 1, (month - size - 1) % 12 + 1, 1).isoformat()
            )
        if m := re.fullmatch(r"\d{4}", value):
            return dt.date(int(value), 12 if last else 1, 31 if last else 1).isoformat()
    except ValueError:
        return None
    return None
