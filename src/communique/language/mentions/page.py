"""The report while its mentions are being found: the parse as plain lists, and drafts of mentions over its tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from communique.knowledge import Entity, Knowledge
from communique.language.datelines import datelines
from communique.records import Article, Mention, Time

__all__ = ["Draft", "Page"]

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\ufeff"  # what pages leave at a word's end and no reader sees
_OPEN, _CLOSE = "“«", "”»"


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making, over tokens [start, end) with its head token."""

    start: int
    end: int
    head: int
    kind: str
    form: str = "named"
    entity: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    how: str = ""
    confidence: float | None = None
    gender: str | None = None
    plural: bool = False
    noun: str | None = None  # for a description, the noun phrase without country: "foreign minister"
    label: str | None = None  # for a name, what sort of thing it seems: an organisation's "party"
    part: tuple[int, int] | None = None  # where it is only part of its one token, [from, to): "U.S." of "U.S.-led"

    def take(self, known: Entity, *, map_it: bool = True) -> Draft:
        """Makes this a mention of a known entity."""
        self.entity, self.name = known.id, known.name
        self.country = known.country or self.country
        self.sector = known.sector or self.sector
        if map_it:
            self.latitude, self.longitude, self.geonames = known.latitude, known.longitude, known.geonames
        return self

    def follow(self, other: Draft, how: str) -> Draft:
        """Makes this stand for whom `other` stands for."""
        self.entity, self.name, self.kind = other.entity, other.name, other.kind
        self.country, self.sector = other.country or self.country, other.sector or self.sector
        self.gender, self.how = other.gender or self.gender, how
        return self


