"""communique review, recode"""

from __future__ import annotations

import json
from typing import IO

import click

from communique.cli.common import archive_option, format_option, workers_option
from communique.cli.merge import whoever

__all__ = ["recode", "review"]


@click.command()
@click.argument("record_id", metavar="[ID]", required=False)
@click.argument("verdict", type=click.Choice(["accept", "reject", "edit", "withdraw"]), required=False)
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="With edit; may be repeated.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", envvar="COMMUNIQUE_USER", help="Who decides (default: your login name).")
@click.option("--file", "lines", type=click.File("r", encoding="utf-8"),
              help="Corrections as JSON lines: id, verdict, and optionally note, by, set.")
@archive_option
@format_option
def review(record_id: str | None, verdict: str | None, changes: tuple[str, ...], note: str | None, by: str | None,
           lines: IO[str] | None, archive: str, form: str) -> None:
    """Accept, reject or edit a record; without ID and FILE, list the corrections that were made.

    What is rejected or replaced is shown no more and never lost; corrections survive when the archive is coded anew.

    \b
    Example:
      communique review --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.errors import QueryError
    from communique.views.tables import write_table

    file = Archive(archive)
    if lines is not None:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    said = json.loads(line)
                    _one(file, said["id"], said["verdict"], said.get("set") or {}, said.get("note"),
                         said.get("by") or by)
                except (ValueError, KeyError, TypeError, AttributeError) as e:
                    raise QueryError(f"line {number} of the corrections: it needs id and verdict, as JSON") from e
        return
    if record_id is None:
        file.store.prepare()
        write_table(file.corrections(), "corrections", form)
        return
    if verdict is None:
        raise click.UsageError("say accept, reject, edit or withdraw")
    pairs = dict(c.partition("=")[::2] for c in changes)
    _one(file, record_id, verdict, pairs, note, by)


def _one(file: object, record_id: str, verdict: str, changes: dict[str, str], note: str | None, by: str | None) -> None:
    from communique.archive import Archive

    assert isinstance(file, Archive)
    stands = file.review(record_id, "withdrawn" if verdict == "withdraw" else verdict, whoever(by), note, changes)
    click.echo(f"{verdict}: {stands.id}")  # type: ignore[union-attr]


@click.command()
@archive_option
@click.option("--all", "everything", is_flag=True, help="Also what this version coded already.")
@workers_option
def recode(archive: str, everything: bool, workers: int | None) -> None:
    """Code again what another version of the program coded, keep what people corrected, and say what changed.

    \b
    Example:
      communique recode --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.scale import default_workers

    done = Archive(archive).recode(everything, workers or default_workers())
    click.echo(", ".join(f"{name} {done[name]}" for name in ("articles", "kept", "new", "gone", "failed")))
