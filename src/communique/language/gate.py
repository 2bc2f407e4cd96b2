"""What of a report is worth parsing: whether it can hold a record, decided from its words before any of it is parsed.

Most of a general crawl is sport, business and life. Looking a report's words up costs a fiftieth of coding them, and
the public world has words that no other has (ministry, lawmaker, airstrike), besides the names in the knowledge tables.
Other worlds borrow many of the rest: a coup for the coach, an embargo on the album, the mayor among the guests, the
king's army of 1644. So the words are weighed: how many different ones stand in a paragraph and in the report, against
how many of other worlds, and those of a sentence on the past are not counted.

A report that has too little of the public world, and words of another one, is not parsed. One that is about something
else and comes to the public world in passing is parsed there, with the paragraphs that lead up to it and run on from
it: whom "he" means and who goes on speaking is told by the neighbours. All others are parsed whole, also those of which
one can't tell.

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
#: What share of its words another world's own are, where a report is surely of that world.
OTHER_SHARE = 0.015
#: By how much the public world's words outweigh the others in a report that is read whole; and in one whose first
#: paragraph is of the public world by the company of its words, with no word or name that is its own.
OUTWEIGHS, OUTWEIGHS_LED = 5, 0
#: How much of the public world, whatever stands against it, has a report read whole, unless more of its words than the
#: second figure says are another world's: a long report has room for both.
ENOUGH, SWAMPED = 15, 0.045
#: What a paragraph without a word of the public world's own must hold: names and words that are shared.
COMPANY = 4
_WEIGHS = {"public": 3, "borrowed": 2, "shared": 1, "other": -1}
_MOST_NAMES = 3  # of states, that count in one paragraph or report
_TEAMS = 2  # words of another world, beside which a state's name is a team's, a market's or a destination's
_HEADING = 8  # a first paragraph of so few words is a headline or a rubric: the next one belongs to it
_LONG_AGO = 20  # years before the report, from which on a year is the past
_NOW = 2000  # the year of a report that has none
_MONTHS = frozenset({"March", "May"})
_NONE = ("", "")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?(?:\.[^\W\d_])*")
_PUBLIC_KINDS = frozenset({"force"})
_PUBLIC_SECTORS = frozenset({"GOV", "MIL", "REB", "LEG", "PTY", "IGO", "OPP", "JUD", "SPY", "COP"})
#: "1944", "the 1760s", but not "1500 soldiers".
_YEAR = re.compile(r"\b(?<![.,$€£])(?:1[0-9]{3}s?|20[0-9]{2})\b(?! [a-z-]*(?:s|men|people|dead|of)\b)")
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?=\S)[^.!?]*)*[.!?]*\s*")
#: How a paragraph begins that runs on from the one before it.
_RUNS_ON = re.compile(r"[\"“”‘'«]|(?:he|she|they|it|his|her|their|its|both|the two|this|that|these|those)\b", re.I)


class _Seen:
    """The different words and names of a passage, by the world they are of."""

    __slots__ = ("others", "states", "weighed", "worlds")

    def __init__(self) -> None:
        self.worlds: dict[str, str] = {}
        self.states: set[str] = set()
        self.weighed = 0
        self.others = 0

    def add(self, word: str, world: str) -> None:
        before = self.worlds.get(word)
        if before is None:
            self.worlds[word] = world
            self.weighed += _WEIGHS[world]
            self.others += world == "other"
        elif _WEIGHS[before] < _WEIGHS[world]:  # a name of the past, and of today too
            self.worlds[word] = world
            self.weighed += _WEIGHS[world] - _WEIGHS[before]

    def update(self, more: _Seen) -> None:
        for word, world in more.worlds.items():
            self.add(word, world)
        self.states |= more.states

    @property
    def its_own(self) -> bool:
        """Whether a word or a name is there that only the public world has."""
        return "public" in self.worlds.values()

    @property
    def weight(self) -> int:
        """By how much the words and names of the public world outweigh those of the others."""
        return self.weighed + (min(len(self.states), _MOST_NAMES) if self.others < _TEAMS else 0)

    @property
    def is_public(self) -> bool:
        """Whether the passage may hold a record: it has a word or a name of the public world's own, or company."""
        return self.its_own or self.weight >= COMPANY


