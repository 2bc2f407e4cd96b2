"""Clauses, as what a pronoun means depends on them: the subject of a clause, of the one above, of a sentence."""

from __future__ import annotations

from communique.language.mentions.page import Draft, Page

__all__ = ["above", "clause_of", "is_subject", "main_subject", "said_by", "subject_of"]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def clause_of(page: Page, i: int) -> int:
    """The verb of the clause that token i stands in; the root of its sentence where there is none."""
    steps = 0
    while page.pos[i] not in ("VERB", "AUX") and page.head[i] != i and steps < 30:
        i, steps = page.head[i], steps + 1
    return i


def subject_of(page: Page, verb: int) -> int | None:
    """The subject token of a verb: its own, or that of the verb that it is coordinated with or shares it with."""
    steps = 0
    while steps < 6:
        for k in page.kids[verb]:
            if page.dep[k] in _SUBJECT:
                return k
        if page.dep[verb] in ("conj", "xcomp", "advcl", "aux") and page.pos[page.head[verb]] in ("VERB", "AUX"):
            if page.dep[verb] == "advcl" and page.tag[verb] not in ("VBG", "VBN", "VB"):
                return None
            verb, steps = page.head[verb], steps + 1
            continue
        return None
    return None


def above(page: Page, verb: int) -> int | None:
    """The verb of the clause over a verb's, None for a main clause."""
    h, steps = page.head[verb], 0
    if h == verb:
        return None
    while page.pos[h] not in ("VERB", "AUX") and page.head[h] != h and steps < 20:
        h, steps = page.head[h], steps + 1
    return h if page.pos[h] in ("VERB", "AUX") and h != verb else None


def main_subject(page: Page, sentence: int) -> int | None:
    """The subject of a sentence's main clause."""
    start, end = page.sents[sentence]
    for i in range(start, end):
        if page.head[i] == i:
            return subject_of(page, i)
    return None


def is_subject(page: Page, d: Draft) -> bool:
    """Whether a mention is, or goes with, the subject of its clause."""
    i = d.head
    steps = 0
    while page.dep[i] in ("compound", "appos", "conj", "flat", "nmod") and steps < 5:
        if page.dep[i] == "conj" and page.head[i] != i and page.pos[page.head[i]] not in ("NOUN", "PROPN"):
            break
        i, steps = page.head[i], steps + 1
    return page.dep[i] in _SUBJECT or (page.dep[i] == "pobj" and page.dep[page.head[i]] == "agent")


def said_by(page: Page, i: int) -> bool:
    """Whether token i is the subject of a verb of saying."""
    from communique.language.mentions.words import wordset

    return page.dep[i] in _SUBJECT and page.lemma[page.head[i]] in wordset("contexts", "speech")
