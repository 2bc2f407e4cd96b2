"""communique watch"""

from __future__ import annotations

import sys
import time

import click

from communique.cli.common import archive_option, gate_option, model_option, private_option, workers_option

__all__ = ["watch"]


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@archive_option
@click.option("--every", type=click.FloatRange(min=1), default=15.0, show_default=True, metavar="MINUTES",
              help="How long to wait between two rounds.")
@click.option("--once", is_flag=True, help="One round, then stop (for cron and the like).")
@workers_option
@private_option
@gate_option(True)
@model_option
def watch(feeds: tuple[str, ...], archive: str, every: float, once: bool, workers: int | None,
          allow_private: bool, gate: bool) -> None:
    """Read what is new in RSS and Atom feeds into an archive, round after round, until it is stopped.

    A FEED is an address (or a file). Pages that entries link to are fetched as robots.txt allows and one at a time
    from each host; only new entries are. The place is kept beside the archive (ARCHIVE.watch.json), so a run can be
    stopped at any time and goes on where it was. With --once, the exit status is 1 where something could not be read.
    What a round brings is mostly little, so one process codes it unless --workers asks for more.

    \b
    Example:
      communique watch --once --archive file.duckdb examples/feed.xml
    """
    from pathlib import Path

    from communique.api import ReadReport, store
    from communique.sources.fetch import Fetcher
    from communique.sources.watch import Watch

    watched = Watch(feeds, Path(f"{archive}.watch.json"), Fetcher(allow_private=allow_private))

    def once_round() -> ReadReport:
        report = store(watched.round(), archive, workers=workers or 1, gate=gate)
        watched.keep()
        for error in report.skipped:
            click.echo(f"communique: {error}", err=True)
        if once or report.read or report.skipped:
            click.echo(f"{report.read} new, {report.known} known already, {len(report.skipped)} not read")
        return report

    try:
        while True:
            report = once_round()
            if once:
                sys.exit(1 if report.skipped else 0)
            time.sleep(every * 60)
    except KeyboardInterrupt:
        click.echo("stopped; the next run goes on from here", err=True)
