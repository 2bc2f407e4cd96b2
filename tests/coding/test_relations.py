"""Relations at the room's door: `code` on short reports of ours. What a text says of standing facts, and what it does not."""

from __future__ import annotations

import pytest

from communique import code
from communique.records import Relation, Statement

DAY = "2019-04-18"


def facts(text: str) -> list[Relation]:
    return [r for r in code(text, published=DAY, id="t") if isinstance(r, Relation)]


def who(role: object) -> str:
    return " ".join(str(getattr(role, k)) for k in ("entity", "name", "text", "country")) if role else "-"


OFFICES = {
    # text: (holder, value, country or a part of the body's name)
    "Kenyan Foreign Minister Amina Wekesa spoke on Monday.": ("Amina Wekesa", "foreign minister", "KEN"),
    "The regional governor, Suleiman Kaya, spoke on Monday.": ("Suleiman Kaya", "regional governor", None),
    "Amina Wekesa, the Kenyan deputy foreign minister, spoke.": ("Amina Wekesa", "deputy foreign minister", "KEN"),
    "Amina Wekesa is the president of Kenya.": ("Amina Wekesa", "president", "KEN"),
    "Amina Wekesa was elected president of Kenya.": ("Amina Wekesa", "president", "KEN"),
    "Amina Wekesa served as prime minister of Kenya from 2001 to 2005.": ("Amina Wekesa", "prime minister", "KEN"),
    "Former Kenyan president Amina Wekesa spoke on Monday.": ("Amina Wekesa", "former president", "KEN"),
    "Acting Kenyan prime minister Amina Wekesa spoke.": ("Amina Wekesa", "acting prime minister", "KEN"),
    "Kenyan President-elect Amina Wekesa spoke.": ("Amina Wekesa", "president-elect", "KEN"),
    "Gazprom Chairman and CEO Viktor Ilyin spoke.": ("Viktor Ilyin", "ceo", "Gazprom"),
    "Amina Wekesa, a spokeswoman for the European Commission, spoke.": ("Amina Wekesa", "spokeswoman", "European Commission"),
    "Kenyan Foreign Minister Amina Wekesa met her Norwegian counterpart, Ine Solberg.": ("Ine Solberg", "foreign minister", "NOR"),
}


@pytest.mark.parametrize("text", OFFICES)
def test_offices(text: str) -> None:
    holder, value, of = OFFICES[text]
    found = [r for r in facts(text) if r.type == "holds_office" and holder in who(r.subject)]
    assert any(r.value == value and (of is None or of in who(r.object)) for r in found), found


def test_the_time_of_an_office() -> None:
    (served,) = [r for r in facts("Amina Wekesa served as prime minister of Kenya from 2001 to 2005.") if r.type == "holds_office"]
    assert (served.valid.from_, served.valid.to) == ("2001", "2005")
    (former,) = [r for r in facts("Former Kenyan president Amina Wekesa spoke on Monday.") if r.type == "holds_office"]
    assert former.valid.to == DAY
    assert former.as_of == DAY


STATES = {
    "NATO member Turkey closed its border.": ("member_of", "TUR", "NATO"),
    "Turkey, a member of NATO, closed its border.": ("member_of", "TUR", "NATO"),
    "Peru belongs to the Pacific Alliance.": ("member_of", "PER", "Pacific Alliance"),
    "Turkey is working with Norway within NATO.": ("member_of", "NOR", "NATO"),
    "Croatia joined the European Union in 2013.": ("joined", "HRV", "European Union"),
    "Mali, Niger and Burkina Faso left ECOWAS in January 2019 and formed an alliance.": ("left", "NER", "ECOWAS"),
    "Norwegian troops are deployed in Mali.": ("based_at", "NOR", "MLI"),
    "Burundi left the International Criminal Court in 2017.": ("left", "BDI", "International Criminal Court"),
    "Kenya chairs the African Union.": ("chairs", "KEN", "African Union"),
    "Ghana signed the treaty on Monday.": ("signatory_of", "GHA", "treaty"),
    "Norway, an ally of Poland, spoke.": ("allied_with", "NOR", "POL"),
    "The World Food Programme is part of the United Nations.": ("part_of", "World Food", "United Nations"),
    "The African Union has its headquarters in Addis Ababa.": ("located_in", "African Union", "Addis Ababa"),
    "They met in the Iraqi city of Mosul.": ("located_in", "Mosul", "IRQ"),
    "They met in Istanbul, Turkey, on Monday.": ("located_in", "Istanbul", "TUR"),
    "They met in the Karrada district of Baghdad.": ("located_in", "Karrada", "Baghdad"),
    "They met in Mosul in northern Iraq.": ("located_in", "Mosul", "IRQ"),
    "Qatar owns the airline.": ("owned_by", "airline", "QAT"),
    "The Russian air base in Tajikistan was closed.": ("operates", "RUS", "base"),
    "The Russian-run base was closed.": ("operates", "RUS", "base"),
    "The brigade is stationed in Poland.": ("based_at", "brigade", "POL"),
    "The brigade is armed with T-72 tanks.": ("equipped_with", "brigade", "72"),
    "Russia runs an air base at Kant. Su-25 jets are stationed there.": ("based_at", "Su-25", "air base"),
    "Turkish commandos are guarding the consulate in Mosul.": ("based_at", "TUR", "consulate"),
    "Brazil withdrew from the treaty in 2004.": ("left", "BRA", "treaty"),
    "Norway withdrew its membership from the pact.": ("left", "NOR", "pact"),
    "Peru joined NATO in 1998.": ("joined", "PER", "NATO"),
    "Iraq must meet its obligations under the 2011 agreement with the United Nations.": ("party_to", "IRQ", "agreement"),
}


