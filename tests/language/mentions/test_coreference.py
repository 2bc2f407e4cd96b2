"""Pronouns and definite phrases: whom they stand for, and when they are left alone."""

from __future__ import annotations

import pytest

from communique.coding import code_article
from communique.knowledge import load_knowledge
from communique.records import Article, Mention
from tests.language.mentions.reading import none, one, read


@pytest.mark.parametrize(("text", "pronoun", "entity"), [
    ("Joseph Malanji met reporters in Lusaka. He said the border was open.", "He", "person:joseph-malanji"),
    ("Joseph Malanji said he would resign.", "he", "person:joseph-malanji"),
    ("Mary Phiri told reporters that she had been attacked.", "she", "person:mary-phiri"),
    ("Mary Phiri met John Banda. She thanked the court.", "She", "person:mary-phiri"),
    ("Kenya said it would send doctors.", "it", "state:KEN"),
    ("Kenya condemned the attack. It also sent doctors.", "It", "state:KEN"),
    ("The African Union opened its summit on Monday.", "its", "organisation:AU"),
    ("Kenya, which chairs the committee, called a meeting.", "which", "state:KEN"),
])
def test_whom_a_pronoun_means(text: str, pronoun: str, entity: str) -> None:
    assert one(read(text), pronoun, "pronoun").entity == entity


@pytest.mark.parametrize(("text", "pronoun"), [
    ("It is clear that Kenya wants peace.", "It"),
    ("Kenya won the vote. It was a warm day.", "It"),
    ("John Banda and Peter Phiri met in Lusaka. He left early.", "He"),
    ("The plan is good, but it needs money.", "it"),
])
def test_a_pronoun_that_is_left_alone(text: str, pronoun: str) -> None:
    assert not [m for m in read(text).mentions if m.text == pronoun and m.form == "pronoun"]


def test_him_is_not_the_subject_of_its_clause() -> None:
    reading = read("John Banda arrived. Peter Phiri thanked him.")
    assert one(reading, "him").entity == "person:john-banda"


@pytest.mark.parametrize(("text", "pronoun", "entity"), [
    # what a clause's own subject acts on is another
    ("Renamo boycotted the debate on the accord and called it a gift to smugglers.", "it", "force:renamo"),
    ("Kenya read the draft and rejected it.", "it", "state:KEN"),
    ("Sudan drew the line, and Egypt crossed it.", "it", "state:EGY"),
    ("Sudan drew the line, and Egypt crossed it.", "it", "state:SDN"),
    ("The African Union wrote the plan and paid for it.", "it", "organisation:AU"),
])
def test_it_is_not_the_subject_that_acts_on_it(text: str, pronoun: str, entity: str) -> None:
    assert none(read(text), pronoun, entity)


@pytest.mark.parametrize(("text", "entity"), [
    ("Kenya said that Uganda had threatened it.", "state:KEN"),
    ("Norway warned that Russia was jamming it.", "state:NOR"),
])
def test_it_is_the_subject_above(text: str, entity: str) -> None:
    assert one(read(text), "it").entity == entity


def test_a_name_is_no_date() -> None:
    reading = read("January Makamba met April Jones in Arusha in January.")
    assert [(t.text, t.value) for t in reading.times] == [("January", "2017-01")]
    assert reading.times[0].span[0] > 40


@pytest.mark.parametrize(("text", "phrase", "entity"), [
    ("Zambian Foreign Minister Joseph Malanji arrived on Monday. The minister said the border was open.", "The minister",
     "person:joseph-malanji-zmb"),
    ("The African Union condemned the attack. The organization sent a team.", "The organization", "organisation:AU"),
    ("Kenya closed its border. The country has been hit by drought.", "The country", "state:KEN"),
])
def test_definite_phrases(text: str, phrase: str, entity: str) -> None:
    assert one(read(text), phrase).entity == entity


@pytest.mark.parametrize(("text", "plural", "entities"), [
    ("Zambia and Malawi disagree. Both sides want talks.", "sides", ["state:ZMB", "state:MWI"]),
    ("Joseph Malanji met Peter Phiri in Lusaka. The two ministers signed a treaty.", "ministers",
     ["person:joseph-malanji", "person:peter-phiri"]),
    ("Zambia and Malawi said they would open the border.", "they", ["state:ZMB", "state:MWI"]),
])
def test_plurals_that_stand_for_several(text: str, plural: str, entities: list[str]) -> None:
    reading = read(text)
    head = next(t for t in reading.doc if t.text == plural)
    assert [r.entity for r in reading.roles_of(head)] == entities


