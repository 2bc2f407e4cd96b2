"""communique explain"""

from __future__ import annotations

import click

from communique.cli.common import archive_option

__all__ = ["explain"]


@click.command()
@click.argument("record_id", metavar="ID")
@archive_option
def explain(record_id: str, archive: str) -> None:
    """Why a record is there: its sentence with the words marked, the rule, how each name was resolved.

    ID may be cut short as long as it is unique in the archive.

    \b
    Example:
      communique explain event:7c --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.explain import explain as write

    click.echo(write(Archive(archive), record_id), nl=False)
