"""Direct quotations and who speaks them: the cue beside the quotation, or the speaker carried on.

A gap is the text between two quotations of a paragraph. What follows a quotation that ends in a comma, a question or
an exclamation mark may name its speaker ("...," said X); what comes before one does where it ends in a colon or with
the cue itself (X said: "..."). A quotation with neither goes on from the one before, or is spoken by the last
sentence's subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.coding.statements.cues import Cues
from communique.coding.statements.layout import Layout, is_noun
from communique.coding.statements.match import Found, cue_of, is_cue_verb
from communique.coding.statements.quotes import Quote
from communique.coding.statements.speakers import after_cue, before_cue, source_span, subject_of
from communique.records import Span

__all__ = ["Direct", "attach_quotes"]

_STOP = re.compile(r"[.!?;](?=\s|$)|\n")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|Prof|St|Jr|Sr|No|Adm|Amb"
                           r"|Hon|vs|etc|[A-Z])$")
_LINK = frozenset(["that", "which", "and", "but", "as", "because"])
_NOBODY = frozenset(["it", "this", "that", "i", "we", "you", "there", "what"])
_UTTERANCE = 5  # words that a quotation must have to stand without a cue


@dataclass(slots=True)
class Direct:
    """A quotation with the attribution that it went to (`found`), or none."""

    quote: Quote
    found: Found | None


def attach_quotes(layout: Layout, cues: Cues, by_cue: dict[int, Found]) -> tuple[list[Found], set[int]]:
    """Attributions of quotations, and the indices of the quotations that are used.

    `by_cue` holds the attributions that the parse gave, by the index of their verb: a quotation that goes to one of
    these replaces or lengthens its content.
    """
    made: list[Found] = []
    used: set[int] = set()
    last: Found | None = None
    last_end = -1
    for n, quote in enumerate(layout.quotes):
        gap_before, gap_after = _gaps(layout, n)
        if quote.goes_on and last is not None and n - 1 in used:
            ahead = _after(layout, cues, quote, gap_after)
            if ahead is None or not last.cue:  # the cue may come only at the end of a run of paragraphs
                last.content.append(_inner(layout, quote))
                used.add(n)
                last_end = quote.end
                if ahead is not None:
                    _adopt(last, ahead)
                continue
        if quote.is_title(layout.text) and layout.text[gap_before[0]:gap_before[1]].rstrip()[-1:] not in (",", ":"):
            continue
        found = _cue_for(layout, cues, quote, n, gap_before, gap_after)
        if found is None and _stands_alone(layout, quote, gap_before):
            if last is not None and _adjoins(layout, last_end, gap_before):
                found = last
            elif len(quote.words(layout.text)) >= _UTTERANCE or quote.opens_on:
                found = _carried(layout, quote, gap_before)
        if found is None:
            continue
        used.add(n)
        same = next((f for f in made if found.anchor is not None and f.anchor == found.anchor), None)
        if same is None and found is not last:
            old = by_cue.get(found.anchor.i) if found.anchor is not None else None
            found.content = [_inner(layout, quote)]
            if old is not None:
                _join(layout, found, old, quote)
                del by_cue[found.anchor.i]  # type: ignore[union-attr]
            made.append(found)
        else:
            found = same or found
            found.content.append(_inner(layout, quote))
        last, last_end = found, max(quote.end, _cue_end(layout, found, quote, gap_after))
    for found in made:
        found.content = _merge(found.content)
    return made, used


def _inner(layout: Layout, quote: Quote) -> Span:
    """The quotation without its marks, nor the comma before the closing one."""
    start, end = quote.inner
    while end > start and layout.text[end - 1] in " ,\n\t\xa0":
        end -= 1
    while start < end and layout.text[start] in " \n\t\xa0":
        start += 1
    return start, end


def _merge(spans: list[Span]) -> list[Span]:
    return sorted(dict.fromkeys(spans))


def _gaps(layout: Layout, n: int) -> tuple[Span, Span]:
    """The text between this quotation and its neighbours, within the paragraph."""
    quote, text = layout.quotes[n], layout.text
    start = text.rfind("\n", 0, quote.start) + 1
    end = text.find("\n", quote.end)
    end = len(text) if end < 0 else end
    if n and layout.quotes[n - 1].end > start:
        start = layout.quotes[n - 1].end
    if n + 1 < len(layout.quotes) and layout.quotes[n + 1].start < end:
        end = layout.quotes[n + 1].start
    return (start, quote.start), (quote.end, end)


def _first_sentence(layout: Layout, gap: Span) -> Span:
    """The gap up to the first full stop that is none of an abbreviation's."""
    for m in _STOP.finditer(layout.text, *gap):
        if m.group() == "." and _ABBREVIATION.search(layout.text[max(gap[0], m.start() - 6):m.start()]):
            continue
        return gap[0], m.start()
    return gap


