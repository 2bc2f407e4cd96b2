"""communique series, timeline, network, search, sql"""

from __future__ import annotations

from typing import Any

import click

from communique.cli.common import archive_option, format_option

__all__ = ["network", "search", "series", "sql", "timeline"]

_since = click.option("--since", metavar="DATE", help="From this day on: YYYY, YYYY-MM or YYYY-MM-DD.")
_until = click.option("--until", metavar="DATE", help="Up to the end of this day, month or year.")
_outlet = click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
_type = click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this type; may be repeated.")
_status = click.option("--status", multiple=True, metavar="STATUS", help="Only this status; may be repeated.")


def _chosen(types: tuple[str, ...] = (), **filters: Any) -> dict[str, Any]:
    chosen = {k: v for k, v in filters.items() if v}
    if types:
        chosen["type"] = tuple(t.upper() for t in types)
    return chosen


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="[B]", required=False)
@archive_option
@click.option("--by", type=click.Choice(["day", "week", "month", "quarter", "year"]), default="month",
              show_default=True, help="How long a period is.")
@click.option("--directed", is_flag=True, help="Only what A did to B, not what B did to A.")
@click.option("--plot", metavar="FILE", help="Draw it to FILE (.svg, .png or .pdf) too.")
@_type
@_status
@_since
@_until
@_outlet
@format_option
def series(a: str, b: str | None, archive: str, by: str, directed: bool, plot: str | None, form: str,
           **filters: Any) -> None:
    """Counts of A's events, or those of A with B, by period: by quad class and type, with the sums of PLOVER's and
    Goldstein's scores. What happened counts; give --status for what was planned, conditional or denied.

    \b
    Example:
      communique series RUS KGZ --by year --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    file = Archive(archive)
    table = file.series(a, b, by=by, directed=directed, **_chosen(**filters))
    if plot:
        from communique.views.plot import plot_series

        names = [file.who(a).label, *([file.who(b).label] if b else [])]
        plot_series(table, plot, (" → " if directed else " and ").join(names), by)
    write_table(table, "series", form)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="[B]", required=False)
@archive_option
@_type
@_status
@_since
@_until
@_outlet
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def timeline(a: str, b: str | None, archive: str, form: str, **filters: Any) -> None:
    """What happened to A, or between A and B, day by day.

    \b
    Example:
      communique timeline RUS --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.timeline import timeline as write
    from communique.views.timeline import timeline_rows

    chosen = _chosen(**filters)
    if form == "jsonl":
        import json

        for row in timeline_rows(Archive(archive), a, b, **chosen):
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
        return
    click.echo(write(Archive(archive), a, b, **chosen), nl=False)


@click.command()
@archive_option
@click.option("--actor", metavar="WHO", help="Only what this one takes part in.")
@_type
@_since
@_until
@_outlet
@click.option("--limit", type=click.IntRange(min=1), help="At most so many pairs, the busiest first.")
@format_option
def network(archive: str, form: str, **filters: Any) -> None:
    """Who deals with whom: for each pair the events by quad class and the sum of scores.

    \b
    Example:
      communique network --archive file.duckdb --limit 10
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    write_table(Archive(archive).network(**_chosen(**filters)), "network", form)


@click.command()
@click.argument("words", nargs=-1, required=True)
@archive_option
@click.option("--actor", metavar="WHO", help="Only reports with an event of this actor.")
@click.option("--dyad", nargs=2, metavar="A B", help="Only reports with an event of these two.")
@_type
@_since
@_until
@_outlet
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many reports.")
@format_option
def search(words: tuple[str, ...], archive: str, limit: int, form: str, **filters: Any) -> None:
    """Reports that hold all these words; a phrase in quotation marks must stand as it is.

    \b
    Example:
      communique search base troops --archive file.duckdb --since 2015
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    query = " ".join(f'"{w}"' if " " in w and '"' not in w else w for w in words)
    write_table(Archive(archive).search(query, limit=limit, **_chosen(**filters)), "search", form)


@click.command()
@click.argument("query")
@archive_option
@format_option
def sql(query: str, archive: str, form: str) -> None:
    """The answer to a question in SQL (DuckDB's), over a connection that can only read.

    \b
    Example:
      communique sql "SELECT type, count(*) n FROM events GROUP BY type" --archive file.duckdb
    """
    from communique.archive import Archive
    from communique.views.tables import write_table

    write_table(Archive(archive).sql(query), "sql", form)
