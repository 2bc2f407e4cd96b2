"""Who said what, at the room's door: `code` on short reports of ours."""

import pytest

from communique import code
from communique.records import Statement


def said(text):
    records = code(text, published="2017-03-01", id="t")
    return [r for r in records if isinstance(r, Statement)], records[0].text


def brief(text):
    """(source, cue, content, kind) of each statement."""
    found, text = said(text)

    def cut(spans):
        return " | ".join(text[s:e] for s, e in spans)
    return [(cut([r.source]) if r.source else None, cut(r.cue), cut(r.content), r.kind) for r in found]


SHAPES = {
    "Norway said that the port was open.": ("Norway", "said", "that the port was open", "indirect"),
    "“The port is open,” the minister said.": ("the minister", "said", "The port is open", "direct"),
    "“The port is open,” said the Norwegian minister.": ("the Norwegian minister", "said", "The port is open", "direct"),
    "“The port,” she said, “is open to all.”": ("she", "said", "The port | is open to all", "direct"),
    "The minister said: “The port is open to all.”": ("The minister", "said", "The port is open to all", "direct"),
    "The port was open, according to the ministry.": ("the ministry", "according to", "The port was open", "indirect"),
    "According to the ministry, the port was open.": ("the ministry", "According to", "the port was open", "indirect"),
    "The port, the minister said, was open.": ("the minister", "said", "The port | was open", "indirect"),
    "In the bank's view, growth will slow.": ("the bank", "In | view", "growth will slow", "indirect"),
    "The rebels are ready to talk.": ("The rebels", "ready", "to talk", "indirect"),
    "The minister said the plan was “a gift to thieves”.": (
        "The minister", "said", "the plan was “a gift to thieves”", "mixed"),
}


@pytest.mark.parametrize("text", SHAPES)
def test_shapes(text):
    assert SHAPES[text] in brief(text)


def test_no_statement_where_nobody_says_anything():
    for text in ("The troops crossed the border on Monday.", "The “historic” bridge fell into the river.",
                 "She read “The Last Ship of Vell” to the children.", "The bank is on the left side of the river."):
        assert brief(text) == [], text


def test_a_quotation_goes_on_after_its_cue_and_in_the_next_paragraph():
    text = ("“We have waited long enough,” Ana Belko said. “The ships are ready.”\n\n"
            "“And so are we, as everyone can see.”")
    assert brief(text) == [("Ana Belko", "said", "We have waited long enough | The ships are ready. | "
                            "And so are we, as everyone can see.".replace(". |", " |").rstrip("."), "direct")]


def test_stances():
    def stance(text):
        return [r.stance for r in said(text)[0]]

    assert stance("Kenya denied that its troops had crossed the border.") == ["denied"]
    assert stance("The ministry declined to comment.") == ["no_comment"]
    assert stance("The envoy asked whether the road was safe.") == ["question"]
    assert stance("The envoy said the road was safe.") == ["asserted"]
    assert stance("The envoy would say that the road was safe.") == ["conditional"]


def test_within_names_the_statement_around():
    found, text = said("Marek Tollin said the minister had told parliament that the port was safe.")
    outer, nested = found
    assert nested.within == outer.id and outer.within is None
    assert text[slice(*nested.source)] == "the minister"


def test_the_relay_is_named():
    found, _ = said("The port is open, the minister told the BBC.")
    assert [r.relayed_by[0].text for r in found if r.relayed_by] == ["BBC"]


def test_spans_lie_in_the_text_and_evidence_covers_them():
    found, text = said("“The port is open,” said Ana Belko, who denied that ships were waiting. She plans to return.")
    assert len(found) >= 3
    for r in found:
        low, high = min(s for s, _ in r.evidence), max(e for _, e in r.evidence)
        for s, e in (*r.content, *r.cue, *([r.source] if r.source else [])):
            assert low <= s < e <= high <= len(text)


def test_a_block_without_marks_after_a_colon_is_the_speakers():
    text = ("Norway's foreign minister met the king on Monday.\n\nAfter the visit, the minister said:\n\n"
            "The port will open to all.\n\nWe shall help those who ask for it.\n\nThe foreign minister returns on Friday.")
    found, text = said(text)
    block = next(r for r in found if "block" in (r.rule or ""))
    assert [text[s:e] for s, e in block.content] == ["The port will open to all", "We shall help those who ask for it"]
    assert text[slice(*block.source)] == "the minister"


