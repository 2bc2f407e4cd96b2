"""Direct quotations and who speaks them: the cue beside the quotation, or the speaker carried on.

What follows a quotation that ends in a comma, a question or an exclamation mark may name its speaker ("...," said X);
what comes before one does where it ends in a colon or with the cue itself (X said: "..."). A quotation with neither
goes on from the one before, or is spoken by whoever spoke, or acted, in the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from communique.coding.statements.cues import Cues
from communique.coding.statements.extent import is_cue_verb
from communique.coding.statements.found import Found, cue_of
from communique.coding.statements.gaps import Gap, adjoins, first_sentence, gaps_of, inner, last_sentence, stands_alone
from communique.coding.statements.layout import Layout, is_noun
from communique.coding.statements.nominal import match_source_after
from communique.coding.statements.quotes import Quote
from communique.coding.statements.speakers import after_cue, before_cue, source_span, subject_of

__all__ = ["attach_quotes"]

_LINK = frozenset(["that", "which", "and", "but", "as", "because"])
_NOBODY = frozenset(["it", "this", "that", "i", "we", "you", "there", "what"])
_UTTERANCE = 5  # words that a quotation must have to stand without a cue
_SIGNED = re.compile(r"\s*(?:―|—|–|--|-)\s*([A-Z][\w.'’-]+(?: (?:of|the|de|van|al|[A-Z][\w.'’-]*)){0,6})"
                     r"(?=,|\.?\s*(?:\n|$))")


def attach_quotes(layout: Layout, cues: Cues, by_cue: dict[int, Found]) -> list[Found]:
    """Attributions of quotations.

    `by_cue` holds the attributions that the parse gave, by the index of their verb: a quotation that goes to one of
    these replaces or lengthens its content, and takes it out of `by_cue`.
    """
    return _Attacher(layout, cues, by_cue).run()


class _Attacher:
    def __init__(self, layout: Layout, cues: Cues, by_cue: dict[int, Found]) -> None:
        self.layout, self.cues, self.by_cue = layout, cues, by_cue
        self.doc, self.text = layout.doc, layout.text
        self.made: list[Found] = []

    def run(self) -> list[Found]:
        last: Found | None = None
        last_end, last_n = -1, -1
        for n, quote in enumerate(self.layout.quotes):
            gap = gaps_of(self.layout, n)
            if quote.goes_on and last is not None and last_n == n - 1:
                ahead = self._after(quote, gap)
                if ahead is None or not last.cue:  # the cue may come only at the end of a run of paragraphs
                    last.content.append(inner(self.layout, quote))
                    last_end, last_n = quote.end, n
                    if ahead is not None:
                        _adopt(last, ahead)
                    continue
            found = self._of(quote, gap, last if adjoins(self.layout, last_end, gap.before) else None)
            if found is None:
                continue
            if found is not last:
                found = self._keep(found, quote, gap)
            else:
                found.content.append(inner(self.layout, quote))
            last, last_n = found, n
            last_end = quote.end
            if found.frame in ("q after", "according to"):
                last_end = first_sentence(self.layout, gap.after)[1]
        for found in self.made:
            found.content = sorted(dict.fromkeys(found.content))
        return self.made

    def _keep(self, found: Found, quote: Quote, gap: Gap) -> Found:
        """The attribution with this quotation for content: a new one, or that of the same cue."""
        content = inner(self.layout, quote)
        if found.frame == "q fragment":  # the words before it in its sentence are his as well
            content = (self.layout.trim(gap.lead[0], quote.inner[1])[0], content[1])
        anchor = found.anchor
        same = next((f for f in self.made if anchor is not None and f.anchor == anchor), None)
        if same is not None:
            same.content.append(content)
            return same
        old = self.by_cue.pop(anchor.i, None) if anchor is not None else None
        found.content = [content]
        if old is not None and old.frame == "quoted as":
            found.entry, found.cue, found.relays = old.entry, old.cue, old.relays
            found.source, found.source_span = old.source, old.source_span
        if old is not None:
            found.addressees = old.addressees
            if old.frame == "that" and found.frame == "q before":
                cue_at = anchor.idx if anchor is not None else 0
                outside = [self.layout.trim(s, min(e, quote.start)) for s, e in old.content if s > cue_at]
                found.content = [*[s for s in outside if s[1] - s[0] > 8], content]
        self.made.append(found)
        return found

    def _of(self, quote: Quote, gap: Gap, going: Found | None) -> Found | None:
        """The attribution of one quotation; `going` is the one before it, where nothing comes between."""
        text = self.text
        tail = text[slice(*gap.before)].rstrip()
        if quote.is_title(text) and tail[-1:] not in (",", ":"):
            return None
        found = self._signed(quote, gap) or self._by_cue(quote, gap, tail)
        if found is None and stands_alone(self.layout, quote, gap.before):
            if going is not None:
                return going
            if len(quote.words(text)) >= _UTTERANCE or quote.opens_on:
                return self._carried(quote, gap)
        return found

    def _by_cue(self, quote: Quote, gap: Gap, tail: str) -> Found | None:
        text = self.text
        last = text[quote.inner[1] - 1:quote.inner[1]]
        behind = text[gap.after[0]:gap.after[0] + 2]
        comma = last == "," or behind[:1] == "," or behind in (" -", " —", " –")
        above = not tail and text[:quote.start].rstrip("\n \t").endswith(":")
        if not comma and (tail[-1:] in (":", ",") or above):
            if found := self._before(quote, gap):
                return found
        lead = text[slice(*gap.lead)].strip()
        embedded = bool(lead) and lead[-1] not in ",:"
        if comma or (not embedded and last != "."):
            if found := self._after(quote, gap):
                if embedded and not self._before(quote, gap):
                    found.frame = "q fragment"
                return found
        return self._before(quote, gap)

    def _signed(self, quote: Quote, gap: Gap) -> Found | None:
        """A quotation with its speaker's name behind a dash, on its line or the next."""
        m = _SIGNED.match(self.text, quote.end)
        if m is None or not stands_alone(self.layout, quote, gap.before):
            return None
        head = self.doc[self.layout.token_at(m.end(1) - 1)]
        mark = self.layout.token_at(m.start(1) - 1)
        while mark and self.doc[mark].is_space:
            mark -= 1
        return Found(None, "q signed", None, [mark], head, [], source_span=m.span(1), quoted=True)

    def _found(self, frame: str, verb: Token, source: Token) -> Found | None:
        got = cue_of(verb, self.cues)
        if got is None or self.layout.inside[source.i] >= 0:
            return None
        return Found(got[0], frame, verb, got[1], source, [], source_span=source_span(self.layout, source), quoted=True)

    def _after(self, quote: Quote, gap: Gap) -> Found | None:
        """The cue behind a quotation: in the first clause of what follows it."""
        if self.text[slice(*gap.after)].rstrip().endswith(":") and self.text[slice(*gap.lead)].strip():
            return None  # it leads to the next one
        span = self.layout.tokens_in(*first_sentence(self.layout, gap.after))
        body = [self.doc[i] for i in span]
        while body and (body[0].is_punct or body[0].is_space):
            body.pop(0)
        for token in body[:28]:
            if token.lower_ == "according":
                return self._according(token)
            if not is_cue_verb(token):
                if token.lower_ in _LINK and token.i > body[0].i and token.dep_ in ("mark", "cc"):
                    if token.lower_ not in ("and", "which", "that") or not any(t.text == "," for t in body):
                        return None
                continue
            got = cue_of(token, self.cues)
            if got is None or not (got[0].has("q") or got[0].kind == "speech"):
                if token.dep_ in ("ROOT", "ccomp") and token.i - body[0].i > 3 and token.tag_ != "VBN":
                    return None
                continue
            if token.tag_ == "VBG" and token.i == body[0].i:
                return None  # ", warning that": what the same speaker says next
            source = self._own_subject(token, body[0].i, span.stop)
            if source is None and token.i - body[0].i <= 1:
                source = after_cue(self.layout, token, span.stop)
            if source is None:
                source = before_cue(self.layout, token, body[0].i)
            if source is None and token.tag_ != "VBG":
                source = subject_of(token)
            return self._found("q after", token, source) if source is not None else None
        return None

    def _own_subject(self, verb: Token, start: int, stop: int) -> Token | None:
        source = subject_of(verb)
        if source is None or self.layout.inside[source.i] >= 0 or not start <= source.i < stop or not is_noun(source):
            return None
        return source

    def _according(self, first: Token) -> Found | None:
        cue = self.cues.phrases["according"][0]
        source = match_source_after(self.layout, first, cue)
        if source is None:
            return None
        return Found(cue, cue.name, first, [first.i, first.i + 1], source, [],
                     source_span=source_span(self.layout, source), quoted=True)

    def _before(self, quote: Quote, gap: Gap) -> Found | None:
        """The cue before a quotation: the last verb of saying in the sentence that leads to it, or in the line above
        that ends in a colon."""
        text = self.text
        start, end = last_sentence(self.layout, gap.before)
        colon = text[start:end].rstrip().endswith(":")
        if not text[start:end].strip():
            above = text[:quote.start].rstrip("\n \t")
            if text[slice(*gap.before)].strip() or not above.endswith(":") or quote.start - len(above) > 6:
                return None
            start, end = last_sentence(self.layout, (self.layout.line_of(len(above) - 1)[0], len(above)))
            colon = True
        span = self.layout.tokens_in(start, end)
        tokens = [self.doc[i] for i in span if self.layout.inside[i] < 0]
        near = colon or text[start:end].rstrip()[-1:] == ","
        for token in reversed(tokens):
            if token.lower_ == "to" and token.i and self.doc[token.i - 1].lower_ == "according":
                return self._according(self.doc[token.i - 1]) if near else None
            if not is_cue_verb(token):
                continue
            got = cue_of(token, self.cues)
            if got is None or not (got[0].has("q") or got[0].kind in ("speech", "document")):
                if colon or token.dep_ in ("relcl", "acl", "advcl", "xcomp", "pcomp"):
                    continue
                return None
            between = [t for t in tokens if t.i > max(got[1])]
            if not near and (any(not (t.is_space or t.text == "that") for t in between) or self._runs_on(quote, gap)):
                return None
            if near and not colon and len(between) > 14:
                return None
            source = self._own_subject(token, span.start, span.stop) or before_cue(self.layout, token, span.start)
            if source is None:
                source = subject_of(token)
            return self._found("q before", token, source) if source is not None else None
        return self._colon(tokens) if colon and tokens else None

    def _runs_on(self, quote: Quote, gap: Gap) -> bool:
        """Whether the sentence goes on behind the quotation, or the quotation is how the act was done: then it is but a
        part of what was said."""
        if self.doc[self.layout.token_at(quote.inner[0])].dep_ == "prep" and self.text[quote.inner[0]].islower():
            return True  # "to talk 'without conditions'"
        return (self.text[quote.inner[1] - 1:quote.inner[1]] not in ".,!?"
                and self.text[gap.after[0]:gap.after[1]].strip()[:1].isalpha())

    def _colon(self, tokens: Sequence[Token]) -> Found | None:
        """A line without a verb of saying that leads to a quotation: its subject, or the name alone ("Lavrov:")."""
        head = next((t for t in tokens if t.dep_ == "nsubj" and t.pos_ in ("PROPN", "PRON", "NOUN")), None)
        if head is None:
            head = next((t for t in reversed(tokens) if t.pos_ == "PROPN"), None)
        if head is None or head.lower_ in _NOBODY - {"i", "we"}:
            return None
        mark = [t.i for t in tokens if t.text == ":"][-1:]
        return Found(None, "q colon", None, mark, head, [], source_span=source_span(self.layout, head), quoted=True)

    def _carried(self, quote: Quote, gap: Gap) -> Found | None:
        """A quotation that no cue goes with: spoken by whoever speaks in the sentence before it, or is its subject."""
        text = self.text
        start, end = gap.before
        if not text[start:end].strip():
            end = len(text[:quote.start].rstrip("\n \t"))
            start = self.layout.line_of(max(0, end - 1))[0]
        tail = text[start:end].rstrip()
        if not tail:
            return None
        at = self.layout.token_at(start + len(tail) - 1)
        if self.layout.inside[at] >= 0 and tail[-1:] != ".":
            return None
        sent = self.doc[at].sent
        for i in range(sent.start, sent.end):
            spoken = self.by_cue.get(i)
            if spoken is not None and spoken.source is not None and spoken.entry is not None \
                    and spoken.entry.kind in ("speech", "belief"):
                return self._spoken_by(spoken.source)
        subject = subject_of(sent.root)
        return self._spoken_by(subject) if subject is not None else None

    def _spoken_by(self, subject: Token) -> Found | None:
        if self.layout.inside[subject.i] >= 0 or not is_noun(subject) or subject.lower_ in _NOBODY:
            return None
        mention = self.layout.reading.mention_of(subject)
        someone = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she", "they") or (
            mention is not None and mention.kind in ("person", "organisation", "group", "force"))
        if not someone:
            return None
        return Found(None, "q carried", None, [], subject, [],
                     source_span=source_span(self.layout, subject), quoted=True)


def _adopt(found: Found, other: Found) -> None:
    found.entry, found.frame, found.anchor, found.cue = other.entry, other.frame, other.anchor, other.cue
    found.source, found.source_span = other.source, other.source_span