def _last_sentence(layout: Layout, gap: Span) -> Span:
    """The gap from behind its last full stop."""
    start = gap[0]
    for m in _STOP.finditer(layout.text, *gap):
        if m.group() == "." and _ABBREVIATION.search(layout.text[max(gap[0], m.start() - 6):m.start()]):
            continue
        start = m.end()
    return start, gap[1]


def _cue_for(layout: Layout, cues: Cues, quote: Quote, n: int, before: Span, after: Span) -> Found | None:
    text = layout.text
    last = text[quote.inner[1] - 1:quote.inner[1]]
    tail = text[before[0]:before[1]].rstrip()
    comma_after = last == "," or text[after[0]:after[0] + 1] == "," or text[after[0]:after[0] + 2] in (" -", " —", " –")
    if not comma_after and tail[-1:] in (":", ",") or (not tail and not comma_after and _colon_above(layout, quote)):
        if found := _before(layout, cues, quote, before):
            return found
    if last not in "." or (last == "." and text[after[0]:after[0] + 1] == ","):
        if found := _after(layout, cues, quote, after):
            return found
    return _before(layout, cues, quote, before)


def _colon_above(layout: Layout, quote: Quote) -> bool:
    return layout.text[:quote.start].rstrip("\n \t").endswith(":")


def _after(layout: Layout, cues: Cues, quote: Quote, gap: Span) -> Found | None:
    """The cue behind a quotation: in the first clause of what follows it."""
    start, end = _first_sentence(layout, gap)
    tokens = [layout.doc[i] for i in layout.tokens_in(start, end)]
    if not tokens:
        return None
    stop = layout.tokens_in(start, end).stop
    lead = 0
    while lead < len(tokens) and (tokens[lead].is_punct or tokens[lead].is_space):
        lead += 1
    body = tokens[lead:]
    if not body:
        return None
    for token in body[:28]:
        if token.lower_ == "according" and token.i + 1 < len(layout.doc):
            return _according(layout, cues, token)
        if not is_cue_verb(token):
            if token.lower_ in _LINK and token.i > body[0].i and token.dep_ in ("mark", "cc"):
                if token.lower_ not in ("and", "which", "that") or not any(t.text == "," for t in body):
                    return None
            continue
        got = cue_of(token, cues)
        if got is None or not (got[0].has("q") or got[0].kind == "speech"):
            if token.dep_ in ("ROOT", "ccomp") and token.i - body[0].i > 3 and token.tag_ != "VBN":
                return None
            continue
        inverted = token.i - body[0].i <= 1
        source = _own_subject(layout, token, body[0].i, stop)
        if source is None and inverted:
            source = after_cue(layout, token, stop)
        if source is None:
            source = before_cue(layout, token, body[0].i)
        if source is None and token.tag_ == "VBG":
            return None
        if source is None:
            source = subject_of(token)
        if source is None or layout.inside[source.i] >= 0:
            return None
        return Found(got[0], "q after", token, got[1], source, [], source_span=source_span(layout, source), quoted=True)
    return None


def _own_subject(layout: Layout, verb: Token, start: int, stop: int) -> Token | None:
    source = subject_of(verb)
    if source is None or layout.inside[source.i] >= 0 or not start <= source.i < stop or not is_noun(source):
        return None
    return source


def _according(layout: Layout, cues: Cues, first: Token) -> Found | None:
    from communique.coding.statements.nominal import match_source_after

    cue = cues.phrases["according"][0]
    source = match_source_after(layout, first, cue)
    if source is None:
        return None
    return Found(cue, cue.name, first, [first.i, first.i + 1], source, [], source_span=source_span(layout, source),
                 quoted=True)


