"""A report as the language room hands it on: parsed, with its mentions and times, each tied to an entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from communique.records import Article, Mention, Role, Span, Time

if TYPE_CHECKING:
    from communique.knowledge import Knowledge

__all__ = ["Reading"]

#: What follows a noun and only describes it further.
_TRAILING = frozenset({"relcl", "appos", "punct", "cc", "conj", "acl", "advcl"})


@dataclass
class Reading:
    """One article, parsed and resolved.

    `doc` is spaCy's, its offsets those of `article.text`. `mentions` and `times` are in order of position.
    A mention may stand inside another ("Kyrgyz" in "the Kyrgyz president"). `groups` says, by the offset of its head
    word, for whom a plural stands ("the two leaders"). `tokens` are the words of `doc`, made once: going through a
    list of them is many times quicker than through `doc`.
    """

    article: Article
    doc: Doc
    knowledge: Knowledge
    mentions: list[Mention]
    times: list[Time]
    groups: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    tokens: list[Token] = field(init=False, repr=False)
    _starts: list[int] = field(default_factory=list)
    _by_head: dict[int, Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tokens = list(self.doc)
        self._index()

    def add(self, mentions: Iterable[Mention]) -> None:
        """Takes more mentions in, each in its place."""
        self.mentions.extend(mentions)
        self._index()

    def _index(self) -> None:
        self.mentions.sort(key=lambda m: (m.span[0], -m.span[1]))
        self.times.sort(key=lambda t: t.span)
        self._starts = [m.span[0] for m in self.mentions]
        self._by_head.clear()
        for m in self.mentions:  # the widest mention that has this word for its head
            if m.head is not None:
                self._by_head.setdefault(m.head, m)

    @property
    def text(self) -> str:
        return self.article.text

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie whole within [start, end)."""
        lo, hi = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [m for m in self.mentions[lo:hi] if m.span[1] <= end]

    def mention_of(self, token: Token) -> Mention | None:
        """The mention whose head is `token`, else the narrowest one that covers it, else None."""
        known = self._by_head.get(token.idx)
        if known is not None:
            return known
        hi = bisect_right(self._starts, token.idx)
        end = token.idx + len(token)
        over = [m for m in self.mentions[max(0, hi - 12):hi] if m.span[1] >= end]
        return min(over, key=lambda m: m.span[1] - m.span[0], default=None)

    def role(self, mention: Mention) -> Role:
        """The mention as a role of a record."""
        return Role(entity=mention.entity, name=mention.name, kind=mention.kind, country=mention.country,
                    sector=mention.sector, text=mention.text, span=mention.span)

    def phrase(self, token: Token) -> Span:
        """The span of the noun phrase headed by `token`, without a relative clause, apposition or trailing
        mark: what a reader would underline for it."""
        keep = [token]
        for child in token.children:
            if child.is_space or (child.dep_ in _TRAILING and child.i > token.i):
                continue
            keep.extend(child.subtree)
        first, last = min(t.i for t in keep), max(t.i for t in keep)
        span = self.doc[first:last + 1]
        return span.start_char, span.end_char

    def role_of(self, token: Token) -> Role:
        """The role for the noun phrase headed by `token`: its mention's, or one that has only text and span."""
        mention = self.mention_of(token)
        if mention is not None and (mention.head == token.idx or mention.head is None):
            return self.role(mention)
        return self.described(token)

    def described(self, token: Token, kind: str | None = None) -> Role:
        """Someone of whom no more is known than the words of the noun phrase headed by `token`."""
        start, end = self.phrase(token)
        return Role(kind=kind, text=self.text[start:end], span=(start, end))

    def roles_of(self, token: Token) -> tuple[Role, ...]:
        """Everyone whom the noun phrase headed by `token` names: its own role and those of what is coordinated with
        it ("Kenya and Norway"), a plural that stands for several ("both presidents") replaced by them."""
        found: list[Role] = []
        for head in (token, *token.conjuncts) if token.head not in token.conjuncts else (token,):
            several = self.groups.get(head.idx)
            found.extend([self.role(m) for m in several] if several else [self.role_of(head)])
        return tuple(dict.fromkeys(found))

    def times_in(self, start: int, end: int) -> list[Time]:
        """The time expressions that lie whole within [start, end)."""
        return [t for t in self.times if start <= t.span[0] and t.span[1] <= end]
