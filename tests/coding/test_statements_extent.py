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


BEHIND_THAT = {
    # a small parser hangs these clauses from whom or where it was told
    "The landowners warned the mines minister in a faxed note that their next cheque would be their last.":
        ("The landowners", "that their next cheque would be their last"),
    "The mayor refused them entry, telling the three envoys who applied that the tables are crowded enough.":
        ("The mayor", "that the tables are crowded enough"),
    "The fishermen made a complaint to the court on Wednesday that the monitors had done nothing.":
        ("The fishermen", "that the monitors had done nothing"),
    "A warning by Tehran that Bern would pay for any search drew no reply.":
        ("Tehran", "that Bern would pay for any search"),
    "Norway put the rebels on notice that it would walk away from the talks.":
        ("Norway", "that it would walk away from the talks"),
    "The palace let it be known on Friday that the king was ill.": ("The palace", "that the king was ill"),
    # the cue shares its subject with a verb told before it; a participle is of him who asks
    "The harbour master wants the bureau to send dogs, saying drivers hide salt.":
        ("The harbour master", "drivers hide salt"),
    # the time behind a cue is when it was said
    "Eritrea said on Friday its forces had beaten back an assault.":
        ("Eritrea", "its forces had beaten back an assault"),
    "A survey found that rents had doubled.": ("A survey", "that rents had doubled"),
}


@pytest.mark.parametrize("text", BEHIND_THAT)
def test_content_behind_that(text):
    assert BEHIND_THAT[text] in told(text), told(text)


def test_what_nobody_says_and_what_is_yet_to_be_said_are_no_statements():
    for text in ("Nobody in the port could say who had shut the gate.",
                 "The party will say on Monday whether it stays in the cabinet.",
                 "The men that the mayor had hired left the town."):
        assert told(text) == [], told(text)


def test_a_survey_is_a_document_and_he_who_finds_something_is_none():
    rules = {t: [s.rule for s in find_statements(read_article(Article(id="t", text=t), KNOWLEDGE))]
             for t in ("A poll found that rents had doubled.", "The mayor found that rents had doubled.")}
    assert [r[0].split(":")[0] for r in rules.values()] == ["verb of document", "verb of belief"]


DONE_NOT_SAID = ["Chad declared war on the smugglers.", "The ferry line offered two cranes and free coffee.",
                 "The bank turned down the loan.", "Norway spurned the proposal.", "The king invited the envoys to stay.",
                 "Egypt accepted the gift.", "Japan pledged $20 million.", "Pupils declared a truce.",
                 "The guards saw the mayor give in."]


@pytest.mark.parametrize("text", DONE_NOT_SAID)
def test_what_is_done_by_words_is_not_said(text):
    assert told(text) == [], told(text)


def test_what_one_declares_or_offers_to_think_is_said():
    assert told("Norway declared its support for the plan.") == [("Norway", "its support for the plan")]
    assert told("The bishop offered an apology for the delay.") == [("The bishop", "an apology for the delay")]


def test_a_denial_of_what_was_told_is_a_statement_and_who_is_a_person():
    assert told("The army denied it on Monday.") == [("The army", "it")]
    text = "The deputy head of the alliance, who said the sea was small, left Riga."
    (statement,) = find_statements(read_article(Article(id="t", text=text), KNOWLEDGE))
    assert statement.speaker is not None and "head" in statement.speaker.text
