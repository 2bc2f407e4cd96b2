"""What is so: offices held, from titles before names."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.reading import Reading
from communique.records import Relation, Role, Statement, record_id

__all__ = ["find_relations"]

_TITLES = frozenset(
    [
        "president",
        "minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "ambassador",
        "envoy",
        "spokesman",
        "spokeswoman",
    ]
)


def find_relations(reading: Reading, statements: Sequence[Statement]) -> list[Relation]:
    """The standing facts of the report, in order of position."""
    found = []
    starts = {t.idx: t for t in reading.doc}
    for m in reading.mentions:
        if m.kind != "person" or m.form != "named" or m.span[0] not in starts:
            continue
        first = starts[m.span[0]]
        i = first.i
        while i and reading.doc[i - 1].text[:1].isupper() and reading.doc[i - 1].pos_ in ("PROPN", "ADJ", "NOUN"):
            i -= 1
        words = [t for t in reading.doc[i : first.i] if not reading.knowledge.demonym(t.text)]
        if not words or words[-1].lower_ not in _TITLES:
            continue
        state = reading.knowledge.state(m.country) if m.country else None
        country = Role(entity=state.id, name=state.name, kind="state", country=m.country) if state else None
        span = (reading.doc[i].idx, m.span[1])
        found.append(
            Relation(
                id=record_id("relation", reading.article.id, "holds_office", span),
                article=reading.article.id,
                type="holds_office",
                subject=reading.role(m),
                object=country,
                value=" ".join(t.text for t in words),
                evidence=(span,),
                confidence=0.85,
                as_of=(reading.article.published or "")[:10] or None,
                rule="title before a name",
            )
        )
    return found
