"""Who said what: quotations and reported speech."""

from __future__ import annotations

import re

from spacy.tokens import Token

from communique.language.reading import Reading
from communique.records import Role, Span, Statement, record_id

__all__ = ["find_statements"]

_SAY = frozenset(
    [
        "say",
        "tell",
        "add",
        "note",
        "stress",
        "announce",
        "claim",
        "argue",
        "state",
        "declare",
        "explain",
        "insist",
        "warn",
        "deny",
        "suggest",
        "report",
        "believe",
        "think",
        "hope",
        "confirm",
        "acknowledge",
        "admit",
        "recall",
        "emphasize",
        "underline",
        "write",
        "reveal",
    ]
)
_QUOTE = re.compile(r"[“\"]([^“”\"]{12,2000})[”\"]")


def find_statements(reading: Reading) -> list[Statement]:
    """The statements of the report, in order of position."""
    found: list[Statement] = []
    quotes = [(m.start(1), m.end(1)) for m in _QUOTE.finditer(reading.text) if len(m.group(1).split()) > 3]
    for token in reading.doc:
        if token.lemma_ not in _SAY or token.pos_ != "VERB":
            continue
        speaker = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if speaker is None or speaker.lower_ in ("who", "which", "that", "it"):
            continue
        content = _content(reading, token, quotes)
        if content:
            found.append(_make(reading, token, speaker, content, quotes))
    return found


def _content(reading: Reading, cue: Token, quotes: list[Span]) -> Span | None:
    for child in cue.children:
        if child.dep_ in ("ccomp", "parataxis"):
            keep = list(child.subtree)
            start, end = keep[0], keep[-1]
            if start.i <= cue.i <= end.i:
                continue
            a, b = start.idx, end.idx + len(end)
            words = reading.text[a:b]
            lead = re.match(r"(that\s+|[“\"\s]+)*", words)
            a += lead.end() if lead else 0
            return a, a + len(reading.text[a:b].rstrip(' ,.”"\n'))
    near = [q for q in quotes if cue.sent.start_char <= q[1] and q[0] <= cue.sent.end_char]
    return near[0] if near else None


def _make(reading: Reading, cue: Token, speaker: Token, content: Span, quotes: list[Span]) -> Statement:
    inside = [q for q in quotes if q[0] < content[1] and q[1] > content[0]]
    kind = (
        "indirect" if not inside else "direct" if inside[0][0] <= content[0] and inside[0][1] >= content[1] else "mixed"
    )
    role: Role = reading.role_of(speaker)
    source = reading.phrase(speaker)
    begin, end = min(source[0], content[0], cue.idx), max(source[1], content[1], cue.idx + len(cue))
    span = (cue.idx, cue.idx + len(cue))
    return Statement(
        id=record_id("statement", reading.article.id, span, content),
        article=reading.article.id,
        kind=kind,
        speaker=role,
        source=source,
        cue=(span,),
        content=(content,),
        evidence=((begin, end),),
        confidence=0.8 if role.entity else 0.6,
        rule=f"verb of speech: {cue.lemma_}",
        stance="denied" if cue.lemma_ == "deny" else "asserted",
    )
