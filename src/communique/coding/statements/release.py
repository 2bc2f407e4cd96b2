"""Texts that are a statement as a whole: "Statement by ...", and what governments publish under their own name."""

from __future__ import annotations

import re

from communique.coding.statements.cues import words
from communique.coding.statements.layout import Layout
from communique.knowledge import Knowledge
from communique.records import Role, Statement, record_id

__all__ = ["whole_release"]

_BY = re.compile(r"(?:joint |press |official |oral |written )*"
                 r"(?:statement|remarks|declaration|speech|address|message|communiqu[eé]|comments?) "
                 r"(?:by|of|from) (.{3,160})", re.I)
_WORD = re.compile(r"[\w.’'-]+")


def whole_release(layout: Layout) -> Statement | None:
    """The statement that the whole text is, where its title says so or its outlet is a state's or organisation's own
    body, else None. Its speaker stands outside the text, so it has no source span and no cue."""
    article, knowledge = layout.reading.article, layout.reading.knowledge
    speaker = _titled(article.title or "", knowledge)
    by = "its title"
    if speaker is None:
        speaker, by = _official(article.outlet or "", knowledge), "its outlet"
    lines = [layout.trim(s, e) for s, e in layout.lines()]
    content = tuple(s for s in lines if s[1] > s[0])
    if speaker is None or not content:
        return None
    return Statement(
        id=record_id("statement", article.id, "release", content), article=article.id,
        kind="mixed" if layout.quotes else "indirect", speaker=speaker, content=content,
        evidence=((content[0][0], content[-1][1]),), confidence=0.75, rule=f"release: told by {by}")


def _titled(title: str, knowledge: Knowledge) -> Role | None:
    m = _BY.match(title)
    return _named(m.group(1), knowledge) if m else None


def _named(name: str, knowledge: Knowledge) -> Role:
    """The first person named, else the first organisation or state, else the words as they stand."""
    entities = [some[0] for _, _, some in knowledge.find_names(_WORD.findall(name))]
    country = next((c for w in _WORD.findall(name) if (c := knowledge.demonym(w))), None)
    person = next((e for e in entities if e.kind == "person"), None)
    known = person or next((e for e in entities if e.kind in ("organisation", "state")), None)
    if known is None or (known.kind == "state" and person is None):
        country = known.country if known is not None else country
        return Role(name=name.strip(), kind="person", country=country, sector="GOV" if country else None)
    if person is None:  # "the High Representative X" of a body: the words name more than the body
        return Role(entity=known.id, name=name.strip(), kind=known.kind, country=known.country, sector=known.sector)
    return Role(entity=known.id, name=known.name, kind=known.kind, country=known.country or country,
                sector=known.sector)


def _official(outlet: str, knowledge: Knowledge) -> Role | None:
    """The body that publishes under its own name ("UK Government", "Delegation of the European Union to Syria")."""
    parts = _WORD.findall(outlet)
    lower = {p.lower() for p in parts}
    if not parts or lower & words("press"):
        return None
    for known in knowledge.lookup(outlet):
        if known.kind in ("organisation", "force", "state") and known.sector != "MED" and known.sub != "company":
            return Role(entity=known.id, name=known.name, kind=known.kind, country=known.country, sector=known.sector)
    if not lower & words("office"):
        return None
    entities = [some[0] for _, _, some in knowledge.find_names(parts)]
    known_in = next((e for e in entities if e.kind in ("organisation", "state") and e.sector != "MED"), None)
    country = next((c for p in parts if (c := knowledge.demonym(p))), None)
    if known_in is None and country is None:
        return None
    if known_in is None or known_in.kind == "state":
        iso = known_in.country if known_in is not None else country
        state = knowledge.state(iso) if iso else None
        return Role(entity=state.id if state else None, name=outlet, kind="state", country=iso, sector="GOV")
    return Role(entity=known_in.id, name=outlet, kind="organisation", country=known_in.country, sector=known_in.sector)
