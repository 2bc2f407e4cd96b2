"""What is left unparsed holds no record of public affairs, and nothing moves by leaving it out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import code
from communique.knowledge import load_knowledge
from communique.language.gate import FEW_WORDS, to_be_read
from communique.language.mentions.words import rows
from communique.records import Article, Record, encode
from communique.sources import read_sources

ROOT = Path(__file__).parents[2]
GENERAL = [json.loads(line) for line in (ROOT / "bench" / "general.jsonl").read_text("utf-8").splitlines()]

MATCH = ("Ostrava beat the league leaders 3-1 on Saturday with two goals by their captain, who had missed the whole of "
         "last season. The striker scored from the penalty spot before half-time and headed a second after the break.\n\n"
         "The coach praised his players and said that the team would celebrate for one night only. They meet the "
         "champions in the cup on Wednesday, when the goalkeeper, who hurt a knee in training, should be fit to play.\n\n"
         "It was their sixth win in a row. Tickets for the match are sold out, and fans have camped at the stadium.")
SHARES = ("Shares of the carmaker fell by four percent after analysts said that sales in the quarter had been poor.\n\n"
          "The company's profit was hit by a recall of its new model, and its chairman told shareholders to be patient. "
          "Traders sold the stock all morning, and the index lost a percent.\n\n"
          "Other retail brands were little changed. The yield on bonds slipped.\n\n{}\n\n"
          "Customers have complained about the battery. The founder, who owns a third of the shares, said the app for "
          "owners would be mended within a week.\n\n"
          "Investors expect the brand to recover in spring. A broker raised its rating of a rival maker of phones.")
ASIDE = "Norway's transport minister, Ine Solli, said the government would ban the model. \"It is not safe,\" she said."


def article(text: str, title: str | None = None) -> Article:
    return Article(id="t", text=text, title=title, language="en", published="2020-05-05")


def gated(text: str, title: str | None = None) -> Article | None:
    return to_be_read(article(text, title), load_knowledge())


def test_sport_is_not_parsed() -> None:
    assert gated(MATCH) is None
    assert code(article(MATCH), gate=True) == [article(MATCH)]
    assert len(code(article(MATCH))) > 10  # without the gate, who is named is found there too


def test_a_few_words_are_always_read() -> None:
    few = "The coach praised the striker after the match."
    assert len(few.split()) < FEW_WORDS and gated(few) == article(few)


def test_the_headline_counts() -> None:
    whole = gated(MATCH, "Ministry closes stadium")
    assert whole is not None and whole.text == MATCH


@pytest.mark.parametrize("aside", [
    "The army said that its soldiers had left the town.",
    "Lawmakers want an inquiry.",
    "Two gunmen were seen near the gate.",
    "NATO will send observers.",
    "Angela Merkel watched from the stands.",
    "The Iraqi Ministry of Defence paid for it.",
    "Russia, Kenya and Peru signed a pact.",
    "Beijing's talks with Tokyo about the border came to nothing.",
    "The two presidents' spokesmen rejected the accord.",
    "MOSCOW'S EMBASSY WAS SHUT",
    "Police detained forty demonstrators.",
    "Hamas has denied it.",
    # borrowed words count in company
    "The mayor was detained by police.",
    "In March the Turkish ambassador was summoned over the attack.",
    "The treaty of 1951 binds the government.",
    "Some 1500 soldiers crossed the border with artillery.",
    "The Congress of Vienna met in 1815; Congress is in no hurry. Congress meets on Tuesday.",
    "Georgian troops were attacked on the border.",
    "Poles voted on Sunday for a president and a parliament.",
])
def test_what_may_be_public_is_read(aside: str) -> None:
    some = gated(f"{MATCH}\n\n{aside}\n\n{MATCH}")
    assert some is not None and aside in some.text


@pytest.mark.parametrize("aside", [
    "Brazil beat Peru and Chile in the final.",
    "The general manager signed a striker from Italy for the next season.",
    "She attacked on the last lap and took the title from the champion, a Kenyan.",
    "Critics attacked the film, a war drama with a cast from France and Poland, as a defeat for its director.",
    "The mayor was among the spectators.",
    "It was a coup for the coach, who learned patience in the army.",
    "Neither player would lift the embargo on the birthday cake.",
    "The castle was besieged by the king's army in 1644 and its governor killed in the attack on the garrison.",
    "In the nineteenth century the minister, an ally of the king, kept his horses and a captain of the guard there.",
    "On 4 March both teams march out again.",
])
def test_what_only_sounds_public_is_not(aside: str) -> None:
    assert gated(f"{MATCH}\n\n{aside}\n\n{MATCH}") is None


BELLS = ("The tower of the church was under siege by {} on Sunday, and the choir had to sing its hymns in the garden.\n\n"
         "\"It is war,\" said the vicar, who keeps hens and has taken to wearing a hat. He had tried to negotiate a truce "
         "with a tray of cakes and a recipe for honey, but the bees rejected it and attacked the organist's piano.\n\n"
         "The mayor, whose grandmother was married in the chapel, came with flowers. The swarm came out for the wedding, "
         "and its queen, said the beekeeper, was the only guest who had not been invited to the picnic.")


def test_a_figure_of_speech_is_no_war_but_many_are_read() -> None:
    """Different words of the public world, against those of others: where they outweigh them the report is read."""
    assert gated(BELLS.format("bees")) is None
    few = BELLS.format("bees, which attacked, killed and wounded the armed guard")
    many = f"{few}\n\nTroops and police imposed a ban on visits after talks with the delegation on the border broke down."
    some = gated(many)
    assert some is not None and many.split("\n\n")[-1] in some.text and "grandmother" in some.text
    more = f"{many} Soldiers said that the treaty gave the governor no right to deploy a patrol."
    whole = gated(more)
    assert whole is not None and whole.text == more


def test_who_is_named_in_the_first_paragraph_says_what_it_is_about() -> None:
    whole = gated(BELLS.format("bees of the Ministry of Defence"))
    assert whole is not None and whole.text == BELLS.format("bees of the Ministry of Defence")
    rubric = gated(f"Village news\n\n{BELLS.format('senators')}")
    assert rubric is not None and "piano" in rubric.text


def test_enough_in_a_long_report_is_read_whole() -> None:
    """A long report has room for both worlds: the public one's words count in full where the others don't swamp it."""
    plain = "They had come from far and near, and they stayed until it was dark and the rest had gone. "
    public = ("The president accused the opposition of fraud.", "A judge rejected the petition.", "Police made an arrest.",
              "The council voted on a reform.", "An official said that talks on the border would begin.")

    def long(part: str) -> str:
        return "\n\n".join([f"{plain * 3}{part}", *(f"{plain * 4}{some}" for some in public)])

    whole = gated(long("The album, the film, the novel, the opera, the recipe, the cake, the garden, the museum."
                       " The singer, the painter, the chef, the tourist and the poet."))
    assert whole is not None and "chef" in whole.text and public[0] in whole.text


def test_in_passing() -> None:
    """The paragraph of the public world is read with its neighbours, the first paragraph too; the rest is blank."""
    text = SHARES.format(ASIDE)
    some = gated(text)
    assert some is not None and len(some.text) == len(text)
    read = [p for p in text.split("\n\n") if p in some.text]
    assert read == [text.split("\n\n")[i] for i in (0, 2, 3, 4)]
    assert all(b in (a, " ") for a, b in zip(text, some.text, strict=True))


def test_what_is_read_in_passing_is_coded_as_it_is_without_the_gate() -> None:
    whole = article(SHARES.format(ASIDE))
    made = code(whole, gate=True)
    assert made[0] == whole
    start = whole.text.index(ASIDE)
    acts = ("statement", "event", "commitment", "relation")

    def there(records: list[Record]) -> list[bytes]:
        return [encode(r) for r in records if r.__struct_config__.tag in acts
                and all(start <= a and b <= start + len(ASIDE) for a, b in r.evidence)]

    assert len(there(made)) >= 2 and there(made) == there(code(whole))


def test_the_examples_and_our_political_news_are_read_whole() -> None:
    some = [a for a in read_sources([ROOT / "examples"]) if isinstance(a, Article)]
    some += [article(row["text"]) for row in GENERAL if row["topic"] == "politics"]
    assert len(some) > 40
    assert [a.id for a in some if to_be_read(a, load_knowledge()) is not a] == []


def test_most_of_the_rest_is_not() -> None:
    rest = [row["text"] for row in GENERAL if not row["political"]]
    assert sum(gated(text) is None for text in rest) > 0.7 * len(rest)


def test_the_sample_is_what_it_says() -> None:
    assert len({row["text"] for row in GENERAL}) == len({row["id"] for row in GENERAL}) == len(GENERAL) >= 500
    assert all(75 <= len(row["text"].split()) <= 220 for row in GENERAL)


some_text = st.text(alphabet=st.sampled_from("abE .\n\"'-€é"), max_size=80)
lines = st.lists(st.one_of(some_text, st.sampled_from([*MATCH.split("\n"), *SHARES.split("\n"), ASIDE])), max_size=12)


@settings(max_examples=150, deadline=None)
@given(lines=lines)
def test_nothing_moves(lines: list[str]) -> None:
    text = "\n".join(lines)
    some = gated(text)
    if some is not None:
        assert len(some.text) == len(text)
        assert all(b in (a, " ") for a, b in zip(text, some.text, strict=True))


def test_the_table_of_words() -> None:
    assert {row["world"] for row in rows("public")} == {"public", "borrowed", "shared", "past", "other"}
    for row in rows("public"):
        some = row["words"].split("|")
        assert all(w and w == w.strip().lower() and " " not in w for w in some)
    worlds: dict[str, set[str]] = {}
    for row in rows("public"):
        for w in row["words"].split("|"):
            worlds.setdefault(w, set()).add(row["world"])
    assert [w for w, some in worlds.items() if len(some) > 1] == []
    of_states = [w for w in worlds if load_knowledge().demonym(w.title()) or load_knowledge().capital_of(w.title())]
    assert of_states == ["kremlin", "vatican"]  # a word of the table is not looked up as a state's name
