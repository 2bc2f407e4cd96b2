"""Which entry of the lexicon holds at which token: fixed parts, then constraints, the narrowest entry first."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from communique.coding.events.clauses import MEASURES
from communique.coding.events.load import Entry, Governor, Lexicon, Test
from communique.coding.events.tree import PLAIN_SLOTS, Tree
from communique.coding.events.words import words

__all__ = ["Match", "find_matches", "governor_at", "parts_at"]

_SELVES = words("himself herself itself themselves ourselves myself")
#: What a verb may be told of before it: "the town on which they marched".
_RELATIVES = words("which whom what whose")
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
#: Nouns that stand for a lot of what follows them: "the first contingent of peacekeepers".
_LOTS = words("contingent batch deployment consignment group team")
_WARNING = words("warn caution threaten vow swear promise pledge")
_MEN = frozenset({"reb", "uaf", "group"})
_CALLING = words("label brand call term dub deem declare consider")
#: Kinds of those who bear arms.
_BEARING = frozenset({"mil", "reb", "uaf", "cop"})
#: What says, of a token, which kinds (`#state`, `#gov`) its argument is of.
KindsOf = Callable[[int], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """Entry `entry` holds at token `at`; `parts` are the tokens of its fixed words, `used` those that a constraint
    took as the object, which then are no event of their own ("sign an agreement"). `free`: it, or a wider entry of its
    type that holds here too, needs no political party."""

    at: int
    entry: Entry
    parts: tuple[int, ...]
    used: tuple[int, ...]
    free: bool = False


def find_matches(tree: Tree, lexicon: Lexicon, kinds: KindsOf, names: Container[int] = ()) -> list[Match]:
    """One match at most for each token, in order, also of what is no event (NONE); words that a wider match uses are no
    match of their own, nor are the nouns of `names`, which name someone."""
    found: list[Match] = []
    index = lexicon.entries
    for i, lemma in enumerate(tree.lemma):
        whole = tree.joined.get(i, lemma)
        entries = index.get(whole) or (index.get(lemma) if whole.startswith("re-") else None)  # "re-opened"
        if entries is None:
            continue
        pos = _POS.get(tree.pos[i]) if not tree.nominal(i) else "n"
        if pos is None or (pos == "v" and tree.participle(i)) or (
                pos == "n" and (i in names or _aside(tree, i, names))):
            continue  # "the detained men", "the national assembly": who they are, not what is told of them
        best = _best(tree, i, [e for e in entries if e.pos == pos], kinds)
        if best is not None:
            found.append(best)
    taken = {p for m in found for p in (*m.parts, *m.used)}
    return [m for m in found if m.at not in taken]


def _aside(tree: Tree, i: int, names: Container[int]) -> bool:
    """Whether a noun is no act by itself: it says how something is done, or is part of a name ("riot police")."""
    named = tree.dep[i] == "compound" and tree.head[i] == i + 1 and i + 1 in names and (
        tree.tag[i] == "NN" or tree.tag[i] == "NNP" and tree.doc[i + 1].is_lower)  # where it begins a sentence
    return named or _manner(tree, i) or _name(tree, i)


def _name(tree: Tree, i: int) -> bool:
    """Whether a noun is only what something is called: "labelled the fleet a threat"."""
    h = tree.head[i]
    return tree.lemma[h] in _CALLING and (tree.dep[i] == "oprd" or (tree.dep[i] == "dobj" and any(
        tree.dep[k] == "dobj" and k < i for k in tree.kids[h])))


def _manner(tree: Tree, i: int) -> bool:
    """Whether a noun only says in what spirit something is done: "left in protest", "held in detention"."""
    return tree.dep[i] == "pobj" and tree.low[tree.head[i]] == "in" and tree.tag[i] == "NN" and not any(
        tree.dep[k] in ("det", "poss", "amod", "compound", "nummod") for k in tree.kids[i])


def _best(tree: Tree, i: int, entries: list[Entry], kinds: KindsOf) -> Match | None:
    """The first of the entries that holds at token i; where only a plain one does and i is a passive that names no
    agent, the first that holds but for its agent."""
    first = next((m for e in entries if (m := _hold(tree, i, e, kinds)) is not None), None)
    if first is not None and not first.free and first.entry.type != "NONE":
        # political by itself where any of the rows of that type that hold says so
        free = any(_hold(tree, i, e, kinds) for e in entries if e.free and e.type == first.entry.type)
        first = replace(first, free=free)
    if (first is None or first.entry.plain) and tree.pos[i] == "VERB" and tree.passive(i) and not tree.slot(i, "subj"):
        narrow = [e for e in entries if not e.plain and e.type != "NONE"]
        return next((m for e in narrow if (m := _hold(tree, i, e, kinds, True)) is not None), first)
    return first


def _hold(tree: Tree, i: int, entry: Entry, kinds: KindsOf, agentless: bool = False) -> Match | None:
    parts = parts_at(tree, i, entry.parts)
    if parts is None:
        return None
    if entry.type == "ASSAULT" and not parts and any(tree.low[k] in _SELVES for k in tree.slot(i, "obj")):
        return None  # "shot himself", but not "blew himself up"
    used: list[int] = []
    for test in entry.tests:
        if agentless and test.wanted and test.slots == ("subj",):
            continue
        held = _test(tree, i, parts, test, kinds)
        if held and test.wanted and entry.type == "REQUEST" and "ccomp" in test.slots:
            # "demanded that Iran release them" asks, "insisted that Iran released them" tells
            held = [k for k in held if tree.dep[k] != "ccomp" or tree.infinitive(k) or tree.subjunctive(k)] or None
        if held and test.wanted and entry.type == "THREATEN" and "ccomp" in test.slots and entry.head not in _WARNING:
            # "hinted that it would bomb them" threatens, "said that it shelled them" tells
            held = [k for k in held if tree.dep[k] != "ccomp" or tree.infinitive(k) or tree.ahead(k)] or None
        if held is None:
            return None
        if test.words and ("obj" in test.slots or "subj" in test.slots):
            used += held
    return Match(i, entry, parts, tuple(used) if entry.pos == "v" else (), entry.free)


def parts_at(tree: Tree, i: int, fixed: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens of the `fixed` words of a phrase headed by i: under the head, under an earlier part, or next to it."""
    found: list[int] = []
    for word in fixed:
        spot = _part(tree, i, found, word, len(fixed) == 1)
        if spot is None:
            return None
        found.append(spot)
    return tuple(found)


