"""GraphML: the network of actors as igraph, networkx and Cytoscape read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from communique.archive import Archive
from communique.views.export.network import network_of
from communique.views.export.rows import Row, write_lines
from communique.views.tables import inert

__all__ = ["write"]

_KEYS = (
    ("node", "name", "string"),
    ("node", "kind", "string"),
    ("node", "country", "string"),
    ("node", "sector", "string"),
    ("node", "events", "int"),
    ("edge", "weight", "int"),
    ("edge", "verbal_cooperation", "int"),
    ("edge", "material_cooperation", "int"),
    ("edge", "verbal_conflict", "int"),
    ("edge", "material_conflict", "int"),
    ("edge", "score", "double"),
    ("edge", "first", "string"),
    ("edge", "last", "string"),
)


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes a directed graph; an edge's weight is its number of events."""
    write_lines(out, _lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    graph = network_of(rows)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, name, kind in _KEYS:
        yield f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph edgedefault="directed">'
    for node in graph.nodes:
        cells = (node.name, node.kind, node.country, node.sector, node.events)
        yield f"<node id={quoteattr(inert(node.id))}>{_data('node', cells)}</node>"
    for edge in graph.edges:
        cells2 = (edge.events, *edge.quads, round(edge.score, 2), edge.first, edge.last)
        yield (
            f"<edge source={quoteattr(inert(edge.source))} target={quoteattr(inert(edge.target))}>"
            f"{_data('edge', cells2)}</edge>"
        )
    yield "</graph></graphml>"


def _data(owner: str, cells: Iterable[object]) -> str:
    names = [name for who, name, _ in _KEYS if who == owner]
    return "".join(
        f'<data key="{owner}_{name}">{escape(inert(str(cell)))}</data>'
        for name, cell in zip(names, cells, strict=True)
        if cell not in (None, "")
    )
