"""Datelines: a report's first words, which say where and when it was written and by whom ("LIMA, Peru (AP) - ").

The parser ends a sentence after those that stand in capitals before a dash; the other rooms ask `datelines`, which
knows more forms, since the place is not of what the sentence after it says.
"""

from __future__ import annotations

from spacy.tokens import Doc

from communique.language.lines import line_ends

__all__ = ["after_dateline", "datelines"]

_DASHES = frozenset(["-", "–", "—", "--"])
_SMALL = frozenset(["of", "and", "de"])
_OWN = frozenset(["'S", "’S"])  # ST. GEORGE'S
_MOST = 18  # tokens


def after_dateline(doc: Doc, start: int) -> int | None:
    """The index of the token after the dateline that opens at `start`: a place in capitals, what may follow it (state,
    day, agency), a free-standing dash. None where there is no dateline."""
    if start >= len(doc) or not (doc[start].text.isupper() and doc[start].text.isalpha() and len(doc[start]) > 2):
        return None
    return _dash(doc, start)


def datelines(doc: Doc) -> list[tuple[int, int]]:
    """The datelines of a text as tokens [start, end), their dash or colon within: also those whose place is not all in
    capitals but has the agency in brackets after it ("Nairobi (AFP) - "), begins with a short word ("LA PAZ, Aug 21 -")
    or ends in a colon ("KHARTOUM: ", "Dhaka, May 14: ")."""
    first = doc.to_array("IDX").searchsorted([end for _, end in line_ends(doc.text)])  # of each line but the first
    starts = dict.fromkeys([0, *first.tolist()])
    found = ((start, after_dateline(doc, start) or _other(doc, start)) for start in starts)
    return [(start, end) for start, end in found if end is not None]


def _dash(doc: Doc, start: int) -> int | None:
    for i in range(start + 1, min(start + _MOST, len(doc) - 1)):
        token = doc[i]
        if token.text in _DASHES and doc[i - 1].whitespace_ and (token.whitespace_ or token.text == "—"):
            return i + 1
        if not (token.text[0].isupper() or token.is_punct or token.is_digit or token.lower_ in _SMALL
                or token.text in _OWN):
            return None
    return None


def _other(doc: Doc, start: int) -> int | None:
    """The token after a dateline of the forms that the parser is not told of."""
    if start >= len(doc) or not doc[start].text[0].isupper():
        return None
    first = doc[start]
    stop = min(start + _MOST, len(doc) - 1)
    place = start  # the first token after the place
    while place < stop and (doc[place].text[0].isupper() or doc[place].text in (*_OWN, "/") or _short(doc, place)):
        place += 1
    if place + 3 < stop and doc[place].text == "," and doc[place + 1].text[0].isupper() and doc[place + 2].is_digit \
            and doc[place + 3].text == ":":
        return place + 4  # "Dhaka, May 14:"
    if place + 3 < stop and doc[place].text == "," and doc[place + 1].is_digit and doc[place + 2].text[0].isupper() \
            and doc[place + 3].text in _DASHES:
        return place + 4  # "Havana, 14 May - "
    shouted = all(t.text.isupper() or t.text == "." for t in doc[start:place])
    if shouted and doc[place].text == ":" and len(first) > 2 and doc[place].whitespace_:
        return place + 1
    if shouted and (place - start > 1 or doc[place].text == ",") and any(c.isalpha() for c in first.text):
        return _dash(doc, start)
    if doc[place].text == "," or doc[place].text == "(":
        end = _dash(doc, start)
        return end if end is not None and doc[end - 2].text == ")" else None
    return None


def _short(doc: Doc, i: int) -> bool:
    """Whether token i is the point of a shortened word: ST. GEORGE'S."""
    return doc[i].text == "." and i > 0 and len(doc[i - 1]) <= 2