def test_a_release_is_its_outlets_statement():
    def speakers(**about):
        return [r.speaker.country for r in code("We welcome the truce.", id="t", **about)
                if isinstance(r, Statement) and (r.rule or "").startswith("release")]

    assert speakers(outlet="Government of Norway") == ["NOR"]
    assert speakers(outlet="The Oslo Times") == []
    assert speakers(outlet="Kenya News Agency") == []
    assert speakers(title="Statement by the Norwegian foreign minister on the truce") == ["NOR"]


def test_quoted_as_saying_names_the_speaker_and_the_relay():
    found, text = said("The TASS news agency quoted a spokesman as saying the army had fired.")
    one = next(r for r in found if "quoted as" in (r.rule or ""))
    assert text[slice(*one.source)] == "a spokesman" and one.relayed_by[0].text.endswith("TASS news agency")
    assert [text[s:e] for s, e in one.content] == ["the army had fired"]


def test_within_always_names_a_statement_that_is_there():
    for text in ("RIA Novosti reported that Lavrov said Kenya had told Norway that the port was shut.",
                 "“He told me that they will sign,” Ana Belko said, according to the BBC. She declined to say who told her."):
        found, _ = said(text)
        assert {r.within for r in found if r.within} <= {r.id for r in found}, text


def test_a_source_in_front_ends_where_the_clause_begins():
    assert ("Lavrov", "According to", "the chairs of the group will also be invited", "indirect") in brief(
        "According to Lavrov, the chairs of the group will also be invited.")


def test_an_embedded_fragment_takes_its_whole_clause():
    assert ("he", "added", "Oslo would respond with “new measures”", "mixed") in brief(
        "Oslo would respond with “new measures”, he added.")


def test_a_clause_is_cut_where_the_reporter_speaks_again():
    texts = [c for _, _, c, _ in brief("Norway said the port was open, adding that ships could return on Monday.")]
    assert sorted(texts) == ["that ships could return on Monday", "the port was open"]


def test_a_speaker_is_carried_on_from_the_statement_before():
    found, text = said("The shipowner Ana Belko said the port was open. “Ships may come,” the shipowner added. "
                       "A diplomat denied it. “Nothing has come,” the man said.")
    by = {text[slice(*r.source)]: r.speaker.entity for r in found}
    assert by["the shipowner"] == by["The shipowner Ana Belko"] is not None
    assert by["the man"] is None


def test_who_is_asked_does_not_ask():
    got = brief("The envoy, asked whether the road was safe, said: “Of course it is safe today.”")
    assert ("The envoy", "said", "Of course it is safe today", "direct") in got
    assert (None, "asked", "whether the road was safe", "indirect") in got


def test_neither_confirmed_nor_denied_is_no_comment():
    found, _ = said("The ministry neither confirmed nor denied the report.")
    assert {r.stance for r in found} == {"no_comment"}


def test_what_an_agency_passes_on_is_within_its_report():
    found, text = said("The bishop described the camp as a prison, the Anadolu agency said.")
    inner = next(r for r in found if text[slice(*r.source)] == "The bishop")
    assert inner.within in {r.id for r in found} and inner.relayed_by


def test_the_speaker_of_a_closing_cue_is_the_phrase_before_it():
    sources = {s: c for s, _, c, _ in brief(
        "Norway closed the pass; guards held 52 people on Saturday, most of them from Chad, the interior ministry said.")}
    assert sources["the interior ministry"] == "guards held 52 people on Saturday, most of them from Chad"


def test_an_act_upon_a_person_is_no_statement():
    assert brief("Norway recalled its ambassador from Oslo.") == []


def test_a_participle_behind_a_quotation_goes_on_for_its_speaker():
    got = brief("The chancellor urged Norway to talk “without conditions”, warning both that time was short.")
    assert {s for s, *_ in got} == {"The chancellor"}


@pytest.mark.parametrize(("text", "stance"), [
    ("Iran rejected the charge.", "denied"),
    ("Iran rejected an offer of talks.", "asserted"),
    ("The ministry dismissed the report.", "denied"),
    ("Kenya denied that its troops had crossed the border.", "denied"),
])
def test_who_rejects_an_offer_denies_nothing(text, stance):
    assert [s.stance for s in said(text)[0]][:1] == [stance]


def test_reporters_in_general_pass_nothing_on_an_outlet_does():
    def relays(text):
        return [r.name or r.text for s in said(text)[0] for r in s.relayed_by]

    assert relays("The port was open, the Norwegian minister told reporters.") == []
    assert relays("The port was open, the Norwegian minister told Reuters.") == ["Reuters"]