@pytest.mark.parametrize("text", STATES)
def test_states_of_affairs(text: str) -> None:
    kind, one, two = STATES[text]
    found = facts(text)
    assert any(r.type == kind and one in who(r.subject) and two in who(r.object) and not r.negated for r in found), found


NOT_SAID = {
    "Turkey may join the European Union.": ("joined", "member_of"),
    "Turkey wants to join the European Union.": ("joined", "member_of"),
    "Ghana refused to sign the treaty.": ("signatory_of",),
    "If Amina Wekesa becomes president, taxes will fall.": ("holds_office",),
    "Amina Wekesa is a candidate for president of Kenya.": ("holds_office",),
    "They flew from Paris to Germany and Italy.": ("located_in",),
    "They met in Damascus, Moscow and Tehran.": ("located_in",),
    "Iranian director Leila Farhad's film won.": ("holds_office",),
    "Norway's team left the pitch.": ("left",),
    "Burundi has threatened to leave the International Criminal Court.": ("left",),
    "Norway has signed no treaty.": ("signatory_of",),
    "Moldova has withdrawn a police unit from the south bank.": ("left",),
    "Ghana withdrew from the north bank of the Volta.": ("left",),
    "Chad withdrew a battalion from the joint force.": ("left",),
    "Niger pulled its soldiers out of the alliance.": ("left",),
    "Serbia withdrew its candidate from the commission.": ("left",),
    "Norway left NATO in no doubt about its plans.": ("left",),
    "Iran left the United Nations with two options.": ("left",),
    "Peru joined the European Union in condemning the raid.": ("joined",),
    "Peru joined NATO in a call for restraint.": ("joined",),
    "Turkish commandos guarded the consulate on Monday.": ("based_at",),
    "The leaders of Kenya and Chad met on Monday.": ("holds_office",),
    "Some 31 deputies left the chamber after the vote.": ("left",),
    "Lawmakers of the Reform Party left parliament on Monday in protest.": ("left",),
    "Norway's envoy left the meeting.": ("left",),
    "Norway deployed 300 soldiers in Mali on Monday.": ("based_at",),
    "Some 800 Kenyan troops were deployed in Mombasa on Monday.": ("based_at",),
}


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_is_not_said(text: str) -> None:
    found = [r for r in facts(text) if r.type in NOT_SAID[text] and not r.negated]
    assert not found


def test_negated() -> None:
    (r,) = [r for r in facts("Norway is not a member of the European Union.") if r.type == "member_of"]
    assert r.negated and r.subject.country == "NOR"


def test_lists_of_members() -> None:
    text = "The Eurasian Economic Union met in Minsk. Its members are Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia."
    found = {r.subject.country for r in facts(text) if r.type == "member_of" and "EAEU" in who(r.object)}
    assert found == {"ARM", "BLR", "KAZ", "KGZ", "RUS"}


def test_said_by_someone() -> None:
    text = "Amina Wekesa said that Norway was a member of NATO."
    (r,) = [r for r in facts(text) if r.type == "member_of"]
    said = {s.id for s in code(text, published=DAY, id="t") if isinstance(s, Statement)}
    assert r.statement in said


def test_evidence_cites_both_sides() -> None:
    text = "Talks began. Kenyan Foreign Minister Amina Wekesa spoke on Monday."
    (r,) = facts(text)
    ((start, end),) = r.evidence
    assert text[start:end] == "Kenyan Foreign Minister Amina Wekesa"
