"""What the server holds while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore

from jinja2 import Environment
from starlette.requests import HTTPConnection

from communique import ontology
from communique.web.asking import Asker
from communique.web.session import Keys

__all__ = ["State", "state_of"]


@dataclass
class State:
    """The archive's `asker`, the `keys` to it, the `templates` of the pages, whether it is `read_only`, `user`: who
    is named in corrections where nobody is, and how many exports may run at once."""

    asker: Asker
    keys: Keys
    templates: Environment
    read_only: bool
    user: str
    exports: BoundedSemaphore
    types: tuple[str, ...] = tuple(ontology.types())


def state_of(ask: HTTPConnection) -> State:
    """The state of the server that a request came to."""
    found: State = ask.app.state.communique
    return found