#: text: (source, content) of the statement that commas set off; None: what stands before the cue is not its content.
SET_OFF = {
    "Boats could block the pier if nothing changes by spring, union hints": (
        "union", "Boats could block the pier if nothing changes by spring"),
    "Vienna rejected a swap of agents in 1971, a diary shows.": ("a diary", "Vienna rejected a swap of agents in 1971"),
    "No arrest, no raid, city police say": ("city police", "No arrest, no raid"),
    "No one struck the clerks, the county sheriff said on Thursday, and one of them slipped on ice.": (
        "the county sheriff", "No one struck the clerks"),
    "Six in ten clerks eat at their desks, a survey of 1,200 found, and women are likeliest to walk.": (
        "a survey of 1,200", "Six in ten clerks eat at their desks"),
    "During the strike, port records showed, forty ships turned back.": (
        "port records", "During the strike | forty ships turned back"),
    "If the talks fail, the envoy said, there are other roads to peace.": (
        "the envoy", "If the talks fail | there are other roads to peace"),
    "Police seized the ship on Monday, and a bank, its manager hinted, might pay the crew.": (
        "its manager", "a bank | might pay the crew"),
    "The port will open in May, the ministry said on Monday, although two cranes are broken.": (
        "the ministry", "The port will open in May"),
    "The port will open in May, the ministry said in a statement on Monday, a week after the flood.": (
        "the ministry", "The port will open in May"),
    "Strikers beat a guard; her union threatened to close the gates.": ("her union", "to close the gates"),
    "The mayor resigned, and the council said the vote would be in June.": ("the council", "the vote would be in June"),
    "The city was fed by leaflets, radio appeals and phone calls.": None,
    "As the day went on, the minister argued in letters, hoping for a truce.": None,
}


@pytest.mark.parametrize("text", SET_OFF)
def test_cues_that_commas_set_off(text):
    found = [(source, content) for source, _, content, _ in brief(text)]
    if SET_OFF[text] is None:
        assert not any(content.startswith(text[:8]) for _, content in found), found
    else:
        assert SET_OFF[text] in found, found
        assert not any(source == SET_OFF[text][0] and content != SET_OFF[text][1] for source, content in found), found


def test_a_participle_behind_a_cue_that_commas_set_off_is_the_same_speakers():
    found = brief("The mayor closed the bridge, a clerk said on Monday, adding that two barges were lost.")
    assert [(source, cue) for source, cue, *_ in found] == [("a clerk", "said"), ("a clerk", "adding")]


def test_what_the_speaker_does_next_is_not_said():
    assert ("The navy", "warned", "that it would fire on smugglers", "indirect") in brief(
        "The navy warned that it would fire on smugglers, and named no ship.")
    assert not brief("Riders shall observe the truce; bags are no weapons.")
    assert ("they", "said", "that | show the old border", "indirect") in brief(
        "Three members mocked school atlases that, they said, show the old border.")


NAMED_APART = {
    "Drones struck a power station in Tarn overnight, killing three workers, the governor, Pavel Orvik, said.":
        ("the governor, Pavel Orvik", "Drones struck a power station in Tarn overnight, killing three workers"),
    "The shells hit a market in Tarn, wounding two women, the mayor of the city, Ivan Petrik, said on Friday.":
        ("the mayor of the city, Ivan Petrik", "The shells hit a market in Tarn, wounding two women"),
    "Norway sent troops, tanks, and planes, its defence minister, Olaf Demmer, said on Monday.":
        ("its defence minister, Olaf Demmer", "Norway sent troops, tanks, and planes"),
    "The troops attacked the village, killing two, the governor of the region, Pavel Orvik, told reporters.":
        ("the governor of the region, Pavel Orvik", "The troops attacked the village, killing two"),
    "The rebels seized the town on Monday, Ivan Petrik, a spokesman for the army, said.":
        ("Ivan Petrik, a spokesman for the army", "The rebels seized the town on Monday"),
}


@pytest.mark.parametrize("text", NAMED_APART)
def test_a_title_and_a_name_between_commas_speak_and_not_the_subject_of_the_clause_before(text):
    assert [(b[0], b[2]) for b in brief(text)] == [NAMED_APART[text]]


