"""Who did nothing of the kind: wrong actors and wrong accusations that a sentence's form invites."""

from __future__ import annotations

import pytest

from communique.coding.events import find_events
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article, Event, Role


def events(text: str) -> list[Event]:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    return find_events(reading, find_statements(reading))


def told(text: str) -> list[str]:
    return [f"{e.type} {e.status} {names(e.actors)}>{names(e.recipients)}" for e in events(text)]


def names(roles: tuple[Role, ...]) -> str:
    return ",".join(r.text or "?" for r in roles) or "-"


def acting(text: str, type_: str) -> list[str]:
    return [r.text or "?" for e in events(text) if e.type == type_ for r in e.actors]


@pytest.mark.parametrize(("text", "type_", "actors"), [
    # the second verb of a clause with "where" is that clause's
    ("The Kenyan president visited Garissa, where rioters had stormed the town hall and killed two policemen.",
     "ASSAULT", ["rioters"]),
    # a clause that lacks its object lends its subject to no other verb
    ("A Kenyan patrol ship entered waters that Somalia claims and rammed a fishing boat.", "ASSAULT",
     ["A Kenyan patrol ship"]),
    # a participle after the subject is not the first of two verbs
    ("Fighters linked to Islamic State killed nine soldiers in Kenya.", "ASSAULT", ["Fighters"]),
    ("Soldiers sent to the border shot two Somali herders.", "ASSAULT", ["Soldiers"]),
    # a raid in which someone is killed is told of those who raid
    ("Nine villagers were killed in Kenyan air strikes.", "ASSAULT", ["Kenyan"]),
    ("Nine villagers were killed in the Kenyan bombing.", "ASSAULT", []),
    ("Nine villagers were killed in a Kenyan army operation.", "ASSAULT", ["army"]),
    # the object of a relative clause is no doer in it, nor who a clause about another's arrest hangs from
    ("Somalia, which a Kenyan minister accused of helping rebels, closed the border.", "ACCUSE", ["a Kenyan minister"]),
    ("Al Shabaab fighters killed six Kenyan workers.", "ASSAULT", ["Al Shabaab fighters"]),
    # who is asked, thanked or struck in another clause strikes nobody
    ("Kenya closed its border with Somalia after shooting.", "ASSAULT", []),
    ("Kenya recalled its envoy from Somalia following bombing in Garissa.", "ASSAULT", []),
    ("Kenyan police withdrew after firing on villagers.", "ASSAULT", ["Kenyan police"]),
])
def test_who_struck(text: str, type_: str, actors: list[str]) -> None:
    found = acting(text, type_)
    assert list(dict.fromkeys(found)) == actors, told(text)


@pytest.mark.parametrize("text", [
    "Fighters linked to Islamic State killed nine soldiers in Kenya.",
    "Kenya has accused Somalia of nothing.",
    "Kenya has accused Somalia of nothing in public.",
    "Norway called the allegations absurd.",
    "The Kenyan minister described the accusations as baseless.",
    "The Kenyan minister dismissed the charges as fabricated.",
])
def test_no_accusation(text: str) -> None:
    assert not [e for e in events(text) if e.type == "ACCUSE" and e.status != "negated"], told(text)


@pytest.mark.parametrize("text", [
    "The Kenyan minister described the accusations as baseless.",
    "Norway called the allegations absurd.",
])
def test_what_is_said_to_be_baseless_is_rejected(text: str) -> None:
    assert [e.type for e in events(text)] == ["REJECT"], told(text)


@pytest.mark.parametrize("text", [
    "Norway met with nobody.", "Kenya has accused Somalia of nothing.", "Kenya agreed with Somalia on nothing."])
def test_nothing_and_nobody_negate(text: str) -> None:
    assert all(e.status == "negated" for e in events(text)), told(text)


def test_the_court_is_not_the_accused() -> None:
    for text in ("Guyana brought the case before the International Court of Justice.",
                 "Kenya brought a case against Somalia before the International Court of Justice."):
        assert not any("Court" in (r.text or "") for e in events(text) for r in e.recipients), told(text)


def test_objections_are_of_those_who_object() -> None:
    (event,) = [e for e in events("The Senate passed the bill over the objections of the Kenyan government.")
                if e.type == "ACCUSE"]
    assert [r.country for r in event.actors] == ["KEN"]
    assert not event.recipients


def test_who_sees_protests_protests_not() -> None:
    (event,) = [e for e in events("Kenya has seen protests since May.") if e.type == "PROTEST"]
    assert not event.actors
    assert [r.country for r in event.recipients] == ["KEN"]


@pytest.mark.parametrize(("text", "type_"), [
    ("North Korea fired a ballistic missile into the sea.", "MOBILIZE"),
    ("North Korea fired two missiles toward the Sea of Japan.", "MOBILIZE"),
    ("North Korea test-fired a ballistic missile.", "MOBILIZE"),
    ("Russia launched a missile at Kyiv.", "ASSAULT"),
    ("Syria fired rockets into Turkey.", "ASSAULT"),
    ("Iran fired missiles at an American base in Iraq.", "ASSAULT"),
    ("Gunmen blocked highways in Kenya.", "COERCE"),
    ("Armed men set up roadblocks near Nairobi.", "COERCE"),
    ("Farmers blocked highways near Nairobi.", "PROTEST"),
    ("Kenyan teachers threatened a general strike.", "THREATEN"),
])
def test_what_it_is(text: str, type_: str) -> None:
    assert [e.type for e in events(text)] == [type_], told(text)


def test_fighters_are_no_planes() -> None:
    (event,) = events("Al Shabaab fighters killed six Kenyan workers.")
    assert event.mode != "aerial"
    (event,) = events("Kenyan fighters bombed rebel camps in Somalia.")
    assert event.type == "ASSAULT"


def test_who_says_so_is_not_struck() -> None:
    text = "Rebels attacked the town, killing nine Kenyan policemen, residents and a priest said."
    assert not any("residents" in (r.text or "") or "priest" in (r.text or "") for e in events(text) for r in e.recipients)


def test_what_something_is_called_is_not_done() -> None:
    assert not [e for e in events("The European Parliament voted to label the Russian fleet a threat.")
                if e.type == "THREATEN"]


def test_fighters_are_no_boxers() -> None:
    assert [e.type for e in events("Separatist fighters clashed with Kenyan troops.")] == ["ASSAULT"]
    assert not events("A Kenyan fighter beat his rival on points in the final.")


@pytest.mark.parametrize(("text", "country"), [
    ("The foreign minister accused Iran of sending weapons to rebels.", None),
    ("The finance minister called on Beijing to do more.", None),
    ("The Kenyan foreign minister accused Iran of sending weapons to rebels.", "KEN"),
])
def test_an_office_of_no_told_state_is_not_of_the_one_it_accuses(text: str, country: str | None) -> None:
    actors = [r for e in events(text) if e.type in ("ACCUSE", "REQUEST") for r in e.actors]
    assert [r.country for r in actors] == [country], told(text)
    assert country or actors[0].entity is None