def _part(tree: Tree, i: int, found: list[int], word: str, alone: bool) -> int | None:
    for over in (i, *found):
        for k in tree.kids[over]:
            if tree.dep[k] in ("prep", "agent") and over == i and k != i + 1 and alone and tree.slot(i, "obj"):
                continue  # "took office in January" is no "take in"
            if tree.dep[k] == "prep" and k < i and tree.pos[i] == "VERB" and not any(
                    tree.low[j] in _RELATIVES for j in tree.kids[k]):
                continue  # "on Sulawesi, miners marched" is no "march on"
            if (tree.lemma[k] == word or tree.low[k] == word) and k not in found and tree.dep[k] != "aux":
                return k
    after = (found[-1] if found else i) + 1
    if after < len(tree.low) and word in (tree.lemma[after], tree.low[after]):
        return after
    if tree.dep[i] in ("acl", "relcl"):
        h = tree.head[i]
        if tree.lemma[h] == word and h not in found:
            return h
    return None


def _test(tree: Tree, i: int, parts: tuple[int, ...], test: Test, kinds: KindsOf) -> list[int] | None:
    """The tokens by which the constraint holds, or None where it does not."""
    heads = [k for slot in test.slots for k in _fillers(tree, i, parts, slot)]
    if test.any:
        return heads if bool(heads) == test.wanted else None
    compound = test.compound
    heads = [k for h in heads for k in tree.conjuncts(h)]
    lots = [h for h in heads if tree.lemma[h] in MEASURES or tree.lemma[h] in _LOTS]
    heads += [k for h in lots for k in tree.preps(h, "of")]  # "a series of bombs"
    hits = [k for k in heads if tree.called(k, test.words, compound) or (test.kinds and test.kinds & kinds(k))]
    if hits and test.wanted and "warplane" in test.words:  # "fighters" are planes only where they are nobody in arms
        hits = [k for k in hits if tree.lemma[k] != "fighter" or not _MEN & kinds(k)]
    if test.wanted:
        return hits or None
    return None if any(tree.low[k] != "fighters" or not _BEARING & kinds(k) for k in hits) else []  # some box


def _fillers(tree: Tree, i: int, parts: tuple[int, ...], slot: str) -> list[int]:
    """What stands in a slot of the head, of its fixed words, or (a preposition) of the object: attachment varies."""
    found = [k for over in (i, *parts) for k in tree.slot(over, slot)]
    if not found and slot not in PLAIN_SLOTS and tree.pos[i] == "VERB":
        found = [k for over in tree.slot(i, "obj") for k in tree.preps(over, slot)]
    return found


def governor_at(tree: Tree, i: int, complement: str, lexicon: Lexicon) -> Governor | None:
    """The governing word at token i that rules a complement of this kind (``inf``, ``ger``, ``that``, ``noun``)."""
    pos = _POS.get(tree.pos[i])
    for g in lexicon.governors.get(tree.lemma[i], ()):
        if g.pos != pos and not (g.pos == "p" and pos == "v" and tree.passive(i)):
            continue
        if complement in g.complements or "any" in g.complements:
            if parts_at(tree, i, g.parts) is not None:
                return g
    return None
