"""Who and where: named, descriptive and pronoun mentions, each tied to an entity where one can tell.

The steps, each in a file of its own: names of the tables, names that only the report has, capitals for governments,
people, descriptions, the company that a report keeps, then whom pronouns and definite phrases stand for.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from communique.knowledge import Knowledge
from communique.language.mentions.acronyms import find_aliases
from communique.language.mentions.anaphora import find_anaphora, find_country
from communique.language.mentions.bodies import find_aliased, find_blocs, find_bodies
from communique.language.mentions.chunks import chunks
from communique.language.mentions.classify import classify
from communique.language.mentions.company import give_countries, give_sectors
from communique.language.mentions.descriptions import find_descriptions
from communique.language.mentions.equipment import find_equipment, own_equipment
from communique.language.mentions.holders import trust_report
from communique.language.mentions.inside import find_inside, inside
from communique.language.mentions.metonyms import find_buildings, find_metonyms
from communique.language.mentions.names import find_demonyms, find_names, name_peoples
from communique.language.mentions.page import Page
from communique.language.mentions.people import find_people, join_appositions
from communique.language.mentions.places import find_places, locate_all
from communique.language.mentions.possessed import give_possessed
from communique.language.mentions.pronouns import find_pronouns
from communique.language.mentions.shortnames import find_short_names, find_short_ships
from communique.records import Article, Mention, Time

__all__ = ["find_mentions"]


def find_mentions(doc: Doc, article: Article, knowledge: Knowledge,
                  times: Sequence[Time]) -> tuple[list[Mention], dict[int, tuple[Mention, ...]]]:
    """The mentions of a text, in order, and by the offset of its head word for whom each plural stands."""
    page = Page(doc, article, knowledge, times)
    find_names(page)
    find_demonyms(page)
    name_peoples(page)
    find_metonyms(page)
    find_buildings(page)
    find_blocs(page)
    find_equipment(page)
    find_short_ships(page)
    some = chunks(page)
    within = inside(page, some)
    locate_all(page, some, within)
    classify(page, some)
    find_places(page, some)
    find_inside(page, within)
    find_bodies(page, some)
    find_aliased(page, find_aliases(page))
    find_descriptions(page)
    find_short_names(page)
    find_people(page, some)
    own_equipment(page)
    join_appositions(page)
    give_sectors(page)
    find_anaphora(page)
    give_countries(page)
    find_country(page)
    trust_report(page)
    find_pronouns(page)
    give_possessed(page)
    return page.finish()
