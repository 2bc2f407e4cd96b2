"""Who said what: quotations and reported speech, thought and will, with the chain by which it reached the page."""

from __future__ import annotations

from communique.coding.statements.blocks import match_blocks
from communique.coding.statements.build import build
from communique.coding.statements.cues import load_cues
from communique.coding.statements.direct import attach_quotes
from communique.coding.statements.found import Found
from communique.coding.statements.headlines import match_lines
from communique.coding.statements.layout import Layout
from communique.coding.statements.match import match_verbs
from communique.coding.statements.nominal import match_adjectives, match_nouns, match_phrases
from communique.coding.statements.release import whole_release
from communique.language.reading import Reading
from communique.records import Statement

__all__ = ["find_statements"]


def find_statements(reading: Reading) -> list[Statement]:
    """The statements of the report, in order of position.

    Quotations take the cue beside them; verbs, nouns, adjectives and phrases that attribute take their content from the
    parse. What stands inside quotation marks is not searched: its speaker's words are one statement.
    """
    layout, cues = Layout(reading), load_cues()
    by_cue: dict[int, Found] = {}
    for found in match_verbs(layout, cues):
        if found.anchor is not None:
            by_cue.setdefault(found.anchor.i, found)
    every = attach_quotes(layout, cues, by_cue)
    every += by_cue.values()
    taken = {i for f in every for i in f.cue}
    every += match_nouns(layout, cues, taken)
    every += match_adjectives(layout, cues)
    every += match_phrases(layout, cues)
    every += match_lines(layout)
    every += match_blocks(layout, cues)
    statements = build(layout, every)
    release = whole_release(layout)
    return [release, *statements] if release is not None else statements
