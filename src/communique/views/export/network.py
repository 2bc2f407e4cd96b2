"""Who deals with whom: the events summed to a network of actors, for the formats and views that show one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.records import Role
from communique.views.export.rows import Row, pairs, quad_number

__all__ = ["Edge", "Network", "Node", "network_of"]


@dataclass
class Node:
    """An actor, with the number of events it takes part in."""

    id: str
    name: str
    kind: str | None
    country: str | None
    sector: str | None
    events: int = 0


@dataclass
class Edge:
    """What one did to another: how many events, how many of each quad class (1 to 4), the sum of PLOVER's scores,
    the first and last day."""

    source: str
    target: str
    events: int = 0
    quads: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    score: float = 0.0
    first: str = ""
    last: str = ""


@dataclass
class Network:
    """Actors and what they did to each other, in order of id."""

    nodes: list[Node]
    edges: list[Edge]


def network_of(rows: Iterable[Row]) -> Network:
    """The network of the events in `rows` that happened; parties without an entity are left out."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for row in rows:
        if row.event.status not in ("actual", "historical"):
            continue
        for role in {r.entity: r for r in (*row.event.actors, *row.event.recipients) if r.entity}.values():
            _node(nodes, role).events += 1
        for a, b in pairs(row.event):
            if a is None or b is None or not a.entity or not b.entity or a.entity == b.entity:
                continue
            edge = edges.setdefault((a.entity, b.entity), Edge(a.entity, b.entity))
            edge.events += 1
            edge.quads[quad_number(row.event.type) - 1] += 1
            edge.score += row.event.score or 0.0
            day = str(row.day) if row.day else ""
            edge.first = min(filter(None, (edge.first, day)), default="")
            edge.last = max(edge.last, day)
    return Network(sorted(nodes.values(), key=lambda n: n.id), [edges[key] for key in sorted(edges)])


def _node(nodes: dict[str, Node], role: Role) -> Node:
    assert role.entity is not None
    return nodes.setdefault(
        role.entity, Node(role.entity, role.name or role.text or role.entity, role.kind, role.country, role.sector)
    )
