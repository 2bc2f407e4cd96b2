"""Names of writers, clean."""

from __future__ import annotations

import pytest

from communique.sources.page.bylines import byline_in, clean_bylines


@pytest.mark.parametrize(("given", "names"), [
    (["Laura Quill "], ("Laura Quill",)),
    (["By Laura Quill"], ("Laura Quill",)),
    (["By LAURA QUILL and JO DE WITT"], ("Laura Quill", "Jo De Witt")),
    (["Laura Quill, Jo Poe and Ana Ruiz"], ("Laura Quill", "Jo Poe", "Ana Ruiz")),
    (["Laura Quill, Courier Business"], ("Laura Quill",)),
    (["Laura Quill, Diplomatic Correspondent"], ("Laura Quill",)),
    (["Laura Quill in Bishkek"], ("Laura Quill",)),
    (["Laura Quill | Steppe Courier"], ("Laura Quill",)),
    (["Laura Quill (laura@courier.example)"], ("Laura Quill",)),
    (["Laura Quill, MS, RDN"], ("Laura Quill",)),
    (["https://www.facebook.com/lauraquill"], ()),
    (["Reuters"], ("Reuters",)),
    (["The Associated Press"], ("The Associated Press",)),
    (["Editorial"], ()),
    (["admin"], ()),
    (["Staff Writer"], ()),
    (["Steppe Courier"], ()),
    (["Bakyt uulu Toromat"], ("Bakyt uulu Toromat",)),
    (["Siobhán O’Neill-Müller"], ("Siobhán O’Neill-Müller",)),
    (["Laura Quill", "Laura Quill"], ("Laura Quill",)),
])
def test_clean(given: list[str], names: tuple[str, ...]) -> None:
    assert clean_bylines(given, "Steppe Courier") == names


@pytest.mark.parametrize(("line", "names"), [
    ("By Laura Quill in Bishkek", ("Laura Quill",)),
    ("Written by Laura Quill", ("Laura Quill",)),
    ("Author: Laura Quill", ("Laura Quill",)),
    ("By Tuesday the troops had left.", ()),
    ("By signing the treaty, Norway ended the dispute.", ()),
    ("By the end of the year", ()),
    ("Laura Quill said so.", ()),
])
def test_byline_in_a_line(line: str, names: tuple[str, ...]) -> None:
    assert byline_in(line) == names
