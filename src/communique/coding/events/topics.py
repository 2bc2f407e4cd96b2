"""What an act is about: "condemned the attack", "rejected a call to leave" tell one act each, and what it is about.

Such a topic is part of the act that it stands under, where a codebook has its own code for that act; only what the
report tells as having happened beside it is an event of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from communique.coding.events.match import Match
from communique.coding.events.mood import inverted
from communique.coding.events.tree import Tree
from communique.coding.events.words import words

__all__ = ["background", "condition_of", "topic_of"]

#: Types of acts that are done by words or gestures about something, whose object is what they are about.
_ABOUT = words("ACCUSE REQUEST REJECT THREATEN AGREE PROTEST CONCEDE RETREAT")
#: Those of them whose clause says what they are about.
_CLAUSES = words("REQUEST THREATEN AGREE REJECT")
#: Types of acts that undo another: "freed a reporter who had been jailed", "lifted the ban that it imposed".
_UNDOING = words("CONCEDE RETREAT")
_UNDONE = words("COERCE SANCTION ACCUSE PROTEST")
_PREPOSITIONS = words("of for against at over about on")
_GERUND = words("of for against from at over about")
_NOUNS = words("NOUN PROPN")
_OBJECT = words("dobj nsubjpass oprd")
_IF = words("if unless until till provided providing lest whether")
_CONDITION = words("advcl ccomp parataxis")
#: Prepositions by which one thing is told of another's time, ground or setting.
_SETTING = words("after following during amid amidst since despite in at under because as")
#: Where a noun stands that a clause after it only describes.
_DESCRIBED = words("nsubj nsubjpass dobj pobj conj appos poss dative")
#: Words that open a clause which tells the time, place or ground of another.
_ASIDE = words("after as since because when while where although though before until")
#: From an act to the head of its clause.
_UPWARD = words("xcomp conj dobj nsubj nsubjpass attr")
_RANKED = words("first second third last latest only next")
_SUBJECTS = words("nsubj nsubjpass")
_MAIN = words("dobj attr oprd nsubjpass")


def topic_of(tree: Tree, match: Match, acts: Mapping[int, str]) -> tuple[int, bool] | None:
    """The token of the act that the match is only the topic of, and whether it is so directly ("demanded that Kenya
    leave") and not by way of another word; None where it is told for itself.

    `acts`: the type of every token that says an act.
    """
    own = {match.at, *match.parts, *match.used}
    node = match.at
    if _again(tree, node):
        return tree.head[node], False
    if tree.dep[node] == "advcl" and match.entry.type == "REQUEST" and acts.get(tree.head[node]) == "PROTEST":
        return (tree.head[node], True) if tree.tag[node] == "VBG" else None  # "marched, calling for a vote"
    if tree.dep[node] == "acl" and tree.head[node] in own:  # "an offer made by": the noun stands in the act
        node = tree.head[node]
    elif tree.dep[node] in ("acl", "relcl") and match.entry.type in _UNDONE and not tree.infinitive(node):
        return _undone(tree, node, own, acts)
    for step in range(8):
        over, clause = _over(tree, node)
        if over is None:
            return None
        act = acts.get(over) if over not in own else None
        if act is not None and tree.lemma[over] != "deny":
            return (over, step == 0) if act in (_CLAUSES if clause else _ABOUT) else None
        node = over
    return None


def _again(tree: Tree, i: int) -> bool:
    """Whether the infinitive at token i says once more what its sentence tells: "met Chad's leader, the first envoy to
    visit N'Djamena"."""
    h = tree.head[i]
    beside = tree.dep[h] == "appos" or (tree.dep[h] == "dobj" and any(
        tree.dep[k] == "dobj" and k < h for k in tree.kids[tree.head[h]]))  # how an apposition is often parsed
    return tree.dep[i] in ("acl", "relcl") and tree.infinitive(i) and beside and any(
        tree.low[k] in _RANKED or tree.tag[k] == "JJS" for k in tree.kids[h])


def _undone(tree: Tree, node: int, own: set[int], acts: Mapping[int, str]) -> tuple[int, bool] | None:
    """The act that undoes what a relative or reduced clause says of its object."""
    noun = tree.head[node]
    if not (noun in own or tree.passive(node)):
        return None
    over, clause = _over(tree, noun)
    if over is not None and not clause and acts.get(over) in _UNDOING and noun < node:
        return over, False
    return None


def _over(tree: Tree, i: int) -> tuple[int | None, bool]:
    """(the word that i is the object or complement of, whether as a clause); None where it is neither."""
    h, dep = tree.head[i], tree.dep[i]
    if h == i:
        return None, False
    if tree.pos[i] in _NOUNS:
        if dep in _OBJECT:
            return h, False
        if dep == "pobj" and tree.low[h] in _PREPOSITIONS:
            return tree.head[h], False
        if dep == "conj":
            return _over(tree, h)
        return None, False
    if dep == "conj":
        return (None, False) if any(tree.dep[k] == "nsubj" for k in tree.kids[i]) else _over(tree, h)
    if dep == "acl" and (tree.infinitive(i) or any(tree.dep[k] == "mark" for k in tree.kids[i])):
        return h, False  # "a call to leave", "its demand that Kenya leave"
    if dep == "pcomp" and tree.low[h] in _GERUND:
        return tree.head[h], False
    if dep in ("xcomp", "ccomp"):
        return (h, True) if i > h else (None, False)  # a first clause that the parser hung under the next is no topic
    return None, False


def condition_of(tree: Tree, i: int, acts: Mapping[int, str]) -> int | None:
    """The act on whose condition the event at token i is told ("will strike unless Kenya withdraws"), or None.

    A condition that no act hangs on is kept: "if Kenya attacks, Uganda loses" tells of a possible attack.
    """
    j = i
    for _ in range(8):
        h, dep = tree.head[j], tree.dep[j]
        if h == j or dep in ("relcl", "acl"):
            return None
        if dep in _CONDITION and _conditional(tree, j):
            return _main(tree, h, acts)
        if dep == "advcl" and not tree.infinitive(j):
            return None
        j = h
    return None


def _conditional(tree: Tree, j: int) -> bool:
    return inverted(tree, j) or any(tree.dep[k] in ("mark", "advmod") and tree.low[k] in _IF and k < j
                                    for k in tree.kids[j])


def _main(tree: Tree, h: int, acts: Mapping[int, str]) -> int | None:
    """The act of the clause headed by h, or of one that it is the complement of."""
    for _ in range(3):
        for k in (h, *tree.deps(h, _MAIN)):
            if k in acts:
                return k
        if tree.dep[h] not in ("xcomp", "ccomp", "conj", "acl", "pcomp"):
            return None
        h = tree.head[h]
    return None


def background(tree: Tree, i: int, carried: bool, acted: bool) -> bool:
    """Whether the words at token i are only the setting of what is told: "after riots", "inspectors probing sites".

    Such words are an event where they say who does it to whom, and no event where they leave out a side; where a
    clause tells it that only describes someone, or says when or why ("a town where 28 had been killed"), it needs
    who did it: `acted`. `carried`: a verb says that the noun's act takes place ("took part in riots").
    """
    if tree.pos[i] in _NOUNS and not carried and not any(tree.dep[k] == "relcl" for k in tree.kids[i]):
        for _ in range(6):  # "in response to unrest", "after a week of unrest"
            if tree.dep[i] in ("conj", "appos"):
                i = tree.head[i]
            elif tree.dep[i] == "pobj" and tree.low[tree.head[i]] in _SETTING:
                return True
            elif tree.dep[i] == "pobj" and tree.pos[tree.head[tree.head[i]]] in (*_NOUNS, "VERB"):
                i = tree.head[tree.head[i]]
            else:
                break
    return _beside(tree, i, acted)


def _beside(tree: Tree, i: int, acted: bool) -> bool:
    """Whether the act at token i stands in a clause beside the one that tells what happened."""
    verb = tree.pos[i] not in _NOUNS
    for _ in range(6):
        dep, h = tree.dep[i], tree.head[i]
        if dep == "pcomp":  # "resorted to throwing stones" tells it, "wounded by throwing stones" how another was done
            if tree.low[h] in ("after", "before", "since"):
                return not acted and any(tree.dep[k] in _SUBJECTS for k in tree.kids[i])
            return not (tree.low[h] == "to" and tree.pos[tree.head[h]] == "VERB")
        if dep in ("relcl", "acl"):
            kids = [tree.dep[k] for k in tree.kids[i]]
            if dep == "acl" and ("mark" in kids or "nsubj" in kids):
                return False  # "reports that he had been held" tells it
            probing = dep == "acl" and tree.tag[i] == "VBG" and verb
            return (probing or not acted) and tree.dep[h] in _DESCRIBED
        if dep == "advcl" and tree.infinitive(i):
            return not acted  # "opened a road to allow deliveries"
        if dep == "advcl":
            return not acted and any(tree.dep[k] in ("mark", "advmod") and tree.low[k] in _ASIDE and k < i
                                     for k in tree.kids[i])
        if h == i or dep not in _UPWARD or (dep == "conj" and any(tree.dep[k] in _SUBJECTS for k in tree.kids[i])):
            return False
        i = h
    return False