def to_be_read(article: Article, knowledge: Knowledge) -> Article | None:
    """The article with what can't hold a record blanked; the article itself where all may; None where nothing may."""
    text = article.text
    paragraphs = _paragraphs(text)
    words = [_WORD.findall(text, start, end) for start, end in paragraphs]
    total = sum(map(len, words))
    others = _other(words)
    if total < FEW_WORDS or others < total * OTHER_SHARE:
        return article
    past_until = (int(article.published[:4]) if article.published else _NOW) - _LONG_AGO
    if article.title and _seen(article.title, _WORD.findall(article.title), knowledge, past_until).is_public:
        return article
    seen: list[_Seen] = []
    every, led = _Seen(), False
    for (start, end), some in zip(paragraphs, words, strict=True):
        seen.append(_seen(text[start:end], some, knowledge, past_until))
        every.update(seen[-1])
        if len(seen) == 1 or (len(seen) == 2 and len(words[0]) < _HEADING):
            led = every.is_public
            if every.its_own:
                return article
    if every.weight >= (OUTWEIGHS_LED if led else OUTWEIGHS):
        return article
    if every.weight + every.others >= ENOUGH and others < total * SWAMPED:
        return article
    public = [some.is_public for some in seen]
    share = sum(len(some) for some, is_public in zip(words, public, strict=True) if is_public) / total
    if share >= PUBLIC_SHARE:
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


def _seen(text: str, words: list[str], knowledge: Knowledge, past_until: int) -> _Seen:
    """What stands in a passage. Of a sentence on the past the words that the public world shares or lends don't count,
    and a name (the Congress of Vienna) no more than a borrowed word. `past_until`: a year up to which all is past."""
    found = _Seen()
    known = _looked_up(words)
    if _is_past(text, known, past_until):
        for sentence in _SENTENCE.findall(text):
            some = _WORD.findall(sentence)
            weighed = _looked_up(some)
            _add(found, some, weighed, knowledge, _is_past(sentence, weighed, past_until))
    else:
        _add(found, words, known, knowledge, False)
    return found


def _looked_up(words: list[str]) -> list[tuple[str, str]]:
    """Each word's world and the table's form of it; empty where the table has none."""
    weights = _weights()
    return [weights.get(word) or weights.get(word.lower()) or _NONE for word in words]


def _is_past(text: str, known: list[tuple[str, str]], past_until: int) -> bool:
    return any(world == "past" for world, _ in known) or any(
        int(year[:4]) <= past_until for year in _YEAR.findall(text))


def _add(found: _Seen, words: list[str], known: list[tuple[str, str]], knowledge: Knowledge, past: bool) -> None:
    for word, (world, base) in zip(words, known, strict=True):
        if world and word not in _MONTHS:
            if not past or world in ("other", "public"):
                found.add(base, world)
        elif word[0].isupper():
            name = word.removesuffix("'s").removesuffix("’s")
            iso3 = knowledge.demonym(name) or knowledge.capital_of(name)
            if iso3:
                found.states.add(iso3)
    for _, _, whose in knowledge.find_names(words):
        first = whose[0]
        if first.kind == "state":
            found.states.add(first.country or first.id)
        elif first.kind in _PUBLIC_KINDS or first.sector in _PUBLIC_SECTORS:
            found.add(first.id, "borrowed" if past else "public")


def _other(paragraphs: list[list[str]]) -> int:
    return sum(world == "other" for words in paragraphs for world, _ in _looked_up(words))


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[str, str]]:
    """A word as it may stand in the text -> its world and the word. "Ministers", "minister's"; not "generals", which is
    no plural of the adjective, but does no harm."""
    found: dict[str, tuple[str, str]] = {}
    table = rows("public")
    for row in table:
        for word in row["words"].split("|"):
            found[word] = (row["world"], word)
    for row in table:
        for word in row["words"].split("|"):
            for form in (word, f"{word}s", f"{word[:-1]}ies" if word.endswith("y") else f"{word}es"):
                for mark in ("", "'s", "’s", "'", "’"):
                    found.setdefault(form + mark, (row["world"], word))
    return found
