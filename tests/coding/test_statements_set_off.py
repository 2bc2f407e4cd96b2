"""Cues that commas set off, and what is told inside another's words."""

import pytest

from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article

KNOWLEDGE = load_knowledge()


def told(text):
    """(source, cue, content) of each statement."""
    article = Article(id="t", text=text)
    return [(text[slice(*s.source)] if s.source else None, " | ".join(text[a:b] for a, b in s.cue),
             " | ".join(text[a:b] for a, b in s.content)) for s in find_statements(read_article(article, KNOWLEDGE))]


SET_OFF = {
    # the tagger takes these cues for participles, plural nouns or adjectives
    "Rents in the port climbed to a record, a consultancy reported on Wednesday.":
        ("a consultancy", "reported", "Rents in the port climbed to a record"),
    "The governor, a clerk joked, had doubled the price of salt.":
        ("a clerk", "joked", "The governor | had doubled the price of salt"),
    "The ferry may yet sail before Easter, aide hints; no date, no fare, no captain yet.":
        ("aide", "hints", "The ferry may yet sail before Easter"),
    # what is told inside another's words ends where these end
    "The port might complain, a navy lawyer wrote, before the drill begins.":
        ("a navy lawyer", "wrote", "The port might complain"),
    "Oslo never asked Accra to pay for the bridge, the ministry insists; it was a bank.":
        ("the ministry", "insists", "Oslo never asked Accra to pay for the bridge"),
    # two speakers in a row; a clause of its own behind "and" is the reporter's
    "The pier is shut, a clerk said, and the gate, he added, is flooded.": ("he", "added", "the gate | is flooded"),
    "The pier is shut, a guard said on Monday, and the gate is flooded.": ("a guard", "said", "The pier is shut"),
    "The pier is shut, a guard said, but the gate is open.": ("a guard", "said", "The pier is shut"),
}


@pytest.mark.parametrize("text", SET_OFF)
def test_a_cue_set_off_by_commas(text):
    assert SET_OFF[text] in told(text)


def test_what_is_no_cue_set_off_by_commas():
    for text in ("The minister opened the canal, a plan announced on Monday.",
                 "The gang worked by mail, leaflets and phone calls.", "He lost his boat, a gift reported in May.",
                 "They came with drums, flags, police charges.", "She bought bread, salt, a record of songs."):
        assert not told(text), text
    found = told("The port might complain, a navy lawyer wrote, before the drill begins.")
    assert [cue for _, cue, _ in found] == ["wrote"]  # nobody complains about what the lawyer wrote
    found = told("Oslo never asked Accra to pay for the bridge, the ministry insists; it was a bank.")
    assert ("Oslo", "asked", "Accra to pay for the bridge") in found
