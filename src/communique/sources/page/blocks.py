"""A page's tree -> its blocks of text, in order: paragraphs, headings, list items, lines of menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from communique.sources.page.furniture import zone_of

__all__ = ["Around", "Block", "Zone", "page_blocks"]

_BLOCK = {"address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir",
          "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
          "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
          "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "option", "select", "label",
          "article-body"}
_SKIP = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "embed", "canvas", "audio",
         "video", "map", "math", "textarea", "select", "datalist", "applet"}
_SPACE = re.compile(r"\s+")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_DIGITS = re.compile(r"\d+")
_NEAREST = {"article": "article", "blockquote": "quote", "tr": "row", "td": "cell", "th": "cell"}


class Zone:
    """An element that by its name holds furniture, and which."""

    __slots__ = ("element", "kind")

    def __init__(self, kind: str, element: Any) -> None:
        self.kind, self.element = kind, element


class Around(NamedTuple):
    """What is around an element: the nearest element of a kind, or None."""

    block: Any
    zones: tuple[Zone, ...] = ()
    linked: bool = False
    strong: bool = False
    #: a number that is the same for elements whose own and whose ancestors' tags and classes are the same
    path: int = 0
    article: Any = None
    quote: Any = None
    row: Any = None
    cell: Any = None


@dataclass(slots=True)
class Block:
    """A run of text between two block-level tags. `text` has its whitespace run together, `key` none at all.

    `tag` is the nearest block-level element's, `element` that element, `around` what holds it, `zones` the furniture
    elements around it (outermost first), `linked` the share of its characters that are in links, `order` its
    place in the page.
    """

    text: str
    tag: str
    element: Any
    around: Around
    linked: float = 0.0
    order: int = 0
    key: str = ""

    @property
    def zones(self) -> tuple[Zone, ...]:
        return self.around.zones


def page_blocks(tree: Any) -> list[Block]:
    """All blocks of the page that hold a letter or a digit, in the order of the page."""
    body = tree.find("body")
    found = list(_Walk().blocks(tree if body is None else body))
    for place, block in enumerate(found):
        block.order = place
        block.key = _SPACE.sub("", block.text)
    return found


class _Walk:
    """One pass over the tree that gathers inline text until a block-level tag begins or ends."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bool]] = []
        self.paths: dict[tuple[int, str, str], int] = {}

    def blocks(self, root: Any) -> Iterator[Block]:
        stack = [self._enter(root, Around(root), zone_of(root), True)]
        while stack:
            element, around, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if element is around.block:
                    yield from self._flush(around)
                if stack:
                    self._take(element.tail, stack[-1][1])
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIP:
                self._take(" ", around)
                self._take(child.tail, around)
            elif tag == "br":
                self._take("\0", around)
                self._take(child.tail, around)
            else:
                zone = zone_of(child)
                block = tag in _BLOCK or zone is not None
                if block:
                    yield from self._flush(around)
                stack.append(self._enter(child, around, zone, block))

    def _enter(self, element: Any, outer: Around, zone: str | None, block: bool) -> tuple[Any, Around, Iterator[Any]]:
        tag = element.tag
        if block:
            name = (outer.path, tag, _DIGITS.sub("", element.get("class") or ""))
            around = outer._replace(block=element, path=self.paths.setdefault(name, len(self.paths) + 1))
            if zone:
                around = around._replace(zones=(*outer.zones, Zone(zone, element)))
            if field := _NEAREST.get(tag):
                around = around._replace(**{field: element})
                if field == "row":
                    around = around._replace(cell=None)
        else:
            around = outer._replace(linked=outer.linked or tag == "a")
        self._take(element.text, around)
        return element, around, iter(element)

    def _take(self, text: str | None, around: Around) -> None:
        if text and around.block.tag == "pre":
            text = _BLANK.sub("\0\0", text)
            for n, line in enumerate(text.split("\0")):
                self.parts += [("\0", False)] * bool(n) + [(line, around.linked)] * bool(line)
        elif text:
            self.parts.append((text, around.linked))

    def _flush(self, around: Around) -> Iterator[Block]:
        """The blocks in the text so far: one, or more where line breaks part it."""
        lines: list[list[tuple[str, bool]]] = [[]]
        for text, linked in self.parts:
            if text == "\0":
                lines.append([])
            else:
                lines[-1].append((text, linked))
        self.parts = []
        pieces: list[list[tuple[str, bool]]] = []
        before = ""
        for line in lines:
            text = "".join(t for t, _ in line)
            if not text.strip():
                before = ""  # an empty line: what follows is a paragraph of its own
            elif before and _wrapped(before, text):
                pieces[-1] += [(" ", False), *line]
                before = text
            else:
                pieces.append(line)
                before = text
        for piece in pieces:
            text = _SPACE.sub(" ", "".join(t for t, _ in piece)).strip()
            if any(c.isalnum() for c in text):
                letters = sum(len(t.strip()) for t, _ in piece)
                yield Block(text=text, tag=str(around.block.tag), element=around.block, around=around,
                            linked=sum(len(t.strip()) for t, inside in piece if inside) / letters)


def _wrapped(before: str, after: str) -> bool:
    """Whether a line break only wraps a line (old pages), and parts no paragraphs."""
    before, after = before.rstrip(), after.lstrip()
    return len(before) > 40 and before[-1:] not in ".!?:;\"”’)" and after[:1].islower()
