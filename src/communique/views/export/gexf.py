"""GEXF 1.3, static: the network of actors as Gephi opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from communique.archive import Archive
from communique.views.export.network import network_of
from communique.views.export.rows import Row, write_lines
from communique.views.tables import inert

__all__ = ["write"]

_NODE = ("kind", "country", "sector", "events")
_EDGE = (
    ("events", "integer"),
    ("verbal_cooperation", "integer"),
    ("material_cooperation", "integer"),
    ("verbal_conflict", "integer"),
    ("material_conflict", "integer"),
    ("score", "double"),
    ("first", "string"),
    ("last", "string"),
)


def write(rows: Iterable[Row], out: Path, archive: Archive) -> None:
    """Writes a directed graph; an edge's weight is its number of events."""
    write_lines(out, _lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    graph = network_of(rows)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    yield "<meta><creator>communique</creator><description>who deals with whom</description></meta>"
    yield '<graph mode="static" defaultedgetype="directed">'
    yield '<attributes class="node">'
    for i, name in enumerate(_NODE):
        yield f'<attribute id="{i}" title="{name}" type="{"integer" if name == "events" else "string"}"/>'
    yield '</attributes><attributes class="edge">'
    for i, (name, kind) in enumerate(_EDGE):
        yield f'<attribute id="{i}" title="{name}" type="{kind}"/>'
    yield "</attributes><nodes>"
    for node in graph.nodes:
        values = _values((node.kind, node.country, node.sector, node.events))
        yield f"<node id={_q(node.id)} label={_q(node.name)}><attvalues>{values}</attvalues></node>"
    yield "</nodes><edges>"
    for i, edge in enumerate(graph.edges):
        values = _values((edge.events, *edge.quads, round(edge.score, 2), edge.first, edge.last))
        yield (
            f'<edge id="{i}" source={_q(edge.source)} target={_q(edge.target)} weight="{edge.events}">'
            f"<attvalues>{values}</attvalues></edge>"
        )
    yield "</edges></graph></gexf>"


def _values(values: Iterable[object]) -> str:
    return "".join(f'<attvalue for="{i}" value={_q(str(v))}/>' for i, v in enumerate(values) if v not in (None, ""))


def _q(text: str) -> str:
    return quoteattr(inert(text))
