"""communique codebook"""

from __future__ import annotations

import click

__all__ = ["codebook"]


@click.command()
@click.argument("about", metavar="[TYPE|MODE|CONTEXT|CAMEO]", required=False)
@click.option("--examples", type=click.IntRange(min=0), default=8, show_default=True, help="Sentences to show.")
def codebook(about: str | None, examples: int) -> None:
    """What PLOVER's types, modes and contexts and CAMEO's codes mean, and how the coder finds them.

    \b
    Example:
      communique codebook CONSULT
    """
    from communique.views.codebook import codebook as write

    click.echo(write(about, examples), nl=False)
