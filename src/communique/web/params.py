"""What an address may ask: each parameter described once, from which it is checked, and documented in OpenAPI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from communique.archive.query import parse_day
from communique.errors import QueryError
from communique.web.errors import WebError

__all__ = ["Given", "Param", "parse"]

Given = dict[str, Any]
_DAY = r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
#: No text that is asked for is longer; no parameter is given more often.
LONGEST, MOST_GIVEN = 300, 40


class Query(Protocol):
    """What the query of an address looks like: `starlette.datastructures.QueryParams`, or a form's fields."""

    def getlist(self, key: Any) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Param:
    """One parameter. `kind`: ``text``, ``day`` (YYYY, YYYY-MM or YYYY-MM-DD), ``number`` from `least` to `most`,
    ``choice`` of `choices`, ``flag``. `many`: may be repeated, and is a tuple. An empty one (of a form) is as if not
    given, but for a number."""

    name: str
    about: str
    kind: Literal["text", "day", "number", "choice", "flag"] = "text"
    many: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None
    least: int = 1
    most: int = 1
    needed: bool = False
    where: Literal["query", "path"] = "query"

    def schema(self) -> dict[str, Any]:
        """As JSON schema."""
        kinds: dict[str, dict[str, Any]] = {
            "text": {"type": "string", "minLength": int(self.needed), "maxLength": LONGEST},
            "day": {"type": "string", "pattern": f"{_DAY}|^$", "maxLength": 10},
            "number": {"type": "integer", "minimum": self.least, "maximum": self.most},
            "choice": {"type": "string", "enum": [*self.choices, ""]},
            "flag": {"type": "string", "enum": ["1", "0", ""]},
        }
        one = kinds[self.kind]
        if self.many:
            return {"type": "array", "items": one, "maxItems": MOST_GIVEN}
        return one if self.default is None else {**one, "default": self.default}

    def read(self, values: Sequence[str]) -> Any:
        """The value that `values` (as they stand in the address) mean; raises WebError."""
        filled = list(values) if self.kind == "number" else [v for v in values if v != ""]
        if len(values) > (MOST_GIVEN if self.many else 1):
            raise WebError(400, f"{self.name} is given too often", "bad_query")
        if self.many:
            return tuple(dict.fromkeys(self._one(v) for v in filled))
        if not filled:
            if self.needed:
                raise WebError(400, f"{self.name} is missing: {self.about}", "bad_query")
            return False if self.kind == "flag" else self.default
        return self._one(filled[0])

    def _one(self, value: str) -> Any:
        if len(value) > LONGEST:
            raise WebError(400, f"{self.name} is too long", "bad_query")
        if any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
            raise WebError(400, f"{self.name} holds a character that is no text", "bad_query")
        match self.kind:
            case "number":
                if not re.fullmatch(r"[0-9]{1,9}", value) or not self.least <= int(value) <= self.most:
                    raise WebError(400, f"{self.name} is a number from {self.least} to {self.most}", "bad_query")
                return int(value)
            case "choice":
                if value in self.choices:
                    return value
                raise WebError(400, f"{self.name} is one of: {', '.join(self.choices)}", "bad_query")
            case "flag":
                if value not in ("0", "1"):
                    raise WebError(400, f"{self.name} is 1 or 0", "bad_query")
                return value == "1"
            case "day":
                try:
                    if re.fullmatch(_DAY, value):
                        parse_day(value, end=True)
                        return value
                except (QueryError, OverflowError):
                    pass
                raise WebError(400, f"{self.name} is a day: write YYYY, YYYY-MM or YYYY-MM-DD", "bad_query")
            case _:
                return value


def parse(params: Sequence[Param], query: Query, path: Mapping[str, str] | None = None) -> Given:
    """The values of `params`, by name, from an address's query and path; raises WebError for what does not fit. What
    is not among `params` is not looked at."""
    return {p.name: p.read([(path or {})[p.name]] if p.where == "path" else query.getlist(p.name)) for p in params}
