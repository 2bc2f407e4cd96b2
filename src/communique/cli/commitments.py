"""communique commitments, commitments mark"""

from __future__ import annotations

from typing import Any

import click

from communique.cli.ask import answer, filter_options, type_option
from communique.cli.common import archive_option
from communique.cli.merge import whoever

__all__ = ["commitments"]

_STATUS = ["open", "due", "overdue", "keeping", "breaking", "kept", "broken", "void"]


@click.group(invoke_without_command=True)
@filter_options(
    type_option,
    click.option(
        "--status",
        type=click.Choice(_STATUS),
        help="What became of it: by its deadline (open, due in thirty days, "
        "overdue), by later reports (evidence of keeping, of breaking), or as a person settled it.",
    ),
    click.option("--on", metavar="DATE", help="As seen on this day (default: today)."),
)
@click.pass_context
def commitments(
    ctx: click.Context,
    /,
    archive: str,
    form: str,
    types: tuple[str, ...],
    status: str | None,
    on: str | None,
    **filters: Any,
) -> None:
    """Who has bound themselves to do what, on what condition, by when; with --status or --on: what became of it.
    Evidence is offered with its reason; `communique commitments mark` settles a commitment.

    \b
    Example:
      communique commitments --archive file.duckdb --format csv
      communique commitments --archive file.duckdb --status open --on 2017-03-01
    """
    if ctx.invoked_subcommand:
        return
    if status is None and on is None:
        answer("commitments", archive, form, types, **filters)
        return
    from communique.archive import Archive
    from communique.archive.query import parse_day
    from communique.views.tables import write_table

    chosen = {k: v for k, v in filters.items() if v}
    if types:
        chosen["type"] = tuple(t.upper() for t in types)
    write_table(Archive(archive).follow_up(parse_day(on, end=True), status, **chosen), "follow_up", form)


@commitments.command()
@click.argument("commitment", metavar="ID")
@click.argument("verdict", type=click.Choice(["kept", "broken", "void", "withdrawn"]))
@archive_option
@click.option("--by", "event", metavar="EVENT", help="The event or statement that it rests on.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--who", metavar="NAME", envvar="COMMUNIQUE_USER", help="Who settles it (default: your login name).")
def mark(commitment: str, verdict: str, archive: str, event: str | None, note: str | None, who: str | None) -> None:
    """Settle the commitment ID as kept, broken or void; `withdrawn` takes your last word on it back. Ids may be cut
    short.

    \b
    Example:
      communique commitments mark 3f2a kept --by 9c1d --note "signed in Oslo" --archive file.duckdb
    """
    from communique.archive import Archive

    name = whoever(who)
    key = Archive(archive).mark(commitment, verdict, name, event, note)
    click.echo(f"{key}: {verdict}, by {name}")
