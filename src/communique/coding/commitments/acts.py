"""What act is promised: its words, and the PLOVER type that it would be."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.commitments.lexicon import acts, words
from communique.coding.grammar import pobjs
from communique.language.reading import Reading
from communique.language.times.bounds import last_day
from communique.records import Condition, Span

__all__ = ["action_span", "is_act", "type_of", "with_subject", "without_past"]


def _names(act: Token) -> list[str]:
    """The act's words, the most telling first: "write off", "hold election", "hold"."""
    lemma = act.lemma_
    parts = [c.lower_ for c in act.children if c.dep_ in ("prt", "advmod", "prep") and 0 < c.i - act.i < 4]
    if act.i + 1 < len(act.doc) and act.nbor().tag_ in ("RP", "RB"):
        parts.insert(0, act.nbor().lower_)
    things = [c.lemma_ for c in act.children if c.dep_ in ("dobj", "nsubjpass")]
    return [*(f"{lemma} {p}" for p in (*parts, *things)), lemma]


def is_act(act: Token) -> bool:
    """Whether the verb is something one does, not something that befalls one."""
    names = _names(act)
    return any(n in acts() for n in names) and not any(n in words("prediction") for n in names)


def type_of(act: Token) -> str | None:
    """The PLOVER type of the act: of its verb, else of the noun that carries the meaning ("hold talks", "give aid").
    None for what one promises not to do."""
    if any(c.dep_ == "neg" for c in act.children):
        return None
    table = acts()
    light = act.lemma_ in (
        "hold",
        "give",
        "provide",
        "send",
        "make",
        "take",
        "continue",
        "offer",
        "host",
        "start",
        "resume",
        "begin",
        "launch",
        "have",
        "pay",
        "be",
        "stand",
        "work",
        "grant",
    )
    nouns = [c for c in act.children if c.dep_ in ("dobj", "attr", "nsubjpass")]
    if act.pos_ in ("NOUN", "PROPN", "NUM", "SYM"):
        nouns = [act]
    if light or act.pos_ != "VERB":
        for noun in nouns:
            inner = [
                *[f"{c.lemma_} {noun.lemma_}" for c in noun.children if c.dep_ in ("compound", "amod")],
                noun.lemma_,
                *[g.lemma_ for g in pobjs(noun, "of", "for")],
                *[c.lemma_ for c in noun.children if c.dep_ in ("compound", "acl")],
            ]
            for name in inner:
                if table.get(name):
                    return table[name]
            if any(t.ent_type_ == "MONEY" or t.text in "$€£" for t in noun.subtree):
                return "AID"
    if act.pos_ != "VERB":
        return None
    for name in _names(act):
        if name in table:
            return table[name]
    for c in act.children:
        if c.dep_ == "xcomp" and c.pos_ == "VERB":
            return type_of(c)
    return None


def action_span(act: Token, condition: Condition | None) -> Span:
    """The act's words: the verb with what hangs from it, without subject, auxiliaries, condition and reporting."""
    doc = act.doc
    negation = next(
        (c for c in act.children if c.dep_ == "neg" and c.i < act.i and any(x.lower_ == "to" for x in act.children)),
        None,
    )
    noun = act.pos_ in ("NOUN", "PROPN", "NUM", "SYM")
    drop: set[int] = set()
    for c in act.children:
        if c.dep_ in ("conj", "cc") and (c.pos_ == "VERB" or c.dep_ == "cc") and not noun:
            if c.dep_ == "cc" or c.pos_ == "VERB":
                drop |= {t.i for t in c.subtree}
        if c.dep_ in ("parataxis", "ccomp") and c.i > act.i and c.lemma_ in words("speech"):
            drop |= {t.i for t in c.subtree}
    tokens = sorted((t for t in act.subtree if t.i not in drop and (noun or t.i >= act.i)), key=lambda t: t.i)
    last = act.i
    first = tokens[0].i if noun and tokens else act.i
    for t in tokens:
        if t.i < first:
            continue
        if condition is not None and t.i > act.i and condition.span[0] <= t.idx < condition.span[1]:
            break
        if t.i > act.i and (t.text in '”"“;:' and t.is_punct or any(x.text in '”"“' for x in doc[last + 1 : t.i])):
            break
        if t.i > last + 1 and t.i > act.i and not all(x.i in {y.i for y in tokens} for x in doc[last + 1 : t.i]):
            break
        last = max(last, t.i)
    while last > act.i and (doc[last].is_punct or doc[last].is_space or doc[last].dep_ in ("cc", "mark")):
        last -= 1
    if first < act.i and doc[first].dep_ == "punct":
        first = act.i
    if negation is not None:
        first = negation.i  # "not to resume": the words without it would say the contrary
    return doc[first].idx, doc[last].idx + len(doc[last])


def with_subject(act: Token, governor: Token, span: Span) -> Span:
    """The span with the subject of the clause where that is not who promises: "promised that no armed man will pass",
    "that the pumps will be lent" say nothing without it."""
    if act.head.i == act.i or act.pos_ not in ("VERB", "AUX") or not any(c.tag_ == "MD" for c in act.children):
        return span
    who = next((c for c in act.children if c.dep_ in ("nsubj", "nsubjpass") and governor.i < c.i < act.i), None)
    if who is None or who.pos_ not in ("NOUN", "PROPN", "NUM") and who.lower_ not in ("nobody", "none", "nothing"):
        return span
    return min(t.idx for t in who.subtree), span[1]


def without_past(reading: Reading, act: Token, span: Span) -> Span:
    """The span up to a day at its end that was over when the report ran: it is when the promise was given ("agreed to
    build a bridge in 2009"), which the parser hangs from the act."""
    published = reading.article.published
    for time in reading.times_in(*span):
        day = last_day(time.value or "") if time.type == "DATE" else None
        if published is None or day is None or day >= published[:10] or time.span[1] < span[1]:
            continue
        at = reading.doc.char_span(*time.span, alignment_mode="expand")
        lead = at.root.head if at is not None else None
        if lead is not None and lead.dep_ == "prep" and lead.head.i == act.i and lead.lower_ in ("in", "on"):
            return span[0], len(reading.text[: lead.idx].rstrip(" ,"))
    return span
