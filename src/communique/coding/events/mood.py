"""What the auxiliaries, negation and mark of one clause say: whether it is told as so, to come, possible or not so."""

from __future__ import annotations

from dataclasses import dataclass

from communique.coding.events.tree import Tree
from communique.coding.events.words import words

__all__ = ["RANK", "Mood", "conditioned", "inverted", "mood"]

#: Statuses from the weakest claim on an event to the strongest: of two that apply, the later holds.
RANK = ("actual", "historical", "future", "hypothetical", "negated")
_MAYBE = frozenset({"may", "might", "could", "should", "can", "must", "ought"})
_WOULD = frozenset({"would", "'d", "’d"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_IF = words("if unless whether provided providing lest")
_NOBODY = words("nothing nobody none no-one")
#: What makes something of nothing: "nothing but", "nothing less".
_MORE = words("but less more short except")
_ABOUT = words("of with to for on against")
_UNTIL = words("until till")
_NO = words("no neither nor none nobody nothing")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Mood:
    """`rank` into `RANK`, the number of negations, whether it says "will"."""

    rank: int
    negations: int
    will: bool


def inverted(tree: Tree, i: int) -> bool:
    """Whether the clause headed by i is a condition by its order: "Had they come", "Should Iran attack"."""
    first = next((k for k in tree.kids[i] if tree.dep[k] in ("aux", "auxpass")), i)
    if first == i or tree.low[first] not in ("had", "should", "were"):
        return False
    subjects = [k for k in tree.kids[i] if tree.dep[k] in _SUBJECTS]
    return bool(subjects) and min(subjects) > first


def conditioned(tree: Tree, i: int) -> bool:
    """Whether an "if" clause, or one that is a condition by its order, hangs from the clause headed by i."""
    for k in tree.kids[i]:
        if tree.dep[k] in ("advcl", "ccomp", "parataxis"):
            marked = any(tree.dep[j] == "mark" and tree.low[j] in ("if", "unless") for j in tree.kids[k])
            if marked or inverted(tree, k):
                return True
    return False


def mood(tree: Tree, i: int, parts: tuple[int, ...] = ()) -> Mood:
    """The mood of the clause headed by i; `parts` are the fixed words of an entry there ("made no pledge")."""
    rank, no, will, had, modal, own = 0, 0, False, False, False, False
    for k in tree.kids[i]:
        dep, word = tree.dep[k], tree.low[k]
        if dep in ("aux", "auxpass"):
            own = own or word != "to"
            if word in _WILL or (word in _WOULD and _backshifted(tree, i)):
                rank, will = max(rank, 3 if word in _WOULD and conditioned(tree, i) else 2), True
            elif word in _MAYBE or word in _WOULD:
                rank, modal = max(rank, 3), True
            had = had or word == "had"
            no += any(tree.dep[j] == "neg" for j in tree.kids[k])
        elif dep == "neg" or (dep == "advmod" and word == "never"):
            no += 1
        elif dep == "prep" and k > i and _about_nothing(tree, k):
            no += 1  # "met with nobody"
        elif dep == "dobj" and any(k < j and _about_nothing(tree, j) for j in tree.kids[k]):
            no += 1  # "accused Chad of nothing"
        elif dep == "mark":
            if word in _IF or (word in _UNTIL and tree.tag[i] in ("VBZ", "VBP", "VB")):
                rank = max(rank, 3)
        elif none(tree, k) if dep in ("nsubj", "nsubjpass", "dobj") else dep in ("preconj", "cc") and word in _NO:
            no += 1
        elif dep == "advmod" and word in ("whenever", "wherever", "should") and tree.tag[i] in ("VBZ", "VBP", "VB"):
            rank = max(rank, 3)
        elif dep == "advmod" and word in ("once", "formerly", "previously"):
            rank = max(rank, 1)
    no += sum(any(tree.low[j] in _NO and tree.dep[j] == "det" for j in tree.kids[p]) for p in parts)
    if inverted(tree, i) or (will and conditioned(tree, i)):
        rank = max(rank, 3)
    elif had and not modal and tree.dep[i] != "ccomp":
        rank = max(rank, 1)
    if tree.dep[i] == "pcomp" and tree.low[tree.head[i]] == "without":
        no += 1
    if tree.dep[i] == "conj" and not own:
        h = tree.head[i]
        if tree.pos[h] in ("VERB", "AUX") and not any(tree.dep[k] in _SUBJECTS for k in tree.kids[i]):
            first = mood(tree, h)
            rank, will = max(rank, first.rank), will or first.will
            if any(tree.dep[k] == "cc" and tree.low[k] in ("or", "nor") for k in tree.kids[h]):
                no += first.negations
    return Mood(rank, no, will)


def _backshifted(tree: Tree, i: int) -> bool:
    """Whether "would" stands for "will" in reported speech: "said it would withdraw"."""
    h = tree.head[i]
    if tree.dep[i] == "conj" and tree.dep[h] == "ccomp":
        h = tree.head[h]
    elif tree.dep[i] != "ccomp":
        return False
    return tree.tag[h] in ("VBD", "VBN")


def _about_nothing(tree: Tree, k: int) -> bool:
    """Whether the preposition at k has nothing or nobody for its object."""
    return tree.dep[k] == "prep" and tree.low[k] in _ABOUT and any(
        tree.low[j] in _NOBODY and tree.dep[j] == "pobj" and not any(
            tree.low[n] in _MORE for n in tree.kids[j]) for j in tree.kids[k])


def none(tree: Tree, k: int) -> bool:
    """Whether the noun k is said of nothing: "no troops", "neither side", "nobody"."""
    return tree.low[k] in _NO or any(
        tree.low[j] in _NO and tree.dep[j] in ("det", "neg", "preconj", "cc") and j < k for j in tree.kids[k])
