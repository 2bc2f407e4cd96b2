"""Words that belong together: a town's hyphened name, a division called like a state, a title, a noun of two words."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import none, one, read


@pytest.mark.parametrize(("text", "name", "entity"), [
    ("Police in Nieuw-Amsterdam arrested two men on Monday. Suriname condemned it.", "Nieuw-Amsterdam", "place:3383434"),
    ("Police in New Amsterdam, Guyana, arrested two men.", "New Amsterdam", "place:3376762"),
    ("Police in Port-au-Prince met ministers.", "Port-au-Prince", "place:3718426"),
    ("Port-au-Prince condemned the coup.", "Port-au-Prince", "state:HTI"),
    ("Gunmen killed ten people in Niger state on Monday.", "Niger state", "place:nga-niger"),
    ("The governor of Niger State condemned the attack in Nigeria.", "Niger State", "place:nga-niger"),
    ("The Niger state governor condemned the attack.", "Niger state", "place:nga-niger"),
    ("Niger state television said the army had won.", "Niger", "state:NER"),
    ("The state of Niger condemned the attack.", "Niger", "state:NER"),
    ("Moscow-Beijing talks began on Monday.", "Beijing", "place:1816670"),
    ("Judge Amina Sowe sentenced a journalist. Judge Sowe said no more.", "Sowe", "person:amina-sowe"),
    ("Magistrate Oumar Diallo freed the journalist.", "Oumar Diallo", "person:oumar-diallo"),
    ("Lawyer Femi Okoro said the case was clear.", "Femi Okoro", "person:femi-okoro"),
    ("Nana Akufo-Addo met reporters in Accra.", "Nana Akufo-Addo", "person:nana-akufo-addo"),
    ("The Congress of Peru met on Monday.", "Congress of Peru", "organisation:per-parliament"),
    ("The Australian premier met reporters.", "The Australian premier", "person:malcolm-turnbull"),
    ("Italy's premier condemned the attack.", "Italy's premier", "person:paolo-gentiloni"),
])
def test_what_a_name_of_several_words_means(text: str, name: str, entity: str) -> None:
    assert one(read(text), name).entity == entity


@pytest.mark.parametrize(("text", "name"), [
    ("Police in Nieuw-Amsterdam arrested two men on Monday. Suriname condemned it.", "Amsterdam"),
    ("Police in New Amsterdam, Guyana, arrested two men.", "Amsterdam"),
    ("Gunmen killed ten people in Niger state on Monday.", "Niger"),
    ("Riot police clashed with protesters in Athens.", "Riot"),
    ("Border guards shot a man on Monday.", "Border"),
    ("The treaty recalls the Congress of Vienna. The United States rejected the bill.", "Congress"),
])
def test_what_is_no_name_by_itself(text: str, name: str) -> None:
    assert none(read(text), name)


@pytest.mark.parametrize("text", [
    "The premier arrived in Perth on Monday. The premier condemned the attack.",
    "The premier of Gauteng resigned on Monday.",
    "Queensland's premier met farmers.",
    "The Ontario premier condemned the law.",
])
def test_a_provinces_premier_leads_no_state(text: str) -> None:
    assert not any(m.entity for m in read(text).mentions if m.kind == "person")
