// Where each actor of a network stands: the same for the same data, with no chance in it. Those who have dealings, straight
// or through others, are laid out together by forces; then the groups are packed, the largest in the middle.

const GAP = 34;

/** A Map from each node's id to its `x` and `y`. */
export function layout(d3, nodes, edges) {
  const groups = together(nodes, edges).map((group) => spread(d3, group));
  groups.sort((a, b) => b.points.length - a.points.length || (a.points[0].id < b.points[0].id ? -1 : 1));
  d3.packSiblings(groups);
  return new Map(groups.flatMap((group) => group.points.map((point) => [point.id, { x: group.x + point.x, y: -(group.y + point.y) }])));
}

/** The groups of nodes that edges join, each with its own edges. */
function together(nodes, edges) {
  const leader = new Map(nodes.map((node) => [node.id, node.id]));
  const find = (id) => {
    let at = id;
    while (leader.get(at) !== at) at = leader.get(at);
    leader.set(id, at);
    return at;
  };
  const known = edges.filter((edge) => leader.has(edge.source) && leader.has(edge.target));
  for (const edge of known) leader.set(find(edge.source), find(edge.target));
  const groups = new Map();
  for (const node of nodes) {
    const of = find(node.id);
    if (!groups.has(of)) groups.set(of, { nodes: [], edges: [] });
    groups.get(of).nodes.push(node);
  }
  for (const edge of known) groups.get(find(edge.source)).edges.push(edge);
  return [...groups.values()];
}

/** One group around its own middle, with the radius `r` of the circle that it needs. */
function spread(d3, { nodes, edges }) {
  const points = nodes.map((node) => ({ id: node.id, size: 5 + 3 * Math.log1p(node.events) }));
  const links = edges.map((edge) => ({ source: edge.source, target: edge.target, weight: Math.log1p(edge.events) }));
  d3.forceSimulation(points)
    .force("link", d3.forceLink(links).id((point) => point.id).distance(62).strength((link) => Math.min(0.9, 0.25 + link.weight * 0.12)))
    .force("charge", d3.forceManyBody().strength(-190).distanceMax(600))
    .force("x", d3.forceX().strength(0.04)).force("y", d3.forceY().strength(0.06))
    .force("collide", d3.forceCollide((point) => point.size + 10)).stop().tick(points.length < 4 ? 60 : 240);
  const [x, y] = [d3.mean(points, (point) => point.x), d3.mean(points, (point) => point.y)];
  for (const point of points) {
    point.x -= x;
    point.y -= y;
  }
  return { points, r: Math.max(...points.map((point) => Math.hypot(point.x, point.y) + point.size)) + GAP / 2 };
}
