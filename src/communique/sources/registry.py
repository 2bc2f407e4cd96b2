"""The kinds of source that can be read, and which one a file or some bytes are.

A new kind is one file with a `Kind` in it and one line in `_BUILT_IN`; another package adds one by an entry point of
the group ``communique.sources`` that names its `Kind`.
"""

from __future__ import annotations

import importlib
import warnings
from functools import cache
from pathlib import PurePath

from communique.sources.common import Kind

__all__ = ["kind_of_bytes", "kind_of_media", "kind_of_name", "kinds"]

#: modules that hold a `KIND`, or several in `KINDS`, in the order in which bytes are tried
_BUILT_IN = (
    "communique.sources.archives",
    "communique.sources.pdf",
    "communique.sources.warc",
    "communique.sources.feed",
    "communique.sources.jsonl",
    "communique.sources.mail",
    "communique.sources.webpage",
    "communique.sources.table",
    "communique.sources.plaintext",
)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds: the built-in ones, then those of other packages, in order of their names."""
    from importlib.metadata import entry_points

    modules = [importlib.import_module(module) for module in _BUILT_IN]
    found: list[Kind] = [kind for module in modules for kind in getattr(module, "KINDS", None) or (module.KIND,)]
    for point in sorted(entry_points(group="communique.sources"), key=lambda p: p.name):
        try:
            kind = point.load()
        except Exception as e:  # another package's fault must not stop the kinds that work
            warnings.warn(f"the source kind {point.name!r} can't be loaded: {e}", stacklevel=2)
            continue
        if isinstance(kind, Kind) and kind.name not in {k.name for k in found}:
            found.insert(0, kind)
    return tuple(found)


def kind_of_name(name: str) -> Kind | None:
    """The kind that reads files of this name, by the longest suffix that fits."""
    file = PurePath(name).name.lower()
    fitting = [(len(s), k) for k in kinds() for s in k.suffixes if file.endswith(s)]
    return max(fitting, key=lambda f: f[0])[1] if fitting else None


def kind_of_bytes(head: bytes) -> Kind:
    """The kind that the first bytes (some thousand) look like; plain text if like no other."""
    return next((k for k in kinds() if k.sniff and k.sniff(head)), next(k for k in kinds() if k.name == "text"))


def kind_of_media(media: str) -> Kind | None:
    """The kind of a media type ("text/html"), None where the bytes must tell: sites name types carelessly."""
    return next((k for k in kinds() if media in k.media), None)
