"""The filters that pages and API share: from an address to the archive's filters and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

from communique import ontology
from communique.archive.series import QUADS
from communique.web.params import Given, Param

__all__ = ["AS_OF", "DYAD", "FILTERS", "MOST_A_PAGE", "PAGING", "STATUSES", "TYPE", "WHEN", "address",
           "archive_filters", "chosen_types", "path"]

STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
MOST_A_PAGE = 200

_WHO = "an id (state:KGZ), an ISO 3166-1 alpha-3 code or a name"
DYAD = (Param("actor", f"Only what this one takes part in: {_WHO}."),
        Param("other", "Only what this one takes part in too."))
WHEN = (Param("outlet", "Only what this outlet published."),
        Param("from", "From this day on: YYYY, YYYY-MM or YYYY-MM-DD.", "day"),
        Param("to", "Up to the end of this day, month or year.", "day"))
TYPE = Param("type", "Only these PLOVER types; may be repeated.", "choice", many=True,
             choices=tuple(ontology.types()))
FILTERS = (
    *DYAD, TYPE,
    Param("quad", "Only types of these quad classes; may be repeated.", "choice", many=True, choices=QUADS),
    Param("status", "Only these statuses; may be repeated.", "choice", many=True, choices=STATUSES),
    *WHEN,
)
AS_OF = Param("as_of", "Only what held on this day.", "day")
PAGING = (Param("page", "Which page, from 1.", "number", default=1, most=100_000),
          Param("per", "How many a page.", "number", default=50, most=MOST_A_PAGE))


def chosen_types(given: Given) -> tuple[str, ...]:
    """The PLOVER types that `type` and `quad` leave: none given is all (an empty tuple); none left is one that no
    event has."""
    types, quads = given.get("type") or (), given.get("quad") or ()
    if not quads:
        return tuple(types)
    left = tuple(t for t in (types or ontology.types()) if ontology.quad(t) in quads)
    return left or ("none",)


def archive_filters(given: Given) -> dict[str, Any]:
    """The filters as `Archive.events` and the like take them."""
    found: dict[str, Any] = {}
    if given.get("actor") and given.get("other"):
        found["dyad"] = (given["actor"], given["other"])
    elif given.get("actor") or given.get("other"):
        found["actor"] = given.get("actor") or given["other"]
    if types := chosen_types(given):
        found["type"] = types
    for name, key in (("status", "status"), ("outlet", "outlet"), ("from", "since"), ("to", "until"),
                      ("as_of", "as_of")):
        if given.get(name):
            found[key] = given[name]
    return found


def path(*parts: str) -> str:
    """An address's path of these parts, each quoted so that nothing in an id can leave its place."""
    return "".join("/" + quote(p, safe=":") for p in parts)


def address(base: str, given: Given, keep: Sequence[str] | None = None, **changed: Any) -> str:
    """The address of `base` with what is given (only the names in `keep`, if there are any) and changed. Defaults of
    paging are left out."""
    values = {**{k: v for k, v in given.items() if keep is None or k in keep}, **changed}
    plain: list[tuple[str, str]] = []
    for name, value in values.items():
        name = name.rstrip("_")
        if value in (None, "", (), False) or (name == "page" and value == 1) or (name == "per" and value == 50):
            continue
        for one in value if isinstance(value, tuple | list) else (value,):
            plain.append((name, "1" if one is True else str(one)))
    return base + ("?" + urlencode(plain) if plain else "")
