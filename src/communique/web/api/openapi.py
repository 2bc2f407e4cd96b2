"""The OpenAPI document, made from the endpoints themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique import __version__
from communique.web.api.describe import Endpoint
from communique.web.api.schemas import COMPONENTS, ref
from communique.web.params import Param

__all__ = ["document"]

_ERRORS = {400: "What was asked can't be asked.", 401: "The archive's token was not shown.",
           403: "Nothing may be changed: read-only, from elsewhere, or without the session's token.",
           404: "There is no such thing here.", 413: "The body is too large.", 414: "The address is too long.",
           415: "The body is no JSON.", 421: "The server is not known under that name (the Host header).",
           500: "Something went wrong on the server.", 503: "The archive is being written: try again."}


def document(endpoints: Sequence[Endpoint], prefix: str, token: bool) -> dict[str, Any]:
    """OpenAPI 3.1 of `endpoints`; `token`: whether the archive's token must be shown."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(prefix + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    made: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Communiqué", "version": __version__, "license": {"name": "Apache-2.0"},
                 "description": "An archive of what was done, said and promised, with the words that each record "
                                "rests on. Lists are paged; every error has one shape."},
        "paths": paths,
        "components": {"schemas": COMPONENTS, "responses": {
            "Error": {"description": "What went wrong.", "content": {"application/json": {"schema": ref("Error")}}}}},
    }
    if token:
        made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        made["security"] = [{"token": []}]
    return made


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    content = {media: {"schema": _schema(endpoint, media)} for media in endpoint.media}
    errors = {400, 401, 414, 421, 500, 503, *endpoint.errors}
    made: dict[str, Any] = {
        "summary": endpoint.about,
        "operationId": endpoint.method.lower() + endpoint.path.replace("/", "_").translate({123: None, 125: None}),
        "parameters": [_parameter(p) for p in endpoint.params],
        "responses": {str(endpoint.status): {"description": "What was asked for.", "content": content},
                      **{str(status): {"description": _ERRORS[status],
                                       "content": {"application/json": {"schema": ref("Error")}}}
                         for status in sorted(errors)}},
    }
    if endpoint.method != "GET":
        made["parameters"].append({"name": "X-CSRF-Token", "in": "header", "required": False,
                                   "schema": {"type": "string"}, "description": "The session's token, see /session; "
                                   "not needed with the archive's own token in the Authorization header."})
    if endpoint.takes:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": endpoint.takes}}}
    return made


def _schema(endpoint: Endpoint, media: str) -> dict[str, Any]:
    structured = media in ("application/json", "application/geo+json") and endpoint.gives
    return endpoint.gives or {} if structured else {"type": "string"}


def _parameter(param: Param) -> dict[str, Any]:
    made: dict[str, Any] = {"name": param.name, "in": param.where, "required": param.needed or param.where == "path",
                            "description": param.about, "schema": param.schema()}
    if param.many:
        made |= {"style": "form", "explode": True}
    return made
