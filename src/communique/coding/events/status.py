"""Whether an event is told as done, long past, to come, merely possible, or not so.

The words around it decide: its auxiliaries and negation, what governs it (`governors.tsv`), conditions and questions,
and a date long before the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from communique.coding.events.load import Governor, Lexicon
from communique.coding.events.match import governor_at
from communique.coding.events.mood import RANK, mood, none
from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.language.times.bounds import last_day

__all__ = ["Standing", "denied", "long_before", "standing"]

#: An event that is this many days older than the report is told as background.
LONG_AGO_DAYS = 300
#: Words that say of what stands under them that it is not so.
_DENYING = words("deny dispute refute disclaim")
#: Types of acts that are about another act, and the complements in which that one stands.
_ABSORBING = words("AGREE REQUEST REJECT THREATEN")
_GERUND_PREPS = words("of for with from to in on at against about over into by toward towards")
_COMPLEMENTS = words("inf ger noun that")
_NOUN_MOD = {
    "hypothetical": words("possible potential hypothetical alleged would-be feared threatened mooted attempted "
                          "suggested rumoured rumored supposed imminent proposed abortive prospective eventual"),
    "future": words("planned forthcoming upcoming future scheduled impending coming next"),
    "negated": words("cancelled canceled aborted non-existent foiled"),
    "historical": words("past previous earlier former historic original centuries-old"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of an event; `absorbed` where its governor's own event says it all, `refused` where its doer will not
    do it ("will not release"), `will` where its doer will, `denied` the word that denies it, `by` what absorbed it."""

    status: str
    absorbed: bool = False
    refused: bool = False
    will: bool = False
    claim: bool = False
    denied: int | None = None
    by: int | None = None


def long_before(value: str | None, published: str | None) -> bool:
    """Whether an ISO date lies `LONG_AGO_DAYS` or more before the report's day."""
    day = last_day(value or "")
    if day is None or not published:
        return False
    try:
        return (dt.date.fromisoformat(published[:10]) - dt.date.fromisoformat(day)).days >= LONG_AGO_DAYS
    except ValueError:
        return False


def after(value: str | None, published: str | None) -> bool:
    """Whether an ISO date lies whole after the report's day."""
    return bool(value and published and value[:4].isdigit() and "W" not in value and "X" not in value
                and value.split("/")[0][:10] > published[:len(value.split("/")[0][:10])])


def standing(tree: Tree, i: int, parts: tuple[int, ...], lexicon: Lexicon, acts: Mapping[int, str],
             used: tuple[int, ...] = (), denying: bool = False) -> Standing:
    """What the words say of the event at token i (its fixed words at `parts`, its object at `used`). `denying`: they
    hold a negation by themselves.

    `acts` are the tokens that say an event of their own, with its type: what stands in the complement of an agreement,
    a request, a refusal or a threat is what it is about, and no event beside it.
    """
    worst, negations, refused, will, claim = 0, -int(denying), False, False, False
    node, steps, denied, borne, aimed = i, 0, None, False, False
    if tree.pos[i] in ("NOUN", "PROPN"):
        worst = _noun(tree, i)
    while steps < 8:
        steps += 1
        if tree.pos[node] in ("VERB", "AUX", "ADJ"):
            here = mood(tree, node, parts if node == i else ())
            worst, negations = max(worst, here.rank), negations + here.negations
            if node == i and here.will:
                will, refused = True, bool(here.negations)
            will = will or (borne and here.will)  # "would tighten the blockade"
        borne = node == i and tree.dep[i] == "dobj"
        if tree.dep[node] == "acl" and tree.head[node] in (*parts, *used):
            node = tree.head[node]  # "prevented a rally staged by students": the rally is what was prevented
        if _accused(tree, node, acts):
            return Standing("hypothetical", absorbed=True, by=tree.head[node])
        up = _governed(tree, node)
        if up is None:
            break
        over, complement = up
        act = acts.get(over) if over not in parts and tree.lemma[over] != "deny" else None
        if complement in _COMPLEMENTS and act in _ABSORBING:
            return Standing("negated" if negations % 2 else "hypothetical", absorbed=True, by=over)
        if complement == "ger" and acts.get(over) == "ACCUSE":
            claim = True
            break
        if complement == "inf" and tree.lemma[over] == "have" and any(tree.low[k] == "yet" for k in tree.kids[over]):
            negations += 1  # "has yet to file"
            break
        if complement in ("inf", "ger") and act is not None:
            # "marched to demand a vote", "ceased to share the data": what an act is for, or of, is part of it
            return Standing("negated" if negations % 2 else "hypothetical", absorbed=True, by=over)
        g = governor_at(tree, over, complement, lexicon) if complement else None
        if g is None:
            if complement in ("inf", "ger", "chain"):
                aimed = complement == "inf" and tree.pos[over] in ("NOUN", "PROPN")
                worst = max(worst, 3 if aimed else 0)  # "talks to reduce weapons": what is wanted is not done
                node = over
                continue
            if complement in ("noun", "subject") and tree.pos[over] in ("VERB", "AUX") and tree.dep[node] != "pobj":
                here = mood(tree, over)
                will = will or (borne and here.will)
                negations, worst = negations + here.negations, max(worst, here.rank)
                if aimed and complement == "noun" and tree.dep[over] in ("xcomp", "pcomp"):
                    node = over
                    continue
            break
        stop = _apply(g)
        if stop == "absorb":
            return Standing("negated" if negations % 2 else "hypothetical", absorbed=True, by=over)
        if stop == "claim":
            claim = True
            break
        if stop == "negated":
            negations += 1
            denied = over if tree.lemma[over] == "deny" else denied
        elif stop in RANK:
            worst = max(worst, RANK.index(stop))
        if complement == "that":
            break
        node = over
    if negations % 2:
        worst = RANK.index("negated")
    if _question(tree, i) and worst < 3:
        worst = 3
    if claim and worst < 3:
        worst = 3
    return Standing(RANK[worst], denied=denied, refused=refused, will=will and not refused, claim=claim)


