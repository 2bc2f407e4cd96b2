"""How far what someone said reaches, and where the reporter goes on."""

import pytest

from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.records import Article

KNOWLEDGE = load_knowledge()


def told(text):
    """(source, content) of each statement."""
    article = Article(id="t", text=text)
    return [(text[slice(*s.source)] if s.source else None, " | ".join(text[a:b] for a, b in s.content))
            for s in find_statements(read_article(article, KNOWLEDGE))]


REACH = {
    # what is said stands back a tense; a clause in the plain past behind a comma is the reporter's
    "The navy warned that intruders would be fired on, though two fishing boats were still at sea.":
        ("The navy", "that intruders would be fired on"),
    "The mayor said that a recruit had been beaten to death, and the captain was removed from his post.":
        ("The mayor", "that a recruit had been beaten to death"),
    "The bureau warned that foreign boats would be sunk, after a cutter seized two trawlers.":
        ("The bureau", "that foreign boats would be sunk"),
    "The court warned that the judges could resign, two weeks after a crowd stormed the court house.":
        ("The court", "that the judges could resign"),
    # but not a second clause that stands back too, nor a condition
    "The mayor said that the bridge would open, and the ferry would stop in May.":
        ("The mayor", "that the bridge would open, and the ferry would stop in May"),
    "The mayor said that the bridge would open if the army left.":
        ("The mayor", "that the bridge would open if the army left"),
    "The union said it would vote to strike and stay out.": ("The union", "it would vote to strike and stay out"),
    # a semicolon ends it, unless another "that" follows
    "The ministry confirmed that a permit had been granted; it named no firm.":
        ("The ministry", "that a permit had been granted"),
    "The clerk said that the gate was shut; that the guard had left; and that nobody knew why.":
        ("The clerk", "that the gate was shut; that the guard had left; and that nobody knew why"),
    # what the one who speaks does next
    "Jakarta insisted that it could keep order and sent 600 soldiers to the island.":
        ("Jakarta", "that it could keep order"),
    "The chairman vowed that the miners would walk out and shut the pass.":
        ("The chairman", "that the miners would walk out and shut the pass"),
    # what a thing led to
    "The report said that two wells had run dry, prompting the governor to close the road.":
        ("The report", "that two wells had run dry"),
    # set off by commas: what came before it, and upon what it was said, is not told
    "Norway will send tents next week, a spokesman said on Monday, two days after its envoy resigned.":
        ("a spokesman", "Norway will send tents next week"),
    "Picket ends in deal on hours; departure of consul set for Friday, embassy says.":
        ("embassy", "departure of consul set for Friday"),
    "Rain fell for a fourth day, closed nine lifts and, forecasters said, was unlikely to stop before Sunday.":
        ("forecasters", "was unlikely to stop before Sunday"),
    "He walked out of the hall where, delegates say, the lights had failed twice.":
        ("delegates", "the lights had failed twice"),
    "No date yet for trial of miners, lawyers say, as queue forms at gate.":
        ("lawyers", "No date yet for trial of miners"),
    "The ministry will, officials said, send two ships.": ("officials", "The ministry will | send two ships"),
}


@pytest.mark.parametrize("text", REACH)
def test_how_far_it_reaches(text):
    assert REACH[text] in told(text), told(text)


def test_the_source_without_what_it_does_or_where_it_comes_from():
    text = "According to minutes released in Lagos on Wednesday, the two ministers talked for a week about boats."
    assert told(text)[0][0] == "minutes"
    text = "Rebels holding a rancher said they might kill him."
    assert ("Rebels", "they might kill him") in told(text)
    assert told("Voters supporting the mayor marched through the town.") == []
