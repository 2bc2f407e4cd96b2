"""Whose and what people and bodies are that no table knows, as reports of many places name them."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import none, one, read


@pytest.mark.parametrize(("text", "name", "kind", "country", "sector"), [
    # what a name is the name of
    ("Police held a reporter of the newspaper Ertis Tany on Monday.", "Ertis Tany", "organisation", None, "MED"),
    ("He spoke on radio Kawsay Inti in Peru.", "Kawsay Inti", "organisation", None, "MED"),
    ("The Bangladesh Garment Workers' Solidarity rejected it.", "Bangladesh Garment Workers' Solidarity",
     "organisation", "BGD", "CVL"),
    ("Las Bambas, which is run by a firm of China, shut its gates.", "Las Bambas", "organisation", None, None),
    ("The army took the road between Gedaref and Wad Madani in Sudan.", "Wad Madani", "place", "SDN", None),
    ("He flew to Port Sudan on Monday.", "Port Sudan", "place", "SDN", None),
    ("The Transitional Council in Haiti named a minister.", "Transitional Council", "organisation", "HTI", "GOV"),
    ("India summoned the Bangladeshi deputy high commissioner, Nural Tarafdar, on Monday.", "Nural Tarafdar", "person",
     "BGD", "GOV"),
    # whose someone is
    ("Australia's Minister for the Pacific, Colin Varley, is in Suva.", "Colin Varley", "person", "AUS", "GOV"),
    ("Taiwan cut ties. Its envoy in Palau called it a warning.", "Its envoy", "person", "TWN", "GOV"),
    ("The European Union's delegation in Kenya urged calm.", "The European Union's delegation", "group", None, "IGO"),
    ("The International Monetary Fund lent Ghana money, a fund official said in Accra.", "a fund official", "person",
     None, "IGO"),
    ("Protesters in Kosovo burned Albanian flags in front of the consulate.", "the consulate", "organisation", "ALB",
     "GOV"),
    ("The Confederation of Artisanal Miners struck. Its president, Maximo Bequer, spoke.", "Maximo Bequer", "person", None,
     "LAB"),
    ("NATO sent a company of Italian carabinieri to the bridge.", "a company", "force", "ITA", "COP"),
    ("Southern Copper, a unit of Grupo Mexico, closed a mine.", "a unit of Grupo Mexico", "organisation", "MEX", "BUS"),
    ("The bench of the Awami League left.", "The bench of the Awami League", "organisation", "BGD", "PTY"),
    ("An ex-minister of Peru was charged.", "An ex-minister of Peru", "person", "PER", "ELI"),
    ("The US put two Sudanese firms, Alto Steel and Zadna, under sanctions.", "Zadna", "organisation", "SDN", "BUS"),
    ("The militia, known as Fano, attacked a town in Ethiopia.", "The militia", "group", "ETH", "REB"),
])
def test_whose_and_what(text: str, name: str, kind: str, country: str | None, sector: str | None) -> None:
    m = one(read(text, "2024-05-14"), name)
    assert (m.kind, m.country, m.sector) == (kind, country, sector)


@pytest.mark.parametrize(("text", "name"), [
    ('A strike began on Monday. "Strikes are not a crime," it said.', "Strikes"),
    ("The Congress of Berlin gave no one the right to rule us.", "Congress of Berlin"),
    ("The General Staff of Mali blamed rebels.", "Staff"),
    ("Trinidad and Tobago abstained. Port of Spain wanted more.", "Spain"),
    ("The crates were marked in Arabic, Sudan said.", "Arabic"),
    ("Niger, Burkina Faso and Mali quit the bloc.", "Niger, Burkina Faso"),
    ("Protesters stood in front of the embassy of Chad.", "front"),
    ("The union said justice had come late.", "justice"),
    ("China Harbour Pacific built the dock.", "China Harbour"),
])
def test_no_mention(text: str, name: str) -> None:
    assert none(read(text, "2024-05-14"), name)


@pytest.mark.parametrize(("text", "name", "entity"), [
    ("Niger and Mali quit the regional bloc ECOWAS in January.", "the regional bloc", "organisation:ECOWAS"),
    ("Solomon Islands Prime Minister Jeremiah Manele won. Malaita's premier, Martin Fini, said no.", "Prime Minister",
     "person:jeremiah-manele"),
    ("The Fuel Workers' Union struck. The European Union and the Kyrgyz Federation of Trade Unions protested. "
     "The firm will sue the union.", "the union", "organisation:fuel-workers-union"),
    ("Shells hit the village of Tin-Fadi in Mali. The reports from Tin-Fadi are grim.", "Tin-Fadi", "place:tin-fadi"),
])
def test_whom_it_means(text: str, name: str, entity: str) -> None:
    assert {m.entity for m in read(text, "2024-05-14").mentions if m.text == name} == {entity}


def test_where_a_report_is_written_is_no_government() -> None:
    for text in ("Honiara: The government survived a vote.", "Dhaka/New Delhi, May 14: A court charged a minister."):
        assert all(m.form != "metonym" for m in read(text, "2024-05-14").mentions)


def test_a_paragraph_on_another_state_has_its_speaker() -> None:
    reading = read("Dhaka, May 14: A tribunal in Dhaka charged a minister of Bangladesh. Bangladesh agreed.\n\n"
                   "Nepal's parliament met. Speaker Dev Tarafdar said the vote was fair.", "2024-05-14")
    assert one(reading, "Dev Tarafdar").country == "NPL"


def test_local_bodies_are_of_the_country_that_the_report_is_about() -> None:
    reading = read("A court in Kazakhstan jailed Dauren Ospanov, the leader of the Fuel Workers' Union, on Monday. "
                   "Kazakhstan's parliament met.", "2024-05-14")
    assert one(reading, "Fuel Workers' Union").country == one(reading, "Dauren Ospanov").country == "KAZ"


def test_other_bodies_may_be_anyones() -> None:
    for text in ("A court in Kazakhstan heard the Relief Watch Foundation. Kazakhstan's parliament met.",
                 "Kazakhstan signed a pact with Norway. The Fuel Workers' Union rejected it."):
        reading = read(text, "2024-05-14")
        body = next(m for m in reading.mentions if m.kind == "organisation" and m.how == "named by the report")
        assert body.country is None


@pytest.mark.parametrize(("text", "name", "kind", "country", "sector"), [
    ("A road leads to Batken in Kyrgyzstan. He flew to Batken on Monday.", "Batken", "place", "KGZ", None),
    ("Tajikistan's Security Council secretary, Nasrullo Karim, said no.", "Security Council", "organisation", "TJK",
     "GOV"),
    ("The UN accused the Security Council of Russia.", "Security Council of Russia", "organisation", "RUS", "GOV"),
    ("Benin closed its border. The opposition Dynamic for the Majority said it would vote.",
     "Dynamic for the Majority", "organisation", "BEN", "OPP"),
    ("The destroyer Mason shot down two drones off Yemen.", "Mason", "equipment", None, None),
    ("Rebels fired on a Greek tanker, Sea Fortune, off Yemen.", "Sea Fortune", "equipment", None, None),
    ("A Tongan editor told the Matangi Tonga website that he would go.", "Matangi Tonga", "organisation", "TON", "MED"),
    ("Air Calin cancelled all flights to Noumea.", "Air Calin", "organisation", None, "BUS"),
    ("The Electoral Council of Venezuela barred observers.", "Electoral Council of Venezuela", "organisation", "VEN",
     "GOV"),
    ("The Dentists Union signed the deal in Kenya.", "Dentists Union", "organisation", "KEN", "LAB"),
    ("The Veldt Union rejected the plan.", "Veldt Union", "organisation", None, None),
    ("The Veldt Customs Union rejected the plan.", "Veldt Customs Union", "organisation", None, "IGO"),
    ("Ecuador's Andres Teran replied on Monday.", "Andres Teran", "person", "ECU", None),
    ("Gunmen in Ecuador killed the mayor of Portovelo, Jorge Maldonado.", "Jorge Maldonado", "person", "ECU", "GOV"),
    ("Police in India met fishermen of Vizhinjam on Monday.", "Vizhinjam", "place", None, None),
    ("The Guyanese charge d'affaires left Caracas.", "The Guyanese charge d'affaires", "person", "GUY", "GOV"),
    ("Nigerian jets hit Boko Haram near a lake and killed a commander.", "a commander", "person", "NGA", "REB"),
])
def test_more_of_whose_and_what(text: str, name: str, kind: str, country: str | None, sector: str | None) -> None:
    reading = read(text, "2024-05-14")
    m = one(reading, name, nth=sum(x.text == name for x in reading.mentions) - 1)
    assert (m.kind, m.country, m.sector) == (kind, country, sector)


def test_who_will_hold_an_office_does_not_hold_it() -> None:
    reading = read("Bosnia's foe won. Her party's leader, Hrist Minkov, will be prime minister.", "2024-05-14")
    assert one(reading, "prime minister").entity is None


def test_another_state_in_the_paragraph_has_its_own_deputies() -> None:
    reading = read("Nigeria bombed a camp. Nigeria's army said so. Nigerian jets flew.\n\n"
                   "In N'Djamena, Chad's president told deputies that the state would not kneel.", "2024-05-14")
    assert one(reading, "deputies").country == "TCD"


def test_a_capital_in_capitals_is_no_town_abroad() -> None:
    reading = read("ISLAMABAD: Pakistan's army met Bangladesh's army chief.", "2024-05-14")
    assert one(reading, "ISLAMABAD").country == "PAK"


@pytest.mark.parametrize(("text", "name", "kind", "country", "sector"), [
    ("The Victims' Centre, a charity, called it a milestone.", "Victims' Centre", "organisation", None, "NGO"),
    ("Judge Ebrima Faye of the Special Criminal Division said no.", "Special Criminal Division", "organisation", None,
     "JUD"),
    ("A tribunal ordered Ankara to pay Baghdad.", "Ankara", "state", "TUR", "GOV"),
    ("Guinea's junta banned a club.\n\nIn Bissau, soldiers left and Chief Justice Lima Andre resigned.", "Lima Andre",
     "person", "GNB", "JUD"),
    ("Iran and Iraq agreed. The oil of Kurdistan is shared.", "Kurdistan", "place", None, None),
])
def test_still_more_of_whose_and_what(text: str, name: str, kind: str, country: str | None, sector: str | None) -> None:
    m = one(read(text, "2024-05-14"), name)
    assert (m.kind, m.country, m.sector) == (kind, country, sector)


def test_a_party_of_many_states_is_of_the_state_of_its_paragraph() -> None:
    reading = read("The Philippines and China met. The Philippines agreed. Manila said so.\n\n"
                   "In Hanoi, Vietnam's Communist Party accepted a resignation.", "2024-05-14")
    assert all(m.country != "PHL" for m in reading.mentions if "Communist" in m.text)


def test_who_wants_him_out_is_not_he() -> None:
    reading = read("Manila summoned the envoy, Huang Weilin. Senator Risa Hontiveros wants him expelled.", "2024-05-14")
    assert all(m.entity != "person:risa-hontiveros" for m in reading.mentions if m.text == "him")


def test_the_state_in_court_is_no_body_of_that_name() -> None:
    assert none(read("The judge said the State had proved its case."), "State")


@pytest.mark.parametrize(("text", "day", "name", "kind", "country"), [
    ("In Zaire, the rebels took Kenge. Angola denied it.", "1997-05-14", "Zaire", "state", "COD"),
    ("Belgium's Foreign Minister said Brussels would fly out its people.", "1997-05-14", "Brussels", "state", "BEL"),
    ("Belgium sent a plane from Brussels. He landed in Libreville. French troops left.", "1997-05-14", "Libreville", "place",
     "GAB"),
    ("The tribunal chose Amadou Sarr of Senegal.", "1997-05-14", "Amadou Sarr", "person", "SEN"),
    ("Banda Aceh, May 14, 2003 (Kyodo) - Monitors left Indonesia.", "2003-05-14", "Banda Aceh", "place", "IDN"),
    ("Police met Naga rebels in Dimapur, India said.", "2021-11-14", "Naga rebels", "group", "IND"),
    ("The Ministry of Foreign Affairs and European Integration of the Republic of Moldova\n\ncondemned it.", "2024-05-05",
     "Ministry of Foreign Affairs and European Integration of the Republic of Moldova", "organisation", "MDA"),
    ("The Border Roads Organisation left India.", "2021-11-14", "Border Roads Organisation", "organisation", None),
])
def test_other_years_and_registers(text: str, day: str, name: str, kind: str, country: str | None) -> None:
    m = one(read(text, day), name)
    assert (m.kind, m.country) == (kind, country)


def test_a_past_king_is_not_todays() -> None:
    assert one(read("Bhutan's fourth king visited Bodh Gaya.", "2021-11-14"), "Bhutan's fourth king").entity is None
