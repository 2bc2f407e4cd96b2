"""An endpoint of the API: where it is, what it takes, what it gives. Routes and the OpenAPI document both come from it,
so that neither can say what the other does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.web.asking import Question
from communique.web.changes import csrf_shown, json_of, permitted
from communique.web.params import Given, Param, parse
from communique.web.state import State, state_of

__all__ = ["Asked", "Endpoint", "json_response"]

Schema = dict[str, Any]


@dataclass
class Asked:
    """A request to the API: what is `given`, the `body` of a change, the server's `state`."""

    given: Given
    body: dict[str, Any]
    state: State
    ask: Request


@dataclass(frozen=True)
class Endpoint:
    """`path` under the API's prefix, with ``{name}`` for the `params` that stand in it. Either `answer` (a question to
    the archive, over one connection) or `change` makes the value, of JSON schema `gives`; `media` is the answer's
    type. `takes` is the JSON schema of a change's body, `errors` the statuses beside 400 and 503 that it may end in."""

    path: str
    about: str
    params: Sequence[Param] = ()
    gives: Schema | None = None
    answer: Callable[[Question, Given], Any] | None = None
    change: Callable[[Asked], Any] | None = None
    whole: Callable[[Asked], Response] | None = None
    method: str = "GET"
    takes: Schema | None = None
    status: int = 200
    media: tuple[str, ...] = ("application/json",)
    errors: tuple[int, ...] = ()

    def route(self, prefix: str) -> Route:
        """The route that serves it."""
        # an id of the user's own may hold slashes; it is always the last part
        path = re.sub(r"\{(id)\}$", r"{\1:path}", self.path)
        return Route(prefix + path, self._serve, methods=[self.method], name=f"{self.method} {self.path}")

    async def _serve(self, ask: Request) -> Response:
        state = state_of(ask)
        if self.change:
            permitted(ask, state.keys, state.read_only, csrf_shown(ask))
        given = parse(self.params, ask.query_params, ask.path_params)
        body = await json_of(ask) if self.takes else {}
        return await run_in_threadpool(self._answer, Asked(given, body, state, ask))

    def _answer(self, asked: Asked) -> Response:
        if self.whole:
            return self.whole(asked)
        if self.change:
            return json_response(self.change(asked), self.status)
        assert self.answer
        answer, given = self.answer, asked.given
        with asked.state.asker.asking() as question:
            body: bytes = question.kept((self.path, tuple(given.items())),
                                        lambda: msgspec.json.encode(answer(question, given)))
        return Response(body, self.status, media_type=self.media[0])


def json_response(value: Any, status: int = 200, media: str = "application/json") -> Response:
    """`value` as JSON."""
    return Response(msgspec.json.encode(value), status, media_type=media)
