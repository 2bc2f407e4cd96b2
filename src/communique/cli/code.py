"""communique code"""

from __future__ import annotations

import sys
from typing import Any

import click

from communique.cli.common import about_options, gate_option, private_option, workers_option

__all__ = ["code"]


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@about_options
@workers_option
@private_option
@gate_option(False)
def code(sources: tuple[str, ...], workers: int | None, published: str | None, outlet: str | None,
         url: str | None, allow_private: bool, gate: bool) -> None:
    """Print the records of reports, one JSON object a line. Nothing is stored.

    A SOURCE is a web page (.html), plain text (.txt), JSON Lines (.jsonl), a feed (.rss, .atom, .xml), a table of
    texts (.csv), a message (.eml), a PDF file, an archive of these (.zip, .tar, .warc, also .gz), a folder of these,
    an address, or - for standard input. One that can't be read is named on standard error, the others are coded, and
    the exit status is 1.

    \b
    Example:
      communique code --published 2017-02-28 examples/
    """
    from communique.api import code_sources
    from communique.errors import SourceError
    from communique.records import encode
    from communique.scale import workers_for

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
