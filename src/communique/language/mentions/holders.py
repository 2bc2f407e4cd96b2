"""Who holds an office where the report itself names someone whom the tables of office-holders do not know."""

from __future__ import annotations

from communique.language.mentions.descriptions import office_holder
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import wordset

__all__ = ["trust_report"]


def trust_report(page: Page) -> None:
    """Where the report gives an office of a state to someone new ("Kazakh President Daniyar Seitkali"), its other words
    for that office mean that person, and not the one whom the tables have in it: they may be behind the news."""
    new = {d.entity: d for d in page.drafts if d.kind == "person" and d.form == "named" and d.entity
           and page.knowledge.get(d.entity) is None}
    not_now = wordset("contexts", "past") | wordset("contexts", "not-sitting")
    named = {d.entity for d in page.drafts if d.kind == "person" and d.form == "named"}
    instead: dict[str, Draft] = {}
    for d in page.drafts:
        person = new.get(d.entity or "")
        country = d.country or (person.country if person is not None else None)
        if person is None or d.form != "descriptive" or not d.noun or not country:
            continue
        if not_now & {*page.low[max(0, d.start - 2):d.head], *d.noun.split()}:
            continue
        holder = office_holder(page, d.noun, f"state:{country}")
        if holder is not None and holder.id not in named:  # a premier of a province is not whom the report also names
            instead.setdefault(holder.id, person)
    if not instead:
        return
    told = [d for d in page.drafts if d.form != "named"] + [d for some in page.groups.values() for d in some]
    for d in told:
        person = instead.get(d.entity or "")
        if person is not None:
            d.entity, d.name, d.how = person.entity, person.name, "who holds that office by the report"
