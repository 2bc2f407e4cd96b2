"""How complete the tables of office-holders are, counted: the tables of docs/knowledge-people.md.

usage: python -m communique.knowledge.coverage docs/knowledge-people.md
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from communique.knowledge import Knowledge, load_knowledge
from communique.knowledge.model import Entity
from communique.knowledge.people import covers

__all__ = ["coverage", "main", "state_years"]

#: The first and last year whose 15 June is looked at.
YEARS = (1990, 2025)
ROLES = ("head of state", "head of government", "foreign minister", "defence minister")
_START, _END = "<!-- counted -->", "<!-- end -->"


def state_years(knowledge: Knowledge, state: Entity, role: str) -> tuple[int, int]:
    """For a state: (years in which someone of the tables held that role on 15 June, years that the state existed)."""
    people = knowledge.people
    terms = [t for o in people.offices.values() if o.role == role for t in people.holders(o.name, state.id)]
    first = max(YEARS[0], int((state.from_ or "0")[:4]) + 1)
    last = min(YEARS[1], int((state.to or "9999")[:4]) - 1)
    days = [f"{year}-06-15" for year in range(first, last + 1)]
    return sum(any(covers(t, day) for t in terms) for day in days), len(days)


def coverage(knowledge: Knowledge) -> list[str]:
    """Markdown: what the tables hold, by role and by office, and where in each state terms are missing."""
    people = knowledge.people
    terms = [t for e in people.entities for t in people.terms(e.id)]
    exact = sum(len(t.from_ or "") == 10 for t in terms) / len(terms)
    states = [s for s in knowledge.entities("state") if s.sub in ("member", "observer")]
    lines = [f"{len(people.entities):,} people in {len(terms):,} terms of office; {exact:.0%} of the terms begin on a "
             "day, the others in a month or a year.", "",
             f"| of the {len(states)} members and observers of the UN | years | wholly | at least half | nothing |",
             "|---|---|---|---|---|"]
    gaps: dict[str, list[str]] = {}
    for role in ROLES:
        counted = [(s, *state_years(knowledge, s, role)) for s in states]
        shares = [n / of for _, n, of in counted if of]
        lines.append(f"| {role} | {sum(n for _, n, _ in counted) / sum(of for *_, of in counted):.0%} | "
                     f"{sum(s == 1 for s in shares)} | {sum(s >= 0.5 for s in shares)} | "
                     f"{sum(s == 0 for s in shares)} |")
        gaps[role] = [s.name for s, n, of in counted if of and n < of / 2]
    lines += ["", "| role | people | terms |", "|---|---|---|"]
    by_role: dict[str, set[str]] = {}
    count: Counter[str] = Counter()
    for t in terms:
        role = people.offices[t.office].role
        by_role.setdefault(role, set()).add(t.person)
        count[role] += 1
    lines += [f"| {role} | {len(by_role[role]):,} | {n:,} |" for role, n in count.most_common()]
    for role in ROLES:
        if role != "head of government":  # many states have none
            missing = ", ".join(sorted(gaps[role])) or "none"
            lines += ["", f"No {role}, or one for fewer than half of the years: {missing}."]
    return lines


def main(path: Path) -> None:
    """Writes the counts between the two marks of a page."""
    text = path.read_text("utf-8")
    before, _, rest = text.partition(_START)
    after = rest.partition(_END)[2]
    path.write_text("\n".join([before + _START, *coverage(load_knowledge()), _END + after]), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
