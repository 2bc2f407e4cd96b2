"""communique quarantine"""

from __future__ import annotations

import sys

import click

from communique.cli.common import archive_option, format_option, workers_option

__all__ = ["quarantine"]


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID...]")
@archive_option
@click.option("--retry", is_flag=True, help="Code these (or all) again; what can be coded now is read.")
@click.option("--forget", is_flag=True, help="Strike these off the list.")
@workers_option
@format_option
def quarantine(ids: tuple[str, ...], archive: str, retry: bool, forget: bool, workers: int | None, form: str) -> None:
    """Reports that could not be coded and were set aside: what, why and since when.

    \b
    Example:
      communique quarantine --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.archive.quarantine import release
    from communique.errors import QueryError
    from communique.views.tables import write_table

    file = Archive(archive)
    file.store.prepare()
    if retry:
        from communique.api import retry as again

        report = again(file, ids, workers or 1)
        for error in report.skipped:
            click.echo(f"communique: {error}", err=True)
        click.echo(f"read {report.read}, still set aside {len(report.skipped)}")
        sys.exit(1 if report.skipped else 0)
    if forget:
        if not ids:
            raise QueryError("name the ids to forget")
        release(file.store, ids)
    write_table(file.sql("SELECT id, source, reason, since FROM quarantine ORDER BY since, id"), "quarantine", form)