def test_a_title_and_a_name_that_belong_to_the_subject_leave_it_the_speaker():
    for text, source in {
        "Three soldiers, a doctor, Ivan Petrik, said they had seen the men.": "Three soldiers, a doctor, Ivan Petrik",
        "Officials, including the mayor, Ivan Petrik, said on Friday the town was calm.": "Officials",
        "The regional governor, Pavel Orvik, said drones had hit the port.": "The regional governor, Pavel Orvik",
        "The man who was held, a doctor, Ivan Petrik, said on Friday that he was free.":
            "The man who was held, a doctor, Ivan Petrik",
    }.items():
        assert [b[0] for b in brief(text)] == [source], text


@pytest.mark.parametrize("text", [
    "Leaders met in Tarn to discuss the crisis.", "The ministers are to meet in Vell next week to debate the truce.",
    "The envoy will discuss the dam with his hosts.", "The king ordered two battalions to the northern region.",
    "The president ordered 800 National Guard troops to Sinaloa on Monday.",
])
def test_purposes_and_troops_sent_are_nothing_said(text):
    assert brief(text) == []


@pytest.mark.parametrize(("text", "content"), [
    ("The ministers discussed the new border.", "the new border"),
    ("The leaders agreed to discuss the crisis.", "to discuss the crisis"),
    ("The court ordered a halt to the work.", "a halt to the work"),
    ("The minister flew to Paris to urge France to send aid.", "France to send aid"),
])
def test_what_was_discussed_ordered_or_urged_stays(text, content):
    assert [b[2] for b in brief(text)] == [content]


def test_both_who_are_urged_are_addressed():
    (record,), _ = said("Oman urged Saudi Arabia and Iran to resume talks.")
    assert [r.country for r in record.addressees] == ["SAU", "IRN"]


def test_who_said_it_urges_and_not_the_thing_that_they_speak_of():
    assert [(b[0], b[1]) for b in brief("Greenpeace said the accord was a step forward but urged the states to act.")] \
        == [("Greenpeace", "said"), ("Greenpeace", "urged")]


def test_what_another_did_is_not_put_into_the_speaker_s_mouth():
    for text, content in {
        "The ministry said it would take part, but the African Union declined.": "it would take part",
        "Norway said the talks had failed but that it would go on.": "the talks had failed but that it would go on",
        "Norway said the road was shut, but Oman had sent help.": "the road was shut, but Oman had sent help",
    }.items():
        assert brief(text)[0][2] == content, text


def test_the_office_of_him_and_the_board_of_it_are_of_the_same_country_or_kind():
    his = said("Kenyan President Ivo Maruka fell ill on Monday, his office said.")[0][0].speaker
    assert (his.country, his.sector, his.entity) == ("KEN", "GOV", None)
    its = said("The African Union lifted the ban, and its commission said trade would resume.")[0][0].speaker
    assert (its.sector, its.entity) == ("IGO", None)


def test_they_are_those_told_of_and_it_is_who_said_so_before():
    they = [r for r in said("Kenya and Uganda signed a treaty, the African Union said. They condemned the raid.")[0]
            if r.cue and r.speaker.text == "They"]
    assert len(they) == 1 and they[0].speaker.entity is None
    army = said("Two soldiers were hurt, the Kenyan army said. They said they would recover.")[0]
    assert all(r.speaker.entity is None for r in army if r.speaker.text == "They")
    body = said("The port was shut, the African Union said. They added that ships were waiting.")[0][-1]
    assert body.speaker.entity == "organisation:AU"
    it = said("The Russian Defence Ministry said ten men had been freed. “They are safe,” it added.")[0][-1]
    assert it.speaker.entity == "organisation:rus-defence-ministry"
    it = said("Kenya closed the border. “Nobody can pass,” it said.")[0][-1]
    assert it.speaker.entity is None


def test_what_is_asked_ends_where_the_speaker_acts():
    assert ("Togo", "called on", "Ghana to respect the law", "indirect") in brief(
        "Togo called on Ghana to respect the law and offered talks on sharing the gas.")
    assert ("The judge", "ordered", "the company to stop pumping and to pay", "indirect") in brief(
        "The judge ordered the company to stop pumping and to pay.")


def test_who_speaks_in_headlines_of_two_parts():
    assert [b[0] for b in brief("Eleven killed in army operation against cartel, rights group demands inquiry")] == [
        "rights group"]
    assert "sanctions" not in [b[0] for b in brief("ECOWAS suspends Niger, threatens sanctions after coup")]
    assert ("the minister", "threatened") in [(b[0], b[1]) for b in brief("“We will act,” threatened the minister.")]
