"""communique brief"""

from __future__ import annotations

import click

from communique.cli.common import archive_option

__all__ = ["brief"]


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="[B]", required=False)
@archive_option
@click.option("--since", metavar="DATE", help="From this day on: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--until", metavar="DATE", help="Up to the end of this day, month or year.")
@click.option("--most", type=click.IntRange(min=1), default=12, show_default=True, help="Lines a part.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json", "html"]), default="text",
              show_default=True, help="How to write it.")
def brief(a: str, b: str | None, archive: str, since: str | None, until: str | None, most: int, form: str) -> None:
    """What the archive has on A, or on A and B: what happened, was said, was promised, and is so.

    A and B are ISO3 codes (KGZ), names ("Eurasian Economic Union") or ids (organisation:EAEU).

    \b
    Example:
      communique brief RUS KGZ --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.brief import brief as write

    click.echo(write(Archive(archive), a, b, since=since, until=until, most=most, form=form), nl=False)
