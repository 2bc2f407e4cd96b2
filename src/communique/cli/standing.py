"""communique members, facilities, offices, conflicts"""

from __future__ import annotations

import click

from communique.cli.common import archive_option, format_option

__all__ = ["conflicts", "facilities", "members", "offices"]

_as_of = click.option("--as-of", metavar="DATE", help="On this day: YYYY, YYYY-MM (its end) or YYYY-MM-DD.")


@click.command()
@click.argument("organisation", metavar="ORGANISATION")
@archive_option
@_as_of
@format_option
def members(organisation: str, archive: str, as_of: str | None, form: str) -> None:
    """Who belongs to ORGANISATION: as reports say, each with its outlets, and as the knowledge tables have it.

    \b
    Example:
      communique members EAEU --as-of 2017-03-01 --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    write_table(Archive(archive).members(organisation, as_of), "members", form)


@click.command()
@click.argument("country", metavar="COUNTRY")
@archive_option
@_as_of
@format_option
def facilities(country: str, archive: str, as_of: str | None, form: str) -> None:
    """The bases and other facilities in COUNTRY or run by it: who runs them, which forces and equipment are there.

    \b
    Example:
      communique facilities KGZ --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    write_table(Archive(archive).facilities(country, as_of), "facilities", form)


@click.command()
@archive_option
@click.option("--of", "of", metavar="WHO", required=True, help="The state or body: an ISO3 code, a name or an id.")
@_as_of
@format_option
def offices(archive: str, of: str, as_of: str | None, form: str) -> None:
    """Who holds which office of a state or body, as reports say, and whom the knowledge tables have there.

    \b
    Example:
      communique offices --of RUS --as-of 2017-03-01 --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    write_table(Archive(archive).offices(of, as_of), "offices", form)


@click.command()
@archive_option
@click.option("--actor", metavar="WHO", help="Only on this state, person or body.")
@format_option
def conflicts(archive: str, actor: str | None, form: str) -> None:
    """Where a report differs from the knowledge tables on its day, on members and offices: it may be news, or wrong.

    \b
    Example:
      communique conflicts --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    write_table(Archive(archive).conflicts(actor), "conflicts", form)
