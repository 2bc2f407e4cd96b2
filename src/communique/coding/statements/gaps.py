"""The text around quotations: gaps between them, the sentence that leads to one and the one that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.coding.statements.layout import Layout
from communique.coding.statements.quotes import Quote
from communique.records import Span

__all__ = ["Gap", "adjoins", "first_sentence", "gaps_of", "inner", "last_sentence", "stands_alone"]

_STOP = re.compile(r"[.!?;](?=\s|$)")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|Prof|St|Jr|Sr|No|Adm|Amb"
                           r"|Hon|vs|etc|[A-Z])$")


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands before and after a quotation in its paragraph, up to the next quotation; `lead` is the part of its
    sentence that comes before it, other quotations included."""

    before: Span
    after: Span
    lead: Span


def inner(layout: Layout, quote: Quote) -> Span:
    """The quotation without its marks, nor the comma before the closing one."""
    start, end = quote.inner
    while end > start and layout.text[end - 1] in " ,\n\t\xa0":
        end -= 1
    while start < end and layout.text[start] in " \n\t\xa0":
        start += 1
    return start, end


def gaps_of(layout: Layout, n: int) -> Gap:
    """The gaps around quotation `n`."""
    quote, text = layout.quotes[n], layout.text
    paragraph, end = layout.line_of(quote.start)
    end = max(end, quote.end)
    start = lead = paragraph
    k = n - 1
    while k >= 0 and layout.quotes[k].end > paragraph:
        before = layout.quotes[k]
        start = max(start, before.end)
        here = last_sentence(layout, (before.end, layout.quotes[k + 1].start))[0]
        behind = text[before.end:before.end + 2].strip()[:1]
        ended = text[before.inner[1] - 1:before.inner[1]] in ".!?" and behind.isupper()
        if here > before.end or ended or not behind:
            lead = here
            break
        k -= 1
    else:
        first = layout.quotes[k + 1].start
        lead = last_sentence(layout, (paragraph, first))[0]
    if n + 1 < len(layout.quotes) and layout.quotes[n + 1].start < end:
        end = layout.quotes[n + 1].start
    return Gap((start, quote.start), (quote.end, end), (lead, quote.start))


def _stops(layout: Layout, gap: Span) -> list[re.Match[str]]:
    return [m for m in _STOP.finditer(layout.text, *gap) if m.group() != "." or not _ABBREVIATION.search(
        layout.text[max(gap[0], m.start() - 6):m.start()])]


def first_sentence(layout: Layout, gap: Span) -> Span:
    """The gap up to the first full stop that is none of an abbreviation's."""
    stops = _stops(layout, gap)
    return (gap[0], stops[0].start()) if stops else gap


def last_sentence(layout: Layout, gap: Span) -> Span:
    """The gap from behind its last full stop."""
    stops = _stops(layout, gap)
    return (stops[-1].end(), gap[1]) if stops else gap


def stands_alone(layout: Layout, quote: Quote, before: Span) -> bool:
    """Whether the quotation is a sentence of its own: nothing before it in its sentence, a capital at its start."""
    lead = layout.text[before[0]:before[1]].strip()
    if lead and lead[-1] not in ".!?:":
        return False
    return not layout.text[quote.inner[0]:quote.inner[0] + 1].islower()


def adjoins(layout: Layout, last_end: int, before: Span) -> bool:
    """Whether nothing but the end of the last attribution's sentence lies between it and this quotation."""
    if last_end < 0:
        return False
    between = layout.text[last_end:before[1]]
    if len(between) > 400 or re.search(r"[.!?]\s+\S", between) or "\n\n\n" in between:
        return False
    line = layout.line_of(before[1])[0]
    if last_end >= line:
        return True
    return not layout.text[line:before[1]].strip() and not layout.text[layout.line_of(last_end)[1]:line].strip()
