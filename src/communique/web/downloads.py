"""The links under which a page's rows are downloaded."""

from __future__ import annotations

from functools import lru_cache

from communique.views.export import formats
from communique.web.api import PREFIX
from communique.web.filters import address
from communique.web.params import Given

__all__ = ["Link", "event_files", "table_files"]

Link = tuple[str, str, str]
_KEPT = ("actor", "other", "type", "quad", "status", "outlet", "from", "to")


@lru_cache(maxsize=1)
def _formats() -> dict[str, str]:
    return formats()  # (which looks for those that other packages plug in)


def event_files(given: Given) -> list[Link]:
    """(format, address, what it is) of the events that are given, in each format of `communique export`."""
    kept = {k: v for k, v in given.items() if k in _KEPT}
    return [("jsonl", address(f"{PREFIX}/export/jsonl", kept), "the whole records, JSON Lines"),
            *((name, address(f"{PREFIX}/export/{name}", kept), about) for name, about in _formats().items())]


def table_files(given: Given, kind: str, *keep: str) -> list[Link]:
    """The same for a list of another kind: JSON Lines and CSV; `keep`: which further names of `given` matter."""
    kept = {k: v for k, v in given.items() if k in (*_KEPT, *keep)}
    return [(f"{kind}.{form}", address(f"{PREFIX}/export/{form}", kept, of=kind), about)
            for form, about in (("jsonl", "JSON Lines"), ("csv", "for a spreadsheet"))]
