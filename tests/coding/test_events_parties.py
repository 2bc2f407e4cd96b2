"""Who did it to whom, where the words beside the act say so only by way of others."""

from __future__ import annotations

import pytest

from communique.coding.events import find_events
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article, Role


def told(text: str) -> list[str]:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    return [f"{e.type} {states(e.actors)}>{states(e.recipients)}" for e in find_events(reading, find_statements(reading))]


def states(roles: tuple[Role, ...]) -> str:
    return ",".join(dict.fromkeys(r.country or r.sector or "?" for r in roles)) or "-"


@pytest.mark.parametrize(("text", "expected"), [
    ("The UN repeated its demand that Kenya ease curbs on Somali traders.", "REQUEST IGO>KEN"),
    ("Norway issued a reminder to Kenya that it must cooperate with inspectors.", "REQUEST NOR>KEN"),
    ("Norway told Kenya that it must leave.", "REQUEST NOR>KEN"),
    ("Norway demanded the withdrawal of Kenyan troops from Somalia.", "REQUEST NOR>KEN"),
    ("Kenyan deserters sought asylum in Norway.", "REQUEST KEN>NOR"),
    ("Kenya opened an inquiry into crimes committed by Sudanese forces.", "ACCUSE KEN>SDN"),
    ("Kenyan rebels kidnapped up to 16 Norwegian engineers.", "ASSAULT KEN>NOR"),
    ("Kenyan police used tear gas to disperse Somali demonstrators.", "ASSAULT KEN>SOM"),
    ("Kenya offered to negotiate with Somalia.", "AGREE KEN>SOM"),
    ("Kenya agreed to Norwegian mediation in its talks with Somalia.", "AGREE KEN>NOR"),
    ("Kenya refused admission to Somali traders.", "REJECT KEN>SOM"),
    ("A Kenyan banker was arrested in Norway.", "COERCE NOR>KEN"),
])
def test_the_other_side(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya closed its consulate in Oslo.", "KEN>KEN"),
    ("Kenya agreed to Norwegian mediation in its talks with Somalia.", "KEN,NOR>"),
    ("A Kenyan nurse was killed in Norway.", "ASSAULT NOR>"),
    ("Kenyan students marched against the Norwegian government.", ">KEN"),
    ("Two Somali nurses were held by rebels in Kenya.", "COERCE SOM>"),
])
def test_who_is_not_the_other_side(text: str, expected: str) -> None:
    assert not any(expected in line for line in told(text))


@pytest.mark.parametrize(("text", "actors"), [
    ("A patrol boat from Norway was hit by gunfire.", []),
    ("Two envoys from Norway were attacked in Cairo.", []),
    ("Opposition leader Juma Kato was arrested at Nairobi airport.", []),
    ("A patrol boat from Norway was hit by Kenyan missiles.", ["KEN"]),
    ("A patrol boat from Norway was attacked by Kenya.", ["KEN"]),
    ("Opposition leader Juma Kato was arrested by Kenyan police at Nairobi airport.", ["KEN"]),
    ("Juma Kato was jailed in Norway.", ["NOR"]),
    ("NAIROBI (Agency) - A court in Nairobi on Tuesday jailed Kenyan opposition leader Juma Kato.", ["KEN"]),
])
def test_where_a_victim_comes_from_and_the_place_of_an_arrest_are_nobodys_act(text: str, actors: list[str]) -> None:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    found = [e for e in find_events(reading, find_statements(reading)) if e.type in ("ASSAULT", "COERCE")]
    assert found
    assert all([r.country for r in e.actors] == actors for e in found), found
    assert all((r.text or "").upper() != r.text for e in found for r in e.actors), "the dateline is no actor"


