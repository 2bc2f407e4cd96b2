"""Nouns, adjectives and phrases that attribute: "Kenya's claim that", "is confident that", "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import BE
from communique.coding.statements.cues import Cue, Cues, words
from communique.coding.statements.found import Found, is_infinitive
from communique.coding.statements.frames import noun_content
from communique.coding.statements.layout import Layout, is_noun, is_verb
from communique.coding.statements.plain_that import carried
from communique.coding.statements.speakers import phrase_head, source_span, subject_of
from communique.records import Span

__all__ = ["match_adjectives", "match_nouns", "match_phrases", "match_source_after"]

_APART = frozenset([",", "-", "—", "–", "(", ")"])
_ANOTHER = frozenset(["who", "which", "and", "but", "while"])


def match_nouns(layout: Layout, cues: Cues, taken: set[int]) -> Iterator[Found]:
    """Nouns with their content; `taken` are tokens that belong to another cue already."""
    for noun in layout.tokens:
        if noun.lemma_ not in cues.nouns or noun.i in taken or layout.inside[noun.i] >= 0 or noun.pos_ != "NOUN":
            continue
        for cue in cues.nouns[noun.lemma_]:
            content, frame = noun_content(layout, noun, cue)
            if not content:
                content, frame = _predicate(layout, noun, cue), "that"
            teller = None
            if not content:
                (content, teller), frame = carried(layout, noun, cue), "that"
            if not content:
                continue
            source = _owner(noun) or teller
            if source is None and cue.kind not in ("hearsay", "appearance"):
                continue  # nobody's plan, nobody's claim
            span = None
            if source is not None:
                span = source_span(layout, source)
            yield Found(cue, f"noun {frame}", noun, [noun.i], source, content, source_span=span)


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "Kenya's claim", "a claim by Kenya", "the opinion of the judge that"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "under") and noun.head.head.lower_ in BE:
        return subject_of(noun.head.head)  # "the court is of the view that"
    return None


def _predicate(layout: Layout, noun: Token, cue: Cue) -> list[Span]:
    """The clause that a copula says a claim to be: "the union's message was that the strike would last"."""
    be = noun.head
    goes = be.lemma_ in ("go", "run") and noun.i == be.i - 1  # "the ministry's account goes that"
    if noun.dep_ != "nsubj" or not (be.lower_ in BE or goes) or not cue.has("that"):
        return []
    clause = next((c for c in be.children if c.dep_ == "ccomp" and c.i > be.i), None)
    if clause is None or not any(m.dep_ == "mark" and m.lower_ == "that" and m.i <= be.i + 2 for m in clause.children):
        return []
    return layout.runs(t.i for t in clause.subtree)


def match_adjectives(layout: Layout, cues: Cues) -> Iterator[Found]:
    """Adjectives of thought and will after a copula ("is confident that the truce will hold")."""
    for word in layout.tokens:
        if word.lower_ not in cues.adjectives or layout.inside[word.i] >= 0 or word.pos_ not in ("ADJ", "VERB"):
            continue
        if word.dep_ in ("amod", "compound", "advmod"):
            continue
        for cue in cues.adjectives[word.lower_]:
            content, frame = _complement(layout, word, cue)
            subject = subject_of(word)
            if subject is None and word.dep_ in ("acomp", "oprd", "conj"):
                subject = subject_of(word.head)
            if content and subject is not None:
                yield Found(cue, f"adjective {frame}", word, [word.i], subject, content,
                            source_span=source_span(layout, subject))


def _complement(layout: Layout, word: Token, cue: Cue) -> tuple[list[Span], str]:
    spots = [word, word.head] if word.dep_ == "acomp" else [word]
    for spot in spots:
        for child in spot.children:
            if child.i < word.i:
                continue
            infinitive = is_infinitive(child)
            if child.dep_ == "ccomp" and cue.has("that") and not infinitive:
                return layout.runs(t.i for t in child.subtree), "that"
            if child.dep_ in ("xcomp", "ccomp") and infinitive and cue.has("to"):
                return layout.runs(t.i for t in child.subtree), "to"
            if child.dep_ in ("prep", "agent") and child.lower_ in cue.prepositions:
                inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
                if inner:
                    return layout.runs(t.i for c in inner for t in c.subtree), f"p:{child.lower_}"
    return [], ""


def match_phrases(layout: Layout, cues: Cues) -> Iterator[Found]:
    """Prepositional cues with the clause that they hang from, and adverbs of hearsay."""
    for first in layout.tokens:
        if first.lower_ not in cues.phrases or layout.inside[first.i] >= 0:
            continue
        for cue in cues.phrases[first.lower_]:
            found = (_adverb if cue.has("adverb") else _after if cue.has("after") else _possessed)(layout, first, cue)
            if found is not None:
                yield found
                break


def _after(layout: Layout, first: Token, cue: Cue) -> Found | None:
    source = match_source_after(layout, first, cue)
    if source is None:
        return None
    tokens = list(range(first.i, first.i + len(cue.words)))
    return _frame(layout, first, cue, tokens, source, source_span(layout, source))


def match_source_after(layout: Layout, first: Token, cue: Cue) -> Token | None:
    """The head of the phrase behind a prepositional cue ("according to the ministry"), if the cue is that."""
    doc, i = layout.doc, first.i
    n = len(cue.words)
    tokens = layout.tokens
    if i + n > len(tokens) or any(tokens[i + k].lower_ != cue.words[k] for k in range(n)):
        return None
    source = next((c for t in doc[i:i + n] for c in t.children if c.dep_ in ("pobj", "pcomp") and c.i >= i + n), None)
    if source is None:
        source = phrase_head(layout, i + n, min(len(doc), i + n + 12))
    if source is None or not is_noun(source):
        return None
    if cue.words == ("per",) and not _told_by(layout, first, source):
        return None
    return source


def _told_by(layout: Layout, first: Token, source: Token) -> bool:
    """Whether "per" names who says it ("Per the ministry, ..."), not a rate ("9 dollars per barrel", "per head")."""
    if first.i > first.sent.start and first.nbor(-1).text not in _APART:
        return False
    mention = layout.reading.mention_of(source)
    told = mention is not None and mention.kind not in ("place", "equipment") or source.lemma_ in words("speaker")
    return told and (source.tag_ == "NNP" or any(c.dep_ in ("det", "poss") for c in source.children))


def _possessed(layout: Layout, first: Token, cue: Cue) -> Found | None:
    """"in the king's words": the preposition, someone's, the noun."""
    noun = next((c for c in first.children if c.dep_ == "pobj"), None)
    if noun is None or noun.lower_.rstrip("s") != cue.words[1].rstrip("s"):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        return None
    span = source_span(layout, owner)
    if layout.text[span[1] - 2:span[1]] in ("'s", "’s"):
        span = (span[0], span[1] - 2)
    return _frame(layout, first, cue, [first.i, noun.i], owner, span, (first.i, noun.i))


