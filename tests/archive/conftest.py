"""A report of two visits, with its records written by hand, so that the archive is tested without the coder."""

from __future__ import annotations

import pytest

from communique.records import (
    Article,
    Commitment,
    Condition,
    Event,
    EventDate,
    Mention,
    Record,
    Relation,
    Role,
    Statement,
    Time,
    record_id,
)

TEXT = ("President Aida Sarieva of Kyrgyzstan visited Oslo on 3 March. Norway will fund a clinic by 2021 "
        "if parliament agrees, Foreign Minister Per Lund said. Lund chairs the council.")


def role(text: str, entity: str | None = None, country: str | None = None, kind: str = "state") -> Role:
    start = TEXT.index(text)
    return Role(entity=entity, name=text, kind=kind, country=country, sector="GOV", text=text,
                span=(start, start + len(text)))


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def report(number: int = 0) -> list[Record]:
    """The records of report `number`: the same words under another id."""
    article = f"a{number}"
    kyrgyz, norway = role("Kyrgyzstan", "state:KGZ", "KGZ"), role("Norway", "state:NOR", "NOR")
    lund = role("Per Lund", "person:per-lund-nor", "NOR", "person")
    statement = record_id("statement", article, "clinic")
    return [
        Article(id=article, source=f"{article}.txt", outlet="Fjord Wire", title="A visit", published="2020-03-05",
                language="en", text=TEXT),
        Mention(article=article, span=span("Kyrgyzstan"), text="Kyrgyzstan", kind="state", entity="state:KGZ",
                name="Kyrgyzstan", country="KGZ", how="named in the table of states"),
        Time(article=article, span=span("3 March"), text="3 March", type="DATE", value="2020-03-03"),
        Statement(id=statement, article=article, kind="indirect", speaker=lund, source=span("Foreign Minister Per Lund"),
                  cue=(span("said"),), content=(span("Norway will fund a clinic by 2021 if parliament agrees"),),
                  evidence=(span("Norway will fund a clinic by 2021 if parliament agrees, Foreign Minister Per Lund said."),),
                  confidence=0.9),
        Event(id=record_id("event", article, "visit"), article=article, type="CONSULT", mode="visit", cameo="042",
              contexts=("diplomatic",), actors=(kyrgyz,), recipients=(norway,),
              date=EventDate(value="2020-03-03", text="3 March", span=span("3 March")), trigger=span("visited"),
              evidence=(span("President Aida Sarieva of Kyrgyzstan visited Oslo on 3 March."),), score=1.0,
              confidence=0.8, rule="visit/v"),
        Commitment(id=record_id("commitment", article, "clinic"), article=article, by=(lund, norway),
                   action="fund a clinic", action_span=span("fund a clinic"), type="AID", strength="pledge",
                   condition=Condition(text="if parliament agrees", span=span("if parliament agrees")),
                   deadline="2021-12-31", deadline_span=span("by 2021"), statement=statement,
                   evidence=(span("Norway will fund a clinic by 2021 if parliament agrees"),), confidence=0.7),
        Relation(id=record_id("relation", article, "lund"), article=article, type="holds_office", subject=lund,
                 object=norway, value="Foreign Minister", as_of="2020-03-05",
                 evidence=(span("Foreign Minister Per Lund"),), confidence=0.9),
    ]


@pytest.fixture
def records() -> list[Record]:
    return report()
