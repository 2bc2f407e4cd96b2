"""Its president, their government, his party: of the country and side of whom the pronoun stands for."""

from __future__ import annotations

from communique.language.mentions.giving import give, noun_flags, noun_flags_of, spread_countries
from communique.language.mentions.page import Draft, Page

__all__ = ["give_possessed"]

_BODIES = frozenset(("organisation", "force", "group"))
#: Sectors that no state is of, and what their heads are called as a state's are.
_APART = frozenset(("LAB", "NGO", "BUS", "PTY", "OPP", "EDU", "MED", "REL", "CVL", "REB", "CRM", "IGO"))
_PRESIDES = frozenset(("president", "vice president", "secretary", "general secretary", "deputy", "envoy"))
_OWN = frozenset(("its", "his", "her", "their"))


def give_possessed(page: Page) -> None:
    """Its president, their government, his party: of the country of whom the pronoun stands for."""
    for d in page.drafts:
        if d.form != "descriptive" or d.country or d.kind in ("document", "equipment"):
            continue
        if d.noun and "relational" in noun_flags(d.noun):
            continue
        for k in page.kids[d.head]:
            of = page.headed.get(k) if page.dep[k] == "poss" else None
            own = of is not None and (page.low[k] in _OWN if of.form == "pronoun" else of.form == "descriptive")
            if d.kind == "person" and d.sector == "GOV" and d.noun:
                _give_sector(page, d, of if own else None, page.low[k] in ("its", "their"))
            if of is None or not own or not (of.entity or of.country):
                continue
            if of.sector == "IGO" and d.sector == "GOV":
                d.sector = "IGO" if d.kind in ("person", "group") else d.sector
            if of.country:
                give(page, d, of.country, f"of {of.name or of.country}", of.confidence or 0.8)
    spread_countries(page)


def _give_sector(page: Page, d: Draft, of: Draft | None, owned: bool) -> None:
    """Gives someone a body's sector: "its director" of a mining company is business, "its president" of a union labour;
    "its director" of nobody known, where such a body is near, is of no sector that one could tell."""
    open_ = "open" in noun_flags_of(d.noun or "")
    if of is None:
        if not (owned and open_ and not d.country and any(
                o.kind in _BODIES and o.end <= d.start and page.sent[d.start] - page.sent[o.start] in (0, 1)
                and o.sector not in (None, "GOV") for o in page.drafts)):
            return
        sector = None
    elif of.kind in _BODIES and of.sector != "GOV" and (open_ or of.sector in _APART and d.noun in _PRESIDES):
        sector = of.sector
    else:
        return
    d.sector = sector
    if d.entity and page.knowledge.get(d.entity) is None:
        for o in page.drafts:
            if o.entity == d.entity and o.kind == "person" and o.sector == "GOV":
                o.sector = sector
