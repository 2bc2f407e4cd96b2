"""Whom the words name that the model gives to an act: what parse and knowledge make of them, and who can be meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from communique.coding.events.arguments import STRIKING, Arguments
from communique.coding.events.parties import PRONOUNS
from communique.coding.events.tree import ASIDE, Tree
from communique.coding.events.words import words
from communique.language.reading import Reading
from communique.model import Array, Pieces, blocks
from communique.records import Role, Span

__all__ = ["ACTING", "MUTUAL", "SAID", "SUFFERING", "Cast", "Ties", "distinct"]

#: The columns of a tie: who acts, and whom it is done to.
ACTING, SUFFERING = 0, 1
#: Words of whom nothing is known are a party from this probability on.
WORD = 0.6
#: What several do among themselves needs no recipient.
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")

#: Tags of words that can name someone.
_NAMING = words("NN NNS NNP NNPS PRP PRP$ DT CD")
#: What is done to its possessor by others, who are meant where it is demanded or condemned.
_UNDERGONE = words("release arrest detention extradition trial prosecution punishment acquittal protection pardon "
                   "expulsion removal dismissal killing murder treatment rescue")
_DOING = words("nsubj nsubjpass")
_NOBODY = words("no nobody none nothing neither there")
#: Acts of words, which come from who says them.
SAID = words("ACCUSE REQUEST REJECT SUPPORT THREATEN")
_AFTER = words("after following since before despite during")
#: Verbs whose subject has it done to it.
_GETTING = words("get receive obtain suffer face undergo see witness experience")


def distinct(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Each party once: of one entity the first, and no words that lie within another's ("Kenyan" in "the Kenyan
    minister")."""
    spans = {r.span for r in roles if r.span}
    inner = {a for a in spans for b in spans if a != b and b[0] <= a[0] and a[1] <= b[1]}
    kept: dict[object, Role] = {}
    for role in roles:
        if role.span not in inner:
            kept.setdefault(role.entity or role.span or role, role)
    return tuple(kept.values())


@dataclass(frozen=True)
class Ties:
    """What the model says of who takes part in one act: `weights` (n, 4), of each of the sentence's n `pieces`, how
    likely it is part of each argument; `offset` is where the sentence begins in the report."""

    pieces: Pieces
    offset: int
    weights: Array

    def at(self, span: Span) -> list[int]:
        """The pieces of the words at a span of the report."""
        return self.pieces.covering(span[0] - self.offset, span[1] - self.offset)


