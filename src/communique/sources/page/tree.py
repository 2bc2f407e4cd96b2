"""A page's bytes -> a parsed tree that is safe to walk."""

from __future__ import annotations

import re
from typing import Any

from communique.errors import NoStory
from communique.sources.decode import decode

__all__ = ["MAX_DEPTH", "parse_page"]

#: Elements nested deeper than this are no page that a browser's author wrote; libxml2 itself stops at 2048.
MAX_DEPTH = 500
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>", re.I)
_CONTROLS = {c: " " for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: " ", 0xFFFF: " "}


def parse_page(name: str, data: bytes, declared: str | None = None) -> Any:
    """The page's tree (an lxml element). No entity is expanded, no address touched.

    Raises NotText for bytes that are no text, NoStory for what has no elements or is nested beyond MAX_DEPTH.
    """
    from lxml import etree, html

    text = _DECLARATION.sub("", decode(name, data, declared), count=1).translate(_CONTROLS)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, no_network=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as e:
        raise NoStory(name, "no story in it: not a page that can be parsed") from e
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise NoStory(name, f"no story in it: tags nested more than {MAX_DEPTH} deep")
    return tree
