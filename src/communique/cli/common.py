"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["about_options", "archive_option", "format_option", "gate_option", "model_option", "private_option",
           "workers_option"]

F = TypeVar("F", bound=Callable[..., Any])

archive_option = click.option(
    "--archive", type=click.Path(dir_okay=False), envvar="COMMUNIQUE_ARCHIVE", default="communique.duckdb",
    show_default=True, help="The archive's file.", metavar="PATH")

format_option = click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table",
                             show_default=True, help="How to print the rows.")

workers_option = click.option("--workers", type=click.IntRange(min=1), metavar="N",
                              help="Processes that code at once (default: one a core).")


def _use_model(context: click.Context, option: click.Parameter, chosen: str | None) -> None:
    """The environment carries the choice into every process that codes."""
    if chosen:
        os.environ["COMMUNIQUE_TAGGER"] = chosen


model_option = click.option(
    "--model", envvar="COMMUNIQUE_TAGGER", metavar="none|FOLDER", callback=_use_model, expose_value=False,
    help="Code events by lexicon and rules alone (none): for bulk, in less than half the time, with more false and "
    "missed events (docs/model.md); or with the model of a folder. By default with the package's own.")


def gate_option(default: bool) -> Callable[[F], F]:
    """Whether to parse only what can hold a record of public affairs."""
    return click.option("--gate/--no-gate", default=default, show_default=True,
                        help="Parse only what can hold a record of public affairs (several times quicker where most is "
                        "not).")


private_option = click.option("--allow-private", is_flag=True, envvar="COMMUNIQUE_ALLOW_PRIVATE",
                              help="Fetch also from this machine and private networks.")


def about_options(command: F) -> F:
    """What to take for sources that don't say it themselves."""
    command = click.option("--published", metavar="DATE", help="Publication date (ISO 8601) of sources that give none."
                           )(command)
    command = click.option("--outlet", metavar="NAME", help="Outlet of sources that name none.")(command)
    return click.option("--url", metavar="URL", help="Address of sources that give none.")(command)