class Cast:
    """Finds the parties of one report's acts among the model's words."""

    def __init__(self, reading: Reading, tree: Tree, arguments: Arguments) -> None:
        self.reading, self.tree, self.arguments = reading, tree, arguments

    def named(
        self, ties: Ties, side: int, least: float, others: Sequence[Role], words: bool = True
    ) -> tuple[Role, ...]:
        """The parties that are named where the model sees one of this side with at least probability `least`, but for
        `others`. Where `words` and it is as sure as WORD, those too of whom only the words are known."""
        row, roles = ties.weights[:, side], list[Role]()
        for start, end, _ in blocks(row, ties.pieces.spans, least):
            i = self.head((ties.offset + start, ties.offset + end))
            plain = words and float(row[ties.pieces.covering(start, end)].max()) >= WORD
            roles += self.at(i) or (self._described(i) if plain else ())
        known = {r.entity or r.span for r in others}
        return tuple(r for r in distinct(roles) if (r.entity or r.span) not in known)

    def _described(self, i: int) -> tuple[Role, ...]:
        """Someone of whom the report tells no more than the words at token i: "the commission", "a flute band"."""
        tree = self.tree
        if tree.pos[i] not in ("NOUN", "PROPN", "PRON") or tree.tag[i] not in _NAMING or tree.low[i] in _NOBODY or any(
                tree.low[k] in _NOBODY for k in tree.kids[i]):
            return ()
        if tree.tag[i] == "PRP$" and tree.lemma[tree.head[i]] in _UNDERGONE:
            return ()  # "demanded her release": of those who hold her
        if tree.pos[i] == "PRON":
            return (Role(text=tree.doc[i].text, span=(tree.idx[i], tree.idx[i] + len(tree.low[i]))),)
        return (self.reading.described(tree.doc[i]),)

    def at(self, i: int) -> tuple[Role, ...]:
        """Whom the phrase headed by token i names, known to be a party; where that is an adjective or a noun before
        another, the party that the whole is, if it is one ("Kenyan" of "Kenyan forces")."""
        named, tree = self.arguments.named, self.tree
        if tree.dep[i] in ("amod", "compound", "nmod") and any(r.kind == "state" for r in named.at(i)) and any(
                r.span and r.span[0] <= tree.idx[i] < r.span[1] for r in named.at(tree.head[i])):
            i = tree.head[i]
        return named.at(i) or named.behind(i) or named.untold(i, told=True)

    def weight(self, ties: Ties, side: int, role: Role) -> float:
        """How much of this side the words of a role are to the model; 1 where they stand in another sentence."""
        where = ties.at(role.span) if role.span else []
        return float(ties.weights[where, side].max()) if where else 1.0

    def doers(self, at: int, type_: str, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        """The roles, without those that are part of who suffers the passive at token `at`, or of where it happened, or
        that stand beside its subject: "the army bombs villages, the rebels said" tells nothing that rebels did."""
        struck = {self.tree.idx[k] for k in self.arguments.struck(at)} if type_ in STRIKING else set()
        acting = self._acting(at, type_) if type_ not in MUTUAL else None
        return tuple(r for r in roles if r.span is None or not (
            self.arguments.here(r) or any(r.span[0] <= k < r.span[1] for k in struck) or (
                acting is not None and not any(r.span[0] <= k < r.span[1] for k in acting))))

    def _acting(self, at: int, type_: str) -> frozenset[int] | None:
        """Where the words lie that can name who acts at token `at`: in the subject of an active verb; of a noun that
        tells what another act comes after or is done in spite of, among its own. None: they may lie anywhere."""
        tree, named = self.tree, self.arguments.named
        if type_ in STRIKING and tree.dep[at] in ("advcl", "relcl", "acl") and tree.passive(at):
            heads = [at]  # "who took office after Kato was arrested"
        elif tree.pos[at] == "VERB" and tree.lemma[at] not in _GETTING and not tree.passive(at):
            own = [k for k in tree.kids[at] if tree.dep[k] == "nsubj" and tree.low[k] not in PRONOUNS]
            if type_ in SAID and not any(named.at(tree.antecedent(k)) or named.behind(k) for k in own):
                own = []  # "the blame lay with Chad, the minister said"
            heads = [j for k in own for j in tree.conjuncts(tree.antecedent(k))]
        elif tree.pos[at] == "NOUN" and (
                tree.dep[at] == "pobj" and tree.low[tree.head[at]] in ASIDE or self.arguments.seen(at)):
            heads = [at]
        else:
            return None
        if not heads:
            return None
        reach = list(dict.fromkeys(heads))
        for j in reach:
            reach += [k for k in tree.kids[j] if k not in reach and (k != at or j == at) and tree.dep[k] != "relcl"]
        return frozenset(tree.idx[k] for k in reach)

    def accused(self, at: int) -> tuple[Role, ...] | None:
        """Who does what a gerund tells after "accused B of A-ing and C-ing" or "stopped B from A-ing": B, in all of the
        coordinated gerunds; None where token `at` is no such gerund."""
        tree, i = self.tree, at
        while tree.dep[i] == "conj" and tree.pos[tree.head[i]] == "VERB" and tree.tag[i] == "VBG":
            i = tree.head[i]
        over = tree.head[tree.head[i]]
        if tree.tag[i] != "VBG" or tree.dep[i] != "pcomp" or tree.pos[over] != "VERB" or not tree.slot(over, "obj"):
            return None
        return tuple(r for k in tree.subject(i) for j in tree.conjuncts(k) for r in self.at(j))

    def elsewhere(self, at: int, type_: str, role: Role) -> bool:
        """Whether a role stands before the verb at token `at` and its own subject, in another clause: "would ban three
        officials, and Germany froze a loan" freezes nothing of theirs. Or in a phrase that only says after what. Or,
        of words that have an object of their own, in what comes next: "hailed the plan and urged Chad to act". Or is
        another name of the subject; or has something done to it by somebody else meanwhile, before or if: "will veto it
        unless the minister consults Chad"."""
        tree = self.tree
        i = before = self.head(role.span) if role.span is not None else at
        for _ in range(8):
            if i == at or tree.head[i] == i:
                break
            if tree.dep[i] == "prep" and tree.low[i] in _AFTER and tree.head[i] == at:
                return True
            if tree.dep[i] == "advcl" and tree.head[i] == at and before != i and tree.dep[before] not in _DOING and any(
                    tree.dep[k] in _DOING for k in tree.kids[i]):
                return True
            if type_ in SAID and tree.dep[i] == "conj" and tree.head[i] == at and tree.slot(at, "obj"):
                return True
            over = tree.head[i]
            if tree.dep[i] in ("appos", "relcl") and tree.dep[over] == "nsubj" and tree.head[over] == at:
                return True
            before, i = i, tree.head[i]
        subjects = [k for k in tree.kids[at] if tree.dep[k] in _DOING]
        if not subjects or role.span is None or role.span[0] >= tree.idx[subjects[0]]:
            return False
        i = self.head(role.span)
        while tree.head[i] != i and i != at and not (
                tree.pos[i] == "VERB" and any(tree.dep[k] in _DOING for k in tree.kids[i])):
            i = tree.head[i]
        return i != at

    def head(self, span: Span) -> int:
        """The token that heads the words at span: the first whose own head lies outside."""
        idx = self.tree.idx
        first = max(0, bisect_right(idx, span[0]) - 1)
        past = max(first + 1, bisect_left(idx, span[1]))
        inside = range(first, past)
        return next((i for i in inside if self.tree.head[i] not in inside or self.tree.head[i] == i), first)
