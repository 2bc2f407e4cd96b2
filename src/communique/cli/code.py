"""communique code"""

from __future__ import annotations

import re
import sys
from typing import Any

import click

from communique.cli.common import about_options, gate_option, model_option, private_option, workers_option

__all__ = ["code"]

#: what stands first where a cluster is named
_ADDRESS = re.compile(r"auto|local|ray://\S+|[\w.-]+:\d+")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@about_options
@workers_option
@private_option
@gate_option(False)
@model_option
@click.option("--ray", is_flag=True, help="Code over a Ray cluster: --ray [ADDRESS] INPUT... OUTPUT.")
def code(sources: tuple[str, ...], workers: int | None, published: str | None, outlet: str | None,
         url: str | None, allow_private: bool, gate: bool, ray: bool) -> None:
    """Print the records of reports, one JSON object a line. Nothing is stored.

    A SOURCE is a web page (.html), plain text (.txt), JSON Lines (.jsonl), a feed (.rss, .atom, .xml), a table of
    texts (.csv), a message (.eml), a PDF file, an archive of these (.zip, .tar, .warc, also .gz), a folder of these,
    an address, or - for standard input. One that can't be read is named on standard error, the others are coded, and
    the exit status is 1.

    With --ray the last SOURCE is the folder (or s3://, gs:// address) that the records are written to, as Parquet by
    day, and what is done there already is not done again; `communique read` of that folder loads it. An ADDRESS of a
    running cluster (auto, HOST:PORT, ray://HOST:PORT) may come first; without one, this machine is the cluster: see
    docs/scale.md.

    \b
    Example:
      communique code --published 2017-02-28 examples/
    """
    from communique.api import code_sources
    from communique.errors import SourceError
    from communique.records import encode
    from communique.scale import workers_for

    if ray:
        sys.exit(_on_cluster(list(sources), workers, published, outlet, gate))
    failed = False
    about: dict[str, Any] = {"published": published, "outlet": outlet, "url": url, "allow_private": allow_private}
    for found in code_sources(sources, workers_for(sources, workers), gate, **about):
        if isinstance(found, SourceError):
            click.echo(f"communique: {found}", err=True)
            failed = True
            continue
        sys.stdout.buffer.write(b"".join(encode(record) + b"\n" for record in found))
        sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


def _on_cluster(sources: list[str], workers: int | None, published: str | None, outlet: str | None,
                gate: bool) -> int:
    """Codes over a cluster, says how far it is, and returns the exit status."""
    from communique.errors import CommuniqueError
    from communique.scale.cluster import code_on_cluster
    from communique.sources import About

    address = sources.pop(0) if _ADDRESS.fullmatch(sources[0]) else None
    if len(sources) < 2:
        raise click.UsageError("--ray needs what to read and where to write it: --ray [ADDRESS] INPUT... OUTPUT")
    *inputs, folder = sources
    shares = 0

    def show(row: dict[str, Any]) -> None:
        nonlocal shares
        shares += 1
        click.echo(f"share {shares}: {row['articles']} articles, {row['events']} events, {row['skipped']} skipped "
                   f"in {row['seconds']:.1f} s", err=True)

    try:
        total = code_on_cluster(inputs, folder, None if address == "local" else address, workers,
                                About(published=published, outlet=outlet), show, gate)
    except CommuniqueError as e:
        click.echo(f"communique: {e}", err=True)
        return 1
    click.echo(f"{total.articles} articles coded, {len(total.skipped)} skipped, into {folder}"
               + ("" if shares else ": all was done before"))
    return 1 if total.skipped else 0
