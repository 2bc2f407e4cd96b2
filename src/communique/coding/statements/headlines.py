"""Headlines and transcripts: "Lavrov: talks will go on", "Talks will go on: Lavrov", "HOST: Will you sign?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.coding.statements.cues import words
from communique.coding.statements.found import Found
from communique.coding.statements.layout import Layout

__all__ = ["match_lines"]

_SPEAKER = re.compile(r"[“\"]?([A-Z][\w.’'-]*(?: (?:of|the|and|de|van|von|al|el|bin|for|[A-Z][\w.’'-]*)){0,6}): (?=\S)")
_SPEAKER_LAST = re.compile(r": ((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,4})$")


def match_lines(layout: Layout) -> Iterator[Found]:
    """The attributions of lines that name a speaker before a colon, or a headline's behind one."""
    text = layout.text
    labelled = [(line, _SPEAKER.match(text, *line)) for line in layout.lines()]
    capitals = sum(1 for _, s in labelled if s and s.group(1).isupper())
    for k, ((start, end), speaker) in enumerate(labelled):
        if speaker is not None and _is_speaker(layout, speaker.group(1), speaker.start(1), k == 0, capitals > 1):
            first, last = layout.token_at(speaker.start(1)), layout.token_at(speaker.end(1) - 1)
            content = layout.trim(speaker.end(), end)
            if len(text[slice(*content)].split()) < 3:
                continue
            colon = layout.token_at(speaker.end(1))
            head = next((layout.doc[i] for i in range(last, first - 1, -1) if layout.doc[i].pos_ in ("PROPN", "NOUN")),
                        layout.doc[last])
            yield Found(None, "line", None, [colon], head, [content], source_span=speaker.span(1))
            continue
        behind = _SPEAKER_LAST.search(text, start, end) if k == 0 else None
        if behind is not None and _is_speaker(layout, behind.group(1), behind.start(1), True, False):
            content = layout.trim(start, behind.start())
            head = layout.doc[layout.token_at(behind.end(1) - 1)]
            if len(text[slice(*content)].split()) >= 3:
                yield Found(None, "line", None, [layout.token_at(behind.start())], head, [content],
                            source_span=behind.span(1))


def _is_speaker(layout: Layout, name: str, at: int, headline: bool, transcript: bool) -> bool:
    parts = [w.lower().rstrip(".") for w in name.split()]
    if parts[0] in words("label") or parts[-1] in words("label") - words("headline"):
        return False
    if name.isupper():
        return transcript or headline
    if not headline:
        return transcript and len(parts) <= 4 and layout.doc[layout.token_at(at)].ent_type_ == "PERSON"
    token = layout.doc[layout.token_at(at + len(name) - 1)]
    mention = layout.reading.mention_of(token)
    return (token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or parts[-1] in words("headline")
            or (mention is not None and mention.kind in ("person", "organisation", "state")))
