"""Cues set off by commas inside or behind what they attribute: "The port, officials said on Monday, will reopen, and
...", "Boats could block the pier, a union hints". Told by the words alone, since a small parser takes the cue's noun
for an object or an apposition, and hangs one half of the content from it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.coding.statements.around import around, clause_start
from communique.coding.statements.cues import Cue, words
from communique.coding.statements.found import Found
from communique.coding.statements.layout import Layout, is_noun
from communique.coding.statements.position import is_circumstance
from communique.coding.statements.speakers import phrase_head

__all__ = ["may_say", "parenthetical"]

_JOINS = frozenset(["and", "but", "yet", "or", "so", "while", "whereas"])
_APART = frozenset([",", "—", "–", "--"])
_ENDS = frozenset([".", ";", ":", "!", "?"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_CUES = frozenset(["VBD", "VBZ", "VBP", "VB", "VBN", "NNS"])
_PHRASE = frozenset(["NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "ADP", "PART", "SYM"])
_ASIDE = frozenset(["VBN", "VBG", "RB", "HYPH", "CC", "POS"])
_KINDS = frozenset(["speech", "document", "belief", "hearsay", "judgement"])
_CLAUSE = frozenset(["that", "q"])
#: Plural without its mark: with these a cue has no "s" ("police charge").
_MANY = frozenset(["police", "people", "staff", "crew", "clergy"])
#: The longest speaker's phrase, and the most words that may follow a cue before the comma, in tokens.
_SOURCE, _AFTER = 16, 14


def may_say(token: Token) -> bool:
    """Whether a word that the tagger takes for a plural noun can be a cue: the last of its sentence, or set off by a
    comma before a verb ("..., aide hints"; "a meeting, his deputy hints, remains possible")."""
    if token.tag_ != "NNS" or token.i < 3:
        return False
    if token.i + 1 == len(token.doc) or token.nbor().text in _ENDS or token.nbor().is_space:
        return True
    return token.nbor().text == "," and token.i + 2 < len(token.doc) and token.nbor(2).tag_ in _FINITE


def parenthetical(layout: Layout, verb: Token, cue: Cue, tokens: list[int], last_aside: Found | None) -> Found | None:
    """The attribution by a cue that commas, or a comma and the sentence's end, set off with its speaker, without
    content where none stands beside it; None for a cue that is not set off. `last_aside`: the one found before it,
    whose words are not also this speaker's: "The port is shut, a clerk said, and the pier, he added, is flooded"."""
    if cue.kind not in _KINDS or not cue.frames & _CLAUSE or verb.tag_ not in _CUES:
        return None
    if verb.tag_ == "VB" and any(c.dep_ == "aux" for c in verb.children):
        return None
    source = _named_apart(layout, verb) or _source(layout, verb)
    if source is None:
        return None
    first, head, last = source
    if cue.kind == "document" and _someone(layout, head):
        return None  # people who demonstrate or prove themselves say nothing by it
    if verb.tag_ == "VBN" and verb.lower_ not in ("said", "found") and not (
            cue.kind == "speech" and not cue.has("tell", "oto") and _someone(layout, head)):
        return None  # tagged as participles, which they are of what can't speak ("a plan announced on Monday")
    after = _after(layout, verb, max(tokens), cue)
    if after is None or layout.inside[first] >= 0:
        return None
    begin, sent_end = _begin(layout, verb, first, last_aside), layout.sentence_end(verb.i)
    closing = after > sent_end or layout.doc[after].text in _ENDS
    left = layout.doc[begin:first - 1]
    if any(layout.inside[t.i] >= 0 for t in left) or not _says_something(left, closing) or (
            closing and is_circumstance(left, verb)):
        return None
    if closing and verb.tag_ == "NNS" and after <= sent_end and layout.doc[first].pos_ not in (
            "DET", "PRON", "PROPN") and not (
                head.tag_ not in ("NNS", "NNPS") and head.lower_ not in _MANY and _someone(layout, head)
                and any(t.tag_ in _FINITE for t in left)):
        return None  # "by mail, leaflets and phone calls.", "with flags, police charges."
    made = Found(cue, "before", verb, tokens, head, [], source_span=(
        layout.doc[first].idx, layout.doc[last].idx + len(layout.doc[last])))
    if layout.doc[last].lower_ == "he" or verb.i + 1 < after:
        made.addressees = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < after
                           and cue.has("tell")]
    if closing:
        made.content = layout.runs(range(clause_start(layout, begin, first - 1), first - 1))
        return made if made.content else None
    made.frame = "around"
    content = around(layout, begin, first - 1, after + 1, sent_end, sure=verb.tag_ != "NNS")
    if content is None:
        return None
    made.content = content
    return made


def _source(layout: Layout, verb: Token) -> tuple[int, Token, int] | None:
    """The first token, the head and the last token of the noun phrase between a comma and the cue."""
    doc, i = layout.doc, verb.i - 1
    while i > verb.sent.start and doc[i].tag_ == "RB" and doc[i].dep_ != "neg":
        i -= 1
    last = i
    while i >= max(verb.sent.start, last - _SOURCE) and (
            doc[i].pos_ in _PHRASE or doc[i].tag_ in _ASIDE or _relative(doc[i])) and doc[i].text not in _APART:
        i -= 1
    first = i + 1
    if i < verb.sent.start + 1 or doc[i].text not in _APART or first > last or doc[first].tag_ in ("CC", "IN", "RB",
                                                                                             "VBG", "WP", "WDT", "TO"):
        return None
    head = phrase_head(layout, first, verb.i)
    if head is None or head.lower_ in words("pale") or head.ent_type_ in ("DATE", "TIME"):
        return None
    if not is_noun(head) and not _someone(layout, head):
        return None  # "Minsk hints": a name that the tagger takes for an adjective
    if doc[last].pos_ == "ADP" or any(doc[j].tag_ in ("CC", "VBN", "VBG", "RB") for j in range(first, head.i)):
        return None
    if any(doc[j].tag_ == "CC" and not (is_noun(doc[j - 1]) and is_noun(doc[j + 1]) or verb.tag_ == "NNS")
           for j in range(head.i, last + 1)):
        return None
    cut = next((j for j in range(head.i + 1, last + 1) if _relative(doc[j]) and doc[j].tag_ in ("WP", "WDT")), last + 1)
    return first, head, cut - 1


