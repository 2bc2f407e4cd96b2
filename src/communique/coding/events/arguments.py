"""Who did it and to whom: the parties in an entry's slots, as roles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from communique.coding.events.load import Entry, Lexicon
from communique.coding.events.match import Match, governor_at
from communique.coding.events.parties import PRONOUNS, Parties, political
from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.language.datelines import datelines
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["STRIKING", "Arguments", "inside"]

_ACTOR = {"v": ("subj",), "n": ("poss", "by", "subj", "between", "among", "of", "comp"), "a": ("subj",)}
_RECIPIENT = {
    "v": ("obj", "part", "with", "against", "to", "on", "iobj"),
    "n": ("against", "with", "on", "to", "toward", "towards", "of", "comp"),
    "a": ("of", "with", "to", "against", "toward", "towards"),
}
_BETWEEN = ("with", "between", "among")
#: Where an act in a complement names whom it concerns.
_WITHIN = ("iobj", "obj", "to", "with", "for", "against", "on", "from", "between", "of", "by", "in")
#: Types of acts that strike their object.
STRIKING = words("ASSAULT COERCE")
#: Where a passive's act took place.
_WHERE = words("at in near on off outside inside around along across")
#: Attacks that strike those who suffer in them, and those of them that armies make.
_ARMIES = words("strike airstrike raid operation shelling bombardment offensive incursion attack assault")
_RAIDS = words("ambush bombing shooting") | _ARMIES
#: What goes off or breaks out in a place.
_SCENES = words("bombing blast explosion shooting massacre riot clash fighting mine unrest siege")
_BANDS = words("force group organisation person")
_SEEING = words("see witness experience endure")
_CLAUSE = frozenset({"ccomp"})
#: Verbs whose subject has done to it what is threatened.
_PAYING = words("pay face suffer regret answer lose meet bear risk see expect die feel know learn get receive be have")
#: Where a complement's act has its object.
_DONE = ("xcomp.obj", "ccomp.obj")
_PARTIES = words("person group force organisation state")
#: Slots that, taken from the words around, never name who acts when they hold a place alone.
_PLACES = frozenset({"place", "facility"})


def _mutual(entry: Entry) -> bool:
    """Whether all parties act together: `all` says so, and a meeting "with" someone or of someone says so too."""
    slots = entry.recipient or ()
    return "all" in slots or (entry.type == "CONSULT" and entry.mode != "visit" and bool(slots)
                              and all(s in ("with", "obj", "obj.with") for s in slots))


def inside(inner: Role, outer: Role) -> bool:
    """Whether one role's words are the other's, or part of them ("UN" in "UN inspectors")."""
    if inner.span is None or outer.span is None:
        return False
    return outer.span[0] <= inner.span[0] and inner.span[1] <= outer.span[1]


def itself(recipient: Role, actor: Role) -> bool:
    """Whether a recipient is only the actor again, in a pronoun: "closed its base", "set themselves alight"."""
    return (recipient.text or "").lower() in PRONOUNS and recipient.entity is not None and (
        recipient.entity == actor.entity)


class Arguments:
    """Finds the actors and recipients of matches in one report."""

    def __init__(self, reading: Reading, tree: Tree, lexicon: Lexicon) -> None:
        self.tree, self.lexicon = tree, lexicon
        self.named = Parties(reading, tree)
        self.things: frozenset[int] = frozenset()  # what acts are done with: objects that make a sense and no party
        self.at, self.behind = self.named.at, self.named.behind
        self._datelines = [(reading.doc[a].idx, reading.doc[b - 1].idx) for a, b in datelines(reading.doc)]

    def parties(self, match: Match) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """(actors, recipients) of a match, each without doubles; empty where nobody is named."""
        entry = match.entry
        heads = self._heads(match)
        effect = self._support(match)
        reverse = effect == "support-rev"
        doer = ("subj",) if effect == "support" else ()  # "Kenya held talks": the light verb's subject acts
        if _mutual(entry) and not reverse:
            own = (*(entry.actor or _ACTOR[entry.pos]), *doer, *(entry.recipient or ()), *_BETWEEN)
            return self._all(heads, tuple(s for s in dict.fromkeys(own) if s != "all"), entry), ()
        slots = entry.actor if entry.actor is not None else _ACTOR[entry.pos]
        actors = self._first(heads, (*slots, *doer) if slots else (), (), True)
        lent = not actors and bool(match.used) and entry.actor != ()
        if lent:  # "an accusation by Norway against Kenya was repeated"
            where = ("by",) if self._party(match) else ("poss", "by", "from", "between", "comp")
            actors = self._first(match.used[:1], where, ())  # "a boat from Kenya was hit": not by Kenya
        if not actors and entry.pos == "v" and entry.actor != ():
            actors = tuple(r for k in self._slot(heads, "subj")[:1] for r in self.named.untold(k))
        if entry.type in STRIKING and self.tree.passive(match.at):
            actors = tuple(r for r in actors if not self._scene(r))
            if not actors and entry.actor != ():
                actors = self._raiders(match.at)
        seen: list[Role] = []
        if entry.pos == "n" and self.seen(match.at):
            seen = [r for k in self.tree.subject(self.tree.head[self.tree.carrier(match.at)]) for r in self.at(k)]
            actors = tuple(r for r in actors if r not in seen)
        slots = entry.recipient if entry.recipient is not None else _RECIPIENT[entry.pos]
        if entry.type == "THREATEN" and any(map(self._strikes, self.tree.deps(match.at, _CLAUSE))):
            slots = tuple(s for s in slots if s != "ccomp.subj")
        recipients = self._first(heads, slots, actors)
        if entry.type == "ACCUSE":
            recipients = tuple(r for r in recipients if not self.forum(heads, r))
        if seen and not recipients:
            recipients = tuple(r for r in seen if r.kind in ("state", "place"))
        if lent and actors:
            people = tuple(r for r in self._first(heads, slots, ()) if r.kind != "state")
            if any(inside(a, r) for a in actors for r in people):
                actors, recipients = (), people  # "a Kenyan banker was arrested": not by Kenya
        if reverse and entry.pos == "n":
            sufferers = self._first(heads, ("subj",), ())
            givers = self._first(heads, ("by", "from", "over", "poss", "comp"), sufferers)
            return givers, sufferers
        return actors, recipients

    def _strikes(self, i: int) -> bool:
        """Whether the subject of the clause headed by token i does there what is threatened: "warned that its army
        would strike"; the subject of "warned that they would pay" is whom it will be done to."""
        return self.tree.pos[i] == "VERB" and self.tree.lemma[i] not in _PAYING and not self.tree.passive(i)

    def _raiders(self, i: int) -> tuple[Role, ...]:
        """Who struck in the passive at i, where only the raid in which it was done says so: "killed in a rebel attack",
        "in Kenyan air strikes". Of a state alone only what armies do: "the Kenyan bombing" may be one in Kenya."""
        tree = self.tree
        for k in (*tree.slot(i, "in"), *tree.slot(i, "during")):
            if tree.lemma[k] not in _RAIDS:
                continue
            for slot in ("by", "poss", "amod"):
                there = [r for j in self._slot((k,), slot) for r in self.at(j) if political(r)]
                roles = [r for r in there if r.kind in _BANDS] or [
                    r for r in there if r.kind == "state" and (slot != "amod" or tree.lemma[k] in _ARMIES)]
                if roles:
                    return tuple(roles)
        return ()

    def _scene(self, role: Role) -> bool:
        """Whether a state is named only by the adjective of what went off or broke out there: "the Kenyan bombing"."""
        i = bisect_left(self.tree.idx, role.span[0]) if role.kind == "state" and role.span is not None else -1
        return 0 <= i < len(self.tree.low) and self.tree.dep[i] in ("amod", "compound") and (
            self.tree.lemma[self.tree.head[i]] in _SCENES)

    def seen(self, at: int) -> bool:
        """Whether the subject of the verb over the noun at token `at` only has the act before it: "Italy has seen
        protests"."""
        tree, i = self.tree, self.tree.carrier(at)
        return tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in _SEEING

    def forum(self, heads: tuple[int, ...], role: Role) -> bool:
        """Whether a role is the court before which someone is accused, and not whom: "took the case to the court"."""
        name = (role.name or role.text or "").lower()
        if role.sector != "JUD" and "court" not in name and "tribunal" not in name:
            return False
        those = [k for slot in ("to", "before", "at", "with", "in") for k in self._slot(heads, slot)]
        return any(role in self.at(k) for k in those)

    def here(self, role: Role) -> bool:
        """Whether a role's words are only where the report was written."""
        return role.span is not None and any(a <= role.span[0] and role.span[1] <= b for a, b in self._datelines)

    def _party(self, match: Match) -> bool:
        """Whether the object that makes a match's sense is somebody or something struck, no deed and no words."""
        return match.entry.type in STRIKING or bool(self.at(match.used[0]))

    def struck(self, i: int) -> frozenset[int]:
        """The tokens that say, of the passive at i, who suffers it and where: none of them acts."""
        tree = self.tree
        if tree.pos[i] not in ("VERB", "AUX") or not tree.passive(i):
            return frozenset()
        heads = [k for k in tree.kids[i] if tree.dep[k] in ("nsubjpass", "dobj")]
        heads += [k for k in tree.kids[i] if tree.dep[k] == "prep" and tree.low[k] in _WHERE]
        heads += [tree.head[i]] if tree.dep[i] == "acl" else []
        found: list[int] = []
        for head in heads:
            reach = [head]
            for j in reach:
                reach += [k for k in tree.kids[j] if k != i]
            found += reach
        return frozenset(found)

    def carried(self, match: Match) -> bool:
        """Whether a verb says that a noun's act takes or took place: a light verb, or one that it is the subject of."""
        tree, i = self.tree, match.at
        return self._support(match) is not None or tree.dep[i] in ("nsubj", "nsubjpass", "ROOT")

    def _support(self, match: Match) -> str | None:
        i = match.at
        if match.entry.pos != "n":
            return None
        tree, i = self.tree, self.tree.carrier(i)
        if tree.dep[i] in ("dobj", "nsubjpass"):
            over = tree.head[i]
        elif tree.dep[i] == "pobj":
            over = tree.head[tree.head[i]]
        else:
            return None
        g = governor_at(tree, over, "noun", self.lexicon)
        if g is not None and tree.dep[i] == "pobj" and tree.low[tree.head[i]] not in g.parts:
            return None  # "sent police after riots" is no "send", and "took part in riots" is
        return g.effect if g is not None else None

    def _heads(self, match: Match) -> tuple[int, ...]:
        """The tokens whose slots count as the match's: its head, its fixed words, and a noun's light verb."""
        heads = [match.at, *match.parts]
        tree, i = self.tree, match.at
        if match.entry.pos == "n":
            i = tree.carrier(i)
            effect = self._support(match)
            if effect in ("support", "support-rev"):
                heads.append(tree.head[i] if tree.dep[i] != "pobj" else tree.head[tree.head[i]])
            elif tree.dep[i] in ("nsubj", "attr") and tree.pos[tree.head[i]] in ("VERB", "AUX"):
                heads.append(tree.head[i])
        elif match.used:
            heads += match.used
        elif match.entry.pos == "v":
            heads += tree.slot(i, "obj")[:1]
        elif match.entry.pos == "a" and tree.dep[i] == "acomp":
            heads.append(tree.head[i])
        return tuple(dict.fromkeys(heads))

    def _slot(self, heads: tuple[int, ...], name: str) -> list[int]:
        """The tokens in a slot: people stand at the head itself, prepositions also at its fixed words and object."""
        first = heads[0]
        if name == "part":  # the object of a fixed preposition: "lashed out at B", "voted in favour of B"
            return [j for p in heads[1:] if self.tree.pos[p] == "ADP" for j in self.tree.kids[p]
                    if self.tree.dep[j] == "pobj" and j not in heads]
        noun = self.tree.pos[first] in ("NOUN", "PROPN")
        found = self.tree.slot(first, name)
        if name in _DONE:
            found = [k for k in found if k not in self.things]
        if name == "amod":  # "a Syrian attack", "a PKK attack": the parser calls one an adjective, the other a compound
            found = [*found, *(k for k in self.tree.slot(first, "comp") if k not in found)]
        if found or name in ("obj", "iobj", "xcomp.subj", "subj") or (name == "poss" and noun):
            if found or not noun or name != "subj":
                return found
        for other in heads[1:]:
            if name == "comp" and self.tree.pos[other] == "VERB":
                continue
            if name == "subj" and (not noun or self.tree.pos[other] != "VERB" or self.tree.dep[first] == "nsubj"):
                continue
            found = [k for k in self.tree.slot(other, name) if k != first]
            if found:
                return found
        return []

    def _first(self, heads: tuple[int, ...], slots: Iterable[str], other: tuple[Role, ...],
               doing: bool = False) -> tuple[Role, ...]:
        """The parties in the first of the slots that has any; `doing`: who act, so no mere places."""
        slots = tuple(slots)
        taken = {r.span for r in other}
        for find in (self.at, self.behind):
            for slot in slots:
                there = [k for k in self._slot(heads, slot) if k not in heads or slot in ("obj", "subj")]
                roles = [r for k in there for r in find(k, taken)
                         if r.span not in taken and not any(itself(r, o) for o in other)]
                if roles and slot.startswith("obj.") and "obj" in slots:  # "condemned Norwegian officials": them
                    whole = [r for k in self._slot(heads, "obj") for r in find(k, taken)
                             if r.kind in _PARTIES and any(inside(part, r) for part in roles)]
                    roles = whole or roles
                moved = slot == "obj" and "subj" in slots
                if doing:
                    roles = [r for r in roles if not self._idle(r, moved, find is self.behind)]
                if roles:
                    return tuple(dict.fromkeys(roles))
        return ()

    def _idle(self, role: Role, moved: bool, behind: bool) -> bool:
        """Whether a party that is named where an act's doer may be does nothing: a place, which says where ("a bomb in
        Turkey killed 13", "a Kano shooting killed two"), or a state that someone left (`moved`)."""
        return role.span in self.named.located or (behind and role.kind == "place") or (
            moved and role.kind in ("state", "place") and role.sector in ("GOV", None))

    def _all(self, heads: tuple[int, ...], slots: tuple[str, ...], entry: Entry) -> tuple[Role, ...]:
        found: list[Role] = []
        own = {*(entry.actor or ()), *(entry.recipient or ()), "subj", *_BETWEEN}
        for slot in slots:
            if slot not in own and len({r.country for r in found}) > 1:
                continue
            for k in self._slot(heads, slot):
                found += [r for r in self.at(k) or (self.behind(k) if slot in own else ())
                          if slot in own or r.kind not in _PLACES]
        if not found and entry.pos == "v" and heads[1:]:
            found += self._first(heads[1:2], _ACTOR["n"], ())
        tree, i = self.tree, heads[0]
        if entry.pos == "n" and tree.dep[i] == "pobj" and tree.low[tree.head[i]] == "for":  # "joined Kerry for talks"
            over = tree.head[tree.head[i]]
            those = tree.slot(over, "obj") or ([] if found else tree.slot(over, "subj"))
            found += [r for k in those for r in self.at(k)]
        seen: dict[str, Role] = {}
        for role in found:
            seen.setdefault(role.entity or role.text or "", role)
        return tuple(seen.values())

    def part(self, match: Match, actors: tuple[Role, ...]) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """A mutual act told from one side ("Sudan will not negotiate with Chad"): its subject, and the rest."""
        own = {r.span for k in self.tree.slot(match.at, "subj") for r in (self.at(k) or self.behind(k))}
        one = tuple(r for r in actors if r.span in own)
        return (one, tuple(r for r in actors if r.span not in own)) if one else (actors, ())

    def within(self, match: Match) -> tuple[Role, ...]:
        """Whom the act in a match's complement concerns: "promised to rebuild Kabul", "demanded that Iran release"."""
        tree = self.tree
        clauses = [k for j in (match.at, *match.parts) for slot in ("xcomp", "ccomp", "acl")
                   for k in tree.slot(j, slot) if slot != "acl" or j == match.at]
        named = [*match.used, *(k for p in match.parts for k in tree.kids[p] if tree.dep[k] == "pobj")]
        clauses += [k for j in named for k in tree.kids[j] if tree.dep[k] == "acl" and any(
            tree.dep[m] == "mark" for m in tree.kids[k])]  # "renewed its demand that Chad leave"
        clauses += [k for c in clauses for k in tree.slot(c, "xcomp")]
        clauses += [k for c in (match.at, *clauses) for k in (*tree.slot(c, "obj"), *tree.slot(c, "for"))]
        clauses += [k for c in clauses for k in tree.slot(c, "to") if tree.pos[k] == "NOUN" and not self.at(k)]
        clauses += match.parts
        if match.entry.type == "THREATEN":  # "threatened to strike unless Israel withdrew"
            clauses += [k for c in (match.at, *clauses) for k in tree.kids[c] if tree.dep[k] == "advcl"
                        and any(tree.low[j] in ("if", "unless", "until") for j in tree.kids[k])]
        own = {r.span for j in tree.slot(match.at, "subj") for r in self.at(j)}
        for find in (self.at, self.behind):
            for c in clauses:
                claimed = match.entry.type in ("REQUEST", "ACCUSE", "THREATEN") and not tree.infinitive(c) and not (
                    match.entry.type == "THREATEN" and tree.dep[c] == "ccomp" and self._strikes(c))
                for slot in (*(("subj",) if claimed else ()), *_WITHIN):
                    there = [k for k in tree.slot(c, slot) if k not in clauses]
                    roles = [r for k in there for r in find(k) if political(r) and r.span not in own]
                    if roles:
                        return tuple(dict.fromkeys(roles))
        return next((r for k in tree.slot(match.at, "obj") if (r := self.behind(k))), ())
