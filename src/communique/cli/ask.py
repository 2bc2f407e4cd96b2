"""communique events, statements, relations, actors, articles"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from communique.cli.common import archive_option, format_option

__all__ = ["actors", "answer", "articles", "events", "filter_options", "relations", "statements", "type_option"]


def filter_options(*extra: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The filters that all questions share, then `extra`."""
    options = [
        archive_option,
        click.option("--actor", metavar="WHO", help="An ISO3 code, a name or an id that plays a part."),
        click.option("--dyad", nargs=2, metavar="A B", help="Two that both play a part, in either direction."),
        *extra,
        click.option("--since", metavar="DATE", help="From this day on: YYYY, YYYY-MM or YYYY-MM-DD."),
        click.option("--until", metavar="DATE", help="Up to the end of this day, month or year."),
        click.option("--outlet", metavar="NAME", help="Only what this outlet published."),
        click.option("--limit", type=click.IntRange(min=1), help="At most so many rows."),
        format_option,
    ]

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


type_option = click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this type; may be repeated.")


def answer(kind: str, archive: str, form: str, types: tuple[str, ...] = (), **filters: Any) -> None:
    """Prints the rows of a question; as JSON Lines the whole records, where each row is one."""
    from communique.archive import Archive
    from communique.views.tables import write_table

    file = Archive(archive)
    filters = {k: v for k, v in filters.items() if v}
    if types:
        filters["type"] = tuple(t if kind == "relations" else t.upper() for t in types)
    if form == "jsonl" and kind not in ("actors", "merged_events"):
        from communique.records import encode

        if kind == "statements" and filters.get("actor"):
            filters["slots"] = ("speaker",)
        for record in file.records(kind, file.filters(**filters)):
            click.echo(encode(record).decode())
        return
    write_table(getattr(file, kind)(**filters), kind, form)


@click.command()
@filter_options(type_option, click.option("--status", multiple=True, metavar="STATUS",
                              help="actual, historical, future, hypothetical or negated; may be repeated."),
          click.option("--merged", is_flag=True, help="What several reports tell of as one row, with their dissent."))
def events(archive: str, form: str, types: tuple[str, ...], merged: bool, **filters: Any) -> None:
    """Who did what to whom, in PLOVER's types. With --format jsonl: the whole records.

    \b
    Example:
      communique events --archive file.duckdb --dyad RUS KGZ --type CONSULT
    """
    answer("merged_events" if merged else "events", archive, form, types, **filters)


@click.command()
@filter_options()
def statements(archive: str, form: str, **filters: Any) -> None:
    """Who said what, and through whom it is known. --actor is the speaker.

    \b
    Example:
      communique statements --archive file.duckdb --actor KGZ --limit 5
    """
    answer("statements", archive, form, **filters)


@click.command()
@filter_options(type_option, click.option("--as-of", metavar="DATE", help="Only what held on this day."))
def relations(archive: str, form: str, types: tuple[str, ...], **filters: Any) -> None:
    """Standing facts: members, offices, bases, and who runs what.

    \b
    Example:
      communique relations --archive file.duckdb --type holds_office
    """
    answer("relations", archive, form, types, **filters)


@click.command()
@archive_option
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")
@format_option
def actors(archive: str, form: str, limit: int | None) -> None:
    """Who appears in the archive's records, most often first.

    \b
    Example:
      communique actors --archive file.duckdb --limit 10
    """
    answer("actors", archive, form, limit=limit)


@click.command()
@archive_option
@click.option("--since", metavar="DATE", help="Published on this day or later.")
@click.option("--until", metavar="DATE", help="Published up to the end of this day, month or year.")
@click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")
@format_option
def articles(archive: str, form: str, **filters: Any) -> None:
    """Which reports the archive holds.

    \b
    Example:
      communique articles --archive file.duckdb --since 2017
    """
    answer("articles", archive, form, **filters)