def _before(layout: Layout, cues: Cues, quote: Quote, gap: Span) -> Found | None:
    """The cue before a quotation: the last verb of saying in the sentence that leads to it, or in the line above that
    ends in a colon."""
    text = layout.text
    start, end = _last_sentence(layout, gap)
    if not text[start:end].strip():
        above = text[:quote.start].rstrip("\n \t")
        if text[gap[0]:gap[1]].strip() or not above.endswith(":") or gap[0] > 0 and quote.start - len(above) > 6:
            return None
        start, end = _last_sentence(layout, (text.rfind("\n", 0, len(above)) + 1, len(above)))
        colon = True
    else:
        colon = text[start:end].rstrip().endswith(":")
    span = layout.tokens_in(start, end)
    tokens = [layout.doc[i] for i in span if layout.inside[i] < 0]
    if not tokens:
        return None
    near = text[start:end].rstrip()[-1:] in (",", ":") or colon
    for token in reversed(tokens):
        if token.lower_ == "to" and token.i and layout.doc[token.i - 1].lower_ == "according":
            return _according(layout, cues, layout.doc[token.i - 1])
        if not is_cue_verb(token):
            continue
        got = cue_of(token, cues)
        if got is None or not (got[0].has("q") or got[0].kind in ("speech", "document")):
            if colon or token.dep_ in ("relcl", "acl", "advcl", "xcomp", "pcomp"):
                continue
            return None
        between = [t for t in tokens if t.i > max(got[1])]
        if not near and (any(not (t.is_space or t.text == "that") for t in between)):
            return None
        if near and not colon and len(between) > 14:
            return None
        source = _own_subject(layout, token, span.start, span.stop) or before_cue(layout, token, span.start)
        if source is None:
            source = subject_of(token)
        if source is None or layout.inside[source.i] >= 0:
            return None
        return Found(got[0], "q before", token, got[1], source, [], source_span=source_span(layout, source),
                     quoted=True)
    if colon:
        return _colon(layout, cues, tokens)
    return None


def _colon(layout: Layout, cues: Cues, tokens: Sequence[Token]) -> Found | None:
    """A line without a verb of saying that leads to a quotation: its subject, or the name alone ("Lavrov:")."""
    head = next((t for t in tokens if t.dep_ == "nsubj" and t.pos_ in ("PROPN", "PRON", "NOUN")), None)
    if head is None:
        head = next((t for t in reversed(tokens) if t.pos_ == "PROPN"), None)
    if head is None or head.lower_ in _NOBODY - {"i", "we"}:
        return None
    mark = next((t.i for t in reversed(tokens) if t.text == ":"), None)
    return Found(None, "q colon", None, [mark] if mark is not None else [], head, [],
                 source_span=source_span(layout, head), quoted=True)


def _stands_alone(layout: Layout, quote: Quote, before: Span) -> bool:
    """Whether the quotation is a sentence of its own: nothing before it in its sentence, a capital at its start."""
    lead = layout.text[before[0]:before[1]].strip()
    first = layout.text[quote.inner[0]:quote.inner[0] + 1]
    if lead and lead[-1] not in ".!?:":
        return False
    return not first.islower()


def _adjoins(layout: Layout, last_end: int, before: Span) -> bool:
    """Whether nothing but the end of the last attribution's sentence lies between it and this quotation."""
    if last_end < 0:
        return False
    between = layout.text[last_end:before[1]]
    return len(between) < 400 and not re.search(r"[.!?]\s+\S|\n\s*\S", between) and "\n\n\n" not in between


def _cue_end(layout: Layout, found: Found, quote: Quote, after: Span) -> int:
    """Where the sentence ends that holds the cue behind the quotation."""
    if found.frame.startswith("q after") or found.frame == "according to":
        return _first_sentence(layout, after)[1]
    return quote.end


def _carried(layout: Layout, quote: Quote, before: Span) -> Found | None:
    """A quotation that no cue goes with: spoken by the subject of the sentence before it, where that is someone."""
    start, end = before
    if not layout.text[start:end].strip():
        above = layout.text[:quote.start].rstrip("\n \t")
        end = len(above)
        start = above.rfind("\n") + 1
    tail = layout.text[start:end].rstrip()
    if not tail:
        return None
    at = layout.token_at(start + len(tail) - 1)
    if layout.inside[at] >= 0:
        return None
    sent = layout.doc[at].sent
    root = sent.root
    subject = subject_of(root)
    if subject is None or layout.inside[subject.i] >= 0 or not is_noun(subject) or subject.lower_ in _NOBODY:
        return None
    mention = layout.reading.mention_of(subject)
    person = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she", "they") or (
        mention is not None and mention.kind in ("person", "organisation"))
    if not person:
        return None
    return Found(None, "q carried", None, [], subject, [], source_span=source_span(layout, subject), quoted=True)


def _adopt(found: Found, other: Found) -> None:
    found.entry, found.frame, found.anchor, found.cue = other.entry, other.frame, other.anchor, other.cue
    found.source, found.source_span = other.source, other.source_span


def _join(layout: Layout, found: Found, old: Found, quote: Quote) -> None:
    """The quotation beside what the parse gave its cue: content outside the quotation is kept where the sentence has it
    on the cue's other side or before a colon ("said the plan was dead: '...'")."""
    found.addressees = old.addressees
    if old.frame in ("that",) and found.frame == "q before":
        cue_at = found.anchor.idx if found.anchor is not None else 0
        outside = [layout.trim(s, min(e, quote.start)) for s, e in old.content if cue_at < s < quote.start - 8]
        found.content = [*[s for s in outside if s[1] - s[0] > 8], *found.content]

