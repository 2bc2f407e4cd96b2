"""The words of a title of office: what stands before its noun, and what it is in charge of."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.relations.lexicon import Title, abbreviations, words
from communique.coding.relations.predication import prenominal
from communique.language.reading import Reading

__all__ = ["MARKS", "PAST", "title_value"]

#: Words before a title by which its holder no longer holds it.
PAST = frozenset(["former", "ex", "then", "late", "erstwhile", "onetime", "ousted", "deposed", "past", "previous"])
#: Invisible marks of direction and width that some pages leave in words.
MARKS = "\u200b\u200c\u200d\u200e\u200f\ufeff"


def title_value(reading: Reading, noun: Token, title: Title) -> tuple[str, Token, Token]:
    """The title in lower case, its first token, and the last token of the title's phrase ("of State")."""
    doc = reading.doc
    skip = {
        i
        for t in prenominal(reading, noun)
        for i in range(t.left_edge.i, t.i + 1)
        if (m := reading.mention_of(t)) and m.span[0] <= doc[i].idx
    }
    left, first = _left(reading, noun, skip)
    value = [
        *[w for w in left if w not in words("noise") or w == "-"],
        _plain(noun),
    ]
    after = noun
    k = noun.i + 1
    if (
        k + 1 < len(doc)
        and doc[k].text in ("-", "–")
        and doc[k + 1].lower_ in ("elect", "designate", "general", "nominee")
    ):
        value += ["-", doc[k + 1].lower_]
        after = doc[k + 1]
    elif k < len(doc) and doc[k].lower_ in ("general", "elect", "designate") and doc[k].sent == noun.sent:
        value.append(doc[k].lower_)
        after = doc[k]
    for c in noun.children:
        if c.dep_ != "prep" or c.i < noun.i or c.lower_ not in ("of", "for", "in", "to", "at"):
            continue
        part = _until_apposition(c)
        if c.i - after.i == 1 and part[-1].i - c.i < 12:
            after = part[-1]
            portfolio = _portfolio(reading, c, title)
            value += portfolio
    return " ".join(value).replace(" - ", "-"), first, after


def _left(reading: Reading, noun: Token, skip: set[int]) -> tuple[list[str], Token]:
    """(the words of the title before its head noun, its first token); whose office it is (`skip`) is no part of it, but
    "former" before that is ("former Kenyan minister")."""
    doc, noise = reading.doc, words("noise")
    bare = noun.lemma_.lower().strip(MARKS) in words("legislator")
    left: list[str] = []
    first, i = noun, noun.i - 1
    while i >= 0 and noun.i - i < 8 and doc[i].sent == noun.sent and not bare:
        t = doc[i]
        if i in skip or not _qualifies(t):
            break
        own = reading.mention_of(t)
        named = own is not None and own.head == t.idx and own.kind in ("state", "organisation") and own.form == "named"
        if named and t.lower_ not in words("portfolio"):
            break
        if t.text == "-" and doc[i - 1].lower_ not in ("ex", "vice", "lieutenant", "attorney", "deputy", "co"):
            left = left[1:]  # "long-time lawyer": the adjective's second half goes with its first
            break
        left.insert(0, t.lower_)
        first, i = t, i - 1
    while left and (left[0] in noise or left[0] == "-"):
        left.pop(0)
        first = doc[first.i + 1]
    while i >= 0 and (i in skip or doc[i].dep_ == "case" or doc[i].lower_ in noise) and noun.i - i < 10:
        i -= 1
    if (
        i >= 0
        and doc[i].sent == noun.sent
        and doc[i].lower_ in PAST | {"acting", "interim"}
        and doc[i].lower_ not in left
    ):
        left.insert(0, doc[i].lower_)
        first = doc[i]
    return left, first


def _qualifies(t: Token) -> bool:
    """Whether a word before a title's noun can be part of the title."""
    if t.lower_ in ("then", "ex", "vice") or t.text == "-" or t.tag_ == "HYPH":
        return True
    if t.is_quote or t.dep_ in ("nsubj", "dobj", "pobj", "attr", "ROOT", "poss", "nsubjpass"):
        return False
    if t.tag_ == "VBG":
        return t.lower_ in ("acting", "outgoing", "incoming", "sitting", "presiding", "ruling", "managing")
    return bool(t.pos_ in ("PROPN", "NOUN", "ADJ") or t.tag_ == "VBN")


def _plain(noun: Token) -> str:
    """The head noun as a title has it: singular, lower case, written out ("Sen.": senator)."""
    word = noun.lemma_.lower() if noun.tag_ in ("NNS", "NNPS") else noun.lower_.strip(MARKS)
    return str(abbreviations().get(word, word))


def _until_apposition(prep: Token) -> list[Token]:
    """The words of a prepositional phrase before what is set beside its noun: of "of Lagos, Tunde Alabi" two."""
    part = list(prep.subtree)
    stop = min((t.left_edge.i for t in part if t.dep_ in ("appos", "relcl") and t.i > prep.i), default=part[-1].i + 1)
    kept = [t for t in part if t.i < stop]
    while len(kept) > 1 and kept[-1].is_punct:
        kept.pop()
    return kept


def _portfolio(reading: Reading, prep: Token, title: Title) -> list[str]:
    """ "of State", "for Central Asia": what a minister or secretary is in charge of; "of staff"."""
    inner = [t for t in prep.children if t.dep_ == "pobj"]
    if not inner:
        return []
    head = inner[0]
    if (
        head.lower_ in ("staff", "state", "government", "parliament", "congress", "protocol", "delegation", "mission")
        and prep.lower_ == "of"
        and not any(c.dep_ in ("det", "poss") for c in head.children)
    ):
        return ["of", head.lower_]
    if title.scope != "portfolio" or prep.lower_ not in ("of", "for"):
        return []
    m = reading.mention_of(head)
    if (
        m is not None
        and m.kind in ("state", "organisation")
        and prep.lower_ == "of"
        and m.entity
        and m.entity.startswith("state:")
    ):
        return []
    keep = [t for t in reading.doc[head.left_edge.i : head.i + 1] if t.dep_ != "det"]
    tail = [t.lower_ for t in keep if not t.is_space]
    for c in head.children:
        if c.dep_ in ("cc", "conj") and c.i > head.i:
            tail += [t.lower_ for t in c.subtree if not t.is_space] if c.dep_ == "conj" else [c.lower_]
    return [prep.lower_, *tail]
