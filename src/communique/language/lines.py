"""Where a text's lines end for good: paragraphs, headings, items of lists, and not the wraps of a typewritten page.

Most texts have a line a paragraph. Some are wrapped at a fixed width, and there a newline stands in the middle of a
sentence; to take it for a sentence's end would cut the parse in two.
"""

from __future__ import annotations

import re

from communique.records import Span

__all__ = ["line_ends"]

_BLANK = re.compile(r"[ \t\r\f\v\xa0]*\n\s*")
_ENDS = frozenset(".!?:;\"”’')]»")
_SHARE, _AT_LEAST = 0.15, 2  # of newlines that fall within a sentence, for a text to count as wrapped
_SHORT = 0.85  # of the width, below which a line that ends a sentence ends its paragraph
_HEADING = 0.6  # likewise for one that ends no sentence


def line_ends(text: str) -> list[Span]:
    """The runs of blanks with a newline at which a line ends for good, in order."""
    runs = [m.span() for m in _BLANK.finditer(text)]
    single = [(s, e) for s, e in runs if text.count("\n", s, e) == 1 and s > 0 and e < len(text)]
    inside = [(s, e) for s, e in single if text[s - 1] not in _ENDS and text[e].islower()]
    if len(inside) < max(_AT_LEAST, _SHARE * len(runs)):
        return runs
    width = max(_length(text, s) for s, _ in inside)
    soft = {(s, e) for s, e in single
            if _length(text, s) >= width * (_SHORT if text[s - 1] in _ENDS else _HEADING) or (s, e) in inside}
    return [run for run in runs if run not in soft]


def _length(text: str, end: int) -> int:
    """The length of the line that ends at `end`, its indentation left out."""
    return len(text[text.rfind("\n", 0, end) + 1:end].strip())
