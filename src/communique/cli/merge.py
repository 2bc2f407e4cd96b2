"""communique merge, split, decisions"""

from __future__ import annotations

import getpass

import click

from communique.cli.common import archive_option, format_option

__all__ = ["decisions", "merge", "split", "whoever"]

_by = click.option("--by", metavar="NAME", envvar="COMMUNIQUE_USER", help="Who decides (default: your login name).")
_note = click.option("--note", metavar="TEXT", help="Why.")
_withdraw = click.option("--withdraw", is_flag=True, help="Take your former decision on the two back.")


def whoever(by: str | None) -> str:
    """Who decides: as said, else the login name."""
    try:
        return by or getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "somebody"


def _decide(archive: str, a: str, b: str, verdict: str, by: str | None, note: str | None) -> None:
    from communique.archive import Archive

    made = Archive(archive).decide(a, b, verdict, whoever(by), note)
    click.echo(f"{made.kind}: {made.a} and {made.b}: {made.verdict}, by {made.by}")


@click.command()
@click.argument("a", metavar="[A", required=False)
@click.argument("b", metavar="B]", required=False)
@archive_option
@_by
@_note
@_withdraw
def merge(a: str | None, b: str | None, archive: str, by: str | None, note: str | None, withdraw: bool) -> None:
    """Say that A and B (two events, articles or people, by their ids) are one. Without them: find what is one among the
    reports that were added since the last time.

    \b
    Example:
      communique merge --archive file.duckdb
    """
    from communique.archive import Archive

    if a is None:
        made = Archive(archive).merge()
        click.echo("new decisions: " + ", ".join(f"{kind} {n}" for kind, n in made.items()))
        return
    if b is None:
        raise click.UsageError("give both A and B, or neither")
    _decide(archive, a, b, "withdrawn" if withdraw else "same", by, note)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@archive_option
@_by
@_note
@_withdraw
def split(a: str, b: str, archive: str, by: str | None, note: str | None, withdraw: bool) -> None:
    """Say that A and B (two events, articles or people, by their ids) are not one.

    \b
    Example:
      communique split state-visit.txt other-visit.txt --archive file.duckdb
    """
    _decide(archive, a, b, "withdrawn" if withdraw else "different", by, note)


@click.command()
@archive_option
@click.option("--verdict", type=click.Choice(["same", "different", "maybe", "withdrawn"]),
              help="Only these; maybe: open.")
@click.option("--kind", type=click.Choice(["copy", "event", "person"]), help="Only on articles, events or people.")
@click.option("--by", metavar="NAME", help="Only what this person, or program, decided.")
@format_option
def decisions(archive: str, verdict: str | None, kind: str | None, by: str | None, form: str) -> None:
    """What is held to be one or not, on what grounds, who decided and when; --verdict maybe: what waits for a person.

    \b
    Example:
      communique decisions --verdict maybe --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    write_table(Archive(archive).decisions(verdict, kind, by), "decisions", form)
