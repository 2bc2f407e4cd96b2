"""communique serve"""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.common import archive_option
from communique.cli.merge import whoever

__all__ = ["serve"]


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; any but this machine's "
              "own asks visitors for a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8610, show_default=True, help="0: any free one.")
@click.option("--token", metavar="TEXT", envvar="COMMUNIQUE_TOKEN",
              help="What visitors must show. Better given as COMMUNIQUE_TOKEN: other users see command lines.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME",
              help="A name under which the page may be asked for; may be repeated.")
@click.option("--read-only", is_flag=True, help="Nobody corrects anything.")
@click.option("--by", metavar="NAME", envvar="COMMUNIQUE_USER",
              help="Whose name corrections carry where none is given (default: your login name).")
def serve(archive: str, host: str, port: int, token: str | None, hosts: tuple[str, ...], read_only: bool,
          by: str | None) -> None:
    """Show an archive in the browser, on this machine alone unless told otherwise. Ctrl-C ends it.

    \b
    Example:
      communique serve --archive file.duckdb
      communique serve --archive file.duckdb --port 0 --read-only
    """
    from communique.web.serve import run

    run(Path(archive), host=host, port=port, token=token, hosts=hosts, read_only=read_only, user=whoever(by),
        say=lambda line: click.echo(line, err=True))
