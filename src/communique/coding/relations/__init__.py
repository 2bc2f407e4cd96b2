"""What is so: offices, memberships, places, bases, owners, allies, signatures.

Each finder is a function of a Reading that gives drafts; the tables in ``lexicon/relations`` say which words state
which relation. A relation is coded only where the text says it: knowledge tables help to recognise names, no more.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.reading import Reading
from communique.records import Relation, Statement

__all__ = ["find_relations"]


def find_relations(reading: Reading, statements: Sequence[Statement]) -> list[Relation]:
    """The standing facts of the report, in order of position."""
    from communique.coding.relations.bases import find_bases, find_state_owned
    from communique.coding.relations.draft import finish
    from communique.coding.relations.nouns import find_noun_relations, find_within
    from communique.coding.relations.parties import find_parties
    from communique.coding.relations.places import find_locations
    from communique.coding.relations.titles import find_offices
    from communique.coding.relations.verbs import find_verb_relations

    finders = (
        find_offices,
        find_noun_relations,
        find_verb_relations,
        find_locations,
        find_bases,
        find_state_owned,
        find_parties,
        find_within,
    )
    return finish(reading, [d for find in finders for d in find(reading)], statements)
