"""Commitments at the room's door: `code` on short reports of ours. What binds, whom, on what terms, and what does not."""

from __future__ import annotations

import pytest

from communique import code
from communique.records import Commitment, Statement

DAY = "2019-04-18"  # a Thursday


def bound(text: str, **about: str) -> list[Commitment]:
    return [r for r in code(text, **{"published": DAY, "id": "t", **about}) if isinstance(r, Commitment)]


def countries(c: Commitment) -> set[str | None]:
    return {r.country for r in c.by}


BINDS = {
    # text: (countries bound, a part of the action, strength, type)
    "Kenya has promised to send forty doctors to Chad.": ("KEN", "send forty doctors", "pledge", "AID"),
    "Kenya and Norway agreed to lift visa rules.": ("KEN,NOR", "lift visa rules", "agreement", "CONCEDE"),
    "Serbia said it was ready to withdraw its police.": ("SRB", "withdraw its police", "readiness", "RETREAT"),
    "Oman offered to mediate between the two sides.": ("OMN", "mediate", "offer", "CONSULT"),
    "The Polish government plans to open a consulate in Lagos.": ("POL", "open a consulate", "plan", "COOPERATE"),
    "Peru announced plans to build a bridge at Iquitos.": ("PER", "build a bridge", "plan", "AID"),
    "Ghana's president is to visit Oslo on Monday.": ("GHA", "visit Oslo", "plan", "CONSULT"),
    "The foreign ministers of Chile and Peru are due to sign the treaty tomorrow.": (None, "sign the treaty", "plan", "AGREE"),
    "Sudan gave a promise to free the pilots.": ("SDN", "free the pilots", "pledge", "CONCEDE"),
    "Japan remains committed to training Iraqi engineers.": ("JPN", "training Iraqi engineers", "pledge", "AID"),
    "India pledged $50 million for the flooded villages.": ("IND", "$50 million", "pledge", "AID"),
    "Chad accepted an invitation to visit Cairo.": ("TCD", "visit Cairo", "agreement", "CONSULT"),
    "Turkey and Egypt signed a deal under which Turkey will release the crew.": ("TUR", "release the crew", "agreement", "CONCEDE"),
    "Iraq can rely on help from Poland.": ("POL", "help", "pledge", "AID"),
    "Brazil vowed never to recognise the annexation.": ("BRA", "recognise the annexation", "pledge", None),
    "Egypt offered to host talks in Cairo.": ("EGY", "host talks", "offer", "CONSULT"),
    "Fiji offered 300 blankets.": ("FJI", "300 blankets", "offer", None),
    "Kenya turned down Oman's offer of two cranes.": ("OMN", "two cranes", "offer", None),
    "Burundi's army warned that intruders would be shot.": ("BDI", "shot", "pledge", "ASSAULT"),
    "Norway said it would withhold the loan.": ("NOR", "withhold the loan", "pledge", "SANCTION"),
    "Retired officers in the port promised to study the map.": (None, "study the map", "pledge", None),
}


@pytest.mark.parametrize("text", BINDS)
def test_what_binds(text: str) -> None:
    lands, action, strength, kind = BINDS[text]
    found = bound(text)
    hits = [c for c in found if action in c.action]
    assert hits, found
    c = hits[0]
    assert c.strength == strength
    if lands:
        assert set(lands.split(",")) <= countries(c)
    if kind:
        assert c.type == kind


