"""Whose office-holder someone is who is named with a bare office."""

from __future__ import annotations

import pytest

from tests.language.mentions.reading import one, read


@pytest.mark.parametrize(("text", "name", "country", "sector"), [
    # what spoke or decided in the sentence before
    ("TALLINN, May 3 (Agency) - Estonia and Finland held drills. China denounced the drills. Foreign Ministry "
     "spokeswoman Wu Lanying spoke of a provocation.", "Wu Lanying", "CHN", "GOV"),
    ("KYIV, May 3 (Agency) - Ukrainian troops shelled a depot. The Kremlin denied it. Spokesman Gleb Sazonov "
     "gave no reason.", "Gleb Sazonov", "RUS", "GOV"),
    ("TIRANA, May 3 (Agency) - Turkey's Foreign Ministry rejected the report on Albania. Spokesman Orhan Demirtepe "
     "dismissed it.", "Orhan Demirtepe", "TUR", "GOV"),
    ("LIMA, May 3 (Agency) - Amnesty International criticised the police. Director Ana Ruizal said so.",
     "Ana Ruizal", None, "NGO"),
    ("COLOMBO, May 3 (Agency) - The International Monetary Fund approved a loan to Sri Lanka. Mission chief Helen "
     "Brandtner said so.", "Helen Brandtner", None, "IGO"),
    # the report's own state, though the sentence names another
    ("PODGORICA, May 3 (Agency) - Montenegro's government fell. Montenegro and Serbia were one state. Prime Minister "
     "Luka Peranovic accused Serbia.", "Luka Peranovic", "MNE", "GOV"),
    # who attacks has not spoken
    ("KYIV, May 3 (Agency) - Russia attacked a bridge in Ukraine. Interior Minister Petro Hrynko said five people "
     "died.", "Petro Hrynko", "UKR", "GOV"),
    # whoever is quoted next speaks for the state that acted, and not for where the report is written
    ("SUVA, May 3 (Agency) - Tonga warned Samoa about the boats on Tuesday.\n\n\"We will wait,\" Fisheries Minister Sione "
     "Vahalo told the forum in Suva, Fiji.", "Sione Vahalo", "TON", "GOV"),
    ("GENEVA, May 3 (Agency) - Kenya rejected a plan by Sudan on Tuesday.\n\n\"We see no reason,\" Foreign Minister John "
     "Mwangale told reporters.", "John Mwangale", "KEN", "GOV"),
    # whoever speaks for a body is of the one that has spoken
    ("China's embassy called it regrettable. An embassy spokeswoman said so.", "An embassy spokeswoman", "CHN", "GOV"),
    ("The European Commission said it would wait. A spokesman said Indonesia knew.", "A spokesman", None, "IGO"),
    ("Kenya's interior ministry said trucks would wait. A spokesman said so.", "A spokesman", "KEN", "GOV"),
    ("The Red Cross said it had lost two trucks. A spokeswoman said so.", "A spokeswoman", None, "NGO"),
    ("Rebels shelled Gao. A spokesman for the governor said so.", "A spokesman", None, "GOV"),
])
def test_whose(text: str, name: str, country: str | None, sector: str) -> None:
    person = one(read(text, "2024-05-03"), name)
    assert (person.country, person.sector) == (country, sector)


@pytest.mark.parametrize(("text", "name"), [
    # a dateline of a country that the report is not about
    ("GENEVA, May 3 (Agency) - Iran and Iraq met on Friday. Iran and Iraq agreed. Foreign Minister Karim Sohrabian "
     "praised both Iran and Iraq.", "Karim Sohrabian"),
    # two who spoke
    ("GENEVA, May 3 (Agency) - Iran and Iraq denied it. Spokesman Karim Sohrabian gave no reason.", "Karim Sohrabian"),
    # another paragraph, another state
    ("GENEVA, May 3 (Agency) - Talks between Iran and Iraq failed. China condemned it.\n\nIran and Iraq hold "
     "prisoners. Foreign Minister Karim Sohrabian left.", "Karim Sohrabian"),
])
def test_whose_is_not_told(text: str, name: str) -> None:
    assert one(read(text, "2024-05-03"), name).country is None


@pytest.mark.parametrize("text", [
    "In Tibu, Colombia, the mayor imposed a curfew on Friday.",
    "Kenya's army shelled Garissa. The governor fled, Kenya said.",
])
def test_a_local_office_is_not_the_one_that_a_table_has(text: str) -> None:
    found = [m for m in read(text, "2024-05-14").mentions if m.text.lower() in ("the mayor", "the governor")]
    assert found and all(m.entity is None for m in found)