class Page:
    """One parsed report; tokens are numbers."""

    def __init__(self, doc: Doc, article: Article, knowledge: Knowledge, times: Sequence[Time]) -> None:
        self.doc, self.article, self.knowledge = doc, article, knowledge
        self.day = (article.published or "")[:10] or None
        self.text: list[str] = []
        self.low: list[str] = []
        self.lemma: list[str] = []
        self.pos: list[str] = []
        self.tag: list[str] = []
        self.dep: list[str] = []
        self.head: list[int] = []
        self.ent: list[str] = []
        self.idx: list[int] = []
        for t in doc:
            self.text.append(t.text.rstrip(_UNSEEN) or t.text)
            self.low.append(t.lower_)
            self.lemma.append(t.lemma_)
            self.pos.append(t.pos_)
            self.tag.append(t.tag_)
            self.dep.append(t.dep_)
            self.head.append(t.head.i)
            self.ent.append(t.ent_type_)
            self.idx.append(t.idx)
        n = len(self.text)
        self.kids: list[list[int]] = [[] for _ in range(n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        self.sents: list[tuple[int, int]] = [(s.start, s.end) for s in doc.sents]
        self.sent: list[int] = [0] * n
        for k, (a, b) in enumerate(self.sents):
            self.sent[a:b] = [k] * (b - a)
        self.datelines = datelines(doc)
        self.quoted = self._quotes()
        self.busy = self._busy(times)
        self.drafts: list[Draft] = []
        self.named: list[Draft | None] = [None] * n  # the name that a token is part of
        self.headed: dict[int, Draft] = {}  # the widest draft with this head
        self.near: Counter[str] = Counter()  # how often it names each country or what is there
        self.groups: dict[int, list[Draft]] = {}
        self.company: dict[str, int] = {}
        self.main: dict[str, Draft] = {}  # a person's id -> the first draft that names them
        self.towns = knowledge.find_places(self.text)  # where a town or region may be named, whatever it is part of
        self.located: dict[str, Entity] = {}  # the places that the report's names mean, looked up together

    def _quotes(self) -> list[bool]:
        inside, found = False, []
        for word in self.text:
            if word in _OPEN:
                inside = True
            elif word == '"' or word == "''" or word == "``":
                inside = not inside
            elif "\n" in word:
                inside = False
            found.append(inside)
            if word in _CLOSE:
                inside = False
        return found

    def _busy(self, times: Sequence[Time]) -> set[int]:
        """The tokens of time expressions: May, March, Monday are no one's name there."""
        spans = iter(sorted(t.span for t in times))
        now = next(spans, None)
        found: set[int] = set()
        for i, at in enumerate(self.idx):
            while now is not None and at >= now[1]:
                now = next(spans, None)
            if now is not None and at >= now[0]:
                found.add(i)
        return found

    # drafts

    def add(self, draft: Draft) -> Draft:
        """Takes a draft in: the tokens of a name are its, the widest phrase with a head is the head's."""
        self.drafts.append(draft)
        if draft.form in ("named", "metonym"):
            for i in range(draft.start, draft.end):
                old = self.named[i]
                if old is None or draft.end - draft.start > old.end - old.start:
                    self.named[i] = draft
        old = self.headed.get(draft.head)
        if old is None or draft.end - draft.start >= old.end - old.start:
            self.headed[draft.head] = draft
        return draft

    def words(self, start: int, end: int) -> str:
        """The text of tokens [start, end)."""
        return self.article.text[self.idx[start]:self.idx[end - 1] + len(self.text[end - 1])]

    def root(self, start: int, end: int) -> int:
        """The token of [start, end) whose head is outside, the last where there are several."""
        best = end - 1
        for i in range(end - 1, start - 1, -1):
            if not start <= self.head[i] < end or self.head[i] == i:
                best = i
                break
        return best

    def starts_sentence(self, i: int) -> bool:
        """Whether token i is the first word of its sentence, or of a quotation in it."""
        j = i - 1
        first = self.sents[self.sent[i]][0]
        while j >= first and (self.pos[j] in ("PUNCT", "SPACE") or self.text[j] in "“\"'‘«(—–-"):
            if self.text[j] in ("“", '"', "‘", "«", ":"):
                return True
            j -= 1
        return j < first

    def before(self, i: int) -> int:
        """The token before i, past what is no word; -1 at a line's or sentence's start."""
        j = i - 1
        return j if j >= self.sents[self.sent[i]][0] else -1

    def governor(self, i: int) -> tuple[str, int]:
        """The preposition over token i, past coordination ("between A and B"), and what that hangs on."""
        i = self.first_conjunct(i)
        h = self.head[i]
        if self.dep[i] == "pobj" or (self.dep[i] == "pcomp" and self.pos[h] == "ADP"):
            return self.low[h], self.head[h]
        if self.dep[i] == "dobj" and self.low[h] in ("including",):
            return "including", self.head[h]
        if self.dep[i] == "pobj" or self.dep[h] == "agent":
            return self.low[h], self.head[h]
        return "", h

    def first_conjunct(self, i: int) -> int:
        """The first of the words that i is coordinated with."""
        steps = 0
        while self.dep[i] == "conj" and steps < 12 and self.head[i] != i:
            i, steps = self.head[i], steps + 1
        return i

    def conjuncts(self, i: int) -> list[int]:
        """i and what is coordinated with it to its right."""
        found = [i]
        for j in found:
            found += [k for k in self.kids[j] if self.dep[k] == "conj" and k > j]
        return found

    def finish(self) -> tuple[list[Mention], dict[int, tuple[Mention, ...]]]:
        """The drafts as mentions, in order, and for whom each plural stands."""
        made: dict[int, Mention] = {}
        seen: set[tuple[int, int, str | None]] = set()
        found: list[Mention] = []
        for d in sorted(self.drafts, key=lambda d: (d.start, -d.end)):
            m = made[id(d)] = self._mention(d)
            key = (*m.span, m.entity)
            if key not in seen:
                seen.add(key)
                found.append(m)
        groups = {self.idx[i]: tuple(made[id(d)] if id(d) in made else self._mention(d) for d in some)
                  for i, some in self.groups.items() if some}
        return found, groups

    def _mention(self, d: Draft) -> Mention:
        start, end = self.idx[d.start], self.idx[d.end - 1] + len(self.text[d.end - 1])
        if d.part is not None:
            start, end = start + d.part[0], start + d.part[1]
        return Mention(article=self.article.id, span=(start, end), text=self.article.text[start:end], kind=d.kind,
                       entity=d.entity, name=d.name, country=d.country, sector=d.sector, form=d.form,
                       latitude=d.latitude, longitude=d.longitude, geonames=d.geonames, head=self.idx[d.head],
                       how=d.how or None, confidence=d.confidence)