def test_a_date_is_a_day_without_its_hour() -> None:
    text = "Kenya expelled two Norwegian diplomats on Monday night."
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    (event,) = find_events(reading, find_statements(reading))
    assert event.date is not None
    assert event.date.value == "2020-01-06"


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya warned that its air force would strike Somalia.", "THREATEN KEN>SOM"),
    ("Kenya warned that Somalia would pay.", "THREATEN KEN>SOM"),
    ("Kenya warned that Somalia would face consequences.", "THREATEN KEN>SOM"),
    ("Kenya warned that the air force would strike.", "THREATEN KEN>-"),
    ("Guyana told Suriname that it would close the river.", "THREATEN GUY>SUR"),
    ("Kenya offered to send a mediator next week.", "AGREE KEN>-"),
    ("Kenya offered to send a mediator to Norway next week.", "AGREE KEN>NOR"),
    ("Kenya offered to help Norway.", "AGREE KEN>NOR"),
])
def test_whom_a_threat_or_an_offer_is_for(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_what_is_told_of_others_is_no_threat() -> None:
    assert told("The Kenyan minister told reporters that the inquiry would end by 30 June.") == []


@pytest.mark.parametrize(("text", "expected"), [
    ("The Security Council voted 13 to 0, with Russia and China abstaining, to extend sanctions on Sudan.",
     {"SANCTION IGO>SDN", "REJECT RUS,CHN>-"}),
    ("The European Parliament voted, with Hungary opposing it, to extend sanctions on Sudan.", {"SANCTION LEG>SDN"}),
    ("The Security Council voted to extend sanctions on Sudan.", {"SANCTION IGO>SDN"}),
])
def test_a_vote_is_for_what_follows_how_others_voted(text: str, expected: set[str]) -> None:
    assert expected <= set(told(text))


@pytest.mark.parametrize(("text", "sectors"), [
    ("Finland's clog dancers welcomed the decision.", {"CVL"}),
    ("Peru's glass blowers condemned Chile on Monday.", {"CVL"}),
    ("Norwegian divers accused Kenya of theft.", {"CVL"}),
    ("Finland's battery makers welcomed the decision.", {"BUS"}),
    ("German car makers condemned China on Monday.", {"BUS"}),
    ("Chilean winemakers urged Brussels to drop the tax.", {"BUS"}),
    ("Kenya's warships attacked Somali boats.", {"MIL", "GOV"}),
    ("Kenya's ministers condemned Norway.", {"GOV"}),
    ("Kenya's government welcomed the decision.", {"GOV"}),
])
def test_people_of_a_trade_are_not_their_state(text: str, sectors: set[str]) -> None:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    (event,) = find_events(reading, find_statements(reading))
    assert {r.sector for r in event.actors} <= sectors and event.actors


@pytest.mark.parametrize(("text", "expected"), [
    ("In Lagos, on the island of Lekki, smelter workers marched through the park.", "workers marched"),
    ("The town on which the protesters marched was Lagos.", "on which the protesters marched"),
])
def test_a_phrase_before_the_verb_is_no_part_of_what_it_says(text: str, expected: str) -> None:
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    triggers = [text[slice(*e.trigger)] for e in find_events(reading, find_statements(reading)) if e.trigger]
    assert all(t in expected or expected in t and "island" not in t for t in triggers) and triggers


@pytest.mark.parametrize(("text", "expected"), [
    ('The Kenyan minister told parliament that the ruling was "no end", and promised Chad a ban.', "AGREE KEN>TCD"),
    ("Kenya said that the ruling was wrong, and accused Norway of lying.", "ACCUSE KEN>NOR"),
    ("Kenya said that the ruling was wrong, and that Chad accused Norway of lying.", "ACCUSE TCD>NOR"),
    ("Kenya denied that its men had attacked Chad and threatened Norway.", "THREATEN KEN>NOR"),
])
def test_who_said_something_goes_on_to_do_something(text: str, expected: str) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("Chad, which chairs the forum, and Niger supported Kenya on Monday.", "SUPPORT TCD,NER>KEN"),
    ("Chad, which left in May, accused France of spying, and Niger left.", "ACCUSE TCD>FRA"),
    ("The Kenyan opposition accused the government of theft near the Somali border.", "ACCUSE KEN>KEN"),
    ("Kenya's Supreme Court ordered the government to halt work until Uganda answers.", "REQUEST KEN>KEN"),
    ("New Zealand abstained from a vote on an inquiry.", "PROTEST NZL>-"),
])
def test_whose_subject_and_whose_government(text: str, expected: str) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya breaks off talks with Somalia after raid; Norway offers to host new round",
     ["SANCTION KEN>SOM", "AGREE NOR>-"]),
    ("Hungary blocked a joint statement by the 27 members.", ["REJECT HUN>-"]),
    ("Norway blocked the resolution.", ["REJECT NOR>-"]),
])
def test_each_clause_has_its_own_parties(text: str, expected: list[str]) -> None:
    assert [t for t in told(text) if not t.startswith("ASSAULT")] == expected


@pytest.mark.parametrize(("headline", "lead", "events"), [
    ("Kenya breaks off talks with Somalia", "Kenya suspended its talks with Somalia on Tuesday.", 1),
    ("Kenya condemns Somalia over raid", "Kenya denounced Somalia on Tuesday.", 1),
    ("Kenya condemns Somalia over raid", "Kenya denounced Norway on Tuesday.", 2),
    ("Kenya condemned Somalia over the raid.", "Kenya denounced Somalia on Tuesday.", 2),  # a sentence, and no headline
    ("Kenya arrests Somali traders", "Uganda detained Somali traders on Tuesday.", 2),
])
def test_a_headline_and_the_text_tell_one_event(headline: str, lead: str, events: int) -> None:
    assert len(told(f"{headline}\n\n{lead}")) == events


@pytest.mark.parametrize(("text", "expected"), [
    ("Norway will send two helicopters to the Kenyan police.", "AGREE NOR>KEN"),
    ("Kenya sent helicopters to Somalia on Monday.", "MOBILIZE KEN>SOM"),
])
def test_what_is_sent_to_a_force_is_no_threat_to_it(text: str, expected: str) -> None:
    assert told(text) == [expected]
