"""A set of words from a line of them, for the short closed lists that stay in code."""

from __future__ import annotations

__all__ = ["words"]


def words(line: str) -> frozenset[str]:
    """The words of `line`, as a set."""
    return frozenset(line.split())
