"""Quotation marks -> quotations: where each begins and ends, which stand inside others, which run on.

Outlets use “ ”, " ", ‘ ’, ' ', « », „ “ and '' ''; inside one kind another may stand. A quotation that runs over
paragraphs is left open at a paragraph's end and opened again in the next (the printers' rule in English). A mark that
can only be an apostrophe (don't, the ministers' plan, '90s) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.coding.statements.cues import words
from communique.language.lines import line_ends
from communique.records import Span

__all__ = ["Quote", "find_quotes"]

_MARK = re.compile(r"''|``|[\"“”„«»‘’'‹›]")
_DOUBLE = {'"': '"', "“": "”", "„": "“", "«": "»", "''": "''", "``": "''", "»": "«"}
_SINGLE = {"‘": "’", "'": "'", "‹": "›"}
_CLOSES = {'"': '"', "”": "“", "»": "«", "''": "''", "’": "‘", "'": "'", "›": "‹"}
_CLIPPED = re.compile(rf"(?:\d0s|\d\d\b|(?:{'|'.join(sorted(words('clipped')))})\b)", re.I)


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: `start`, `end` with its marks, `inner` without. `depth` 0 is the outermost. `opens_on`: it is left
    open at its paragraph's end and the next goes on; `goes_on`: it goes on from the paragraph before."""

    start: int
    end: int
    inner: Span
    depth: int
    opens_on: bool = False
    goes_on: bool = False

    def words(self, text: str) -> list[str]:
        """The words between the marks."""
        return text[slice(*self.inner)].split()

    def is_title(self, text: str) -> bool:
        """Whether it looks like the title of a work: a few words, each with a capital, no mark at the end."""
        inner = text[slice(*self.inner)]
        parts = inner.split()
        if not 1 < len(parts) <= 9 or inner[-1:] in ".!—…":
            return False
        return all(w[:1].isupper() or w[:1].isdigit() or w.lower() in words("small") for w in parts)


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    after: int
    goes_on: bool


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for s, e in line_ends(text):
        if s > start:
            yield start, s
        start = e
    if start < len(text):
        yield start, len(text)


def find_quotes(text: str) -> list[Quote]:
    """Every quotation in `text`, in order of position, outer ones before those inside them."""
    found: list[Quote] = []
    carried = ""  # the opening mark that the paragraph before left open
    paragraphs = list(_paragraphs(text))
    for k, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[k + 1][0]:paragraphs[k + 1][0] + 2] if k + 1 < len(paragraphs) else ""
        quotes, left = _paragraph(text, start, end, carried)
        # left open: it runs on where the next paragraph opens with the same mark, else it ends here
        runs_on = left is not None and following.startswith(left.mark)
        if left is not None:
            quotes.append(Quote(left.at, end, (left.after, end), 0, opens_on=runs_on, goes_on=left.goes_on))
        carried = left.mark if left is not None and runs_on else ""
        found.extend(quotes)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _paragraph(text: str, start: int, end: int, carried: str) -> tuple[list[Quote], _Open | None]:
    found: list[Quote] = []
    stack: list[_Open] = []
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]
    for n, (at, after, mark) in enumerate(marks):
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        can_open = (before.isspace() or before in "([{—–-/:\"“‘'«„>,") and not behind.isspace()
        can_close = not before.isspace() and not behind.isalnum()
        top = stack[-1] if stack else None
        if mark in _CLOSES and top is not None and _pairs(top.mark, mark) and can_close:
            if mark in "’'" and mark != "''" and _possessive(text, at, end, marks[n + 1:], top.mark):
                continue
            stack.pop()
            found.append(Quote(top.at, after, (top.after, at), len(stack), goes_on=top.goes_on))
        elif mark == "“" and top is not None and top.mark in "“„" and (can_close and not can_open):
            stack.pop()  # an opening mark set for a closing one
            found.append(Quote(top.at, after, (top.after, at), len(stack), goes_on=top.goes_on))
        elif mark in "”\"''»" and mark not in ("'",) and len(stack) > 1 and can_close \
                and any(_pairs(o.mark, mark) for o in stack):
            while not _pairs(stack[-1].mark, mark):  # a single mark left open inside: it was an apostrophe
                stack.pop()
            opened = stack.pop()
            found = [q for q in found if q.start < opened.at or q.depth > len(stack)]
            found.append(Quote(opened.at, after, (opened.after, at), len(stack), goes_on=opened.goes_on))
        elif mark in _DOUBLE or (mark == "”" and top is None):
            if can_open and (top is None or not _pairs(top.mark, mark) or top.mark != mark or mark == "“"):
                if top is not None and top.mark == mark == "“":
                    # opened twice without closing: the first was never closed
                    continue
                kind = "“" if mark == "”" else "''" if mark == "``" else mark
                stack.append(_Open(kind, at, after, at == start and carried == mark))
        elif mark in _SINGLE and can_open and not _CLIPPED.match(text, after) \
                and _closes_later(text, marks[n + 1:], _SINGLE[mark], end, top):
            stack.append(_Open(mark, at, after, at == start and carried == mark))
    left = next((o for o in stack if o.mark not in _SINGLE), None)
    if left is not None and left.at > start and not _worth(text, left, end):
        left = None
    return found, left


def _pairs(opening: str, closing: str) -> bool:
    return _CLOSES.get(closing) == opening or (opening, closing) in (("“", "''"), ("„", "”"), ("“", '"'), ('"', "”"))


def _closes_later(text: str, marks: list[tuple[int, int, str]], closing: str, end: int, top: _Open | None) -> bool:
    """Whether a single mark that would close comes before what closes the quotation around it."""
    for at, after, mark in marks:
        if top is not None and _pairs(top.mark, mark):
            return False
        if mark == closing and not text[at - 1].isspace() and (after >= end or not text[after].isalnum()):
            return True
    return False


def _possessive(text: str, at: int, end: int, later: list[tuple[int, int, str]], opening: str) -> bool:
    """Whether the mark at `at`, which could close a single quotation, is a plural's apostrophe ("the ministers’ plan"):
    a word follows, and another mark closes later."""
    if text[at - 1] not in "sS" or not re.match(r"[’'] [a-z]", text[at:at + 3]):
        return False
    for a, after, mark in later:
        if mark in "‘“\"":
            return False
        if mark == text[at] and not text[a - 1].isspace() and (after >= end or not text[after].isalnum()):
            return True
    return False


def _worth(text: str, left: _Open, end: int) -> bool:
    """Whether a mark that nothing closes opens a quotation: not an inch mark or a stray one."""
    return left.mark != '"' or not text[left.at - 1:left.at].isdigit()
