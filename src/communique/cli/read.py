"""communique read"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

from communique.cli.common import (
    about_options,
    archive_option,
    gate_option,
    model_option,
    private_option,
    workers_option,
)

__all__ = ["read"]


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@archive_option
@about_options
@workers_option
@private_option
@gate_option(True)
@model_option
@click.option("--quiet", "-q", is_flag=True, help="No progress and no table; errors only.")
def read(sources: tuple[str, ...], archive: str, published: str | None, outlet: str | None, url: str | None,
         workers: int | None, allow_private: bool, gate: bool, quiet: bool) -> None:
    """Read reports (as `communique code` takes them) into an archive. What it holds already is left as it is, so a run
    can be repeated or resumed.

    \b
    Example:
      communique read examples --archive file.duckdb
    """
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from communique.api import ReadReport
    from communique.api import read as read_into
    from communique.scale import workers_for

    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    about: dict[str, Any] = {"published": published, "outlet": outlet, "url": url, "allow_private": allow_private}
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console,
                  transient=True, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task("reading", total=None)

        def show(report: ReadReport) -> None:
            done = sum((report.counts["article"], report.known, len(report.skipped)))
            rate = done / report.seconds if report.seconds else 0.0
            progress.update(task, description=f"{done} sources, {rate:.1f} a second")

        report = read_into(sources, archive=archive, progress=show, workers=workers_for(sources, workers), gate=gate,
                           **about)
    for error in report.skipped:
        click.echo(f"communique: {error}", err=True)
    if not quiet:
        click.echo(_table(report, archive))
    sys.exit(1 if report.skipped else 0)


def _table(report: object, archive: str) -> str:
    from communique.api import ReadReport

    assert isinstance(report, ReadReport)
    rows = [("read", report.read, ", ".join(f"{n} {kind}s" for kind, n in sorted(report.counts.items())
                                            if kind != "article")),
            ("  hold no record", report.empty, ""),
            ("known already", report.known, ""), ("skipped", len(report.skipped), "")]
    for reason, n in Counter(type(e).__name__ for e in report.skipped).most_common():
        rows.append((f"  {reason}", n, ""))
    lines = [f"{name:<16}{n:>6}  {what}".rstrip() for name, n, what in rows if n or not name.startswith(" ")]
    return "\n".join([*lines, f"in {report.seconds:.1f} s, into {archive}"])
