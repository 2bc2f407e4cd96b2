"""Whom "them" stands for: whom a clause's subject deals with, or of whom "some of them" are part.

Who acts on them is another ("Police arrested them"), and a ministry, a court or the police is no "some of them": both
are people or bodies of which there are several, spoken of before.
"""

from __future__ import annotations

from communique.language.mentions.clauses import above, clause_of, main_subject, subject_of
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import wordset

__all__ = ["is_part", "whom_they_mean"]

_OBJECTS = frozenset(("dobj", "pobj", "dative", "nsubjpass"))
_INSIDE = frozenset(("compound", "amod", "poss", "conj"))
_MANY = frozenset(("they", "these", "those"))
_PARTIES = frozenset(("dobj", "pobj", "nsubj", "nsubjpass"))
_AT = frozenset(("at", "on", "against", "with", "toward", "towards", "upon", "between"))
#: Who takes something along has it "with them" themselves.
_ALONG = frozenset(("take", "bring", "carry", "have"))


def is_part(page: Page, i: int) -> bool:
    """Whether a pronoun says of whom some are: "some of them", "dozens of them"."""
    of = page.head[i]
    if page.dep[i] != "pobj" or page.low[of] != "of" or of == 0 or page.head[of] != of - 1:
        return False
    return page.tag[of - 1] == "CD" or page.low[of - 1] in wordset("contexts", "some-of")


def whom_they_mean(page: Page, i: int) -> int | None:
    """The head token of those for whom "them" at token i stands, None where it may be more than one."""
    verb, part = clause_of(page, i), is_part(page, i)
    acts = subject_of(page, verb)
    along = page.low[page.head[i]] == "with" and page.lemma[verb] in _ALONG
    if acts is not None and along and _some(page, acts, part):
        return acts
    people = page.lemma[verb] in wordset("contexts", "of-people") and not any(
        page.dep[k] == "prt" and page.low[k] == "down" for k in page.kids[verb])
    if acts is not None and not part and _some(page, acts, part) and page.low[acts] in _MANY:
        return None  # "they attacked them"
    found = _over(page, i, verb, acts, part)
    here = _spoken_of(page, page.sents[page.sent[i]][0], i, part)
    here = [k for k in here if k != found and not _beside(page, k, i, verb, part)]
    beside = next((k for k in here if page.dep[verb] == "conj" and clause_of(page, k) == page.head[verb]
                   and page.dep[k] in _OBJECTS), None)
    if beside is not None and (people or not _things(page, page.sents[page.sent[i]][0], i)):
        return beside  # "fired on protesters and arrested them"
    if found is not None and page.sent[i] and not part and _other_subject(page, found, page.sent[i] - 1):
        return None  # who was told of last, or who now says it
    if found is not None:
        return None if here and not part else found
    if here:
        things = not people and _things(page, page.sents[page.sent[i]][0], i)
        return here[0] if len(here) == 1 and not things else None
    if page.sent[i] == 0:
        return None
    return _before(page, page.sent[i] - 1, people, part)


def _over(page: Page, i: int, verb: int, acts: int | None, part: bool) -> int | None:
    """Those of whom there are several that are the subject of a clause over the pronoun's own."""
    steps, up = 0, above(page, verb)
    while up is not None and steps < 5:
        s = subject_of(page, up)
        if s is not None and s != acts and s < i and not _holds(page, s, i) and _some(page, s, part):
            return s
        up, steps = above(page, up), steps + 1
    return None


def _other_subject(page: Page, found: int, sentence: int) -> bool:
    """Whether several others are the subject of a sentence."""
    s = main_subject(page, sentence)
    if s is None or not _some(page, s, part=False):
        return False
    one, other = page.headed.get(found), page.headed.get(s)
    return one is None or other is None or (one.entity, one.noun) != (other.entity, other.noun)


def _before(page: Page, sentence: int, people: bool, part: bool) -> int | None:
    """Those of whom the sentence before speaks, its subject first; no one where it speaks of things as well that may
    be meant: "Rebels fired rockets. The army shot them down"."""
    start, end = page.sents[sentence]
    s = main_subject(page, sentence)
    if not people and _things(page, start, end):
        return None
    groups = _spoken_of(page, start, end, part)
    if s is not None and _some(page, s, part):
        others = [k for k in range(start, end) if k != s and page.dep[k] in _PARTIES
                  and (_some(page, k, part) or page.low[k] == "them")
                  and (page.dep[k] != "pobj" or page.low[page.head[k]] in _AT)]
        told = [k for k in others if page.dep[k] in ("nsubj", "nsubjpass")]
        return None if told or others and not part else s
    groups = [k for k in groups if k != s]
    return groups[0] if len(groups) == 1 else None


def _holds(page: Page, top: int, i: int) -> bool:
    """Whether token i is part of the phrase headed by `top`."""
    steps = 0
    while i != top and page.head[i] != i and steps < 12:
        i, steps = page.head[i], steps + 1
    return i == top


def _some(page: Page, k: int, part: bool) -> bool:
    """Whether token k is of several people or bodies; the police are one body of which none are "some of them"."""
    if k in page.groups:
        return True
    d = page.headed.get(k)
    joined = page.conjuncts(k)
    if len(joined) > 1 and all(page.headed.get(j) is not None for j in joined):
        return True
    if d is None or d.kind in ("document", "facility", "equipment", "place", "state"):
        return False
    if not d.plural:
        return False
    return not part or d.kind != "force" or not _one_body(d)


def _one_body(d: Draft) -> bool:
    return (d.noun or "").split()[-1:] in (["police"], ["forces"], ["force"])


def _spoken_of(page: Page, start: int, end: int, part: bool) -> list[int]:
    """The several people or bodies that tokens [start, end) speak of, as parties of what is told, in order."""
    found = []
    for k in range(start, end):
        d = page.headed.get(k)
        whole = d is not None and d.head == k or k in page.groups
        if whole and page.dep[k] not in _INSIDE and _some(page, k, part) and (d is None or d.form != "pronoun"):
            found.append(k)
    return found


def _beside(page: Page, k: int, i: int, verb: int, part: bool) -> bool:
    """Whether token k is of the pronoun's own clause, and so another than whom it stands for."""
    return clause_of(page, k) == verb and not part or k == subject_of(page, verb) or _holds(page, k, i)


def _things(page: Page, start: int, end: int) -> bool:
    """Whether something in [start, end) that is done something to is several things and no one."""
    for k in range(start, end):
        if page.tag[k] == "NNS" and page.dep[k] in ("dobj", "nsubjpass", "nsubj") and k not in page.groups:
            d = page.headed.get(k)
            if d is None or d.kind in ("document", "facility", "equipment", "place"):
                return True
    return False
