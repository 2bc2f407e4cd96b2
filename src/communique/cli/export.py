"""communique export"""

from __future__ import annotations

from typing import Any

import click

from communique.cli.common import archive_option

__all__ = ["export"]


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("out", metavar="OUT")
@archive_option
@click.option("--actor", metavar="WHO", help="An ISO3 code, a name or an id that plays a part.")
@click.option("--dyad", nargs=2, metavar="A B", help="Two that both play a part, in either direction.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this type; may be repeated.")
@click.option("--status", multiple=True, metavar="STATUS", help="Only this status; may be repeated.")
@click.option("--since", metavar="DATE", help="From this day on: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--until", metavar="DATE", help="Up to the end of this day, month or year.")
@click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
def export(form: str, out: str, archive: str, types: tuple[str, ...], **filters: Any) -> None:
    """Write the archive's events to OUT (a file, a folder for parquet, - for standard output) in a FORMAT that others
    read: plover, polecat, icews, gdelt, dyads, ftm, jsonld, geojson, gexf, graphml, csv, parquet or datasette.

    \b
    Example:
      communique export icews events.tab --archive file.duckdb --since 2017
    """
    from communique.archive import Archive
    from communique.views.export import export as write

    chosen = {k: v for k, v in filters.items() if v}
    if types:
        chosen["type"] = tuple(t.upper() for t in types)
    n = write(Archive(archive), form, out, **chosen)
    click.echo(f"{n} events to {out}", err=out == "-")
