"""The command line. Each command's module is imported only when it is asked for, so `--help` answers at once."""

from __future__ import annotations

import importlib
import os
import sys

import click

__all__ = ["cli", "main"]

#: command -> (module, what `--help` says of it in the list)
COMMANDS: dict[str, tuple[str, str]] = {
    "code": ("code", "Print the records of reports; store nothing."),
    "read": ("read", "Read reports into an archive."),
    "quarantine": ("quarantine", "Reports that could not be coded: list, retry."),
    "watch": ("watch", "Read what is new in feeds, round after round."),
    "brief": ("brief", "What the archive has on one entity, or a pair."),
    "events": ("ask", "Who did what to whom."),
    "statements": ("ask", "Who said what."),
    "commitments": ("commitments", "Who has bound themselves to do what, and what became of it."),
    "relations": ("ask", "Standing facts: members, offices, bases, ..."),
    "members": ("standing", "Who belongs to an organisation, and who says so."),
    "facilities": ("standing", "Bases and other facilities of a country, and what stands there."),
    "offices": ("standing", "Who holds which office of a state or body."),
    "conflicts": ("standing", "Where reports differ from the knowledge tables."),
    "actors": ("ask", "Who appears in the archive."),
    "articles": ("ask", "Which reports the archive holds."),
    "explain": ("explain", "Why a record is there: words, rule, names."),
    "merge": ("merge", "Say that two are one, or merge what is new."),
    "split": ("merge", "Say that two are not one."),
    "decisions": ("merge", "What is held to be one, who decided and when."),
    "review": ("review", "Accept, reject or edit records."),
    "recode": ("review", "Code an archive again after an upgrade."),
    "series": ("views", "Counts and scores by period; a plot."),
    "timeline": ("views", "What happened, day by day."),
    "network": ("views", "Who deals with whom."),
    "search": ("views", "Reports that hold these words."),
    "serve": ("serve", "The archive in a browser."),
    "sql": ("views", "A question in SQL."),
    "export": ("export", "Write the events in another program's format."),
    "knowledge": ("knowledge", "Who is who: look up, list members, add your own."),
    "codebook": ("codebook", "What the types and codes mean, and how they are found."),
    "doctor": ("doctor", "What is installed, and whether all is well."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"communique.cli.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="communique", message="communique %(version)s")
def cli() -> None:
    """Reads news reports about states and keeps a cited, dated record of what was done, said and promised.

    \b
    Example:
      communique read examples --archive file.duckdb
      communique brief RUS KGZ --archive file.duckdb

    Completion for your shell: put  eval "$(_COMMUNIQUE_COMPLETE=bash_source communique)"  in ~/.bashrc
    (zsh_source and fish_source for the others).
    """


def main() -> None:
    """Runs the command line; an error of the package is one line on standard error and exit status 1."""
    from communique.errors import CommuniqueError

    # a process codes on one core, and more processes on more: helpers within one would only get in their way
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        cli(standalone_mode=True)
    except CommuniqueError as e:
        click.echo(f"communique: {e}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # the reader of our output (head, less) has gone: that is no fault of ours
        sys.stderr.close()
        sys.exit(0)
