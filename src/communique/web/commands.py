"""The command line that gives what a page shows, quoted for a shell."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

from communique.web.filters import chosen_types
from communique.web.params import Given

__all__ = ["command", "options"]


def command(archive: Path, *words: str) -> str:
    """``communique WORDS... --archive PATH``."""
    shown = [w for w in words if w is not None]
    return shlex.join(["communique", *shown, "--archive", str(archive)])


def options(given: Given, *names: str) -> list[str]:
    """The options that stand for what is given; `names`: which of ``actor``, ``dyad``, ``type``, ``status``, ``since``,
    ``until``, ``outlet``, ``as_of``, ``limit`` the command takes."""
    made: list[str] = []
    a, b = given.get("actor"), given.get("other")
    if a and b and "dyad" in names:
        made += ["--dyad", a, b]
    elif (a or b) and "actor" in names:
        made += ["--actor", a or b or ""]
    if "type" in names:
        for name in chosen_types(given):
            made += ["--type", name]
    if "status" in names:
        for name in given.get("status") or ():
            made += ["--status", name]
    simple: dict[str, Any] = {"since": given.get("from"), "until": given.get("to"), "outlet": given.get("outlet"),
                              "as_of": given.get("as_of"), "limit": given.get("limit")}
    for name, value in simple.items():
        if name in names and value:
            made += [f"--{name.replace('_', '-')}", str(value)]
    return made
