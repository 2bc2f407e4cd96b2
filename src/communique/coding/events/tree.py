"""Who stands in which slot of a verb, noun or adjective.

Slots are logical, not surface: `subj` is who acts (the agent of a passive), `obj` who is acted on (the subject of a
passive), also where a relative, a reduced relative, a coordination or an infinitive leaves them to another clause.
"""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc

from communique.coding.events.clauses import MODIFIERS, NOMINAL, RELATIVE, STATES_OF_MIND, SUBJECTS, Clauses
from communique.coding.events.words import words

__all__ = ["ASIDE", "PLAIN_SLOTS", "Tree"]

_PSUBJ = frozenset({"nsubjpass", "csubjpass"})
_OBJ = frozenset({"dobj"})
_VERBAL = frozenset({"VERB", "AUX"})
#: Prepositions after an object whose gerund the object acts in: "accuse B of shelling", "stop B from leaving".
_OBJECT_CONTROL = frozenset({"of", "for", "from", "into", "against"})
#: Slots that are no preposition.
PLAIN_SLOTS = words("subj subjpass obj iobj dative prt xcomp ccomp oprd acl aux mark comp amod poss by neg conj")
#: Words that add "out of", "away from" and the like to the preposition after them.
_SHIFTING = words("by on against with to into upon")
_HELD = frozenset({"advcl", "acomp", "xcomp", "oprd", "ccomp", "amod"})
#: Prepositions whose noun tells of something beside the act, which its subject has no part in: "left after riots".
ASIDE = words("after following during amid amidst since despite because before over until against between among")
#: Acts of violence named by a gerund, which nobody beside does: "closed its border after shooting".
_DEEDS = words("shooting bombing killing stabbing shelling beating fighting hijacking kidnapping looting rioting "
               "raiding poisoning wounding burning torching firing")
#: Prepositions that open a clause too.
_CLAUSAL = words("since after before until")
_ADVERBIAL = frozenset({"npadvmod", "nmod", "compound", "amod"})
#: "according to", "due to": what stands after them has no part in the act.
_SOURCES = words("according due owing thanks prior contrary")
_BESIDE = frozenset({"together", "along"})
_THROUGH = frozenset({"prep", "prt", "advmod"})