def _frame(layout: Layout, first: Token, cue: Cue, tokens: list[int], source: Token, span: Span,
           bounds: tuple[int, int] | None = None) -> Found | None:
    """The content of a prepositional cue: the rest of its clause, on either side."""
    doc = layout.doc
    start = first.i
    end = max(layout.token_at(span[1] - 1), tokens[-1])
    end = max(end, bounds[1] if bounds else end)
    sent = first.sent
    left, right = sent.start, layout.sentence_end(start)
    content: list[Span] = []
    if all(doc[j].is_punct or doc[j].lower_ in ("but", "and", "so", "yet") for j in range(left, start)):
        end, span = _only_source(layout, tokens[-1] + 1, end, right, span)
        # in front: what follows the comma
        after = end + 1
        while after <= right and doc[after].text != ",":
            after += 1
        after = after + 1 if after < right else end + 1
        content = layout.runs(range(after, right + 1))
    else:
        apart = doc[start - 1].text in _APART
        before = start - 1 if apart else start
        content = layout.runs(range(_clause_start(layout, first, left, before), before))
        if apart and end + 1 <= right and doc[end + 1].text in _APART:
            rest = range(end + 2, right + 1)
            if len(rest) > 3 and doc[end + 2].tag_ != "WDT" and doc[end + 2].lower_ not in _ANOTHER:
                content += layout.runs(rest)
    content = [s for s in content if s[1] > s[0]]
    if not content:
        return None
    return Found(cue, cue.name, first, tokens, source, content, source_span=span)


def _only_source(layout: Layout, first: int, end: int, right: int, span: Span) -> tuple[int, Span]:
    """The end and span of a source in front, without what the parser took for its apposition or for more of it where a
    verb follows ("According to Lavrov, the chairs will come"): there the first comma ends it."""
    doc = layout.doc
    follows = next((doc[j] for j in range(end + 1, min(end + 3, right + 1)) if not doc[j].is_punct), None)
    if follows is not None and (is_verb(follows) or follows.tag_ == "MD") and follows.dep_ != "acl":
        comma = next((j for j in range(first, end + 1) if doc[j].text == ","), None)
        if comma is not None and comma > first:
            return comma - 1, (span[0], doc[comma - 1].idx + len(doc[comma - 1]))
    return end, span


def _clause_start(layout: Layout, first: Token, left: int, before: int) -> int:
    """Where the clause begins that a trailing "according to" covers: behind a semicolon or colon."""
    doc = layout.doc
    for j in range(before - 1, left, -1):
        if doc[j].text in (";", ":"):
            return j + 1
    return left


def _adverb(layout: Layout, first: Token, cue: Cue) -> Found | None:
    """"reportedly": nobody is named, the clause is the content."""
    head = first.head
    if not (is_verb(head) or head.pos_ == "AUX"):
        return None
    keep = {t.i for t in head.subtree} - {first.i}
    if len(keep) < 3:
        return None
    return Found(cue, "adverb", first, [first.i], None, layout.runs(keep))
