"""Reading -> records: a pure function of an article, the knowledge base and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.records import Article, Record, sort_key
from communique.spacy_alone import load_spacy

if TYPE_CHECKING:
    from communique.knowledge import Knowledge

__all__ = ["code_article"]


def code_article(article: Article, knowledge: Knowledge, gate: bool = False) -> list[Record]:
    """Every record that `article` supports, the article first, the rest in order of evidence.

    With `gate`, what can't hold a record of public affairs is not parsed (`language.gate`): of a report on sport the
    article alone comes back. No clock, no network, no global state but the loaded model: the same article and the same
    version of the program give the same records in any process.
    """
    load_spacy()
    from communique.coding.commitments import find_commitments
    from communique.coding.events import find_events
    from communique.coding.relations import find_relations
    from communique.coding.statements import find_statements
    from communique.language import read_article
    from communique.language.gate import to_be_read
    from communique.language.mentions.speech import bind_first_person
    from communique.model import load_tagger

    given = article
    if gate:
        worth = to_be_read(article, knowledge)
        if worth is None:
            return [article]
        article = worth
    reading = read_article(article, knowledge)
    statements = find_statements(reading)
    statements = bind_first_person(reading, statements)
    events = find_events(reading, statements, tagger=load_tagger())
    commitments = find_commitments(reading, statements, events)
    relations = find_relations(reading, statements)
    records: list[Record] = [given, *reading.mentions, *reading.times]
    records += [*statements, *events, *commitments, *relations]
    return sorted(records, key=sort_key)
