"""What of a report is worth parsing: whether it can hold a record, decided from its words before any of it is parsed.

Most of a general crawl is sport, business and life. Looking a report's words up costs a fiftieth of coding them, and
the public world has words that no other has (minister, treaty, troops), besides the names in the knowledge tables. A
report that has none of these, and words of another world, is not parsed. One that is about something else and comes to
the public world in passing is parsed there, with the paragraphs that lead up to it and run on from it: whom "he" means
and who goes on speaking is told by the neighbours. All others are parsed whole, also those of which one can't tell.

What is left out is blank to the parser and to the coders, so that all offsets stay those of the report's text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import structs

from communique.language.lines import line_ends
from communique.language.mentions.words import rows
from communique.records import Article, Span

if TYPE_CHECKING:
    from communique.knowledge import Knowledge

__all__ = ["to_be_read"]

#: A report of fewer words is always read whole: there is little to save.
FEW_WORDS = 70
#: Of the words of a report, what share stands in paragraphs of the public world, for all of it to be read; or the first
#: paragraph is one, which says what a report is about.
PUBLIC_SHARE = 0.4
#: What share of its words another world's own are, where a report is surely of that world: for one without a public
#: paragraph, and for one with some.
OTHER_SHARE, OTHER_SHARE_IN_PART = 0.015, 0.045
#: What a paragraph without a word of the public world's own must hold: names and words that are shared.
COMPANY = 4
_MOST_NAMES = 3  # of states, that count in one paragraph
_TEAMS = 2  # words of another world, beside which a state's name is a team's, a market's or a destination's
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?(?:\.[^\W\d_])*")
_PUBLIC_KINDS = frozenset({"force"})
_PUBLIC_SECTORS = frozenset({"GOV", "MIL", "REB", "LEG", "PTY", "IGO", "OPP", "JUD", "SPY", "COP"})
#: How a paragraph begins that runs on from the one before it.
_RUNS_ON = re.compile(r"[\"“”‘'«]|(?:he|she|they|it|his|her|their|its|both|the two|this|that|these|those)\b", re.I)


def to_be_read(article: Article, knowledge: Knowledge) -> Article | None:
    """The article with what can't hold a record blanked; the article itself where all may; None where nothing may."""
    text = article.text
    paragraphs = _paragraphs(text)
    words = [_WORD.findall(text, start, end) for start, end in paragraphs]
    total = sum(map(len, words))
    if total < FEW_WORDS or (article.title and _is_public(_WORD.findall(article.title), knowledge)):
        return article
    public = [_is_public(some, knowledge) for some in words]
    share = sum(len(some) for some, is_public in zip(words, public, strict=True) if is_public) / total
    if public[0] or share >= PUBLIC_SHARE or _other(words) < total * (OTHER_SHARE_IN_PART if share else OTHER_SHARE):
        return article
    if not share:
        return None
    kept = _with_neighbours(text, paragraphs, public)
    if all(kept):
        return article
    return structs.replace(article, text=_blanked(text, paragraphs, kept))


def _paragraphs(text: str) -> list[Span]:
    ends = line_ends(text)
    starts = [0, *(end for _, end in ends)]
    return [(start, end) for start, end in zip(starts, [*(start for start, _ in ends), len(text)], strict=True)
            if start < end]


def _with_neighbours(text: str, paragraphs: list[Span], public: list[bool]) -> list[bool]:
    """The paragraphs that are to be read: the first, which says where and of whom; those of the public world, each with
    the one before it and the one after it, and what runs on from that."""
    kept = list(public)
    kept[0] = True
    for i, is_public in enumerate(public):
        if not is_public:
            continue
        kept[max(0, i - 1)] = True
        after = i + 1
        while after < len(kept) and (after == i + 1 or _RUNS_ON.match(text, paragraphs[after][0])):
            kept[after] = True
            after += 1
    return kept


def _blanked(text: str, paragraphs: list[Span], kept: list[bool]) -> str:
    parts, at = [], 0
    for (start, end), keep in zip(paragraphs, kept, strict=True):
        if not keep:
            parts += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*parts, text[at:]])


def _is_public(words: list[str], knowledge: Knowledge) -> bool:
    """Whether a paragraph may hold a record: it has a word or a name of the public world's own, or enough company."""
    weights = _weights()
    shared: set[str] = set()
    others: set[str] = set()
    for word in words:
        weight = weights.get(word) or weights.get(word.lower())
        if weight is None:
            continue
        if weight == "public":
            return True
        (shared if weight == "shared" else others).add(word.lower())
    states: set[str] = set()
    for word in words:
        if word[0].isupper():
            name = word.removesuffix("'s").removesuffix("’s")
            iso3 = knowledge.demonym(name) or knowledge.capital_of(name)
            if iso3:
                states.add(iso3)
    for _, _, whose in knowledge.find_names(words):
        first = whose[0]
        if first.kind == "state":
            states.add(first.country or first.id)
        elif first.kind in _PUBLIC_KINDS or first.sector in _PUBLIC_SECTORS:
            return True
    names = min(len(states), _MOST_NAMES) if len(others) < _TEAMS else 0
    return names + len(shared) - len(others) >= COMPANY


def _other(paragraphs: list[list[str]]) -> int:
    weights = _weights()
    return sum((weights.get(w) or weights.get(w.lower())) == "other" for words in paragraphs for w in words)


@lru_cache(maxsize=1)
def _weights() -> dict[str, str]:
    """A word as it may stand in the text -> its world. "Ministers", "minister's"; not "generals", which is no plural of
    the adjective, but does no harm."""
    found: dict[str, str] = {}
    for row in rows("public"):
        for word in row["words"].split("|"):
            for form in (word, f"{word}s", f"{word[:-1]}ies" if word.endswith("y") else f"{word}es"):
                for mark in ("", "'s", "’s", "'", "’"):
                    found.setdefault(form + mark, row["world"])
    return found
