"""A capital is its government where it acts, speaks or is dealt with, and a place where things happen in it."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import one, read


@pytest.mark.parametrize(("text", "word", "entity"), [
    ("Moscow said on Monday that the talks would go on.", "Moscow", "state:RUS"),
    ("Officials opened talks with Damascus about the prisoners.", "Damascus", "state:SYR"),
    ("Relations between Ankara and Cairo have been poor for years.", "Ankara", "state:TUR"),
    ("Relations between Ankara and Cairo have been poor for years.", "Cairo", "state:EGY"),
    ("The ministers turned down Tehran's offer of cheap oil.", "Tehran", "state:IRN"),
    ("Beijing-backed companies won the tender.", "Beijing", "state:CHN"),
    ("Canada imposed sanctions on Minsk after the vote.", "Minsk", "state:BLR"),
    ("Sweden urged Warsaw to reopen the border.", "Warsaw", "state:POL"),
    ("Kyiv was accused of breaking the truce.", "Kyiv", "state:UKR"),
    ("The Kremlin denied the report.", "Kremlin", "state:RUS"),
])
def test_a_capital_for_its_government(text: str, word: str, entity: str) -> None:
    mention = one(read(text), word)
    assert (mention.entity, mention.form, mention.sector) == (entity, "metonym", "GOV")


@pytest.mark.parametrize(("text", "word", "country"), [
    ("The ministers met in Moscow on Monday.", "Moscow", "RUS"),
    ("The envoy flew to Tehran.", "Tehran", "IRN"),
    ("Shells fell on the outskirts of Damascus.", "Damascus", "SYR"),
    ("Moscow's streets were empty.", "Moscow", "RUS"),
    ("A bomb went off near Kabul.", "Kabul", "AFG"),
    ("Protesters marched through Warsaw.", "Warsaw", "POL"),
    ("Nairobi is a city of four million people.", "Nairobi", "KEN"),
    ("The convoy left Baghdad at dawn.", "Baghdad", "IRQ"),
    ("The delegation returned from Cairo.", "Cairo", "EGY"),
    ("Minsk was shaken by a blast.", "Minsk", "BLR"),
])
def test_a_capital_as_a_place(text: str, word: str, country: str) -> None:
    mention = one(read(text), word)
    assert (mention.kind, mention.country) == ("place", country)
    assert mention.latitude is not None


@pytest.mark.parametrize(("published", "text", "country"), [
    ("1988-05-01", "Moscow rejected the offer.", "SUN"),
    ("1994-05-01", "Moscow rejected the offer.", "RUS"),
    ("1984-05-01", "The Kremlin rejected the offer.", "SUN"),
    ("2017-05-01", "The Kremlin rejected the offer.", "RUS"),
    ("1989-05-01", "Belgrade rejected the offer.", "YUG"),
    ("1998-05-01", "Belgrade rejected the offer.", "YUG"),
    ("2005-05-01", "Belgrade rejected the offer.", "SCG"),
    ("2010-05-01", "Belgrade rejected the offer.", "SRB"),
    ("1991-05-01", "Prague rejected the offer.", "CSK"),
    ("2001-05-01", "Prague rejected the offer.", "CZE"),
    ("1992-05-01", "Bonn rejected the offer.", "DEU"),
    ("2017-05-01", "Hanoi rejected the offer.", "VNM"),
])
def test_of_what_state_a_seat_was_on_the_day(published: str, text: str, country: str) -> None:
    assert [m.country for m in read(text, published).mentions if m.form == "metonym"] == [country]
