"""What the model's word does to what the rules find: with a model of our own saying, so that it is plain who is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from communique.coding.events import find_events
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.model import Array, Hint, Labels, Tagger, Tagging, load_tagger
from communique.records import Article, Event

#: What a doubtful model gives to some words: too little for a party, enough for where an act is aimed.
FAINT = 0.02

LABELS = Labels(modes=("CONSULT/visit", "COERCE/arrest"))


@dataclass(frozen=True)
class Tied(Tagging):
    """A tagging whose arguments are said outright."""

    ties: Array

    def arguments(self, where: Sequence[int]) -> Array:
        return self.ties[where]


class Says:
    """Stands for the model: `events` are (words, type, status, probability), `parties` (words, trigger's words, side)."""

    def __init__(self, events: list[tuple[str, str, str, float]], parties: list[tuple[str, str, int]] = [],  # noqa: B006
                 sure: float = 1.0, tie: float = 1.0) -> None:
        tagger = load_tagger()
        assert tagger is not None
        self.labels, self.encoder, self.events, self.parties = LABELS, tagger.encoder, events, parties
        self.asked: list[str] = []
        self.sure = sure  # how likely the status is
        self.tie = tie  # how likely the parties are

    def __call__(self, sentences: list[str], hints: list[list[Hint]] | None = None) -> list[Tagging]:
        self.asked += sentences
        return [self.one(text) for text in sentences]

    def one(self, text: str) -> Tagging:
        (pieces,) = self.encoder([text])
        n = len(pieces.ids)
        events = np.zeros((n, 17), dtype=np.float32)
        events[:, 0] = 1
        status, begins = np.full((n, 5), 0.2, dtype=np.float32), np.zeros(n, dtype=np.float32)
        ties = np.zeros((n, n, 4), dtype=np.float32)

        def where(words: str) -> list[int]:
            at = text.find(words)
            return pieces.covering(at, at + len(words)) if at >= 0 else []

        for words, type_, state, likely in self.events:
            at = where(words)
            events[at, 0], events[at, 1 + LABELS.types.index(type_)] = 1 - likely, likely
            status[at] = [self.sure if s == state else (1 - self.sure) / 4 for s in LABELS.statuses]
            begins[at[:1]] = 1
        for words, trigger, side in self.parties:
            for t in where(trigger):
                ties[t, where(words), side] = self.tie
        mode = np.ones((n, 2), dtype=np.float32) * 0.1
        nothing = np.zeros((n, 4, 96), dtype=np.float32)
        return Tied(pieces, events, begins, status, mode, nothing, nothing[:, 0], nothing[:, :, 0], ties)


def events(text: str, model: Says | Tagger | None) -> list[Event]:
    reading = read_article(Article(id="t", text=text, published="2020-01-08"), load_knowledge())
    return find_events(reading, find_statements(reading), tagger=model)  # type: ignore[arg-type]


MET = "Kenyan Foreign Minister Monica Juma met Norwegian officials in Oslo on Tuesday."


def test_where_both_agree_both_speak() -> None:
    model = Says([("met", "CONSULT", "actual", 0.9)], [("Norwegian officials", "met", 1)])
    (event,) = events(MET, model)
    assert (event.type, event.found_by, event.confidence) == ("CONSULT", "both", 0.9)


def test_what_the_model_finds_very_unlikely_is_dropped() -> None:
    assert [e.type for e in events(MET, None)] == ["CONSULT"]
    assert events(MET, Says([])) == []


def test_status_is_the_models_where_it_is_sure() -> None:
    (event,) = events(MET, Says([("met", "CONSULT", "historical", 0.9)]))
    assert event.status == "historical"


def test_a_recipient_that_is_none_to_the_model_is_left_out() -> None:
    text = "Kenya condemned Norway on Tuesday."
    told = Says([("condemned", "ACCUSE", "actual", 0.9)], [("Norway", "condemned", 1)])
    assert [r.country for r in events(text, told)[0].recipients] == ["NOR"]
    assert events(text, Says([("condemned", "ACCUSE", "actual", 0.9)]))[0].recipients == ()


@pytest.mark.parametrize(("text", "verb", "type_", "faint", "stays"), [
    ("Kenya condemned Norway on Tuesday.", "condemned", "ACCUSE", "Norway", False),
    ("Kenya expelled two Norwegian diplomats on Tuesday.", "expelled", "SANCTION", "Norwegian diplomats", False),
    ("Kenya condemned Hezbollah on Friday.", "condemned", "ACCUSE", "Hezbollah", False),
    ("Kenya criticised Norwegian Prime Minister Erna Solberg on Monday.", "criticised", "ACCUSE", "Solberg", False),
    ("Kenyan police arrested two Norwegian journalists on Monday.", "arrested", "COERCE", "journalists", False),
    ("Kenya thanked the United Nations on Monday.", "thanked", "SUPPORT", "United Nations", False),
    ("Kenyan troops shelled Kismayo on Monday.", "shelled", "ASSAULT", "Kismayo", True),
    ("Kenyan jets bombed Mogadishu on Tuesday.", "bombed", "ASSAULT", "Mogadishu", True),
    ("Ethiopian troops attacked Baidoa on Friday.", "attacked", "ASSAULT", "Baidoa", True),
    ("Kenyan troops raided Garissa on Friday.", "raided", "ASSAULT", "Garissa", True),
])
def test_a_faint_party_goes_and_a_faint_place_stays(text: str, verb: str, type_: str, faint: str, stays: bool) -> None:
    """A place stands for the state that an act there is aimed at, whatever words the model takes for the party."""
    for tie, there in ((0.5, True), (FAINT, stays), (0.0, False)):
        (event,) = events(text, Says([(verb, type_, "actual", 0.9)], [(faint, verb, 1)], tie=tie))
        assert any(faint in (r.text or "") for r in event.recipients) is there, (tie, event.recipients)


@pytest.mark.parametrize(("text", "victims"), [
    ("Kenyan police shot two diggers near Migori on Monday.", "two diggers"),
    ("Kenyan police shot a driver near Migori on Monday.", "a driver"),
])
def test_people_of_whom_nothing_is_known_are_named_where_the_model_sees_them(text: str, victims: str) -> None:
    (event,) = events(text, Says([("shot", "ASSAULT", "actual", 0.95)], [(victims, "shot", 1)]))
    assert [r.text for r in event.recipients] == [victims]


def test_a_thing_is_no_victim() -> None:
    text = "Kenyan police shot a padlock near Migori on Monday."
    for event in events(text, Says([("shot", "ASSAULT", "actual", 0.95)], [("a padlock", "shot", 1)])):
        assert "a padlock" not in [r.text for r in event.recipients]


@pytest.mark.parametrize(("text", "first", "others"), [
    ("The minister met the skippers on Thursday.", "The minister", "the skippers"),
    ("The Kenyan president met the beekeepers on Friday.", "president", "the beekeepers"),
    ("Kenya met the ferrymen on Monday.", "Kenya", "the ferrymen"),
])
def test_the_other_side_of_a_meeting_is_the_models_to_tell(text: str, first: str, others: str) -> None:
    told, sides = [("met", "CONSULT", "actual", 0.95)], [(first, "met", 0), (others, "met", 0)]
    (event,) = events(text, Says(told, sides))
    assert len(event.actors) == 2 and event.actors[1].text == others
    (event,) = events(text, Says(told, sides, tie=0.7))
    assert len(event.actors) == 1


def test_no_third_is_added_to_two_who_meet() -> None:
    text = "Kenya met Norway on Thursday beside the skippers."
    sides = [(who, "met", 0) for who in ("Kenya", "Norway", "the skippers")]
    (event,) = events(text, Says([("met", "CONSULT", "actual", 0.95)], sides))
    assert [r.country for r in event.actors] == ["KEN", "NOR"]


@pytest.mark.parametrize(("text", "asked"), [
    ("The minister spent the debate on the tax.", True),  # two words that could tell an act
    ("The minister spent the night in the hall.", False),
    ("Kenya spent the night in the hall.", True),
])
def test_what_is_not_worth_the_models_time(text: str, asked: bool) -> None:
    model = Says([])
    events(text, model)
    assert bool(model.asked) is asked


def test_an_event_that_the_model_alone_sees_needs_a_political_party() -> None:
    text = "Kenya kept the porch light off for Norway on Tuesday, after the ceasefire."
    words = [("porch light off", "REJECT", "actual", 0.95)]
    (event,) = [e for e in events(text, Says(words, [("Kenya", "porch light off", 0), ("Norway", "porch light off", 1)]))
                if e.found_by == "model"]
    assert ([r.country for r in event.actors], [r.country for r in event.recipients]) == (["KEN"], ["NOR"])
    assert (event.type, event.rule, event.cameo) == ("REJECT", "the learned model", "120")
    assert text[slice(*event.trigger)] == "porch light off"
    private = "The baker kept the porch light off for the butcher on Tuesday."
    assert events(private, Says(words, [("The baker", "porch light off", 0)])) == []


@pytest.mark.parametrize(("text", "words", "status"), [
    ("Kenya bivouacked 300 soldiers on the border after the ceasefire.", "bivouacked", "actual"),
    ("Kenya would bivouac 300 soldiers there after the ceasefire if Somalia slept.", "bivouac", "hypothetical"),
    ("Kenya will not bivouac soldiers there after the ceasefire.", "bivouac", "negated"),
])
def test_what_the_model_adds_is_no_surer_than_grammar(text: str, words: str, status: str) -> None:
    (event,) = [e for e in events(text, Says([(words, "MOBILIZE", "actual", 0.97)], [("Kenya", words, 0)]))
                if e.found_by == "model"]
    assert (event.type, event.status) == ("MOBILIZE", status)


def test_a_recipient_is_not_fetched_from_the_clause_before() -> None:
    text = "Latvia would ban three Kenyan officials, and Germany froze a loan."
    model = Says([("ban", "SANCTION", "future", 0.9), ("froze", "SANCTION", "actual", 0.9)],
                 [("three Kenyan officials", "froze", 1), ("three Kenyan officials", "ban", 1)])
    froze = next(e for e in events(text, model) if "froze" in text[slice(*e.trigger)])
    assert froze.recipients == ()


@pytest.mark.parametrize(("likely", "status"), [(0.9, "future"), (1.0, "actual")])
def test_what_grammar_has_as_yet_to_come_is_done_only_for_a_very_sure_model(likely: float, status: str) -> None:
    model = Says([("veto", "REJECT", "actual", 0.9)], sure=likely)
    (event,) = events("Hungary would veto the sanctions, its minister said.", model)
    assert event.status == status


def test_a_word_that_tells_nothing_is_no_trigger() -> None:
    found = events("Kenya had not slept after the ceasefire.", Says([("had", "MOBILIZE", "actual", 0.97)],
                                                                      [("Kenya", "had", 0)]))
    assert not any(e.found_by == "model" for e in found)


def test_a_party_that_the_model_sees_twice_is_named_once() -> None:
    text = "Kenyan Foreign Minister Monica Juma bivouacked 300 soldiers on the border after the ceasefire."
    (event,) = [e for e in events(text, Says([("bivouacked", "MOBILIZE", "actual", 0.97)], [
        ("Kenyan Foreign Minister Monica Juma", "bivouacked", 0)])) if e.found_by == "model"]
    assert len({r.entity for r in event.actors}) == len(event.actors) == 1


def test_an_unsure_model_adds_nothing() -> None:
    text = "Kenya kept the porch light off for Norway on Tuesday, after the ceasefire."
    assert events(text, Says([("porch light off", "REJECT", "actual", 0.6)], [("Kenya", "porch light off", 0)])) == events(text, Says([]))


def test_what_is_to_come_keeps_the_type_that_plover_gives_it() -> None:
    text = "The president of Kenya will visit Norway in June."
    (alone,) = events(text, None)
    assert alone.type == "AGREE"
    (event,) = events(text, Says([("visit", "CONSULT", "future", 0.9)], [("Norway", "visit", 1)]))
    assert (event.type, event.status) == ("AGREE", alone.status)


def test_what_grammar_tells_is_not_weighed() -> None:
    text = "Russia said on Tuesday that Sudan must return the helicopter."
    assert [(e.type, e.found_by) for e in events(text, Says([]))] == [("REQUEST", "rules")]


def test_sentences_of_nobody_public_are_not_asked_about() -> None:
    model = Says([])
    events("It rained. The baker met the butcher. " + MET, model)
    assert model.asked == [MET]


@pytest.mark.parametrize("text", [
    "Police in Cairo detained eleven journalists on Monday.",
    "Chile expelled two Peruvian diplomats after Lima accused it of spying.",
    "Thousands of Iraqi teachers marched in Basra to demand their wages.",
])
def test_the_shipped_model_agrees_on_what_is_plain(text: str) -> None:
    tagger = load_tagger()
    assert tagger is not None
    plain, weighed = events(text, None), events(text, tagger)
    assert {e.type for e in weighed} >= {plain[0].type}
    assert all(e.found_by in ("both", "model") for e in weighed)


@pytest.mark.parametrize(("text", "verb", "done"), [
    ("Kenya denied shelling the Somali village.", "shelling", False),
    ("Kenya denied having shelled the Somali village.", "shelled", False),
    ("Kenya denied that it had shelled the Somali village.", "shelled", False),
    ("Kenya disputed having shelled the Somali village.", "shelled", False),
    ("Kenya denied arming rebels and bombing Somali villages.", "bombing", False),
    ("No Kenyan sailor was wounded.", "wounded", False),
    ("Kenya denied the charge and shelled the Somali village.", "shelled", True),
    ("Kenya shelled the Somali village and denied it.", "shelled", True),
    ("Kenya denied the charge after it shelled the Somali village.", "shelled", True),
])
def test_what_is_denied_is_not_told_as_done_however_sure_the_model_is(text: str, verb: str, done: bool) -> None:
    found = [e for e in events(text, Says([(verb, "ASSAULT", "actual", 0.98)], [("Kenya", verb, 0)]))
             if e.type == "ASSAULT"]
    assert {e.status == "actual" for e in found} == {done}


@pytest.mark.parametrize(("text", "doer"), [
    ("Kenya accused Ethiopian troops of crossing the border and beating two herders.", "ETH"),
    ("The Kenyan Foreign Ministry accused Ethiopian troops of entering Moyale, burning a hut and beating two herders.",
     "ETH"),
    ("Kenya accused Ethiopian troops of beating two herders.", "ETH"),
    ("Kenya accused Ethiopian troops of lying, beating two herders.", None),
    ("Kenyan guards answered Ethiopia by closing the road and beating two herders.", "KEN"),
])
def test_the_accuser_is_not_who_did_what_another_is_accused_of(text: str, doer: str | None) -> None:
    accuser = text.split(" accused")[0].split(" answered")[0]
    says = Says([("beating", "ASSAULT", "actual", 0.98)], [(accuser, "beating", 0), ("two herders", "beating", 1)])
    found = [e for e in events(text, says) if e.type == "ASSAULT" and e.found_by == "model"]
    assert not [e for e in found if "KEN" in {r.country for r in e.actors} and doer != "KEN"], found
    assert doer is None or [r.country for e in found for r in e.actors] in ([doer], [])


@pytest.mark.parametrize(("text", "words", "type_", "enough", "too_little"), [
    # a setting: the attack is only what the inquiry came after
    ("Norway agreed to an inquiry after an attack on Kenyan soldiers.", "attack", "ASSAULT", 0.75, 0.6),
    # private for all that its parties show, beside an act that nobody doubts
    ("Kenya expelled two Norwegian diplomats on Tuesday, and a surveyor was punched.", "punched", "ASSAULT", 0.6, 0.4),
    # private, in a sentence that names a state
    ("A clerk in Mombasa was punched on Tuesday over a plan of Norway's.", "punched", "ASSAULT", 0.6, 0.4),
    # part of another act
    ("Norway praised Kenya on Tuesday for arresting a militia chief.", "arresting", "COERCE", 0.9, 0.7),
    # a meeting of one side
    ("Kenya deployed police in Kisumu ahead of the insurer's visit.", "visit", "CONSULT", 0.7, 0.5),
])
def test_what_the_rules_doubt_is_told_where_the_model_speaks_for_it(
        text: str, words: str, type_: str, enough: float, too_little: float) -> None:
    def found(model: Says | None) -> bool:
        return any(words in text[slice(*e.trigger)] for e in events(text, model) if e.trigger)

    assert not found(None)
    assert found(Says([(words, type_, "actual", enough)]))
    assert not found(Says([(words, type_, "actual", too_little)]))
    assert not found(Says([]))


@pytest.mark.parametrize("text", [
    "A surveyor was punched on Tuesday.",
    "The umpire was punched after the match.",
    "A man in a hat was punched at a bus stop.",
])
def test_what_looks_private_beside_nothing_public_is_not_told(text: str) -> None:
    assert events(text, Says([("punched", "ASSAULT", "actual", 0.99)])) == []


@pytest.mark.parametrize(("text", "trigger", "type_", "words", "named"), [
    ("Norway cut its subsidy to a flute band on Tuesday.", "cut", "SANCTION", "a flute band", "a flute band"),
    ("Kenya condemned the breakaway commission on Tuesday.", "condemned", "ACCUSE", "the breakaway commission",
     "the breakaway commission"),
    ("Kenya thanked him on Tuesday for a harbour.", "thanked", "SUPPORT", "him", "him"),
    ("Kenya praised his courage on Tuesday.", "praised", "SUPPORT", "his", "his"),
    ("Kenya demanded her immediate release on Tuesday.", "demanded", "REQUEST", "her", None),
    ("Kenya condemned their arrest on Tuesday.", "condemned", "ACCUSE", "their", None),
    ("Kenya criticised nobody on Tuesday.", "criticised", "ACCUSE", "nobody", None),
    ("Kenya criticised no clinic on Tuesday.", "criticised", "ACCUSE", "no clinic", None),
])
def test_of_whom_nothing_is_known_is_named_by_the_words_where_the_model_is_sure(
        text: str, trigger: str, type_: str, words: str, named: str | None) -> None:
    def recipients(tie: float) -> list[str | None]:
        said = Says([(trigger, type_, "actual", 0.9)], [(words, trigger, 1)], tie=tie)
        return [r.text for e in events(text, said) for r in e.recipients]

    assert recipients(0.9) == ([named] if named else [])
    assert recipients(0.5) == []


def test_another_acts_only_where_the_model_is_sure_of_him_and_of_none_whom_the_rules_name() -> None:
    text = "Norway, whose envoy Kenya had thanked, condemned Chad on Tuesday."
    one = [("condemned", "ACCUSE", "actual", 0.9)]
    assert [a.country for a in events(text, Says(one, [("Chad", "condemned", 1)]))[-1].actors] == ["NOR"]
    other = Says(one, [("Chad", "condemned", 1), ("Kenya", "condemned", 0)])
    assert [a.country for a in events(text, other)[-1].actors] == ["NOR"]  # Kenya stands beside the verb's own subject
    both = Says(one, [("Chad", "condemned", 1), ("Norway", "condemned", 0), ("Kenya", "condemned", 0)])
    assert [a.country for a in events(text, both)[-1].actors] == ["NOR"]
    noun = "The condemnation of Chad by Norway surprised Kenya."
    said = [("condemnation", "ACCUSE", "actual", 0.9)]
    assert [a.country for a in events(noun, Says(said, [("Kenya", "condemnation", 0)]))[0].actors] == ["KEN"]
    assert [a.country for a in events(noun, Says(said, [("Norway", "condemnation", 0)]))[0].actors] == ["NOR"]
    assert [a.country for a in events(noun, Says(said, [("Kenya", "condemnation", 0)], tie=0.5))[0].actors] == ["NOR"]


def test_words_that_stand_for_a_party_end_with_their_line() -> None:
    text = "Chile condemns river boards\n\nLA PAZ - Bolivia recalled its envoy from Santiago on Thursday."
    said = Says([("condemns", "ACCUSE", "actual", 0.9)], [("river boards", "condemns", 1)])
    assert [r.text for e in events(text, said) for r in e.recipients] == ["river boards"]


@pytest.mark.parametrize(("likely", "found"), [(0.97, True), (0.92, False)])
def test_what_the_model_alone_sees_in_another_act_needs_certainty(likely: float, found: bool) -> None:
    text = "Norway praised Kenya on Tuesday for bivouacking soldiers there."
    said = Says([("praised", "SUPPORT", "actual", 0.9), ("bivouacking", "MOBILIZE", "actual", likely)],
                [("Kenya", "bivouacking", 0)])
    assert ("MOBILIZE" in [e.type for e in events(text, said)]) == found


def test_a_particle_alone_stands_for_its_verb() -> None:
    text = "Kenya ticked two Norwegian envoys off on Tuesday."
    (event,) = events(text, Says([("off", "ACCUSE", "actual", 0.97)], [("Kenya", "off", 0), ("envoys", "off", 1)]))
    assert ([a.country for a in event.actors], [r.country for r in event.recipients]) == (["KEN"], ["NOR"])


@pytest.mark.parametrize(("text", "word"), [
    ("Six of the Kenyan prisoners attempted suicide in May.", "attempted"),
    ("A Kenyan minister shot himself on Monday.", "shot"),
    ("The Kenyan team beat Norway in the final.", "beat"),
])
def test_what_the_lexicon_knows_to_be_no_event_is_not_added(text: str, word: str) -> None:
    assert events(text, Says([(word, "ASSAULT", "actual", 1.0)], [("Kenyan", word, 0), ("Norway", word, 1)])) == []
