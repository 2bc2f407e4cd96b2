"""Demands made by saying what another must do: "Libya must hand them over, the minister said" is a request to Libya."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.coding.events.mood import inverted
from communique.coding.events.parties import PRONOUNS, Parties, political
from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.records import Role, Statement, covers

__all__ = ["Demand", "find_demands"]

_MUST = words("must should ought")
_IRREAL = words("would might may could if")
_HAVE = words("have need")


@dataclass(frozen=True, slots=True)
class Demand:
    """`actors` say that `recipients` must do what the verb `at` tells; `modal` is the token that says so, `over` the
    word whose complement it is."""

    at: int
    modal: int
    actors: tuple[Role, ...]
    recipients: tuple[Role, ...]
    over: int


def find_demands(tree: Tree, parties: Parties, statements: Sequence[Statement]) -> Iterator[Demand]:
    """The demands of the report: an obligation laid on one party in the words of another, both of them political."""
    for i, word in enumerate(tree.low):
        if word in _MUST and tree.dep[i] == "aux":
            verb = tree.head[i]
        elif tree.lemma[i] in _HAVE and tree.pos[i] == "VERB" and tree.tag[i] != "VBD":
            verb = next((k for k in tree.kids[i] if tree.dep[k] == "xcomp" and tree.infinitive(k)), -1)
            if verb < 0 or any(tree.dep[k] in ("neg", "dobj") or tree.low[k] in _IRREAL for k in tree.kids[i]):
                continue
        else:
            continue
        clause = i if tree.dep[i] != "aux" else verb
        helped = [tree.low[k] for k in tree.kids[verb] if tree.dep[k] == "aux"]
        if tree.dep[clause] == "advcl" or inverted(tree, clause) or "have" in helped:
            continue  # "should Iran attack, ...", "should have left"
        owing = tuple(r for k in _owing(tree, clause) for r in parties.at(k) if political(r))
        if not owing:
            continue
        saying = _speaker(tree, parties, clause) or _quoted(tree, statements, i)
        if saying and not {r.entity for r in saying} & {r.entity for r in owing}:
            yield Demand(verb, i, saying, owing, tree.head[clause])


def _owing(tree: Tree, clause: int) -> list[int]:
    """Who is to do it: the subject, or, where that is a pronoun, whom the one who says so addresses ("told Kenya that
    it must leave", "issued a reminder to Kenya that it must")."""
    subjects = tree.subject(clause)
    over = tree.head[clause]
    if tree.dep[clause] in ("ccomp", "acl") and any(tree.low[k] in PRONOUNS for k in subjects):
        heads = [over, *(k for k in tree.kids[over] if tree.dep[k] == "dobj"), tree.head[over]]
        told = [k for h in heads for slot in ("dative", "to") for k in tree.slot(h, slot)] + [
            k for k in tree.slot(over, "obj") if tree.dep[clause] == "ccomp" and tree.pos[k] == "PROPN"]
        return list(dict.fromkeys(told)) or subjects
    return subjects


def _speaker(tree: Tree, parties: Parties, clause: int) -> tuple[Role, ...]:
    """The political subject of the verb that reports the clause."""
    j = clause
    for _ in range(3):
        h = tree.head[j]
        if h == j:
            return ()
        if (tree.dep[j] == "ccomp" and tree.pos[h] == "VERB") or (tree.dep[j] == "acl" and tree.pos[h] == "NOUN"):
            return tuple(r for k in tree.slot(h, "subj") for r in parties.at(k) if political(r))
        if tree.dep[j] != "conj":
            return ()
        j = h
    return ()


def _quoted(tree: Tree, statements: Sequence[Statement], i: int) -> tuple[Role, ...]:
    """The political speaker of the statement that the token stands in."""
    start = tree.doc[i].idx
    inside = [s for s in statements if covers(s.content, start, start + len(tree.doc[i]))]
    if not inside:
        return ()
    speaker = min(inside, key=lambda s: sum(b - a for a, b in s.content)).speaker
    return (speaker,) if speaker is not None and political(speaker) else ()
