"""Merging: copies, one event in many reports, people; decisions that people make and take back."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.archive import Archive
from communique.archive.copies import likeness, signature_rows
from communique.archive.decisions import groups_of
from communique.archive.people import same_person
from communique.archive.sameness import same_event, told
from communique.errors import QueryError
from communique.records import Article, Event, EventDate, Role, record_id

DAY = dt.date(2020, 3, 5)


def party(iso, person=None):
    return Role(entity=f"person:{person}" if person else f"state:{iso}", name=person or iso, kind="person" if person else
                "state", country=iso, sector="GOV", text=iso, span=(0, 3))


def place(key, iso):
    return Role(entity=key, name=key, kind="place", country=iso, text=key, span=(0, 3))


def event(key, type_="CONSULT", actors=("KEN",), recipients=("NOR",), mode=None, date=None, where=None, status="actual",
          people=()):
    sides = [tuple(party(i) if isinstance(i, str) else i for i in side) for side in (actors, recipients)]
    return Event(id=record_id("event", key, type_), article=key, type=type_, mode=mode, status=status,
                 actors=(*sides[0], *people), recipients=sides[1], place=where,
                 date=EventDate(value=date, text="x", span=(0, 1)) if date else None, trigger=(0, 3), evidence=((0, 9),),
                 confidence=0.6)


def told_of(e, published=DAY, trigger="met"):
    return told(e, published, trigger)


@pytest.mark.parametrize(("a", "b", "one"), [
    (event("a"), event("b"), True),
    (event("a", date="2020-03-04"), event("b"), True),
    (event("a", date="2020-03-04"), event("b", date="2020-03"), True),
    (event("a", date="2020-03-04"), event("b", date="2020-03-02"), False),
    (event("a"), event("b", type_="ACCUSE"), False),
    (event("a"), event("b", recipients=("SWE",)), False),
    (event("a"), event("b", status="hypothetical"), False),
    (event("a"), event("b", status="historical"), True),
    (event("a", mode="visit"), event("b", mode="phone"), False),
    (event("a", mode="visit"), event("b"), True),
    (event("a", where=place("place:1", "NOR")), event("b", where=place("place:2", "NOR")), False),
    (event("a", where=place("place:1", "NOR")), event("b", where=place("place:1", "NOR")), True),
    (event("a", actors=("KEN", "NOR"), recipients=()), event("b"), True),  # a meeting told from either side
    (event("a", people=(party("KEN", "kamau"),)), event("b", people=(party("KEN", "odhiambo"),)), False),
    (event("a", people=(party("KEN", "kamau"),)), event("b", people=(party("KEN", "kamau"),)), True),
    (event("a", type_="ASSAULT"), event("b", type_="ASSAULT", actors=("NOR",), recipients=("KEN",)), False),
])
def test_two_events_are_one_where_they_agree_as_far_as_each_says(a, b, one):
    said = same_event(told_of(a), told_of(b))
    assert (said is not None and said[0] >= 0.7) is one, said
    assert said == same_event(told_of(b), told_of(a))


def report(key, text, e=None, outlet=None, published="2020-03-05", title=None):
    article = Article(id=key, source=f"{key}.txt", outlet=outlet or key, title=title, published=published, language="en",
                      text=text)
    return [article, *([e] if e else [])]


LONG = ("The prime minister of Ruritania opened the new harbour at Strelsau on Friday with a speech on trade and the sea. "
        "Fishing crews lined the quay, and a band played the anthem while two frigates fired a salute. ")
OTHER = ("Customs officers at the northern border found forty crates of old rifles under a load of cabbages, and the driver "
         "told them that he had been paid in Swiss francs by a man whom he had never seen before that morning. ")


def test_copies_are_grouped_and_a_correction_says_so(tmp_path):
    file = Archive(tmp_path / "f.duckdb")
    file.add([report("wire", LONG * 2), report("paper", LONG * 2 + "Our correspondent adds nothing."),
              report("fixed", LONG * 2, title="CORRECTED: harbour opened"), report("other", OTHER * 2)])
    assert file.merge()["copy"] == 3
    groups = {r["member"]: r["leader"] for r in file.sql("SELECT * FROM groups WHERE kind = 'copy'").to_pylist()}
    assert set(groups) == {"wire", "paper", "fixed"} and len(set(groups.values())) == 1
    assert any("fixed says that it corrects" in r["reason"] for r in file.decisions(kind="copy").to_pylist())
    assert file.merge() == {"copy": 0, "event": 0, "person": 0}


@given(st.lists(st.sampled_from(LONG.split()), min_size=40, max_size=80))
@settings(max_examples=30)
def test_a_text_is_its_own_copy_in_every_band(words):
    text = " ".join(words)
    assert signature_rows("a", text) == signature_rows("a", text.upper())
    assert likeness(text, text) == (1.0, 1.0)


def many(n=12):
    """Reports of three meetings on three days, told by many outlets, with what they leave out varied."""
    made = []
    for i in range(n):
        day = ("2020-03-03", "2020-03-10", "2020-03-20")[i % 3]
        e = event(f"r{i:02d}", mode="visit" if i % 2 else None, date=day if i % 4 else None,
                  where=place("place:1", "NOR") if i % 5 == 0 else None)
        made.append(report(f"r{i:02d}", f"Report number {i} in words of its own {i * 7}.", e, published=day))
    return made


def groups(file):
    return {r["member"]: r["leader"] for r in file.sql("SELECT * FROM groups").to_pylist()}


def test_a_new_batch_gives_what_all_at_once_gives_in_any_order(tmp_path):
    reports = many()
    file = Archive(tmp_path / "all.duckdb")
    file.add(reports)
    file.merge()
    want = groups(file)
    assert len(set(want.values())) == 3 and len(want) == len(reports)
    for seed in range(3):
        shuffled = random.Random(seed).sample(reports, len(reports))
        bit_by_bit = Archive(tmp_path / f"{seed}.duckdb")
        for batch in itertools.batched(shuffled, 5) if hasattr(itertools, "batched") else (shuffled[:5], shuffled[5:]):
            bit_by_bit.add(list(batch))
            bit_by_bit.merge()
        assert groups(bit_by_bit) == want


def test_reports_of_one_event_need_as_few_edges_as_join_them(tmp_path):
    file = Archive(tmp_path / "f.duckdb")
    told = [event(f"r{i:02d}", date="2020-03-04", mode="visit" if i % 2 else None) for i in range(20)]
    vague = [event(f"v{i:02d}", recipients=(), mode="visit" if i % 2 else None) for i in range(6)]
    file.add([report(e.article, f"Words of its own {i * 7} in {e.article}.", e) for i, e in enumerate([*told, *vague])])
    file.merge()
    edges = file.decisions(kind="event").to_pylist()
    assert sum(d["verdict"] == "same" for d in edges) == len(told) - 1
    assert len({g for m, g in groups(file).items() if m in {e.id for e in told}}) == 1
    suggested = [d for d in edges if d["verdict"] == "maybe"]
    assert 0 < len(suggested) <= len(vague)
    file.add([report("new", "Words of the latest report.", event("new", date="2020-03-04"))])
    assert file.merge()["event"] == 1


def test_a_backlog_is_merged_as_if_it_came_bit_by_bit(tmp_path, monkeypatch):
    at_once, slowly = Archive(tmp_path / "a.duckdb"), Archive(tmp_path / "b.duckdb")
    for file in (at_once, slowly):
        file.add(many(18))
    at_once.merge()
    monkeypatch.setattr("communique.archive.merge._CHUNK", 4)
    slowly.merge()
    assert groups(slowly) == groups(at_once) and len(groups(slowly)) == 18
    assert slowly.merge() == {"copy": 0, "event": 0, "person": 0}


def test_merged_events_show_the_finest_the_attesting_and_the_dissent(tmp_path):
    file = Archive(tmp_path / "f.duckdb")
    one = event("a", mode="visit", date="2020-03-04", where=place("place:1", "NOR"))
    two = event("b")
    three = event("c", recipients=("NOR", "SWE"), date="2020-03-04")
    file.add([report("a", "Met, first words.", one, "Wire A"), report("b", "Met, second words.", two, "Wire B"),
              report("c", "Met, third words.", three, "Wire C")])
    file.merge()
    (row,) = file.merged_events().to_pylist()
    assert (row["reports"], row["mode"], row["date"], row["place"]) == (3, "visit", "2020-03-04", "place:1")
    assert row["outlets"] == "Wire A; Wire B; Wire C" and row["confidence"] > 0.9
    assert row["dissent"] is None or "date" not in row["dissent"]
    assert "NOR; SWE" not in (row["recipients"] or "") and sorted(row["ids"]) == sorted(e.id for e in (one, two, three))


def test_a_person_decides_and_takes_it_back(tmp_path):
    file = Archive(tmp_path / "f.duckdb")
    a, b = event("a", date="2020-03-04"), event("b", date="2020-03-04")
    file.add([report("a", "First words.", a), report("b", "Second words.", b)])
    file.merge()
    assert len(groups(file)) == 2
    file.decide(a.id, b.id, "different", "Ana", "two meetings, morning and evening")
    assert groups(file) == {} and file.merged_events().num_rows == 2
    file.add([report("c", "Third words.", event("c", date="2020-03-04"))])
    file.merge()  # c joins both, and so the two are one again through c, unless Ana says more
    file.decide(a.id, b.id, "withdrawn", "Ana")
    assert len(set(groups(file).values())) == 1
    told = file.decisions(by="Ana").to_pylist()
    assert [d["verdict"] for d in told] == ["different", "withdrawn"] and told[0]["note"].startswith("two meetings")
    with pytest.raises(QueryError, match="nothing to withdraw"):
        file.decide(a.id, b.id, "withdrawn", "Ana")


def test_what_can_not_be_decided_is_refused(tmp_path):
    file = Archive(tmp_path / "f.duckdb")
    a = event("a")
    file.add([report("a", "First words.", a)])
    with pytest.raises(QueryError, match="no event, article or person"):
        file.decide(a.id, "nothing", "same", "Ana")
    with pytest.raises(QueryError, match="not two of a kind"):
        file.decide(a.id, "a", "same", "Ana")


@pytest.mark.parametrize(("a", "b", "verdict"), [
    (("Ólafur Jónsson", {"foreign minister"}), ("Olafur Jonsson", {"foreign minister"}), "same"),
    (("Aida T. Sarieva", set()), ("Aida Sarieva", set()), "same"),
    (("Mohammed al-Karim", {"governor"}), ("Mohammad al-Karim", {"governor"}), "same"),
    (("Mohammed al-Karim", set()), ("Mohammad al-Karim", set()), "maybe"),
    (("Per Lund", {"minister"}), ("Peter Lund", {"minister"}), "maybe"),
    (("Per Lund", {"minister"}), ("Anna Lund", {"governor"}), None),
    (("Lund", {"minister"}), ("Per Lund", {"minister"}), None),
])
def test_people(a, b, verdict):
    said = same_person((a[0], frozenset(a[1])), (b[0], frozenset(b[1])))
    assert (said[0] if said else None) == verdict


def test_one_person_of_two_spellings_answers_to_both(tmp_path):
    file = Archive(tmp_path / "f.duckdb")
    one = event("a", actors=(Role(entity="person:olafur-jonsson-isl", name="Ólafur Jónsson", kind="person", country="ISL"),))
    two = event("b", actors=(Role(entity="person:olaf-ur-jonsson-isl", name="Olafur Jonsson", kind="person", country="ISL"),),
                date="2019-01-01")
    file.add([report("a", "First words.", one), report("b", "Second words.", two)])
    assert file.events(actor="person:olafur-jonsson-isl").num_rows == 1
    file.merge()
    assert file.events(actor="person:olafur-jonsson-isl").num_rows == 2


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12))
def test_groups_are_the_connected_parts_in_any_order(edges):
    edges = [e for e in edges if e[0] != e[1]]
    want = groups_of(edges)
    assert groups_of(edges[::-1]) == want
    assert all(want[a] == want[b] for a, b in edges)
    assert all(group <= member for member, group in want.items())
