"""communique knowledge show, members, check, add"""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.common import format_option

if TYPE_CHECKING:
    from communique.knowledge import Entity, Knowledge

__all__ = ["knowledge"]


@click.group()
def knowledge() -> None:
    """Who is who: look an entry up, list members on a day, add your own.

    \b
    Example:
      communique knowledge show PKK
      communique knowledge members EAEU --as-of 2017-03-01
    """


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        raise click.BadParameter(f"{value!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return value


as_of_option = click.option("--as-of", metavar="DATE", callback=_day, help="On this day; without it, today.")


def _find(base: Knowledge, name: str, kind: str | None = None) -> list[Entity]:
    """Everyone whom `name` (an id, an ISO3 code, an organisation's key, a name) can mean; QueryError if no one."""
    from communique.errors import QueryError

    direct = [base.get(name), base.state(name.upper()), base.get(f"organisation:{name.upper()}")]
    forms = dict.fromkeys((name, name.title(), name.upper()))
    found = {e.id: e for e in (*filter(None, direct), *(e for form in forms for e in base.lookup(form)),
                               *base.lookup_surname(name))}
    some = [e for e in found.values() if kind is None or e.kind == kind]
    if not some and kind is None and (place := base.place(name)):
        some = [place]
    if not some:
        near = base.names_like(name)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise QueryError(f"the knowledge base has no {kind or 'entry'} called {name!r}{hint}")
    return some


@knowledge.command()
@click.argument("name")
@as_of_option
def show(name: str, as_of: str | None) -> None:
    """What is known of a name, an id or an ISO3 code; everyone of that name, the most prominent first.

    \b
    Example:
      communique knowledge show Kyrgyzstan --as-of 2017-03-01
    """
    from communique.knowledge import load_knowledge
    from communique.views.tables import inert

    base = load_knowledge()
    day = as_of or dt.date.today().isoformat()
    for number, entity in enumerate(_find(base, name)):
        if number:
            click.echo()
        for label, value in _facts(base, entity, day):
            click.echo(inert(f"{label:<14} {value}"))


def _facts(base: Knowledge, e: Entity, day: str) -> list[tuple[str, str]]:
    def called(entity_id: str) -> str:
        known = base.get(entity_id)
        return known.name if known else entity_id

    kind = e.kind if e.sub is None else f"{e.kind}, {e.sub}"
    facts = [("id", e.id), ("name", e.name), ("kind", kind), ("also", ", ".join(n for n in e.names if n != e.name)),
             ("country", e.country or ""), ("sector", e.sector or ""),
             ("existed", f"{e.from_ or ''} to {e.to or 'today'}" if e.from_ or e.to else ""),
             ("position", f"{e.latitude}, {e.longitude}" if e.latitude is not None else ""),
             ("geonames", str(e.geonames or "")), ("population", str(e.population or ""))]
    for key, value in e.extra.items():
        values = str(value).split("|")
        facts.append((key, ", ".join(map(called, values) if ":" in values[0] else values)))
    facts.append((f"chair {day}", ", ".join(called(t.person) for t in base.chairs(e.id, day))))
    members = [m for m in base.members(e.id, day) if m.standing == "member"]
    facts.append((f"members {day}", f"{len(members)} (communique knowledge members {e.id})" if members else ""))
    facts.append(("member of", ", ".join(called(m.organisation) + ("" if m.standing == "member" else f" ({m.standing})")
                                         for m in base.memberships(e.id, day))))
    facts.append(("bodies", ", ".join(b.name for b in base.bodies(e.id))))
    facts += [("office", f"{t.office} of {called(t.of)}, {t.from_ or '?'} to {t.to or 'today'}")
              for t in base.terms(e.id)]
    held = dict.fromkeys((t.office, t.person) for office in base.people.offices
                         for t in base.holders(office, e.id, day))
    facts += [(office, called(person)) for office, person in held]
    return [(label, value) for label, value in facts if value]


@knowledge.command()
@click.argument("organisation")
@as_of_option
@format_option
def members(organisation: str, as_of: str | None, form: str) -> None:
    """Who belongs to an organisation on a day, with observers, partners and those suspended.

    \b
    Example:
      communique knowledge members EAEU --as-of 2017-03-01
    """
    import pyarrow as pa

    from communique.knowledge import load_knowledge
    from communique.views.tables import write_table

    base = load_knowledge()
    found = _find(base, organisation, "organisation")[0]
    rows = sorted(((known.name if (known := base.get(m.member)) else m.member, m.member, m.standing, m.from_, m.to)
                   for m in base.members(found.id, as_of or dt.date.today().isoformat())),
                  key=lambda r: (r[2] != "member", r[2], r[0]))
    columns = ("name", "id", "standing", "from", "to")
    table = pa.table({c: pa.array([r[i] for r in rows], pa.string()) for i, c in enumerate(columns)})
    write_table(table, "knowledge members", form)


_file = click.argument("file", type=click.Path(path_type=Path))


@knowledge.command()
@_file
def check(file: Path) -> None:
    """Whether a list of your own (CSV, or FollowTheMoney JSON lines) can be added; what is wrong, and where.

    \b
    Example:
      communique knowledge check mine.csv
    """
    from communique.knowledge.user import read

    good, wrong = read(file)
    for line in wrong:
        click.echo(line, err=True)
    click.echo(f"{len(good)} entries are good" + (f", {len(wrong)} are not" if wrong else ""))
    sys.exit(1 if wrong else 0)


@knowledge.command()
@_file
def add(file: Path) -> None:
    """Add your own entries (CSV, or FollowTheMoney JSON lines); they win over the package's.

    CSV needs a header; only `name` must be there. Columns: id, name, kind, sub, country, sector, from, to, names,
    latitude, longitude, member_of, offices. Several values stand between |. Nothing is added where a line is wrong.

    \b
    Example:
      communique knowledge add mine.csv
    """
    from communique.errors import KnowledgeError
    from communique.knowledge.user import add as keep
    from communique.knowledge.user import read

    good, wrong = read(file)
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        raise KnowledgeError(f"{file}: nothing was added; {len(wrong)} of {len(good) + len(wrong)} entries are wrong")
    path, new, changed = keep(good)
    click.echo(f"{new} new, {changed} changed, in {path}")
