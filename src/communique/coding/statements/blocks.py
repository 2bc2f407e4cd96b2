"""Words given without quotation marks: a line that ends "the minister said:", and the paragraphs after it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.statements.cues import Cues, words
from communique.coding.statements.found import Found, cue_of
from communique.coding.statements.layout import Layout
from communique.coding.statements.speakers import antecedent, source_span, subject_of
from communique.records import Span

__all__ = ["match_blocks"]

_QUOTES = "\"“„«‘'"
_STOP = ".!?:"


def match_blocks(layout: Layout, cues: Cues) -> Iterator[Found]:
    """Each line that ends in a colon behind a cue, with the lines that are its content: to the text's end, or to where
    the report speaks of the speaker again; where they are a list, to its end."""
    lines = layout.lines()
    for k, (start, end) in enumerate(lines[:-1]):
        if not layout.text[start:end].rstrip().endswith(":") or layout.text[lines[k + 1][0]] in _QUOTES:
            continue
        found = _cue(layout, cues, start, end)
        if found is None or found.source is None:
            continue
        found.content = list(_content(layout, lines[k + 1:], found.source))
        if found.content:
            yield found


def _cue(layout: Layout, cues: Cues, start: int, end: int) -> Found | None:
    """The verb of saying nearest to the colon, or the noun that says what follows ("the following statement:")."""
    noun: Token | None = None
    for i in reversed(layout.tokens_in(start, end)):
        token = layout.doc[i]
        if layout.inside[i] >= 0:
            return None
        if noun is None and token.lemma_ in cues.nouns and token.pos_ == "NOUN":
            noun = token
        if token.tag_[:2] != "VB" or token.dep_ in ("aux", "auxpass", "amod"):
            continue
        got = cue_of(token, cues)
        if got is None or not (got[0].has("q") or (got[0].has("light", "obj") and noun is not None)):
            return None
        source = subject_of(token)
        if source is None or not start <= source.idx < end:
            return None
        tokens = got[1] if got[0].has("q") or noun is None else [*got[1], noun.i]
        return Found(got[0], "block", token, tokens, source, [], source_span=source_span(layout, source))
    return None


def _content(layout: Layout, lines: list[Span], source: Token) -> Iterator[Span]:
    text = layout.text
    listed = text[lines[0][0]:lines[0][1]].rstrip()[-1:] not in _STOP
    role = layout.reading.role_of(antecedent(source))
    for start, end in lines:
        line = text[start:end].rstrip()
        if listed and line[-1:] in _STOP:
            return
        first = line.split()[0].lower().strip(":")
        if first in words("label") or line[0] in _QUOTES or _speaks_of(layout, start, end, source, role.entity):
            return
        yield layout.trim(start, end)


def _speaks_of(layout: Layout, start: int, end: int, source: Token, entity: str | None) -> bool:
    """Whether the line names the speaker: then it is the report again, not the speaker's words."""
    for m in layout.reading.mentions_in(start, end):
        if m.form in ("named", "descriptive") and ((entity and m.entity == entity) or m.text.endswith(source.text)):
            return True
    return False
