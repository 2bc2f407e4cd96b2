"""The geometry of a parsed report: which words stand in quotation marks, and phrases as spans of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from spacy.tokens import Token

from communique.coding.statements.quotes import Quote, find_quotes
from communique.language.lines import line_ends
from communique.language.reading import Reading
from communique.records import Span

__all__ = ["Layout", "is_noun", "is_verb"]

_EDGE = " \t\n\r\xa0,;:-–—“”\"«»„‘'`"
_TAIL = " \t\n\r\xa0,;:-–—“\"«„`”»"
_MIN_WORDS = 1


def is_verb(token: Token) -> bool:
    """Whether the tagger takes it for a verb."""
    return bool(token.tag_[:2] == "VB")


def is_noun(token: Token) -> bool:
    """Whether it can head a noun phrase."""
    return token.pos_ in ("NOUN", "PROPN", "PRON") or token.tag_ in ("CD", "DT", "NN", "NNS", "NNP", "NNPS")


class Layout:
    """A reading with its quotations: `quotes` are the outermost, in order; `inside[i]` is the index of the quotation
    that token i stands in, or -1."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc, self.tokens, self.text = reading, reading.doc, reading.tokens, reading.text
        self.starts = [t.idx for t in reading.tokens]
        self.line_ends = line_ends(self.text)
        self._line_starts = [0, *[e for _, e in self.line_ends]]
        every = find_quotes(self.text)
        self.quotes: list[Quote] = []
        for q in every:
            if q.depth == 0 and (not self.quotes or q.start >= self.quotes[-1].end):
                self.quotes.append(q)
        self._begins = [q.start for q in self.quotes]
        self.inside = [-1] * len(self.doc)
        for n, q in enumerate(self.quotes):
            for i in range(bisect_left(self.starts, q.start), bisect_left(self.starts, q.end)):
                self.inside[i] = n

    def token_at(self, offset: int) -> int:
        """The index of the token that covers `offset`, or of the one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def lines(self) -> list[Span]:
        """The text's lines that are not blank, wraps joined."""
        ends = [*[s for s, _ in self.line_ends], len(self.text)]
        return [(s, e) for s, e in zip(self._line_starts, ends, strict=True) if self.text[s:e].strip()]

    def line_of(self, offset: int) -> Span:
        """The line, a paragraph in most texts, that `offset` lies in; its wraps are no ends."""
        k = bisect_right(self._line_starts, offset) - 1
        end = self.line_ends[k][0] if k < len(self.line_ends) else len(self.text)
        return self._line_starts[k], max(end, self._line_starts[k])

    def ends_line(self, i: int) -> bool:
        """Whether token `i` is the blank at which a line ends."""
        token = self.doc[i]
        return bool(token.is_space and self.line_of(token.idx)[0] != self.line_of(token.idx + len(token) + 1)[0])

    def tokens_in(self, start: int, end: int) -> range:
        """The indices of the tokens that begin within [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def quotes_in(self, start: int, end: int) -> list[Quote]:
        """The outermost quotations that overlap [start, end)."""
        lo = max(0, bisect_right(self._begins, start) - 1)
        return [q for q in self.quotes[lo:bisect_left(self._begins, end)] if q.end > start]

    def runs(self, tokens: Iterable[int]) -> list[Span]:
        """The tokens as spans of the text, one for each unbroken run, marks at the edges trimmed."""
        spans: list[Span] = []
        first = last = -2
        for i in sorted(set(tokens)):
            if i != last + 1 and last >= 0:
                spans.append(self.span(first, last))
                first = i
            elif last < 0:
                first = i
            last = i
        if last >= 0:
            spans.append(self.span(first, last))
        return [s for s in spans if s[1] > s[0]]

    def span(self, first: int, last: int) -> Span:
        """From token `first` to token `last`, marks at the edges trimmed."""
        end = self.doc[last]
        return self.trim(self.doc[first].idx, end.idx + len(end))

    def trim(self, start: int, end: int) -> Span:
        """[start, end) without blanks, dashes, commas and quotation marks at its edges."""
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and (text[end - 1] in _TAIL or (text[end - 1] == "." and text[end - 3:end] != "...")):
            if text[end - 1] == "." and (end - 2 > start and text[end - 2].isupper() and not text[end - 3].isalpha()):
                break  # an initial or U.S.
            end -= 1
        return start, end

    def sentence_end(self, i: int) -> int:
        """The index of the last token of the sentence of token `i` that is no blank."""
        last: int = self.doc[i].sent.end - 1
        while last > i and self.doc[last].is_space:
            last -= 1
        return last
