"""The event coder at its door: who did what to whom, where, when, and whether it is told as done."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.coding.events import find_events
from communique.coding.events.load import Lexicon, read_lexicon
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article, Event, Role

HEADER = "entry\tpos\twhen\tmode\tcameo\tactor\trecipient\tstatus\texample\texpect\n"
#: A lexicon of a few words, so that these tests hold whatever the package's own tables come to say.
TABLES = {
    "ASSAULT": ["attack|shell|bomb|kill\tv\t", "attack|shelling|invasion\tn\t"],
    "COERCE": ["arrest|detain|expel\tv\tobj"],
    "AID": ["help|supply\tv\t\t\t\tsubj\tobj|to", "send\tv\tobj=aid|food\t\t\tsubj\tto|iobj"],
    "RETREAT": ["withdraw|pull out\tv\t\twithdraw\t\tsubj\tfrom|of", "release|free\tv\tobj\trelease", "withdrawal\tn\t"],
    "AGREE": ["agree|promise|offer|pledge\tv\t"],
    "REQUEST": ["urge|ask\tv\txcomp", "demand\tv\t\t\t\tsubj\tfrom", "call for\tv\t\t\t\tsubj\ton|from"],
    "REJECT": ["refuse|reject\tv\t"],
    "THREATEN": ["threaten\tv\t"],
    "ACCUSE": ["accuse\tv\t", "condemn\tv\t"],
    "CONSULT": ["meet\tv\t\t\t\tsubj\tobj|with|all", "visit\tv\t\tvisit", "talk\tn\t\t\t\t\tall"],
    "SUPPORT": ["strike|sign\tv\tobj=deal|treaty\t\t\tsubj\twith|all", "praise\tv\t"],
    "SANCTION": ["break off\tv\tobj=talk|relation\t\t\tsubj\twith"],
    "PROTEST": ["strike\tv\tover=pay", "march|protest\tv\t", "protest\tn\t"],
    "NONE": ["strike\tv\tobj=balance|chord", "attack\tv\tsubj=winger"],
}


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder: Path = tmp_path_factory.mktemp("lexicon")
    for kind, rows in TABLES.items():
        (folder / f"{kind}.tsv").write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    own = Path(__file__).parents[2] / "src/communique/coding/lexicon/events/governors.tsv"
    (folder / "governors.tsv").write_text(own.read_text("utf-8"), "utf-8")
    return read_lexicon(folder)


def coded(text: str, lexicon: Lexicon, published: str = "2020-01-08") -> list[Event]:
    reading = read_article(Article(id="a", text=text, published=published), load_knowledge())
    return find_events(reading, find_statements(reading), lexicon)


def states(roles: tuple[Role, ...]) -> str:
    return ",".join(dict.fromkeys(r.country or "?" for r in roles)) or "-"


def told(text: str, lexicon: Lexicon) -> list[str]:
    return [f"{e.type} {states(e.actors)}>{states(e.recipients)}" for e in coded(text, lexicon)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya attacked Somalia on Friday.", "ASSAULT KEN>SOM"),
    ("Somalia was attacked by Kenya on Friday.", "ASSAULT KEN>SOM"),
    ("Somalia, attacked by Kenya, asked for nothing.", "ASSAULT KEN>SOM"),
    ("Somalia, which Kenya attacked, has no navy.", "ASSAULT KEN>SOM"),
    ("Kenya, which attacked Somalia, has a navy.", "ASSAULT KEN>SOM"),
    ("Kenya and Uganda attacked Somalia and Eritrea.", "ASSAULT KEN,UGA>SOM,ERI"),
    ("The invasion of Ukraine by Russia changed the map.", "ASSAULT RUS>UKR"),
    ("Russia's invasion of Ukraine changed the map.", "ASSAULT RUS>UKR"),
    ("Kenya launched an attack on Somalia.", "ASSAULT KEN>SOM"),
    ("Somalia suffered an attack by Kenya.", "ASSAULT KEN>SOM"),
    ("The shelling of Turkish villages by Syria resumed.", "ASSAULT SYR>TUR"),
    ("Kenya pulled out of Somalia.", "RETREAT KEN>SOM"),
    ("Norway struck a deal with Kenya.", "SUPPORT NOR,KEN>-"),
    ("Talks between Kenya and Somalia ended at dawn.", "CONSULT KEN,SOM>-"),
    ("Kenya held talks with Somalia.", "CONSULT KEN,SOM>-"),
    ("Kenya met with Somalia.", "CONSULT KEN,SOM>-"),
    ("Kenya broke off relations with Somalia.", "SANCTION KEN>SOM"),
    ("Kenya offered to help Somalia.", "AGREE KEN>SOM"),
    ("Kenya agreed to supply food to Somalia.", "AGREE KEN>SOM"),
    ("Kenya urged Somalia to withdraw from Eritrea.", "REQUEST KEN>SOM"),
    ("Kenya threatened to attack Somalia.", "THREATEN KEN>SOM"),
    ("Kenya refused to help Somalia.", "REJECT KEN>SOM"),
    ("Kenya condemned Somalia's plan.", "ACCUSE KEN>SOM"),
    ("Somalia must release the men, Kenya said.", "REQUEST KEN>SOM"),
    ("The Kenyan and Somali presidents met.", "CONSULT KEN,SOM>-"),
])
def test_who_did_it_to_whom(text: str, expected: str, lexicon: Lexicon) -> None:
    assert told(text, lexicon) == [expected]


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya condemned and rejected the Somali plan.", ["ACCUSE KEN>SOM", "REJECT KEN>SOM"]),
    ("Kenya met Somalia and praised Norway.", ["CONSULT KEN,SOM>-", "SUPPORT KEN>NOR"]),
    ("Kenya was attacked by Somalia and condemned Eritrea.", ["ASSAULT SOM>KEN", "ACCUSE KEN>ERI"]),
])
def test_coordinated_verbs_share_what_they_share(text: str, expected: list[str], lexicon: Lexicon) -> None:
    assert told(text, lexicon) == expected


@pytest.mark.parametrize("text", [
    "The winger attacked France down the left.",
    "Kenya struck a balance.",
    "The novelist praised the weather.",
    "A man struck a deal with his neighbour.",
    "The detained Kenyans sang.",
    "Norway is a kingdom.",
])
def test_what_is_no_politics_is_left_alone(text: str, lexicon: Lexicon) -> None:
    assert told(text, lexicon) == []


@pytest.mark.parametrize(("text", "status"), [
    ("Kenya attacked Somalia.", "actual"),
    ("Kenya has attacked Somalia.", "actual"),
    ("Kenya did not attack Somalia.", "negated"),
    ("Kenya never attacked Somalia.", "negated"),
    ("Neither Kenya nor Uganda has attacked Somalia.", "negated"),
    ("Kenya has yet to attack Somalia.", "negated"),
    ("Kenya denied that it had attacked Somalia.", "negated"),
    ("Kenya denied attacking Somalia.", "negated"),
    ("Kenya left without attacking Somalia.", "negated"),
    ("No Kenyan soldier attacked Somalia.", "negated"),
    ("Kenya may attack Somalia.", "hypothetical"),
    ("If Kenya attacks Somalia, Uganda will lose.", "hypothetical"),
    ("Had Kenya attacked Somalia, Uganda would have lost.", "hypothetical"),
    ("Will Kenya attack Somalia?", "hypothetical"),
    ("Kenya will attack Somalia.", "future"),
    ("Kenya plans to attack Somalia.", "future"),
    ("Kenya is expected to attack Somalia.", "future"),
    ("Uganda said Kenya would attack Somalia.", "future"),
    ("Kenya had attacked Somalia before the flood.", "historical"),
    ("Kenya attacked Somalia in 1998.", "historical"),
])
def test_status(text: str, status: str, lexicon: Lexicon) -> None:
    assert [e.status for e in coded(text, lexicon) if e.type == "ASSAULT"] == [status]


@pytest.mark.parametrize(("text", "expected"), [
    ("Kenya will help Somalia.", ("AGREE", "future")),
    ('"We will help Somalia," Kenya said.', ("AGREE", "actual")),
    ("Kenya will not release the Somali editor.", ("REJECT", "actual")),
    ("Kenya is expected to visit Somalia.", ("CONSULT", "future")),
    ("Kenya said it would attack Somalia.", ("THREATEN", "actual")),
    ("Uganda said Kenya would attack Somalia.", ("ASSAULT", "future")),
])
def test_cooperation_to_come_is_an_agreement_and_refused_a_rejection(
        text: str, expected: tuple[str, str], lexicon: Lexicon) -> None:
    assert [(e.type, e.status) for e in coded(text, lexicon)] == [expected]


def test_when_and_where_it_happened_not_when_it_was_told(lexicon: Lexicon) -> None:
    event = coded("Kenya attacked Somalia near Kismayo on Friday, a spokesman in Oslo said on Tuesday.", lexicon)[0]
    assert event.date is not None and event.date.value == "2020-01-03"
    assert event.place is None or event.place.text != "Oslo"


def test_a_denial_tells_what_is_not_so_and_is_no_event_beside_it(lexicon: Lexicon) -> None:
    assert [(e.type, e.status) for e in coded("Kenya denied that it had helped Somalia.", lexicon)] == [("AID", "negated")]


def test_what_an_act_is_for_is_part_of_it(lexicon: Lexicon) -> None:
    assert told("Kenyan teachers marched to demand an answer from the president.", lexicon) == ["PROTEST KEN>KEN"]


def test_a_place_says_where_and_not_who(lexicon: Lexicon) -> None:
    for event in coded("A bomb in Turkey killed a Syrian officer.", lexicon):
        assert states(event.actors) == "-"


def test_people_of_no_told_state_are_at_home(lexicon: Lexicon) -> None:
    assert told("Kenyan police arrested opposition lawmakers in Nairobi.", lexicon) == ["COERCE KEN>KEN"]


def test_counts(lexicon: Lexicon) -> None:
    event = coded("Kenya attacked a Somali port, killing 12 people and wounding 30.", lexicon)[0]
    assert event.fatalities == 12
    assert coded("Kenya arrested 40 Somali traders.", lexicon)[0].size == 40


def test_one_event_once(lexicon: Lexicon) -> None:
    text = "Kenya attacked Somalia on Friday. The attack on Somalia by Kenya came at dawn."
    events = [e for e in coded(text, lexicon) if e.type == "ASSAULT"]
    assert len(events) == 1 and len(events[0].evidence) == 2


def test_what_is_told_in_a_statement_names_it(lexicon: Lexicon) -> None:
    text = 'Norwegian minister Ine Holm said: "Kenya attacked Somalia on Friday without any reason."'
    reading = read_article(Article(id="a", text=text, published="2020-01-08"), load_knowledge())
    statements = find_statements(reading)
    events = find_events(reading, statements, lexicon)
    assert statements and [e.statement for e in events if e.type == "ASSAULT"] == [statements[0].id]


def test_spans_cite_the_words(lexicon: Lexicon) -> None:
    text = "In Oslo, Kenya broke off talks with Somalia, and Norway praised Uganda."
    for event in coded(text, lexicon):
        assert text[slice(*event.trigger)].split()[0] in ("broke", "praised")
        for role in (*event.actors, *event.recipients):
            assert role.span and text[slice(*role.span)] == role.text


def test_the_same_text_gives_the_same_events(lexicon: Lexicon) -> None:
    text = "Kenya and Norway met. Kenya condemned Somalia and urged Uganda to help Eritrea."
    assert coded(text, lexicon) == coded(text, lexicon)


def test_reports_of_other_things_yield_hardly_an_event() -> None:
    """Sport, markets, weather, films, kitchens, science and small crime: under three events in ten such reports."""
    reports = (Path(__file__).parent / "quiet.txt").read_text("utf-8").strip().split("\n\n")
    knowledge = load_knowledge()
    found = [e for i, text in enumerate(reports)
             for e in find_events(read_article(Article(id=str(i), text=text, published="2020-01-08"), knowledge), ())]
    assert len(found) <= 0.3 * len(reports), [(e.type, e.rule) for e in found]


def test_whenever_is_a_condition_and_his_hosts_are_not_he(lexicon: Lexicon) -> None:
    found = coded("The Kenyan president visited Norway. He promised to withdraw his troops from Norway whenever his hosts "
                  "demand a ship.", lexicon)
    assert not [e for e in found if e.type == "REQUEST" and (e.status == "actual" or "KEN" in states(e.actors))]