class Tree(Clauses):
    """One document's parse, with the slots of its words."""

    def __init__(self, doc: Doc, known: Container[str] = ()) -> None:
        super().__init__(doc, known)
        self._slots: dict[tuple[int, str], list[int]] = {}

    def slot(self, i: int, name: str) -> list[int]:
        """The head tokens that stand in slot `name` of token i, without what is coordinated with them."""
        key = (i, name)
        known = self._slots.get(key)
        if known is None:
            first, _, rest = name.partition(".")
            known = self._find(i, first)
            if rest:
                known = [k for j in known for k in self.slot(j, rest)]
            if name == "xcomp.subj":  # "wants B to go", and not "wants to go"
                own = self.subject(i)
                known = [k for k in known if k not in own]
            self._slots[key] = known
        return known

    def _find(self, i: int, name: str) -> list[int]:
        if name == "out_of":
            return [p for k in self.kids[i] if self.low[k] == "out" for p in self.preps(k, "of")]
        if name not in PLAIN_SLOTS:
            held = self._held(i) if name == "as" else []
            return self.preps(i, name) or held or [
                k for k in self.kids[i] if self.low[k] == name and self.dep[k] != "prep"]
        if name == "by":
            return self.preps(i, "by")
        if name == "conj":
            return self.conjuncts(i)[1:]
        if name == "neg":
            return [k for k in self.kids[i] if self.dep[k] == "neg" or self.low[k] in ("never", "no")]
        if name == "prt":
            return self.deps(i, frozenset({"prt"}))
        if name in ("aux", "mark"):
            return self.deps(i, frozenset({name}))
        if name == "acl":  # what a noun is to do: "a plot to kill B"
            return self.deps(i, frozenset({"acl", "relcl", "xcomp"}))
        if name == "oprd":  # what an object is called or found: "called B a spy", "found B guilty"
            return [*self.deps(i, frozenset({"oprd", "attr", "acomp"})), *self._small_clause(i)]
        if name == "dative":
            return self._indirect(i)
        if name == "poss":
            return self.deps(i, frozenset({"poss"}))
        if name == "amod":
            return self.deps(i, frozenset({"amod"}))
        if name == "comp":
            found = [j for k in self.deps(i, MODIFIERS) for j in (k, *self.deps(k, MODIFIERS))]
            return found + [j for k in found if self.low[k] == "led" for j in self.deps(k, _ADVERBIAL)]  # "US-led war"
        if name == "xcomp":
            return [k for k in self.kids[i] if self.dep[k] in ("xcomp", "ccomp", "advcl", "acl") and self.infinitive(k)]
        if name == "ccomp":
            return [k for k in self.kids[i] if self.dep[k] == "ccomp" and not self.infinitive(k)]
        if self.pos[i] in NOMINAL or self.pos[i] == "ADJ":
            return self._noun_subject(i) if name == "subj" else []
        if name == "subjpass":
            return self.subject(i) if self.passive(i) else []
        if name == "subj":
            return self.preps(i, "by") if self.passive(i) else self.subject(i)
        if name == "obj":
            return self._object(i)
        return self._indirect(i)

    def _held(self, i: int) -> list[int]:
        """What something is held to be, an adjective or participle after "as": "described the report as baseless"."""
        return [k for k in self.kids[i] if k > i and self.dep[k] in _HELD and self.tag[k] in ("JJ", "VBN")
                and any(self.low[j] == "as" and j < k for j in self.kids[k])]

    def _small_clause(self, i: int) -> list[int]:
        """The predicate of a clause with no verb under verb i, which the parser labels a clausal complement."""
        return [k for k in self.kids[i] if self.dep[k] == "ccomp" and self.pos[k] in ("NOUN", "PROPN", "ADJ")
                and not any(self.dep[j] in ("aux", "cop", "mark") for j in self.kids[k])]

    def preps(self, i: int, word: str) -> list[int]:
        """The objects of the preposition `word` under i, also behind a particle ("out of", "away from")."""
        found: list[int] = []
        for k in self.kids[i]:
            if self.dep[k] not in ("prep", "agent", "dative", "prt", "advmod"):
                continue
            if self.low[k] == word and not (word == "with" and self.pos[i] in NOMINAL and any(
                    self.low[j] in _BESIDE for j in self.kids[k])):  # "of the talks, together with Norway"
                found += [self.antecedent(j) for j in self.kids[k] if self.dep[j] in ("pobj", "pcomp")]
            if self.dep[k] in _THROUGH and self.low[k] not in _SOURCES:
                for j in self.kids[k]:
                    if self.dep[j] == "prep" and self.low[j] == word:
                        found += [self.antecedent(p) for p in self.kids[j] if self.dep[p] in ("pobj", "pcomp")]
        if not found and self.pos[i] in NOMINAL:
            # "the shelling of villages by rebels": the second phrase is hung from the first
            for k in self.kids[i]:
                if self.dep[k] == "prep":
                    found += [j for p in self.kids[k] if self.dep[p] == "pobj" for q in self.kids[p]
                              if self.dep[q] == "prep" and self.low[q] == word and word in _SHIFTING
                              for j in self.kids[q] if self.dep[j] == "pobj"]
        if not found and self.pos[i] == "VERB" and self.dep[i] == "relcl":
            # "the states it has been at war with": the stranded preposition's object is the antecedent
            if any(self.low[k] == word and self.dep[k] == "prep" and not self.kids[k] for k in self.kids[i]):
                found = [self.head[i]]
        return found

    def doers(self, i: int) -> list[int]:
        """The agents of the passive participles after noun i: "crimes committed by the army"."""
        return [j for k in self.kids[i] if self.dep[k] == "acl" and self.tag[k] == "VBN" for j in self.preps(k, "by")]

    def subject(self, i: int, depth: int = 0) -> list[int]:
        """The surface subject of verb i, its own or the one that its construction lends it."""
        own = [self.antecedent(k) for k in self.kids[i] if self.dep[k] in SUBJECTS or self.dep[k] in _PSUBJ]
        if own or depth > 6:
            return own
        dep, h = self.dep[i], self.head[i]
        if dep == "conj" and self.pos[h] in _VERBAL:
            return self.subject(h, depth + 1)
        if dep == "acl" or (dep == "amod" and self.tag[i] in ("VBN", "VBG")):
            if self.infinitive(i):
                return self._noun_subject(h)
            if dep == "amod" and self._main(i):
                return [self._before(i) or h]
            return [h]
        if dep in ("xcomp", "ccomp", "advcl") and self.pos[h] in _VERBAL:
            if dep == "xcomp" or (dep == "ccomp" and self.infinitive(i)):
                controller = [] if self.passive(h) else self.deps(h, _OBJ) + self.deps(h, frozenset({"dative"}))
                if controller:
                    return [self.antecedent(controller[0])]
            return self._since(i, h) or self.subject(h, depth + 1)
        if dep in ("xcomp", "ccomp", "advcl", "conj") and self.pos[h] == "ADJ":
            return self._noun_subject(h)
        if dep == "pcomp":
            if self.low[h] in ASIDE and self.low[i] in _DEEDS and self._bare(i):
                return []
            return self._gerund_subject(self.head[h], self.low[h], depth)
        if dep == "relcl" and self.pos[h] in NOMINAL and not any(self.low[k] in RELATIVE for k in self.kids[i]):
            return [h]
        if dep == "ROOT":
            # a headline's "Kenya expels envoy, bans imports": the first verb is made a complement of the second
            for k in self.kids[i]:
                if k < i and self.dep[k] == "ccomp" and "," in self.low[k:i] and not self.infinitive(k):
                    return self.subject(k, depth + 1)
        return []

    def _since(self, i: int, h: int) -> list[int]:
        """The subject of the finite verb i that the parser took for the noun of a preposition beside it: "has rebuilt
        the hall since its roof fell in"."""
        if self.tag[i] not in ("VBD", "VBZ", "VBP") or i < h:
            return []
        return [p for k in self.kids[h] if h < k < i and self.dep[k] == "prep" and self.low[k] in _CLAUSAL
                for p in self.kids[k] if self.dep[p] == "pobj"][-1:]

    def _bare(self, i: int) -> bool:
        """Whether the gerund at i names a deed and no more than where: no object that it strikes, and none that it is
        aimed at in the words after it ("after firing on villagers" has one)."""
        return not any(
            self.dep[k] == "dobj" or (self.dep[k] in ("prep", "prt") and self.low[k] in ("on", "upon", "into"))
            or (self.low[k] == "at" and any(self.tag[j] in ("NNS", "NNPS") for j in self.kids[k]))
            for k in self.kids[i])

    def _gerund_subject(self, over: int, prep: str, depth: int) -> list[int]:
        if self.pos[over] in NOMINAL:
            return self._noun_subject(over)
        if self.pos[over] in _VERBAL:
            objects = self._object(over)
            if objects and prep in _OBJECT_CONTROL:
                return objects
            return self.subject(over, depth + 1)
        return self._noun_subject(over)

    def _noun_subject(self, i: int) -> list[int]:
        """Who acts in a noun or adjective: of a predicate the subject, else the owner, else the subject of its verb."""
        own = [self.antecedent(k) for k in self.kids[i] if self.dep[k] in SUBJECTS]
        if own:
            return own
        h = self.head[i]
        if self.dep[i] in ("acomp", "attr", "oprd") and self.pos[h] in _VERBAL:
            return self.subject(h)
        if self.pos[i] == "ADJ":
            return self._noun_subject(h) if self.dep[i] == "conj" and h != i else []
        owner = self.deps(i, frozenset({"poss"}))
        if owner:
            return owner
        if self.dep[i] == "dobj" and self.pos[h] in _VERBAL:
            return self.preps(h, "by") if self.passive(h) else self.subject(h)
        if self.dep[i] == "nsubjpass":
            return self.preps(h, "by")
        if self.dep[i] == "pobj" and self.low[h] not in ASIDE and self.pos[self.head[h]] in _VERBAL:
            return self.subject(self.head[h])
        return []

    def _object(self, i: int) -> list[int]:
        objects = [self.antecedent(k) for k in self.kids[i] if self.dep[k] in _OBJ]
        if not objects and self.low[i] in STATES_OF_MIND and not self.passive(i):
            return self.preps(i, "to")
        if self.passive(i):
            return objects or self.subject(i)
        if objects:
            return objects
        if counted := self._up_to(i):
            return counted
        if self.dep[i] == "amod" or (self.dep[i] == "relcl" and self._gap(i)):
            return [self.head[i]]
        for k in self.kids[i]:  # "condemned and rejected the plan": the object stands behind the last of them
            if self.dep[k] == "conj" and self.pos[k] == "VERB" and k > i and not self._complement_before(i, k):
                shared = [self.antecedent(j) for j in self.kids[k] if self.dep[j] in _OBJ]
                if shared and not any(self.dep[j] in SUBJECTS for j in self.kids[k]):
                    return shared
        return []

    def _up_to(self, i: int) -> list[int]:
        """The object that the parser hangs under "up to" before its number: "held up to 16 advisers"."""
        after = [k + 1 for k in self.kids[i] if self.low[k] == "up" and k > i and self.low[k + 1:k + 2] == ["to"]]
        return [j for p in after for j in self.kids[p]
                if self.dep[j] == "pobj" and any(self.dep[n] == "nummod" for n in self.kids[j])]

    def _complement_before(self, i: int, k: int) -> bool:
        return any(i < j < k and self.dep[j] in ("prep", "ccomp", "xcomp", "advcl", "prt", "acomp", "npadvmod", "punct")
                   for j in self.kids[i])

    def _gap(self, i: int) -> bool:
        """Whether the relative clause of verb i lacks its object, so that the antecedent is it."""
        kids = self.kids[i]
        if any(self.dep[k] in ("ccomp", "xcomp", "acomp", "attr", "dobj") for k in kids):
            return False
        subjects = [k for k in kids if self.dep[k] in SUBJECTS]
        return bool(subjects) and self.low[subjects[0]] not in RELATIVE

    def _indirect(self, i: int) -> list[int]:
        found = [k for k in self.kids[i] if self.dep[k] == "dative" and self.pos[k] != "ADP"]
        found += [j for k in self.kids[i] if self.dep[k] == "dative" and self.pos[k] == "ADP" for j in self.kids[k]
                  if self.dep[j] == "pobj"]
        if self.passive(i) and any(self.dep[k] in _OBJ for k in self.kids[i]):
            found += self.subject(i)
        return [self.antecedent(k) for k in found]
