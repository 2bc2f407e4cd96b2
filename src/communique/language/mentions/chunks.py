"""Names that no table has: runs of capitalised words, and what the parser takes for names, cut where a name ends."""

from __future__ import annotations

from communique.language.mentions.candidates import Chunk, singular
from communique.language.mentions.cuts import EDGE, joined, split, take_particle
from communique.language.mentions.page import Page
from communique.language.mentions.words import nouns, spread, wordset

__all__ = ["chunks"]

_LABELS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "facility", "ORG": "organisation",
           "PRODUCT": "thing", "NORP": "norp", "LAW": "document", "EVENT": "event", "WORK_OF_ART": "work"}
_ARTICLES = spread("al el ad an ar as ash at az ez")
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_JOINTS = wordset("contexts", "joint")
_HYPHENS = frozenset("-–‑")
#: What comes after a hyphen and is no part of the name before it: "Trump-era".
_COMPOUNDS = spread("led era style like type run born made based wide ally time day age plan camp line aide deal bloc")
_LAST = spread("the of and for in on at to de al 's ’s ' ’")
_NOT_NAMES = wordset("contexts", "no-name")


def chunks(page: Page) -> list[Chunk]:
    """The candidate names outside what the tables know, left to right."""
    spans: list[Chunk] = []
    taken = [False] * len(page.text)
    for start, end, form in page.towns:  # "Port-au-Prince" is no prince
        whole = "-" in form or any(page.text[i] in _ARTICLES or page.knowledge.is_land(page.text[i])
                                    for i in range(start, end))  # Dayr az Zawr, Port Sudan
        if whole and end - start > 1 and not any(page.named[i] or i in page.busy for i in range(start, end)):
            spans.append(Chunk(start, end, _LABELS.get(next((e for i in range(start, end) if (e := page.ent[i])), ""))))
            spans[-1].town = True
            taken[start:end] = [True] * (end - start)
    for ent in page.doc.ents:
        label = _LABELS.get(ent.label_)
        if label is None:
            continue
        start, end = _grown(page, ent.start, ent.end, label)
        while start < end and taken[start]:
            start += 1  # "South Korean President" has grown into what follows
        start, end = _trimmed(page, start, end)
        if start < end and not any(taken[start:end]):
            spans.append(Chunk(start, end, label))
            taken[start:end] = [True] * (end - start)
    i, n = 0, len(page.text)
    while i < n:
        if taken[i] or not _namelike(page, i):
            i += 1
            continue
        end = i + 1
        while end < n and not taken[end] and (
                _namelike(page, end) or _hyphened(page, end)
                or (page.low[end] in ("of", "al", "de", "bin", "del") and end + 1 < n and _namelike(page, end + 1)
                    and not taken[end + 1] and page.text[end - 1][:1].isupper())):
            end += 1
        start, stop = _trimmed(page, i, end)
        if start < stop:
            spans.append(Chunk(start, stop, None))
        i = end
    for start, end, _ in page.towns:
        if not any(taken[start:end]) and not any(page.named[i] for i in range(start, end)) and start not in page.busy:
            spans.append(Chunk(start, end, None))
            taken[start:end] = [True] * (end - start)
    spans.sort(key=lambda c: c.start)
    spans = joined(page, spans)
    found = [part for chunk in spans if not _begins_noun(page, chunk)
             for part in ([chunk] if chunk.town else split(page, chunk))]
    for c in found:
        take_particle(page, c)
    return found


def _begins_noun(page: Page, c: Chunk) -> bool:
    """Whether what seems a name is how a noun of two words begins a sentence: "Riot police", "Border guards"."""
    if c.end - c.start != 1 or c.end >= len(page.text) or not page.text[c.end].islower() \
            or not page.starts_sentence(c.start):
        return False
    after = {page.low[c.end], page.lemma[c.end], singular(page.low[c.end])}
    return any(f"{page.low[c.start]} {word}" in nouns() for word in sorted(after))


