"""Lists in pages: bounded, and in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.web.params import Given

__all__ = ["Listed", "window"]


@dataclass
class Listed:
    """A page of a list: its `items`, which page of how many, and how many items there are in all."""

    items: list[dict[str, Any]]
    page: int
    per: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per))

    def json(self) -> dict[str, Any]:
        """As the API gives it."""
        return {"items": self.items, "page": self.page, "pages": self.pages, "total": self.total}


def window(given: Given) -> dict[str, Any]:
    """What of a list a page shows, as the archive's `limit` and `offset`."""
    return {"limit": given["per"], "offset": (given["page"] - 1) * given["per"]}
