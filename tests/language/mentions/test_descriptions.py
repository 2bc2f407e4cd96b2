"""Descriptions: country and sector from adjectives, possessives, "of", "in", and what they are of."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import one, read


@pytest.mark.parametrize(("text", "phrase", "country", "sector"), [
    ("Turkish officials said so.", "Turkish officials", "TUR", "GOV"),
    ("Russia's army left the town.", "Russia's army", "RUS", "MIL"),
    ("The president of Ghana resigned.", "The president of Ghana", "GHA", "GOV"),
    ("A Chadian army spokesman denied it.", "A Chadian army spokesman", "TCD", "MIL"),
    ("Kenyan police chiefs met.", "Kenyan police chiefs", "KEN", "COP"),
    ("Malian rebels seized the post.", "Malian rebels", "MLI", "REB"),
    ("The Zambian opposition leader was held.", "The Zambian opposition leader", "ZMB", "OPP"),
    ("Protesters in Lima blocked the road.", "Protesters", "PER", "CVL"),
    ("Police fired tear gas in Lima.", "Police", "PER", "COP"),
    ("UN officials counted the dead.", "UN officials", None, "IGO"),
    ("A South Korean court acquitted them.", "A South Korean court", "KOR", "JUD"),
    ("Students at a university in Dakar went on strike.", "Students", "SEN", "EDU"),
    ("A newspaper based in Accra defied the ban.", "A newspaper", "GHA", "MED"),
    ("Rebels operating in Chad laid down their guns.", "Rebels", "TCD", "REB"),
    ("Jewish settlers in the West Bank burned a barn.", "Jewish settlers", "ISR", "CVL"),
    ("German settlers in Chile planted vines.", "German settlers", "DEU", "CVL"),
    ("Kenyan peacekeepers landed in Haiti.", "Kenyan peacekeepers", "KEN", "MIL"),
    ("A regional peacekeeping force landed on Monday.", "A regional peacekeeping force", None, "IGO"),
    ("Zambia's press secretary denied it.", "Zambia's press secretary", "ZMB", "GOV"),
    ("The al-Qaeda network threatened them.", "The al-Qaeda network", None, "REB"),
    ("Gulf leaders flew to Kuwait.", "Gulf leaders", None, "GOV"),
])
def test_country_and_sector(text: str, phrase: str, country: str | None, sector: str) -> None:
    mention = one(read(text), phrase, "descriptive")
    assert (mention.country, mention.sector) == (country, sector)


@pytest.mark.parametrize(("text", "phrase", "not_country"), [
    ("Pro-Russian separatists took the town.", "Pro-Russian separatists", "RUS"),
    ("US-backed rebels took the town.", "US-backed rebels", "USA"),
    ("Anti-American protesters burned flags.", "Anti-American protesters", "USA"),
    ("The foreign journalists left Poland.", "The foreign journalists", "POL"),
])
def test_a_word_that_is_no_owner(text: str, phrase: str, not_country: str) -> None:
    assert one(read(text), phrase, "descriptive").country != not_country


def test_a_plural_of_two_states_stands_for_each() -> None:
    reading = read("The Russian and Turkish presidents met on Monday.")
    head = next(t for t in reading.doc if t.text == "presidents")
    assert [r.country for r in reading.roles_of(head)] == ["RUS", "TUR"]


def test_the_country_that_the_report_is_about() -> None:
    reading = read("Zambia votes on Thursday. Police were out in force. The army stayed in barracks.")
    assert one(reading, "Police").country == "ZMB"
    assert "the report is about" in (one(reading, "Police").how or "")
    assert (one(reading, "Police").confidence or 1) < 0.8


def test_of_two_countries_none_is_given() -> None:
    reading = read("Zambia and Malawi share a border. The army was deployed.")
    assert one(reading, "The army").country is None


@pytest.mark.parametrize(("text", "word", "country", "sector"), [
    ("Kenyan Somalis in Garissa raised money.", "Somalis", "KEN", "CVL"),
    ("Tens of thousands of Lebanese marched.", "Lebanese", "LBN", "CVL"),
    ("Three Zambians were held.", "Zambians", "ZMB", "CVL"),
    ("The Russians refused to sign.", "Russians", "RUS", None),
])
def test_peoples(text: str, word: str, country: str, sector: str | None) -> None:
    mention = one(read(text), word)
    assert (mention.country, mention.sector) == (country, sector)


@pytest.mark.parametrize(("text", "phrase", "country"), [
    ("Kenya said its government would help.", "its government", "KEN"),
    ("Kenya deploys troops to Somalia.", "troops", "KEN"),
    ("Sudan's neighbours closed their borders.", "Sudan's neighbours", None),
    ("Rescuers from Yerevan's crisis ministry dug through the night.", "Rescuers", "ARM"),
    ("A bullet from a Kenyan police roadblock killed him.", "police", "KEN"),
    ("The Texas-born bishop of Abancay was denied entry.", "The Texas-born bishop of Abancay", "PER"),
])
def test_whose_they_are(text: str, phrase: str, country: str | None) -> None:
    assert one(read(text), phrase, "descriptive").country == country


@pytest.mark.parametrize(("text", "phrase", "entity"), [
    ("The Turkish leader agreed to talks.", "The Turkish leader", "person:recep-tayyip-erdogan"),
    ("The longtime Belarusian leader agreed to talks.", "The longtime Belarusian leader", "person:alexander-lukashenko"),
    ("The IMF chief warned of debt.", "The IMF chief", "person:kristalina-georgieva"),
    ("The Hezbollah leader refused talks.", "The Hezbollah leader", "person:hassan-nasrallah"),
    ("A Hezbollah leader refused talks.", "A Hezbollah leader", None),
    ("The Chinese business leader refused talks.", "The Chinese business leader", None),
    ("The Hezbollah military leader refused talks.", "The Hezbollah military leader", None),
    ("The former Turkish leader refused talks.", "The former Turkish leader", None),
])
def test_leaders_and_chiefs_by_the_day(text: str, phrase: str, entity: str | None) -> None:
    assert one(read(text, "2023-06-26"), phrase, "descriptive").entity == entity


@pytest.mark.parametrize(("text", "name", "country"), [
    ("Shells fell on South Lebanon on Monday.", "South Lebanon", "LBN"),
    ("He was born in South Bend, Indiana.", "South Bend", "USA"),
    ("The Emirates recalled their envoy.", "Emirates", "ARE"),
    ("Ships left the Gulf on Monday.", "Gulf", None),
])
def test_parts_and_short_names_of_states(text: str, name: str, country: str | None) -> None:
    assert next(m for m in read(text).mentions if m.text == name).country == country


@pytest.mark.parametrize(("text", "phrase", "country"), [
    ("French trawlermen blocked the port.", "French trawlermen", "FRA"),
    ("Hydrologists in Odesa accused the ministry.", "Hydrologists", "UKR"),
    ("A Kenyan volcanologist warned the villagers.", "A Kenyan volcanologist", "KEN"),
])
def test_people_by_their_trade(text: str, phrase: str, country: str) -> None:
    assert one(read(text), phrase, "descriptive").country == country


@pytest.mark.parametrize("text", [
    "Archivists met.", "The French specimen was lost.", "Long French wish lists came in.",
])
def test_no_people_of_a_state(text: str) -> None:
    assert all(m.sector != "CVL" for m in read(text).mentions)
