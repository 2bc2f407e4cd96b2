"""Office-holders: the tables hold together, and a title, a surname and a day give the right person."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import KnowledgeError
from communique.knowledge import Knowledge, Term, load_knowledge
from communique.knowledge.coverage import coverage, state_years
from communique.knowledge.people import COLUMNS, covers, fold, load_people

TABLES = resources.files("communique.knowledge") / "tables"
ROWS = [
    (f"{table.name}:{number}", dict(zip(COLUMNS, line.split("\t"), strict=True)))
    for table in sorted((TABLES / "people").iterdir(), key=lambda t: t.name)
    if table.name.endswith(".tsv")
    for number, line in enumerate(table.read_text("utf-8").splitlines()[1:], 2)
]

@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


def test_names_and_spaces_are_clean() -> None:
    for where, row in ROWS:
        for column, value in row.items():
            assert value == value.strip() and "  " not in value, f"{where}: {column} {value!r}"
        for short in row["surname"].split("|"):
            assert short in ("", "-") or short[0].isalpha(), f"{where}: {short!r}"
        assert re.fullmatch(r"[A-Z]{3}|", row["country"]), where


def test_terms_end_after_they_begin() -> None:
    for where, row in ROWS:
        start, end = row["from"], row["to"]
        size = min(len(start), len(end))
        assert end[:size] >= start[:size], f"{where}: {row['name']} {start} to {end}"


def test_every_state_of_a_term_is_in_the_tables(known: Knowledge) -> None:
    for where, row in ROWS:
        of = row["of"] or row["country"]
        if ":" not in of:
            of = f"state:{of}"
        if of.startswith("state:"):
            assert known.get(of), f"{where}: {of}"


def test_no_two_chiefs_at_once(known: Knowledge) -> None:
    """On a day known to the day, no state has two presidents or two prime ministers."""
    people = known.people
    for office in ("president", "prime minister", "chancellor", "king", "queen"):
        for state in {row["of"] or row["country"] for _, row in ROWS if row["office"] == office}:
            of = state if ":" in state else f"state:{state}"
            for term in people.holders(office, of):
                day = term.from_ or ""
                if len(day) == 10:
                    rivals = [t for t in people.holders(office, of, day)
                              if t.person != term.person and not (t.to and day.startswith(t.to)) and t.to != day]
                    assert len({t.person for t in rivals if len(t.from_ or "") == 10}) == 0, (of, office, day, rivals)


@pytest.mark.parametrize(("title", "country", "day", "name"), [
    ("president", "USA", "2003-05-01", "George W. Bush"),
    ("Secretary of State", "USA", "1998-03-04", "Madeleine Albright"),
    ("foreign minister", "USA", "2014-03-04", "John Kerry"),
    ("the acting defense secretary", "USA", "2019-03-04", "Patrick Shanahan"),
    ("defence minister", "USA", "2007-03-04", "Robert Gates"),
    ("head of government", "CAN", "2010", "Stephen Harper"),
    ("premier", "CAN", "1990-01-01", "Brian Mulroney"),
    ("president", "RUS", "2019-03-05", "Vladimir Putin"),
    ("premier", "RUS", "2009-03-05", "Vladimir Putin"),
    ("foreign minister", "IND", "2018-05-01", "Sushma Swaraj"),
    ("home minister", "GBR", "2011-05-01", None),
    ("interior minister", "GBR", "2011-05-01", "Theresa May"),
    ("leader", "DEU", "2011-05-01", "Angela Merkel"),
    ("leader", "TUR", "2010-05-01", "Recep Tayyip Erdoğan"),
    ("leader", "ARM", "2010-05-01", "Serzh Sargsyan"),
    ("leader", "ARM", "2020-05-01", "Nikol Pashinyan"),
    ("leader", "PRK", "2015-05-01", "Kim Jong Un"),
    ("leader", "IRN", "2015-05-01", None),
    ("leader", "force:hezbollah", "2015-05-01", "Hassan Nasrallah"),
    ("chief", "organisation:UN", "2015-05-01", "Ban Ki-moon"),
    ("human rights chief", "organisation:UN", "2015-05-01", "Zeid Ra'ad al-Hussein"),
    ("chief", "organisation:NATO", "2015-05-01", "Jens Stoltenberg"),
    ("chief", "organisation:EU", "2015-05-01", None),
    ("foreign policy chief", "organisation:EU", "2015-05-01", "Federica Mogherini"),
    ("king", "SAU", "2015-05-01", "King Salman"),
    ("chancellor", "GBR", "2015-05-01", "George Osborne"),
    ("chief of staff", "ISR", "2015-05-01", "Gadi Eisenkot"),
    ("former president", "USA", "2003-05-01", None),
    ("baker", "USA", "2003-05-01", None),
    ("president", "CAN", "2003-05-01", None),
    ("president", "USA", "2009-01-20", None),
])
def test_who_holds_an_office_now(known: Knowledge, title: str, country: str, day: str, name: str | None) -> None:
    holder = known.holder_now(title, country, day)
    assert (holder.name if holder else None) == name


@pytest.mark.parametrize(("form", "day", "name"), [
    ("Bush", "1991-01-20", "George H. W. Bush"),
    ("Bush", "2005-01-20", "George W. Bush"),
    ("Clinton", "1999-01-20", "Bill Clinton"),
    ("Clinton", "2011-01-20", "Hillary Clinton"),
    ("Trudeau", "1983-01-20", "Pierre Trudeau"),
    ("Trudeau", "2019-01-20", "Justin Trudeau"),
])
def test_a_surname_is_whoever_was_in_office(known: Knowledge, form: str, day: str, name: str) -> None:
    assert known.people_by_surname(form, day)[0].name == name


def test_near_countries_come_first(known: Knowledge) -> None:
    assert known.people_by_surname("Sullivan", "2022-01-01")[0].name == "Jake Sullivan"
    assert all(e.country == "USA" for e in known.people_by_surname("Johnson", "2024-01-01", ["USA"])[:1])


def test_terms_of_a_person_in_order(known: Knowledge) -> None:
    person = known.lookup("Condoleezza Rice")[0]
    assert [t.office for t in known.terms(person.id)] == ["national security adviser", "secretary of state"]
    assert [t.office for t in known.terms(person.id, "2006-01-01")] == ["secretary of state"]
    assert known.terms(person.id, "2010-01-01") == []


def test_accents_may_be_missing(known: Knowledge) -> None:
    assert known.lookup("Jean Chrétien") == known.lookup("Jean Chretien") != ()
    assert known.lookup_surname("Chretien")[0].id == "person:jean-chretien"


@given(st.dates().map(str), st.dates().map(str), st.dates().map(str), st.sampled_from([4, 7, 10]))
def test_a_coarser_day_is_covered_where_a_finer_is(a: str, b: str, day: str, size: int) -> None:
    start, end = sorted((a, b))
    term = Term("person:x", "president", "state:XXX", start, end)
    assert covers(term, day) == (start <= day <= end)
    if covers(term, day):
        assert covers(term, day[:size])
        assert covers(Term("person:x", "president", "state:XXX", start[:size], end[:size]), day)


@given(st.text())
def test_folding_leaves_ascii_alone(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    if text.isascii():
        assert fold(text) == text


@pytest.mark.parametrize(("row", "why"), [
    ("A B\t\t\tXXX\t\tpresident\t\t1999", "columns"),
    ("A B\t\t\tXXX\t\tjester\t\t1999\t2000", "jester"),
    ("A B\t\t\tXXX\t\tpresident\t\tMay 1999\t2000", "date"),
    ("A B\t\t\tXXX\t\tpresident\t\t1999\t2000\nA B\t\t\tYYY\t\tpresident\t\t1999\t2000", "mark"),
])
def test_a_row_that_breaks_the_columns_is_named(tmp_path: Path, row: str, why: str) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "offices").mkdir()
    offices = (TABLES / "offices" / "offices.tsv").read_text("utf-8")
    (tmp_path / "offices" / "offices.tsv").write_text(offices, "utf-8")
    (tmp_path / "offices" / "leaders.tsv").write_text("state\toffice\tfrom\tto\n", "utf-8")
    (tmp_path / "people" / "some.tsv").write_text("\t".join(COLUMNS) + "\n" + row + "\n", "utf-8")
    with pytest.raises(KnowledgeError, match=why) as caught:
        load_people(tmp_path)
    assert "some.tsv:" in str(caught.value)


def test_the_page_on_completeness_is_counted(known: Knowledge) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "knowledge-people.md").read_text("utf-8")
    counted = page.partition("<!-- counted -->\n")[2].partition("\n<!-- end -->")[0]
    assert counted == "\n".join(coverage(known)), "run python -m communique.knowledge.coverage docs/knowledge-people.md"


@pytest.mark.parametrize(("iso3", "role"), [("RUS", "foreign minister"), ("KGZ", "head of government"),
                                            ("USA", "defence minister"), ("IND", "head of state")])
def test_large_states_have_no_hole(known: Knowledge, iso3: str, role: str) -> None:
    state = known.state(iso3)
    assert state is not None
    had, years = state_years(known, state, role)
    assert years >= 30
    assert had >= years - 2
