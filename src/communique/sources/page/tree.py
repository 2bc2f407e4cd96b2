"""A page's bytes -> a parsed tree that is safe to walk."""

from __future__ import annotations

import re
from typing import Any

from communique.errors import NoStory, TooLarge
from communique.sources.decode import decode

__all__ = ["MAX_ATTRIBUTES", "MAX_DEPTH", "MAX_ELEMENTS", "parse_page"]

#: A page of a news site has some thousand elements, ten to forty deep. Beyond these limits it is none, and would
#: take longer to read than a page may.
MAX_ELEMENTS = 40_000
MAX_DEPTH = 200
MAX_ATTRIBUTES = 2000
_TAG = re.compile(r"<[a-zA-Z][^>]*")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>", re.I)
_CONTROLS = {c: " " for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: " ", 0xFFFF: " "}
#: marks that only say where a word may be broken: they would part it for whoever looks for the word
_BREAKS = re.compile("[\u00ad\u200b\u2060\ufeff]")


def parse_page(name: str, data: bytes, declared: str | None = None) -> Any:
    """The page's tree (an lxml element). No entity is expanded, no address touched.

    Raises NotText for bytes that are no text, NoStory for what has no elements or is nested beyond MAX_DEPTH, TooLarge
    for more than MAX_ELEMENTS elements or MAX_ATTRIBUTES attributes in one tag.
    """
    from lxml import etree, html

    text = _DECLARATION.sub("", decode(name, data, declared), count=1).translate(_CONTROLS)
    if any(len(tag) > 20_000 and tag.count("=") > MAX_ATTRIBUTES for tag in _TAG.findall(text)):
        raise TooLarge(name, f"a tag with more than {MAX_ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, no_network=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as e:
        raise NoStory(name, "no story in it: not a page that can be parsed") from e
    depth = elements = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MAX_DEPTH:
            raise NoStory(name, f"no story in it: tags nested more than {MAX_DEPTH} deep")
        if elements > MAX_ELEMENTS:
            raise TooLarge(name, f"more than {MAX_ELEMENTS:,} elements in one page")
        if event == "end":
            element.text = _BREAKS.sub("", element.text) if element.text else None
            element.tail = _BREAKS.sub("", element.tail) if element.tail else None
    return tree
