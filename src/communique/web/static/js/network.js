// Who deals with whom: actors as dots (larger the more they do), ties blue where they cooperate and red where they do
// not. Drawn by sigma; laid out by d3's forces, which give the same picture for the same data.
import { colour, el, failed, onTheme, say, stage, still } from "./dom.js";
import { address, carried, get, remember, stale } from "./data.js";
import { choice, press, toolbar } from "./frame.js";
import { d3 as loadD3, sigma as loadSigma } from "./libs.js";
import { layout } from "./layout.js";
import { timebrush } from "./timebrush.js";
import { QUADS, count, entityHref, many, pairHref } from "./words.js";

const FONT = '600 "Source Sans 3", sans-serif';
const KINDS = { state: "accent", organisation: "relation", person: "commitment" };

export async function start(section) {
  const [d3, { Graph, Sigma }] = await Promise.all([loadD3(), loadSigma(), document.fonts.load('600 16px "Source Sans 3"')]);
  const { box, fold } = stage(section, "The pairs as a table");
  const asked = new URL(section.dataset.src, location.origin).searchParams;
  const focus = section.dataset.focus ?? null;
  const filters = { from: asked.get("from"), to: asked.get("to"), quad: asked.get("quad"), limit: asked.get("limit") ?? (focus ? "60" : "150") };
  const canvas = el("div", { class: "network-canvas", tabindex: "0", role: "img", "aria-label": "Network" });
  const panel = el("div", { class: "network-panel" });
  const readout = el("p", { class: "readout" });
  const strip = el("div");
  let drawn = null;
  let graph = null;
  let chosen = null;
  let hovered = null;

  box.append(toolbar("The network",
    choice("Acts", [["", "all"], ...QUADS.map((quad) => [quad.name, quad.name])], filters.quad ?? "", (value) => change({ quad: value || null })),
    choice("Ties", ["40", "60", "150", "300", "500"].map((n) => [n, `the ${n} strongest`]), filters.limit, (value) => change({ limit: value })),
    press("−", "Zoom out", () => drawn?.camera.animatedUnzoom({ duration: 200 })), press("+", "Zoom in", () => drawn?.camera.animatedZoom({ duration: 200 })),
    press("Everything", "Show the whole network", () => {
      pick(null);
    }),
    key()), el("div", { class: "network-frame" }, canvas, panel), readout, strip);

  function change(changes) {
    Object.assign(filters, changes);
    remember(changes);
    return refresh();
  }

  async function refresh() {
    try {
      build(await get(address(section.dataset.src, filters), "network"));
    } catch (error) {
      if (!stale(error)) failed(canvas, error);
    }
  }

  function build({ nodes, edges, total }) {
    const places = layout(d3, nodes, edges);
    const most = Math.max(1, ...nodes.map((node) => node.events));
    graph = new Graph({ type: "undirected", multi: false });
    for (const node of nodes) {
      graph.addNode(node.id, { ...places.get(node.id), label: node.name, size: 4 + 16 * Math.sqrt(node.events / most), kind: node.kind, events: node.events });
    }
    for (const edge of edges) {
      if (edge.source === edge.target || !graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue;
      const known = graph.edge(edge.source, edge.target);
      const sums = Object.fromEntries(QUADS.map((quad) => [quad.key, edge[quad.key] + (known ? graph.getEdgeAttribute(known, quad.key) : 0)]));
      const events = edge.events + (known ? graph.getEdgeAttribute(known, "events") : 0);
      graph.mergeEdge(edge.source, edge.target, { ...sums, events });
    }
    const strongest = Math.max(20, ...graph.mapEdges((edge, { events }) => events));
    graph.updateEachEdgeAttributes((edge, known) => ({ ...known, size: 1.2 + 6 * Math.sqrt(known.events / strongest) }));
    canvas.setAttribute("aria-label", `Network of ${many(graph.order, "actor")} and ${many(graph.size, "tie")}. Left and right go through the actors, Enter opens one, plus and minus zoom.`);
    readout.textContent = graph.order ? `${many(graph.order, "actor")}, ${many(graph.size, "tie")}${total > edges.length ? `, the strongest of ${count(total)}` : ""}` : "Nobody deals with anybody here.";
    chosen = graph.hasNode(chosen) ? chosen : null;
    paint();
    choose(chosen ?? (focus && graph.hasNode(focus) ? focus : null));
    if (chosen) look(chosen);
  }

  function paint() {
    drawn?.kill();
    drawn = null;
    canvas.replaceChildren();
    if (!graph.order) return;
    const tones = Object.fromEntries(["ink", "soft", "line", "paper", "sheet", "accent", "relation", "commitment", "edge", ...QUADS.map((quad) => quad.css)].map((name) => [name, colour(name)]));
    const blend = d3.interpolateRgb(tones["material-conflict"], tones["material-cooperation"]);
    const friendly = (edge) => (edge.verbal_cooperation + edge.material_cooperation) / Math.max(1, edge.events);
    const near = (node) => !hovered && !chosen ? true : [hovered, chosen].filter(Boolean).some((one) => node === one || graph.areNeighbors(node, one));
    try {
      drawn = new Sigma(graph, canvas, {
        settings: { stagePadding: 40, labelDensity: 0.6, labelGridCellSize: 140, labelRenderedSizeThreshold: 5, enableEdgeEvents: false, gestureTarget: "shared", minCameraRatio: 0.05, maxCameraRatio: 3 },
        nodeReducer: (id, data, node) => ({
          ...data, label: node.label, size: node.size, color: tones[KINDS[node.kind] ?? "soft"], opacity: near(id) ? 1 : 0.18,
          labelColor: tones.ink, labelFont: FONT, labelSize: id === chosen ? 16 : 13,
          labelVisibility: id === chosen || id === hovered ? "visible" : near(id) ? "auto" : "hidden", zIndex: near(id) ? 1 : 0,
        }),
        edgeReducer: (id, data, edge) => {
          const on = (!hovered && !chosen) || [hovered, chosen].some((one) => one && graph.hasExtremity(id, one));
          return { ...data, size: edge.size, color: blend(friendly(edge)), opacity: on ? 0.75 : 0.06 };
        },
      });
    } catch (error) {
      failed(canvas, new Error(`${error.message}; the table below has it all`));
      fold.open = true;
      return;
    }
    drawn.on("enterNode", ({ node }) => {
      hovered = node;
      drawn.refresh();
    });
    drawn.on("leaveNode", () => {
      hovered = null;
      drawn.refresh();
    });
    drawn.on("clickNode", ({ node }) => choose(node));
    drawn.on("doubleClickNode", ({ node }) => {
      location.href = entityHref(node);
    });
    drawn.on("clickStage", () => choose(null));
  }

  function pick(id) {
    choose(id);
    look(id);
  }

  function choose(id) {
    chosen = id;
    drawn?.refresh();
    if (!id) {
      const first = graph ? graph.nodes().sort((a, b) => graph.getNodeAttribute(b, "events") - graph.getNodeAttribute(a, "events")).slice(0, 10) : [];
      panel.replaceChildren(el("h3", { text: "The busiest" }), el("ul", {}, first.map((node) => el("li", {}, chooser(node)))));
      return;
    }
    const name = graph.getNodeAttribute(id, "label");
    const ties = graph.edges(id).map((edge) => ({ other: graph.opposite(id, edge), ...graph.getEdgeAttributes(edge) }))
      .sort((a, b) => b.events - a.events).slice(0, 12);
    panel.replaceChildren(
      el("h3", {}, el("a", { href: entityHref(id), text: name })),
      el("p", { class: "meta", text: `${many(graph.getNodeAttribute(id, "events"), "event")}, ${many(graph.degree(id), "tie")} here` }),
      el("ul", {}, ties.map((tie) => el("li", {}, chooser(tie.other), bar(tie),
        el("a", { class: "pair", href: pairHref(id, tie.other), }, "the two", el("span", { class: "sr", text: `: ${name} and ${graph.getNodeAttribute(tie.other, "label")}` }))))));
    say(`${name}: ${ties.map((tie) => `${graph.getNodeAttribute(tie.other, "label")} ${tie.events}`).join(", ")}`);
  }

  /** Brings an actor and those it deals with into the middle, or all of the network back. */
  function look(id) {
    if (!drawn) return;
    const near = id ? [id, ...graph.neighbors(id)].map((one) => drawn.getNodeDisplayData(one)) : [];
    const [x, y] = [(one) => one.x, (one) => one.y].map((of) => d3.extent(near, of));
    const to = id ? { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2, angle: 0, ratio: Math.min(1, Math.max(0.22, 1.7 * Math.max(x[1] - x[0], y[1] - y[0]))) }
      : { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
    if (still()) drawn.camera.setState(to);
    else drawn.camera.animate(to, { duration: 350 });
  }

  const chooser = (id) => el("button", { type: "button", class: "link", onclick: () => pick(id), text: graph.getNodeAttribute(id, "label") });

  function bar(tie) {
    const made = el("span", { class: "quad-bar", role: "img", "aria-label": QUADS.filter((quad) => tie[quad.key]).map((quad) => `${tie[quad.key]} ${quad.name}`).join(", ") });
    for (const quad of QUADS) {
      if (!tie[quad.key]) continue;
      const part = el("span", { class: quad.css });
      part.style.flexGrow = tie[quad.key];
      made.append(part);
    }
    return made;
  }

  canvas.addEventListener("keydown", (event) => {
    if (!graph?.order) return;
    const all = graph.nodes().sort((a, b) => graph.getNodeAttribute(b, "events") - graph.getNodeAttribute(a, "events"));
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      pick(all[(all.indexOf(chosen) + move + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen) location.href = entityHref(chosen);
    else if (event.key === "Escape") pick(null);
    else if (event.key === "+" || event.key === "=") drawn?.camera.animatedZoom({ duration: 200 });
    else if (event.key === "-") drawn?.camera.animatedUnzoom({ duration: 200 });
  });
  onTheme(() => graph && paint());

  await refresh();
  const of = section.dataset.src;
  const series = address("/api/v1/series", { ...carried(of, "type", "quad", "status", "outlet"), a: asked.get("actor"), b: asked.get("other"), by: "month" });
  await timebrush(d3, strip, series, "network-time", filters, (from, to) => change({ from, to })).catch((error) => stale(error) || failed(strip, error));
}

function key() {
  return el("ul", { class: "legend" },
    el("li", {}, el("span", { class: "swatch round accent" }), "state"),
    el("li", {}, el("span", { class: "swatch round relation" }), "organisation"),
    el("li", {}, el("span", { class: "swatch round commitment" }), "person"),
    el("li", {}, el("span", { class: "swatch line material-cooperation" }), "cooperate"),
    el("li", {}, el("span", { class: "swatch line material-conflict" }), "in conflict"));
}
