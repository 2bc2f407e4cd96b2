"""Who is who: states, organisations and their members, offices and holders, forces, places."""

from __future__ import annotations

from functools import lru_cache

from communique.knowledge.base import Knowledge
from communique.knowledge.model import Entity, Membership, Term

__all__ = ["Entity", "Knowledge", "Membership", "Term", "load_knowledge"]


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """The knowledge base from the package's tables, loaded once per process."""
    from communique.knowledge.load import load

    return load()
