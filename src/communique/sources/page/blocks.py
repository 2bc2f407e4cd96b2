"""A page's tree -> its blocks of text, in order: paragraphs, headings, list items, lines of menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from communique.sources.page.furniture import zone_of

__all__ = ["Block", "Zone", "page_blocks"]

_BLOCK = {"address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir",
          "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
          "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
          "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "option", "select", "label",
          "article-body"}
_SKIP = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "embed", "canvas", "audio",
         "video", "map", "math", "textarea", "select", "datalist", "applet"}
_SPACE = re.compile(r"\s+")


class Zone:
    """An element that by its name holds furniture, and which."""

    __slots__ = ("element", "kind")

    def __init__(self, kind: str, element: Any) -> None:
        self.kind, self.element = kind, element


@dataclass(slots=True)
class Block:
    """A run of text between two block-level tags. `text` has its whitespace run together.

    `tag` is the nearest block-level element's, `element` that element, `zones` the furniture elements around it
    (outermost first), `linked` the share of its characters that are in links, `strong` in bold.
    """

    text: str
    tag: str
    element: Any
    zones: tuple[Zone, ...]
    linked: float = 0.0
    strong: float = 0.0
    order: int = 0
    soft: bool = False
    key: str = field(default="")


class _Run:
    """The inline text that is being gathered."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bool, bool]] = []

    def take(self, text: str | None, linked: bool, strong: bool) -> None:
        if text:
            self.parts.append((text, linked, strong))


def page_blocks(tree: Any) -> list[Block]:
    """All blocks of the page that hold a letter or a digit, in the order of the page."""
    found: list[Block] = []
    body = tree.find("body")
    for block in _walk(tree if body is None else body):
        block.order = len(found)
        block.key = _SPACE.sub("", block.text)
        found.append(block)
    return found


def _walk(root: Any) -> Iterator[Block]:
    run = _Run()
    # (element, block-level element, zones, in a link, in bold, children iterator)
    stack: list[tuple[Any, Any, tuple[Zone, ...], bool, bool, Iterator[Any]]] = []

    def enter(element: Any, block: Any, zones: tuple[Zone, ...], linked: bool, strong: bool) -> None:
        if kind := zone_of(element):
            zones = (*zones, Zone(kind, element))
        stack.append((element, block, zones, linked, strong, iter(element)))
        run.take(element.text, linked, strong)

    enter(root, root, (), False, False)
    while stack:
        element, block, zones, linked, strong, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if element is block:
                yield from _flush(run, block, zones)
            if stack:
                parent = stack[-1]
                run.take(element.tail, parent[3], parent[4])
            continue
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIP:
            run.take(" ", linked, strong)
            run.take(child.tail, linked, strong)
        elif tag == "br":
            run.take("\n", linked, strong)
            run.take("\0", linked, strong)
            run.take(child.tail, linked, strong)
        elif tag in _BLOCK or zone_of(child):
            yield from _flush(run, block, zones)
            enter(child, child, zones, linked, strong)
        else:
            enter(child, block, zones, linked or tag == "a", strong or tag in {"b", "strong"})


def _flush(run: _Run, block: Any, zones: tuple[Zone, ...]) -> Iterator[Block]:
    """The blocks in the run: one, or more where line breaks part it."""
    lines: list[list[tuple[str, bool, bool]]] = [[]]
    for text, linked, strong in run.parts:
        if text == "\0":
            lines.append([])
        else:
            lines[-1].append((text, linked, strong))
    run.parts = []
    pieces: list[list[tuple[str, bool, bool]]] = []
    for line in lines:
        text = "".join(t for t, _, _ in line)
        if not text.strip():
            if pieces and line is not lines[-1]:
                pieces.append([])  # an empty line: what follows is a paragraph of its own
            continue
        if pieces and pieces[-1] and _wrapped("".join(t for t, _, _ in pieces[-1]), text):
            pieces[-1] = [*pieces[-1], (" ", False, False), *line]
        else:
            pieces.append(line)
    pieces = [p for p in pieces if p]
    for piece in pieces:
        text = _SPACE.sub(" ", "".join(t for t, _, _ in piece)).strip()
        letters = sum(len(t.strip()) for t, _, _ in piece)
        if not any(c.isalnum() for c in text):
            continue
        yield Block(text=text, tag=str(block.tag), element=block, zones=zones,
                    linked=sum(len(t.strip()) for t, inside, _ in piece if inside) / letters,
                    strong=sum(len(t.strip()) for t, _, inside in piece if inside) / letters,
                    soft=len(pieces) > 1)


def _wrapped(before: str, after: str) -> bool:
    """Whether a line break only wraps a line (old pages), and parts no paragraphs."""
    before, after = before.rstrip(), after.lstrip()
    return len(before) > 40 and before[-1:] not in ".!?:;\"”’)" and after[:1].islower()
