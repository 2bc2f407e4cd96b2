"""Silence, reckoning, hearsay and how someone sees it: phrases that are statements, and what only looks like them."""

import pytest

from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article

KNOWLEDGE = load_knowledge()


def said(text):
    """(source, content, stance) of each statement."""
    article = Article(id="t", text=text)
    return [(text[slice(*s.source)] if s.source else None, " | ".join(text[a:b] for a, b in s.content), s.stance)
            for s in find_statements(read_article(article, KNOWLEDGE))]


@pytest.mark.parametrize(("text", "source", "content"), [
    ("Kenya, which had joined the case, said nothing.", "Kenya", "nothing"),
    ("The embassy said nothing about the raid.", "The embassy", "nothing about the raid"),
    ("The bank had no comment on the sale.", "The bank", "no comment on the sale"),
    ("The embassy made no comment on Monday.", "The embassy", "no comment"),
    ("The army did not comment.", "The army", "comment"),
    ("The king has not commented on the raid.", "The king", "the raid"),
    ("The ministry declined to comment.", "The ministry", "to comment"),
])
def test_who_says_nothing_is_a_statement_without_comment(text, source, content):
    assert said(text) == [(source, content, "no_comment")]


@pytest.mark.parametrize(("text", "source", "content"), [
    ("Officials put the dead at 12.", "Officials", "the dead at 12"),
    ("The ministry put the damage at $40 million.", "The ministry", "the damage at $40 million"),
    ("As the union sees it, the strike is over.", "the union", "the strike is over"),
    ("The strike is over, as the union sees it.", "the union", "The strike is over"),
    ("Per the ministry, ten people died in the fire.", "the ministry", "ten people died in the fire"),
    ("The ministry's account goes that the rebels fired first.", "The ministry's", "that the rebels fired first"),
    ("The harbour, the guide has it, was built in a night.", "the guide", "The harbour | was built in a night"),
    ("To hear the mediators tell it, the truce is holding.", "the mediators", "the truce is holding"),
    ("The court heard that the clerk sold fuel in May.", None, "that the clerk sold fuel in May"),
    ("The port, we hear, may close.", None, "The port | may close"),
    ("The envoy said nothing had been agreed.", "The envoy", "nothing had been agreed"),
])
def test_set_phrases(text, source, content):
    assert (source, content, "asserted") in said(text)


@pytest.mark.parametrize("text", [
    "The oil cost 9 dollars per barrel.", "Per head, the fine was 3 euros.", "Guards put a man at gate 12.",
    "The flood put the price at 40 euros.", "The general put his tanks at the bridge.", "The guard sees it at dawn.",
    "The boy has it in his bag.", "The tour's version goes on sale in May.", "The clerk put it in the drawer.",
    "The crowd heard the guns.",
])
def test_what_only_looks_like_them(text):
    assert not [s for s in said(text) if s[1] != "the guns"], said(text)