@pytest.mark.parametrize(("text", "plural", "countries"), [
    # the subject that urges both sides is neither of them
    ("Kenya spoke with Ethiopia and Sudan. Kenya urged both sides to talk.", "sides", ["ETH", "SDN"]),
    # of each its own
    ("Chad and Niger quarrelled. The two countries' armies were put on alert.", "armies", ["TCD", "NER"]),
    ("Chad and Niger quarrelled. Both sides' prime ministers met in Kano.", "ministers", ["TCD", "NER"]),
])
def test_plurals_of_several_states(text: str, plural: str, countries: list[str]) -> None:
    reading = read(text)
    head = next(t for t in reading.doc if t.text == plural)
    assert [r.country for r in reading.roles_of(head)] == countries


@pytest.mark.parametrize("text", [
    "President Uhuru Kenyatta met Foreign Minister Ine Eriksen Soreide. The prime ministers will meet in May.",
    "President Uhuru Kenyatta met President Idriss Deby. The two generals will meet in May.",
])
def test_an_office_that_they_do_not_hold(text: str) -> None:
    reading = read(text)
    head = next(t for t in reading.doc if t.text in ("ministers", "generals"))
    assert head.idx not in reading.groups


def test_the_two_countries_of_three_are_nobody() -> None:
    reading = read("Zambia, Malawi and Kenya disagree. The two countries want talks.")
    head = next(t for t in reading.doc if t.text == "countries")
    assert head.idx not in reading.groups


def _coded(text: str) -> list[Mention]:
    records = code_article(Article(id="a", text=text, published="2019-03-01"), load_knowledge())
    return [r for r in records if isinstance(r, Mention) and r.form in ("pronoun", "descriptive")]


def test_first_person_is_the_speaker_and_their_side() -> None:
    found = _coded('"We will defend our country, and I will lead," said Zambian Defence Minister Joseph Malanji.')
    said = {m.text: m for m in found}
    assert said["We"].entity == "state:ZMB"
    assert said["our country"].entity == "state:ZMB"
    assert said["I"].entity == "person:joseph-malanji-zmb"


def test_first_person_outside_quotation_is_nobody() -> None:
    assert not [m for m in _coded("Joseph Malanji said we were wrong.") if m.text == "we"]


@pytest.mark.parametrize(("text", "phrase", "entity"), [
    ("Anna Moss met reporters on Monday. The oil executive was asked about it.", "The oil executive", "person:anna-moss"),
    ("Anna Moss met Jane Hill on Monday. A senator was there.", "A senator", None),
    ("Zambian Foreign Minister Joseph Malanji arrived. A minister of Kenya was there.", "A minister of Kenya", None),
])
def test_epithets_and_indefinites(text: str, phrase: str, entity: str | None) -> None:
    found = [m for m in read(text).mentions if m.text.startswith(phrase.split(" of ")[0])]
    assert found and found[0].entity == entity


def test_the_two_countries_that_a_report_is_about() -> None:
    reading = read("Zambia closed its border with Malawi. Malawi protested. Zambia said Malawi was late. Zambia would not talk. "
                   "Rain fell.\n\nFarmers lost crops.\n\nThe two countries share a lake.")
    head = next(t for t in reading.doc if t.text == "countries")
    assert sorted(r.country or "" for r in reading.roles_of(head)) == ["MWI", "ZMB"]


def test_we_in_a_release_is_its_publisher() -> None:
    records = code_article(Article(id="a", text="We welcome the truce in Zambia. We urge all sides to keep it.", outlet="UK Government",
                                   title="Statement on Zambia", published="2019-03-01"), load_knowledge())
    assert {m.country for m in records if isinstance(m, Mention) and m.text == "We"} == {"GBR"}


def test_the_army_is_not_one_that_a_quotation_spoke_of() -> None:
    told = ('BANGUI, May 3 (Agency) - Rebels took a village in Central African Republic.{} '
            "The rebels entered the town of Bossangoa in Central African Republic after the army withdrew.")
    quoted = read(told.format(' "The Chadian army killed our people," a farmer said.'))
    assert one(quoted, "the army").country == "CAF"