def _begin(layout: Layout, verb: Token, first: int, before: Found | None) -> int:
    """Where what the cue can attribute begins: the sentence, or the clause joined on behind the cue set off before."""
    if before is None or before.anchor is None or before.anchor.i < verb.sent.start or not before.content:
        return int(verb.sent.start)
    begin = next((i + 1 for i in range(before.anchor.i + 1, first - 1) if layout.doc[i].text in _APART), None)
    if begin is None or layout.doc[begin].lower_ not in _JOINS or before.content[-1][1] > layout.doc[begin].idx:
        return int(verb.sent.start)
    return begin + 1


def _someone(layout: Layout, noun: Token) -> bool:
    """Whether a noun is one who can speak, named or described, or a seat of government that stands for it."""
    if noun.lemma_.lower() in words("speaker") or noun.lower_ in words("speaker"):
        return True
    mention = layout.reading.mention_of(noun)
    return mention is not None and (mention.kind in ("person", "organisation", "state", "group", "force")
                                    or mention.kind == "place" and mention.country is not None)


def _named_apart(layout: Layout, verb: Token) -> tuple[int, Token, int] | None:
    """The same for a title and a name, each between commas ("..., killing two, the governor, Pavel Orlov, said"), which
    a small parser takes for more objects of the clause before; only where that is a clause of its own."""
    doc, begin = layout.doc, verb.sent.start
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or verb.i - begin < 8 or doc[verb.i - 1].text != ",":
        return None
    last = verb.i - 2
    inner = next((i for i in range(last, max(begin, last - _SOURCE), -1) if doc[i].text == ","), begin)
    first = next((i + 1 for i in range(inner - 1, max(begin, inner - _SOURCE), -1) if doc[i].text == ","), begin)
    chunks = [doc[first:inner], doc[inner + 1:last + 1]]
    if first == begin or not all(chunks) or any(layout.inside[i] >= 0 for i in range(first, verb.i)):
        return None
    named = next((c for c in chunks if len(c) > 1 and all(t.tag_ == "NNP" or t.text == "-" for t in c)), None)
    title = chunks[0] if named is chunks[1] else chunks[1]
    head = phrase_head(layout, title.start, title.end)
    if named is None or head is None or head.tag_ != "NN" or title[0].tag_ == "CD" or named.start == title.start or any(
            t.tag_ in ("CC", *_FINITE) or t.tag_ in ("VBG", "VBN") for t in title):
        return None
    clause = any(t.tag_ in _FINITE and doc[t.i - 1].tag_ not in ("WP", "WDT") and not _relative(t)
                 for t in doc[begin:first - 1] if t.i > begin)
    return (first, head, last) if clause else None


def _relative(token: Token) -> bool:
    """Whether a word belongs to a relative clause ("a manager who asked not to be named")."""
    if token.tag_ in ("WP", "WDT"):
        return True
    for at in (token, *token.ancestors):
        if at.dep_ == "relcl":
            return any(c.tag_ in ("WP", "WDT") for c in at.children)
    return False


def _after(layout: Layout, verb: Token, last: int, cue: Cue) -> int | None:
    """The index of the comma or end that closes the cue; None where more than an addressee, a time, a place or a manner
    stands before it, and so perhaps its content."""
    doc, end = layout.doc, layout.sentence_end(verb.i)
    for i in range(last + 1, min(end, last + _AFTER) + 1):
        token = doc[i]
        if token.text in _APART or token.text in _ENDS or token.is_space:
            return i
        if layout.inside[i] >= 0 or token.tag_ in _FINITE or token.tag_ in ("TO", "VB", "VBN", "WP", "WDT", "WRB"):
            return None
        if i == last + 1 and not _circumstance(layout, token, cue):
            return None
    return end + 1 if end - last < _AFTER else None


def _circumstance(layout: Layout, token: Token, cue: Cue) -> bool:
    if token.lower_ in cue.prepositions or token.lower_ in ("of", "that", "about", "as", "like", "no", "if"):
        return False
    if token.pos_ == "ADP" or token.tag_ in ("RB", "NNP") and token.dep_ in ("advmod", "npadvmod"):
        return True
    if token.ent_type_ in ("DATE", "TIME"):
        return True
    return cue.has("tell") and token.pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")


def _says_something(left: Sequence[Token], closing: bool) -> bool:
    """Whether what stands before the comma can be content: a clause, or at a line's end a phrase that is no mere
    circumstance ("No arrest, no raid, police say"; not "In Oslo, officials said")."""
    some = [t for t in left if not t.is_space]
    if len(some) < 2:
        return not closing and bool(some) and is_noun(some[0])
    if any(t.tag_ in _FINITE for t in some):
        return True
    return some[0].pos_ in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON") or not closing or (
        some[0].tag_ == "VB" and len(some) > 3)  # a headline's first noun: "Complaint to court due Monday, ..."
