"""Communiqué: a cited, dated record of what states and their bodies did, said and promised, kept from reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Archive", "Article", "Record", "__version__", "code", "read"]

if TYPE_CHECKING:
    from communique.api import code, read
    from communique.archive import Archive
    from communique.records import Article, Record

_HOME = {
    "code": "communique.api",
    "read": "communique.api",
    "Archive": "communique.archive",
    "Article": "communique.records",
    "Record": "communique.records",
}


def __getattr__(name: str) -> Any:
    """Public names are imported when first asked for, so that `import communique` costs next to nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)