NOTHING = [
    "Prices in Kenya will rise next year.",
    "Iran must free the crew by Friday.",
    "Poland refused to promise any money.",
    "Serbia has no plans to join NATO.",
    "Norway denied that it planned to close the port.",
    "Analysts said that Turkey would leave the alliance.",
    "Egypt accused Sudan of planning to attack the dam.",
    "Kenya urged Chad to commit itself to the truce.",
    "If Ghana agreed to pay, the ship could sail.",
    "Will Norway release the crew?",
    "Chad could offer to mediate.",
    "Peru did not agree to lift the ban.",
    "The rains will come late, Kenya's weather office said.",
    "Russia will face new sanctions.",
    "It is not clear how far Iran is willing to go.",
    "Brazil's team will win the match.",
    "A Norwegian grant of $2 million will support the museum.",
    "The fleet's mission is to protect the strait.",
    "Kenya remains committed to that goal.",
    "Japan has decided not to send troops.",
    "Norway will meet none of the demands.",
    "The minister was set to speak when the lights went out.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_binds_nobody(text: str) -> None:
    assert not bound(text), [(c.action, c.rule) for c in bound(text)]


CONDITIONS = {
    "Chad has promised to free the crew if Sudan pays the fine.": "if Sudan pays the fine",
    "Once Sudan pays the fine, Chad will free the crew.": "Once Sudan pays the fine",
    "Chad will free the crew only when Sudan has paid.": "only when Sudan has paid",
    "Chad agreed to free the crew in return for fuel.": "in return for fuel",
    "“Unless Sudan pays, we will keep the ship,” said Chad's president.": "Unless Sudan pays",
    "Chad is ready to free the crew on condition that Sudan pays the fine.": "on condition that Sudan pays the fine",
    "Chad offered to free the crew in exchange for two prisoners.": "in exchange for two prisoners",
    "Chad has promised to free the crew.": None,
    "When asked about the crew, Chad's president promised to free it.": None,
    "Chad promised help after rebels took the town.": None,
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_conditions(text: str) -> None:
    found = bound(text)
    assert found
    for c in found:
        assert (c.condition.text if c.condition else None) == CONDITIONS[text]
        assert c.condition is None or text[slice(*c.condition.span)] == c.condition.text


DEADLINES = {
    "Chad promised to free the crew by Friday.": "2019-04-19",
    "Chad promised to free the crew within ninety days.": "2019-07-17",
    "Chad promised to free the crew before June.": "2019-05-31",
    "Chad promised to free the crew no later than May 3.": "2019-05-03",
    "Chad promised to free the crew by the end of the year.": "2019-12-31",
    "Chad will host the summit in 2021.": "2021-12-31",
    "Chad plans to open the port next month.": "2019-05-31",
    "Chad promised to lift the ban from May 2.": "2019-05-02",
    "Chad promised to keep the port open from May 2 to May 9.": "2019-05-09",
    "Chad promised to free the crew by the weekend.": "2019-04-21",
    "Chad promised to free the crew before winter.": "2019-11-30",
    "Chad promised to free the crew by New Year.": "2020-01-01",
    "Chad will have freed the crew by June.": "2019-06-30",
    "On Wednesday Chad promised to free the crew.": None,
    "Chad said on Tuesday that it would free the crew.": None,
    "Chad promised to keep the port open for three years.": None,
    "Chad promised to honour the 2011 agreement.": None,
    "Chad promised to open the port after 2021.": None,
}


@pytest.mark.parametrize("text", DEADLINES)
def test_deadlines(text: str) -> None:
    found = bound(text)
    assert found
    assert found[0].deadline == DEADLINES[text]
    if found[0].deadline:
        assert found[0].deadline_span is not None


#: text: (condition, deadline). Both hang on the promised act or on the promise, never on what is told beside it.
ASIDE = {
    "Guinea will reopen the bridge, closed in March after customs officers were shot at, if both sides withdraw their soldiers.": (
        "if both sides withdraw their soldiers", None),
    "Guinea said that the bridge, closed in March after customs officers were shot at, would be reopened by its army once the gunmen were caught.": (
        "once the gunmen were caught", None),
    "Guinea will reopen the bridge that it closed in March after gunmen shot two officers.": (None, None),
    "Ghana, which closed the port in May after a strike began, will open it if the union agrees.": ("if the union agrees", None),
    "Norway pledged to send the aid promised in June when the road is open.": ("when the road is open", None),
    "Norway will lift the ban imposed on Monday by the end of the year.": (None, "2019-12-31"),
    "Chad will return the bodies of soldiers killed before the truce was signed.": (None, None),
    "Kenya agreed to rebuild schools destroyed when rebels shelled the town.": (None, None),
    "Chad promised to free the crew captured in May if Sudan pays the fine.": ("if Sudan pays the fine", None),
    "Chad promised to free the crew held since March within ten days.": (None, "2019-04-28"),
    "Peru will reopen the mine after the vote.": ("after the vote", None),
    "Peru will free the officers dismissed after the vote.": (None, None),
    "Turkey, angered after its jet was shot down in January, will reopen the strait on Monday unless it is paid.": (
        "unless it is paid", "2019-04-22"),
    "Egypt will open a consulate in the town that rebels left in May before the end of the year.": (None, "2019-12-31"),
    "Under the deal, signed in June, Peru will build a school for Chad.": (None, None),
    "Kenya promised to help register voters for the elections in 2021.": (None, None),
    "Norway will pay for the school before the rains begin in November.": (None, "2019-10-31"),
    "Bhutan and India agreed to move their posts after they had settled the last stretch of the line.": (None, None),
    "After the two armies had fired on each other, India agreed to move its posts.": (None, None),
    "Norway will send two surgeons after the dam broke on Monday.": (None, None),
}


@pytest.mark.parametrize("text", ASIDE)
def test_terms_hang_on_the_act(text: str) -> None:
    found = bound(text)
    assert found
    assert {(c.condition.text if c.condition else None, c.deadline) for c in found} == {ASIDE[text]}


def test_a_body_speaks_of_itself() -> None:
    (c,) = bound("The customs bureau said on Monday it would lift the exit orders.")
    assert [r.name for r in c.by] == ["The customs bureau"]
    assert c.action == "lift the exit orders"
    assert not bound("The customs bureau said it would rain.")


def test_he_is_not_she_who_says_so() -> None:
    """A lawyer who speaks of her client binds nobody by "he", and a hunger strike is no attack."""
    text = "\"We are calm,\" Chadian minister Amina Deby told reporters. She said he would begin a hunger strike on Thursday."
    assert not [c for c in bound(text) if "strike" in c.action]


def test_a_hunger_strike_is_a_protest() -> None:
    (found,) = [c for c in bound("Kenyan nurses vowed to begin a hunger strike on Thursday.") if "strike" in c.action]
    assert found.type == "PROTEST"


def test_a_minister_speaks_for_the_state() -> None:
    text = "“We will sign the protocol,” said Kenyan Foreign Minister Amina Wekesa."
    (c,) = bound(text)
    assert "KEN" in countries(c)
    assert {"state:KEN"} <= {r.entity for r in c.by}
    assert any((r.entity or "").startswith("person:amina-wekesa") for r in c.by)
    said = [r for r in code(text, published=DAY, id="t") if isinstance(r, Statement)]
    assert c.statement in {s.id for s in said}


def test_in_a_communique_we_is_who_publishes_it() -> None:
    (c,) = bound("We will help Chad to rebuild the school.", outlet="Norwegian Ministry of Foreign Affairs, Norway")
    assert countries(c) == {"NOR"}
    assert {r.country for r in c.to} == {"TCD"}
    assert not bound("We will help Chad to rebuild the school.", outlet="The Daily Lamp")


def test_two_acts_are_two_commitments() -> None:
    found = bound("Oman promised to free the crew and to return the ship.")
    assert {c.action for c in found} == {"free the crew", "return the ship"}


def test_acts_that_are_listed_under_an_agreement() -> None:
    text = ("Latvian and Estonian ministers met in Riga on Monday and had a long talk about the sea and its many ports.\n\n"
            "Latvia and Estonia agreed on the following:\n\n"
            "joint action between Latvia and Estonia in the Gulf of Riga\n\n"
            "opening of a centre in Pärnu\n\n"
            "The weather was fine, and the visit to the old town went on until late in the evening, said a guide.")
    listed = {c.action.split()[0]: c for c in bound(text) if (c.rule or "").startswith("listed")}
    assert set(listed) == {"joint", "opening"}
    assert all(countries(c) == {"LVA", "EST"} and c.strength == "agreement" for c in listed.values())


def test_obligations_are_the_nearest_partys() -> None:
    text = "“We urge the government of Iraq to act, consistent with its obligations under the treaty with Norway,” said a Chadian diplomat."
    found = [c for c in bound(text) if "obligations" in c.action]
    assert found and countries(found[0]) == {"IRQ"}
    assert {r.country for r in found[0].to} == {"NOR"}


def test_what_is_promised_not_to_be_done_keeps_its_not() -> None:
    (c,) = bound("Chad promised not to attack the convoy.")
    assert c.action.startswith("not")
    assert c.type is None


TO = {
    "Norway promised to give Ghana two patrol boats by July.": {"GHA"},
    "Kenya promised to send Ghana two helicopters.": {"GHA"},
    "Kenya promised to supply Ghana with boots.": {"GHA"},
    "Kenya promised to supply Ghana's army with boots.": {"GHA"},
    "Brazil offered to send its army's chief doctor to Bolivia as a mediator.": {"BOL"},
    "Kenya promised to train Ghanaian soldiers.": {"GHA"},
    "Tanzania agreed to send 300 soldiers to Chad.": {"TCD"},
    "Tanzania agreed to send 300 more soldiers to the border.": set(),
    "Kenya promised to withdraw its troops from Somalia.": set(),
    "Peru promised to sell the national airline.": set(),
    "Kenya and Chad agreed to exchange the bodies of dead soldiers next week.": set(),
    "Kenya and Chad agreed to share intelligence with Ghana.": {"GHA"},
}


@pytest.mark.parametrize("text", TO)
def test_a_promise_is_to_whom_it_serves_and_not_to_what_is_sent(text: str) -> None:
    (c, *_) = bound(text)
    assert {r.country for r in c.to} == TO[text]


THREATS = {
    "The union's leader threatened to block roads to the coast if Norway did not pay.": ("block roads to the coast", "COERCE"),
    "Kenya said it would close its borders if the deadline was not met.": ("close its borders", "COERCE"),
    "Kenya's president said he would declare war on Chad if the town fell.": ("declare war on Chad", "ASSAULT"),
    "Norway will let flights land in Oslo if Chad frees the crew, a Norwegian official said.": ("let flights land in Oslo", "CONCEDE"),
}


@pytest.mark.parametrize("text", THREATS)
def test_threats_and_offers_under_a_condition(text: str) -> None:
    action, kind = THREATS[text]
    hits = [c for c in bound(text) if action in c.action]
    assert hits and hits[0].type == kind and hits[0].condition is not None


def test_a_threat_without_a_condition_or_a_day_binds_nobody() -> None:
    assert bound("Kenya threatened to expel the envoys.") == []


def test_things_that_are_offered_or_paid() -> None:
    assert [(c.type, c.strength) for c in bound("Oman has offered a two-year moratorium on repayments.")] == [
        ("CONCEDE", "offer")]
    assert [c.type for c in bound("The International Monetary Fund will disburse $330 million in May.")] == ["AID"]


def test_an_action_ends_where_what_was_said_ends() -> None:
    (c, *_) = bound("Neman Trade denied it. It will challenge the ban before a court in Oslo, its lawyer, Pavel Orvik, said in a letter.")
    assert c.action == "challenge the ban before a court in Oslo"


WHOLE = {
    # what is promised of another's act or of a thing is the whole clause
    "The general promised that no armed man will pass the bridge.": ["no armed man will pass the bridge"],
    "Kenya pledged that its pumps will be lent to Uganda.": ["its pumps will be lent to Uganda"],
    "Kenya promised that it would free the crew.": ["free the crew"],
    # things promised, in the passive too
    "Norway guaranteed an annual wreath.": ["an annual wreath"],
    "Free seats were promised by the mayor.": ["Free seats"],
    "The mayor promised the villagers a feast.": ["a feast"],
    # when it was agreed is no part of the act, when it is to be done is
    "Kenya and Uganda agreed to build a railway in 2009 but never did.": ["build a railway"],
    "Kenya pledged on Monday to build a bridge by 2031.": ["build a bridge by 2031"],
    # nothing is promised
    "The minister promised a surprise.": [],
    "The mayor promised his supporters that it rains.": [],
    "The plan was promised support.": [],
    "He promised nothing.": [],
}


@pytest.mark.parametrize("text", WHOLE)
def test_the_action_is_all_that_is_promised_and_no_more(text):
    records = code(text, published="2017-03-01", id="t")
    assert [r.action for r in records if isinstance(r, Commitment)] == WHOLE[text]


def test_a_condition_is_kept_whole():
    for text in ("If the inquiry finds our officers guilty, we will prosecute them, the Kenyan minister said.",
                 '"If the inquiry finds our officers guilty, we will prosecute them," the Kenyan minister said.'):
        (found,) = [r for r in code(text, published="2017-03-01", id="t") if isinstance(r, Commitment)]
        assert found.condition.text == "If the inquiry finds our officers guilty"
        assert found.action == "prosecute them"