def _hyphened(page: Page, i: int) -> bool:
    """Whether token i goes on with a name by a hyphen, or comes after one: the "-jung" of "Dae-jung"."""
    if page.text[i] in _HYPHENS:
        return i + 1 < len(page.text) and not page.doc[i].whitespace_ and not page.doc[i - 1].whitespace_ \
            and (_namelike(page, i + 1) or _syllable(page, i + 1))
    return i > 1 and page.text[i - 1] in _HYPHENS and _syllable(page, i)


def _syllable(page: Page, i: int) -> bool:
    """Whether token i, after a hyphen, is the small second half of a given name (Dae-jung), not a word (Trump-era)."""
    word, before = page.text[i], page.text[i - 2] if i > 1 else ""
    if not word.isalpha() or page.doc[i - 1].whitespace_ or page.doc[i - 2].whitespace_ or not before[:1].isupper():
        return False
    if page.tag[i] in _NAME_TAGS:
        return page.low[i] not in _COMPOUNDS
    return word.islower() and 2 <= len(word) <= 5 and len(before) <= 5 and page.text[i - 3][:1].isupper() \
        and page.ent[i - 2] == "PERSON" == page.ent[i - 3] and page.tag[i] in ("NN", "UH", "FW", "XX") \
        and page.low[i] not in _COMPOUNDS | wordset("contexts", "not-whom")


def _namelike(page: Page, i: int) -> bool:
    word = page.text[i]
    if not word[:1].isupper() or i in page.busy or page.low[i] in _NOT_NAMES:
        return False
    return page.tag[i] in _NAME_TAGS and (len(word) > 1 or page.text[i].isupper())


def _grown(page: Page, start: int, end: int, label: str) -> tuple[int, int]:
    """The parser's name with the capitalised words and joints that it left out: "Haider al | Abadi"."""
    first, last = page.sents[page.sent[start]][0], page.sents[page.sent[end - 1]][1]
    while end < last and page.named[end] is None and (
            (page.tag[end] in _NAME_TAGS and page.text[end][:1].isupper() and not page.ent[end]
             and end not in page.busy and page.low[end] not in _NOT_NAMES)
            or (page.text[end] in _HYPHENS and end + 1 < last and _syllable(page, end + 1))
            or (page.text[end - 1] in _HYPHENS and label == "person" and _syllable(page, end))
            or (page.text[end] in _HYPHENS and end + 1 < last and page.text[end + 1][:1].isupper()
                and page.named[end + 1] is None and not page.doc[end].whitespace_ and not page.doc[end - 1].whitespace_
                and page.ent[end + 1] in ("", page.ent[start]))):
        end += 1
    while start > first and page.named[start - 1] is None and page.tag[start - 1] in _NAME_TAGS \
            and page.text[start - 1][:1].isupper() and not page.ent[start - 1] and start - 1 not in page.busy \
            and page.low[start - 1] not in _NOT_NAMES and page.text[start - 1] not in ("The", "A", "This"):
        start -= 1
    return start, end


def _trimmed(page: Page, start: int, end: int) -> tuple[int, int]:
    """The name without article, possessive, time words, or what no capital begins."""
    while start < end and (page.low[start] in EDGE and page.text[start] not in ("New", "Al")
                           or not any(c.isalnum() for c in page.text[start]) or start in page.busy
                           or page.low[start] in _NOT_NAMES and end - start == 1):
        start += 1
    while end > start and (page.low[end - 1] in _LAST or page.text[end - 1] in ("said", "says") or end - 1 in page.busy
                           or not any(c.isalnum() for c in page.text[end - 1])):
        end -= 1
    if end - start > 2 and page.low[end - 1] in _COMPOUNDS and page.text[end - 2] in _HYPHENS:
        end -= 2
    if start < end and not any(page.text[i][:1].isupper() or page.text[i][:1].isdigit() for i in range(start, end)):
        return start, start
    return start, end
