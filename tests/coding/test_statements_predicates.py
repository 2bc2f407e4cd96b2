"""Who says what in set predicates: takes a view, is of the opinion, makes it clear, is at pains to say."""

import pytest

from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article

KNOWLEDGE = load_knowledge()


def said(text):
    article = Article(id="t", text=text)
    return [(article.text[slice(*s.source)] if s.source else None, "; ".join(text[a:b] for a, b in s.content),
             [r.text for r in s.addressees]) for s in find_statements(read_article(article, KNOWLEDGE))]


@pytest.mark.parametrize(("text", "source", "content"), [
    ("The minister was at pains to say that the vote was fair.", "The minister", "that the vote was fair"),
    ("The court made it clear that the sentence stands.", "The court", "that the sentence stands"),
    ("The ministry is of the view that the vote was fair.", "The ministry", "that the vote was fair"),
    ("The union's message was that the strike would last.", "The union's", "that the strike would last"),
    ("The commission let it be known that it would reject the appeal.", "The commission",
     "that it would reject the appeal"),
    ("The envoy took the view that the talks should resume.", "The envoy", "that the talks should resume"),
    ("The premier left no doubt that the fleet would be seized.", "The premier", "that the fleet would be seized"),
    ("By the union's count, 4,000 miners stayed home.", "the union", "4,000 miners stayed home"),
    ("The union served notice that it would strike.", "The union", "that it would strike"),
    ("The boat had no licence, in the ministry's version of events.", "the ministry", "The boat had no licence"),
])
def test_the_one_of_whom_the_predicate_tells_speaks(text, source, content):
    assert (source, content, []) in said(text)


@pytest.mark.parametrize("text", [
    "The band took a view of the valley.",
    "The clerk took the position that the bank had offered.",
    "The miners made a point of leaving early.",
    "The flaw in the claim is that the road was shut.",
    "The general was in a car to leave the town.",
    "The fact of the matter is that the road was shut.",
    "The king left the palace on Monday.",
    "The clerk was under the bridge.",
    "The ship sent food and tools.",
    "The roof was of tin.",
])
def test_what_only_looks_like_it_says_nothing(text):
    assert said(text) == []


@pytest.mark.parametrize("text", [
    "The port, we hear, might complain, a lawyer wrote, before May.",
    "Ministers, one hears, are confident the port will open in May.",
    "Letters show that managers knew for two years about leaks at a depot, a shareholders' meeting heard on Friday.",
])
def test_nobody_is_the_source_of_what_one_hears_and_the_rest_is_told(text: str) -> None:
    assert not {source for source, _, _ in said(text)} & {"we", "one", "a shareholders' meeting"}
