"""The parse as plain lists, and what grammar says of one word: its voice and mood, what is coordinated with it."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc

from communique.coding.events.mend import lemma_of, mend
from communique.coding.events.words import words

__all__ = ["MEASURES", "MODIFIERS", "NOMINAL", "RELATIVE", "STATES_OF_MIND", "SUBJECTS", "Clauses"]

RELATIVE = frozenset({"who", "whom", "which", "that"})
SUBJECTS = frozenset({"nsubj", "csubj"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
NOMINAL = frozenset({"NOUN", "PROPN"})
STATES_OF_MIND = words("opposed committed prepared determined concerned inclined resolved")
_CLAUSES = frozenset({"ccomp", "xcomp", "conj", "advcl"})
_COMING = words("will would 'll ’ll wo shall may might could can 'd ’d must")
#: Nouns that only count others, which the act is in: "two days of talks", "a wave of strikes".
MEASURES = words("day week month hour year round series wave string session spate number couple dozen barrage flurry "
                 "evening weekend bout cycle")


class Clauses:
    """One document's parse. Tokens are numbers; `kids[i]` are the children of token i, in order.

    `known`: the lemmas that the lexicon has, by which those that the lemmatizer cut wrongly are mended.
    """

    def __init__(self, doc: Doc, known: Container[str] = ()) -> None:
        self.doc = doc
        tokens = list(doc)
        self.low: list[str] = [t.lower_ for t in tokens]
        self.lemma: list[str] = [t.lemma_ for t in tokens]
        self.pos: list[str] = [t.pos_ for t in tokens]
        self.tag: list[str] = [t.tag_ for t in tokens]
        self.dep: list[str] = [t.dep_ for t in tokens]
        self.head: list[int] = [t.head.i for t in tokens]
        self.idx: list[int] = [t.idx for t in tokens]
        self.kids: list[list[int]] = [[] for _ in self.low]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        for i, lemma in enumerate(self.lemma):
            if self.pos[i] == "VERB" and lemma not in known:
                self.lemma[i] = lemma_of(self.low[i], lemma, known)
        mend(self)
        self.joined = self._joined()
        self._verbless: dict[int, bool] = {}
        self._passive: dict[int, bool] = {}

    def move(self, i: int, over: int, dep: str) -> None:
        """Hangs token i under `over`, as its `dep`."""
        if i in self.kids[self.head[i]]:
            self.kids[self.head[i]].remove(i)
        if over in self.kids[i]:
            self.kids[i].remove(over)
        self.head[i], self.dep[i] = over, dep
        self.kids[over] = sorted((*self.kids[over], i))

    def nominal(self, i: int) -> bool:
        """Whether what the tagger took for a verb stands as a noun: "met the strikers' demands"."""
        return self.tag[i] in ("VBZ", "VBP") and self.dep[i] in ("dobj", "pobj") and any(
            self.dep[k] in ("compound", "poss", "det", "amod") and k < i for k in self.kids[i])

    def _joined(self) -> dict[int, str]:
        """Words that the tokenizer split at a hyphen ("call-up", "sit-in"), by the token that heads them."""
        found: dict[int, str] = {}
        for k, word in enumerate(self.low):
            if word == "-" and 0 < k < len(self.low) - 1 and not self.doc[k - 1].whitespace_ + self.doc[k].whitespace_:
                a, b = k - 1, k + 1
                whole = f"{self.low[a]}-{self.lemma[b]}"
                found[b if self.head[a] == b or self.head[a] == k and self.head[k] == b else a] = whole
        return found

    def called(self, i: int, words: frozenset[str], compound: bool) -> bool:
        """Whether token i is one of `words`; with `compound`, also with the words beside it ("air_strike")."""
        lemma = self.lemma[i]
        if lemma in words or self.low[i] in words or (i in self.joined and self.joined[i] in words):
            return True
        if not compound:
            return False
        for k in self.kids[i]:
            dep = self.dep[k]
            if dep in MODIFIERS and f"{self.lemma[k]}_{lemma}" in words:
                return True
            if dep == "prep" and any(f"{lemma}_{self.low[k]}_{self.lemma[j]}" in words for j in self.kids[k]):
                return True
        return False

    def carrier(self, i: int) -> int:
        """The noun that stands in the clause for noun i: "days" in "held two days of talks", else i."""
        h = self.head[i]
        if self.dep[i] == "pobj" and self.low[h] == "of" and self.lemma[self.head[h]] in MEASURES:
            return self.head[h]
        return i

    # who is beside whom

    def deps(self, i: int, wanted: frozenset[str]) -> list[int]:
        """The children of i with one of these labels."""
        return [k for k in self.kids[i] if self.dep[k] in wanted]

    def conjuncts(self, i: int) -> list[int]:
        """i and what is coordinated with it to its right."""
        found = [i]
        for j in found:
            found += [k for k in self.kids[j] if self.dep[k] == "conj" and k not in found]
        return found

    def antecedent(self, i: int) -> int:
        """The noun that a relative pronoun stands for, else i itself."""
        if self.low[i] not in RELATIVE or self.tag[i] not in ("WDT", "WP", "IN", "DT"):
            return i
        j, steps = i, 0
        while self.dep[j] not in ("relcl", "ROOT") and steps < 8:
            j, steps = self.head[j], steps + 1
        return self.head[j] if self.dep[j] == "relcl" else i

    def passive(self, i: int) -> bool:
        """Whether the verb i is a passive, also a reduced one ("the men held in Minsk", "Asked by ...")."""
        known = self._passive.get(i)
        if known is None:
            known = self._passive[i] = self._is_passive(i)
        return known

    def _is_passive(self, i: int) -> bool:
        kids = self.kids[i]
        if self.low[i] in STATES_OF_MIND and not any(self.dep[k] == "agent" for k in kids):
            return False  # "is opposed to the plan" is what one thinks, not what is done to one
        if any(self.dep[k] in ("nsubjpass", "auxpass", "agent", "csubjpass") for k in kids):
            return True
        if self.dep[i] == "acl" and self.tag[i] == "VBD" and any(self.dep[k] == "ccomp" for k in kids):
            return False  # "a group charged that" is the verb of its sentence
        if self.tag[i] not in ("VBN", "VBD") or any(self.dep[k] in ("aux", "nsubj") for k in kids):
            return False
        dep = self.dep[i]
        if dep in ("acl", "amod") and self._main(i):
            return False
        if dep in ("acl", "amod") or (dep == "advcl" and self.tag[i] == "VBN"):
            return not any(self.dep[k] == "dobj" for k in kids)
        if dep == "conj" and self.pos[self.head[i]] == "VERB" and self.tag[i] == "VBN":
            return self.passive(self.head[i]) and not any(self.dep[k] == "dobj" for k in kids)
        return False

    def ahead(self, i: int) -> bool:
        """Whether the clause headed by i, or one under it, speaks of what is to come or may come."""
        return any(self.dep[k] == "aux" and self.low[k] in _COMING for j in (i, *self.deps(i, _CLAUSES))
                   for k in self.kids[j]) or any(self.low[k] in ("going", "about") for k in self.kids[i])

    # slots

    def infinitive(self, i: int) -> bool:
        """Whether i is a verb after "to"."""
        return any(self.dep[k] == "aux" and self.low[k] == "to" for k in self.kids[i])

    def participle(self, i: int) -> bool:
        """Whether the verb i stands before a noun as its attribute, and is not a verb that the parser took for one."""
        return self.dep[i] == "amod" and not any(self.dep[k] in SUBJECTS for k in self.kids[i]) and not self._main(i)

    def _main(self, i: int) -> bool:
        """Whether the participle i must be the verb of its sentence, as there is no other: "Envoys from six states
        gathered in Doha." The sentence ends in a full stop, and a noun stands before the verb."""
        sent = self.doc[i].sent
        known = self._verbless.get(sent.start)
        if known is None:
            last = next((k for k in range(sent.end - 1, sent.start, -1) if self.pos[k] != "SPACE"), sent.start)
            known = self._verbless[sent.start] = self.low[last] == "." and not any(
                tag in ("VBD", "VBZ", "VBP", "MD") for tag in self.tag[sent.start:sent.end])
        return known and self.dep[self.head[i]] == "ROOT" and self._before(i) is not None

    def _before(self, i: int) -> int | None:
        """The noun that would be the subject of the participle i: the one it hangs from, or the last before it."""
        h = self.head[i]
        if h < i:
            return h
        names = [k for k in self.kids[h] if k < i and self.pos[k] in NOMINAL and self.dep[k] in MODIFIERS]
        return names[-1] if names else None

    def subjunctive(self, i: int) -> bool:
        """Whether the clause headed by i says what is wanted, not what is so: "that Iran release"."""
        helping = [self.low[k] for k in self.kids[i] if self.dep[k] in ("aux", "auxpass")]
        return (self.tag[i] in ("VB", "VBP") and not helping) or any(w in ("should", "must", "be") for w in helping)
