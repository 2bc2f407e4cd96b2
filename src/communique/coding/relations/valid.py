"""The time for which the text says that a fact holds: "since 2014", "in 2004", "from 2001 to 2008"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from communique.language.reading import Reading
from communique.records import Valid

__all__ = ["valid_near"]


def valid_near(reading: Reading, heads: Iterable[Token], point: str = "both") -> Valid:
    """From the times that hang from one of `heads` ("since 2014" from, "until 2012" to, "in 1998" by `point`: ``from``
    for an entry, ``both`` for a state of affairs)."""
    wanted = {h.i for h in heads}
    start = end = None
    sent = reading.doc[min(wanted)].sent
    for time in reading.times_in(sent.start_char, sent.end_char):
        if time.type not in ("DATE", "TIME") or not time.value or not time.value[:1].isdigit():
            continue
        span = reading.doc.char_span(*time.span, alignment_mode="expand")
        if span is None:
            continue
        prep = span.root.head
        before = reading.doc[span.start - 1].lower_ if span.start else ""
        anchor = prep
        for _ in range(4):  # "from 2001 to 2005": the second hangs from the first
            if anchor.i in wanted or anchor.dep_ not in ("prep", "pobj", "pcomp"):
                break
            anchor = anchor.head
        if anchor.i not in wanted and prep.i not in wanted:
            continue
        word = before if before in ("since", "until", "till", "from", "to", "in", "on") else prep.lower_
        if word in ("since", "from"):
            start = time.value
        elif word in ("until", "till", "to"):
            end = time.value
        elif word in ("in", "on"):
            start = time.value
            end = time.value if point == "both" else end
    return Valid(from_=start, to=end)
