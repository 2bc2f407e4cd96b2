"""Where and when it happened (not where and when it was told), and how many it struck."""

from __future__ import annotations

from bisect import bisect_right

from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.language.reading import Reading
from communique.records import EventDate, Role, Time

__all__ = ["Circumstances"]

_IN = words("in at near outside inside around on off along across above within throughout over between")
_SAYING = words("say tell announce report add note state claim warn write confirm declare insist explain argue "
                    "acknowledge suggest admit quote stress deny predict")
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})
_LASTING = frozenset({"until", "till"})
_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "pcomp", "parataxis", "csubj"})


class Circumstances:
    """Finds place, date and counts of events in one report."""

    def __init__(self, reading: Reading, tree: Tree) -> None:
        self.reading, self.tree = reading, tree
        self._idx = tree.idx
        times = [(self._token(t), t) for t in reading.times if t.type in ("DATE", "TIME")]
        # "extended the ban until 12 September": no day on which anything was done
        self._times = [(k, t) for k, t in times if tree.low[tree.head[k]] not in _LASTING]
        self._clauses: dict[int, int] = {}
        #: Tokens that say an event: what stands under one of them is told of that one.
        self.events: frozenset[int] = frozenset()

    def _token(self, time: Time) -> int:
        """The token that heads a time expression: the one whose own head lies outside it."""
        i = max(0, bisect_right(self._idx, time.span[0]) - 1)
        end = time.span[1]
        j = i
        for _ in range(6):
            h = self.tree.head[j]
            if h == j or not (time.span[0] <= self._idx[h] < end):
                return j
            j = h
        return j

    def clause(self, i: int) -> int:
        """The verb (or head) of the clause that token i stands in."""
        known = self._clauses.get(i)
        if known is None:
            j = i
            while self.tree.dep[j] not in _CLAUSE and self.tree.head[j] != j:
                j = self.tree.head[j]
            if self.tree.dep[j] == "conj" and self.tree.pos[j] not in ("VERB", "AUX"):
                j = self.clause(self.tree.head[j])
            known = self._clauses[i] = j
        return known

    def _chain(self, i: int) -> list[int]:
        """The clauses an event's circumstances may be told in, its own first: up to one that reports it."""
        chain = [self.clause(i)]
        tree = self.tree
        while len(chain) < 4:
            j = chain[-1]
            h = tree.head[j]
            if h == j or tree.dep[j] in ("relcl", "acl", "parataxis"):
                break
            if tree.dep[j] == "ccomp" and tree.lemma[h] in _SAYING:
                break
            up = self.clause(h)
            if up in chain or tree.lemma[up] in _SAYING:
                break
            chain.append(up)
        return chain

    def date(self, i: int) -> EventDate | None:
        """The day that the text gives the event at token i: the nearest one told in its clause, or those over it."""
        sent = self.tree.doc[i].sent
        inside = [(k, t) for k, t in self._times if sent.start <= k < sent.end]
        if not inside:
            return None
        own = [(abs(k - i), k, t) for k, t in inside if self._under(k, i)]
        if not own:
            for clause in self._chain(i):
                own = [(abs(k - i), k, t) for k, t in inside if self.clause(k) == clause and not self._anothers(k, i)]
                if own:
                    break
        if not own:
            return None
        _, _, best = min(own, key=lambda x: (x[0], x[1]))
        day = best.value.partition("T")[0] if best.value else best.value  # TIMEX3's "T06", "TNI" are no part of a day
        return EventDate(value=day, text=best.text, span=best.span)

    def dated(self, i: int) -> bool:
        """Whether a time stands under the very words of the event at token i: "the bombings of 2015"."""
        sent = self.tree.doc[i].sent
        return any(sent.start <= k < sent.end and self._under(k, i) for k, _ in self._times)

    def _anothers(self, k: int, i: int) -> bool:
        """Whether token k stands under a noun that says an event other than that at i ("the attacks of 2015")."""
        for _ in range(6):
            if self.tree.dep[k] in _CLAUSE:
                return False
            k = self.tree.head[k]
            if k != i and k in self.events and self.tree.pos[k] not in ("VERB", "AUX"):
                return True
        return False

    def _under(self, k: int, i: int) -> bool:
        for _ in range(5):
            if k == i:
                return True
            if self.tree.dep[k] in _CLAUSE:
                return False
            k = self.tree.head[k]
        return False

    def place(self, i: int, heads: tuple[int, ...]) -> Role | None:
        """The place that the text gives the event: the object of a locative preposition under it, its arguments or its
        clause."""
        tree = self.tree
        near = [*heads, *(j for h in heads for j in tree.kids[h] if tree.dep[j] in _ARGUMENTS)]
        near += [p for h in heads for k in tree.kids[h] if tree.dep[k] in ("prep", "agent") for p in tree.kids[k]
                 if tree.dep[p] == "pobj"]
        chain = self._chain(i)
        over = [j for c in chain for j in (c, *(k for k in tree.kids[c] if tree.dep[k] in ("dobj", "nsubjpass")))]
        for group in (near, over):
            for h in dict.fromkeys(j for j in group if j in heads or j not in self.events or self._verbal(j)):
                role = self._located(h)
                if role is not None:
                    return role
        return None

    def _verbal(self, j: int) -> bool:
        return self.tree.pos[j] in ("VERB", "AUX")

    def _located(self, h: int) -> Role | None:
        tree = self.tree
        for k in tree.kids[h]:
            if tree.dep[k] != "prep" or tree.low[k] not in _IN:
                continue
            for p in tree.kids[k]:
                if tree.dep[p] != "pobj":
                    continue
                role = self._place_at(p) or next(
                    (r for a in tree.kids[p] if tree.dep[a] == "appos" and (r := self._place_at(a))), None)
                if role is not None:
                    return role
                role = self._deeper(p)
                if role is not None:
                    return role
        return None

    def _deeper(self, p: int, depth: int = 0) -> Role | None:
        """The place under a noun that is none: "in the port of Aden", "at a base near Sirte"."""
        tree = self.tree
        for k in tree.kids[p]:
            if tree.dep[k] == "prep" and (depth == 0 or tree.low[k] in _IN or tree.low[k] == "of"):
                for q in tree.kids[k]:
                    role = self._place_at(q) or (self._deeper(q, depth + 1) if depth < 2 else None)
                    if role is not None:
                        return role
        return None

    def _place_at(self, p: int) -> Role | None:
        mention = self.reading.mention_of(self.tree.doc[p])
        if mention is not None and mention.kind in ("place", "facility", "state") and mention.form != "metonym":
            return self.reading.role(mention)
        if mention is not None and mention.kind == "state" and mention.head == self._idx[p]:
            return self.reading.role(mention)
        return None