def _accused(tree: Tree, node: int, acts: Mapping[int, str]) -> bool:
    """Whether the participle at `node` goes on with an accusation: "accused B of lying, ignoring the law and ..."."""
    h = tree.head[node]
    return (tree.dep[node] == "advcl" and tree.tag[node] == "VBG" and acts.get(h) == "ACCUSE" and node > h
            and any(tree.dep[k] == "pcomp" for p in tree.kids[h] if tree.dep[p] == "prep" and h < p < node
                    for k in tree.kids[p]))


def denied(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether token i stands in what a word of its sentence denies, however deep and however the parser hung it:
    "denied arming rebels and bombing villages"."""
    j = i
    for _ in range(8):
        h = tree.head[j]
        if h == j or tree.dep[j] in ("relcl", "advcl", "parataxis"):
            return False
        if tree.dep[j] == "conj" and tree.tag[j] in ("VBD", "VBZ", "VBP", "MD"):
            own = any(tree.dep[k] in ("nsubj", "nsubjpass") for k in tree.kids[j])
            if own or tree.tag[h] not in ("VBD", "VBZ", "VBP", "VBN"):
                return False
        elif tree.dep[j] in ("xcomp", "ccomp", "dobj", "pcomp") and tree.lemma[h] in _DENYING and h < i:
            g = governor_at(tree, h, "ger", lexicon)
            return g is not None and g.effect == "negated" and not mood(tree, h).negations % 2
        elif tree.dep[j] in ("nsubj", "nsubjpass"):
            return False
        j = h
    return False


def _apply(g: Governor) -> str:
    return g.effect if g.effect not in ("keep", "support", "support-rev") else "keep"


def _noun(tree: Tree, i: int) -> int:
    worst = 0
    for k in tree.kids[i]:
        for status, modifiers in _NOUN_MOD.items():
            if tree.low[k] in modifiers and tree.dep[k] in ("amod", "compound", "det"):
                worst = max(worst, RANK.index(status))
    return RANK.index("negated") if none(tree, i) else worst


def _governed(tree: Tree, i: int) -> tuple[int, str] | None:
    """(the word over i, the kind of complement that i is to it); None where i heads a clause of its own.

    ``chain``: a copula or a coordinated first verb, through which governing words reach.
    """
    h, dep = tree.head[i], tree.dep[i]
    if h == i:
        return None
    if tree.pos[i] in ("NOUN", "PROPN"):
        if dep in ("dobj", "nsubjpass", "attr", "oprd", "compound"):
            return h, "noun"
        if dep == "nsubj":
            return h, "subject"
        if dep == "pobj":
            return tree.head[h], "noun"
        if dep == "conj" and tree.pos[h] in ("NOUN", "PROPN"):
            return _governed(tree, h)
        return None
    if dep == "conj" and tree.pos[h] in ("VERB", "AUX", "ADJ"):
        return _governed(tree, h) if not any(tree.dep[k] in ("nsubj", "nsubjpass") for k in tree.kids[i]) else None
    if tree.infinitive(i):
        return (h, "inf") if dep in ("xcomp", "ccomp", "acl", "advcl", "relcl") else None
    if dep == "pcomp":
        return (tree.head[h], "ger") if tree.low[h] in _GERUND_PREPS else None
    if dep in ("xcomp", "acomp", "attr"):
        having = any(tree.dep[k] == "aux" and tree.low[k] == "having" for k in tree.kids[i])  # "denied having fired"
        return h, "ger" if tree.tag[i] == "VBG" or having else "chain"
    if dep == "ccomp":
        if i < h and ";" in tree.low[i:h]:
            return None  # "A offered talks; B refused": the parser hangs a clause of its own under the next one
        bare = tree.tag[i] == "VBG" and not any(tree.dep[k] in ("nsubj", "aux") for k in tree.kids[i])
        return h, "ger" if bare else "that"
    return None


def _question(tree: Tree, i: int) -> bool:
    sent = tree.doc[i].sent
    return "?" in tree.low[max(sent.start, sent.end - 4):sent.end]
