"""Which language a text is in."""

from __future__ import annotations

import pytest

from communique.sources.language import language_of

ENGLISH = ("The ministers of the two states met at the port for the first time since the war, and they said that the "
           "talks, which had been planned for March, would go on as they were. ") * 3
OTHER = {
    "de": "Die Minister der beiden Staaten trafen sich am Dienstag im Hafen und erklärten, dass die Gespräche, die für März "
          "geplant waren, fortgesetzt werden sollen. " * 3,
    "nl": "De ministers van de twee landen hebben elkaar dinsdag in de haven ontmoet, en zij zeiden dat het overleg over de "
          "grens, dat al in maart was gepland, verder gaat. " * 3,
    "fr": "Les ministres des deux États se sont rencontrés mardi au port et ont déclaré que les pourparlers, prévus pour "
          "le mois de mars, se poursuivraient. " * 3,
}


def test_english_is_told_by_its_small_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "py3langid", None)  # importing it would fail
    assert language_of(ENGLISH) == "en"


@pytest.mark.parametrize("code", OTHER)
def test_other_languages_are_not_taken_for_it(code: str) -> None:
    assert language_of(OTHER[code]) == code
    assert language_of(OTHER[code] + 'She said: "The talks of the two states will go on as they were."') == code


def test_short_and_empty_texts() -> None:
    assert language_of("Ministers met.") == "en" and language_of("1 2 3") == "und"
