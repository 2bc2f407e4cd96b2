"""Which body a definite short form means: by the head word of a name of the report, or by its sort."""

from __future__ import annotations

import pytest

from communique.language.mentions.shortforms import head_word
from tests.language.mentions.reading import one, read


@pytest.mark.parametrize(("text", "short", "entity"), [
    ("The Economic Community of West African States met in Abuja on Monday. Nigeria hosted it. Talks went on for hours. "
     "Nobody spoke to reporters. Ministers left late. The community condemned the coup.", "The community",
     "organisation:ECOWAS"),
    ("The European Union imposed sanctions on Belarus. The union said more would follow.", "The union", "organisation:EU"),
    ("The court of the African Union ruled against Kenya. The union welcomed the ruling.", "The union",
     "organisation:AU"),
    ("The Front for the Liberation of Darfur attacked a convoy. The front said it held the road.", "The front",
     "force:front-for-the-liberation-of-darfur"),
    ("The Organisation of Islamic Cooperation met in Jeddah. The organisation condemned Israel.", "The organisation",
     "organisation:OIC"),
    ("The Gulf Cooperation Council met in Riyadh. The council condemned Iran.", "The council", "organisation:GCC"),
    ("The International Monetary Fund met in Washington. The fund lent Egypt money.", "The fund", "organisation:IMF"),
    ("The League of Arab States met in Cairo. The league condemned Israel.", "The league", "organisation:LAS"),
    ("The African Union and the Southern African Development Community met on Monday. The community sent troops.",
     "The community", "organisation:SADC"),
    ("The International Criminal Court met on Monday. The court charged the president.", "The court",
     "organisation:ICC"),
])
def test_a_short_form_by_the_word_that_heads_a_name(text: str, short: str, entity: str) -> None:
    assert one(read(text), short).entity == entity


@pytest.mark.parametrize(("text", "short", "entity"), [
    ("The European Union and the African Union met on Monday. The union condemned Russia.", "The union",
     "organisation:AU"),  # either
    ("The European Union met in Brussels. The miners' union called a strike. The union said members would march.",
     "The union", "organisation:EU"),
    ("The European Union met in Brussels. The miners' union called a strike.", "The miners' union", "organisation:EU"),
    ("The East African Community met in Arusha. The community in Ghent blocked roads.", "The community",
     "organisation:EAC"),
    ("The East African Community met in Arusha. The Jewish community in Antwerp protested.", "The Jewish community",
     "organisation:EAC"),
    ("The Popular Front for the Liberation of Palestine attacked a base. The eastern front was quiet.",
     "The eastern front", "force:popular-front-for-the-liberation-of-palestine"),
    ("The Lord's Resistance Army killed ten people. The army said it would hunt the killers in Uganda.", "The army",
     "force:lords-resistance-army"),
    ("The court of the African Union ruled against Kenya. The court freed a journalist.", "The court",
     "organisation:AU"),
    ("The European Union met in Brussels. A farming community in Kenya protested.", "A farming community",
     "organisation:EU"),
    ("The union condemned the attack on Monday. The European Union meets on Friday.", "The union", "organisation:EU"),
])
def test_what_is_no_such_short_form(text: str, short: str, entity: str) -> None:
    assert all(m.entity != entity for m in read(text).mentions if m.text == short)


def test_the_court_of_a_union_is_of_no_state() -> None:
    reading = read("The court of the African Union ruled against Kenya on Monday. The court freed a journalist.")
    for words in ("The court of the African Union", "The court"):
        found = one(reading, words)
        assert (found.country, found.sector) == (None, "IGO")


@pytest.mark.parametrize(("name", "word"), [
    ("Economic Community of West African States", "community"), ("European Union", "union"),
    ("Front for the Liberation of Darfur", "front"), ("Lagos Chamber of Commerce and Industry", "chamber"), ("", ""),
])
def test_the_word_that_heads_a_name(name: str, word: str) -> None:
    assert head_word(name) == word
