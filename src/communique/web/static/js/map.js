// Where it happened: places as circles, larger the more events; facilities as squares; drawn over the world's outlines.
import { el, failed, say, stage } from "./dom.js";
import { address, carried, get, remember, stale } from "./data.js";
import { choice, legend, picture, press, toolbar } from "./frame.js";
import { d3 as load, world } from "./libs.js";
import { timebrush } from "./timebrush.js";
import * as tip from "./tip.js";
import { QUADS, day, entityHref, many, quadOf, recordHref } from "./words.js";

export async function start(section) {
  const [d3, { countries, borders }] = await Promise.all([load(), world()]);
  const { box } = stage(section, "The places as a table");
  const asked = new URL(section.dataset.src, location.origin).searchParams;
  const filters = { from: asked.get("from"), to: asked.get("to"), quad: asked.get("quad") };
  const drawing = el("div", { class: "map-canvas" });
  const panel = el("div", { class: "map-panel" });
  const readout = el("p", { class: "readout" });
  const strip = el("div");
  let features = [];
  let transform = d3.zoomIdentity;
  let chosen = null;
  let framed = false;

  box.append(toolbar("The map",
    choice("Acts", [["", "all"], ...QUADS.map((quad) => [quad.name, quad.name])], filters.quad ?? "", (value) => change({ quad: value || null })),
    press("−", "Zoom out", () => shown.svg.call(zoom.scaleBy, 1 / 1.8)), press("+", "Zoom in", () => shown.svg.call(zoom.scaleBy, 1.8)),
    press("The world", "Show the whole world", () => shown.svg.call(zoom.transform, d3.zoomIdentity)),
    press("The places", "Zoom to the places", () => fit()), legend("most of what happened there is"),
    el("ul", { class: "legend" }, el("li", {}, el("span", { class: "swatch relation" }), "facility"))), el("div", { class: "map-frame" }, drawing, panel), readout, strip);

  const projection = d3.geoNaturalEarth1();
  const path = d3.geoPath(projection);
  const zoom = d3.zoom().scaleExtent([1, 60]).on("zoom", ({ transform: now }) => {
    transform = now;
    place();
  }).filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey || event.shiftKey || drawing.contains(document.activeElement) : !event.button));
  const shown = picture(d3, drawing, "Map", (width) => Math.round(Math.min(560, Math.max(240, width * 0.55))), draw, { tabindex: "0" });
  shown.svg.call(zoom).on("dblclick.zoom", null);

  function change(changes) {
    Object.assign(filters, changes);
    remember(changes);
    return refresh();
  }

  async function refresh() {
    try {
      const answer = await get(address(section.dataset.src, filters), "places");
      features = answer.features.filter((feature) => feature.geometry).sort((a, b) => b.properties.events - a.properties.events || (a.id < b.id ? -1 : 1));
      const events = d3.sum(features, (feature) => feature.properties.events);
      shown.svg.attr("aria-label", `Map of ${many(events, "event")} at ${many(features.length, "place")}. Left and right go through the places, Enter opens one, plus and minus zoom.`);
      readout.textContent = `${many(events, "event")} at ${many(features.length, "place")}`;
      shown.redraw();
      if (!framed && features.length) fit();
      framed = true;
      choose(features.find((feature) => feature.id === chosen?.id) ?? null);
    } catch (error) {
      if (!stale(error)) failed(drawing, error);
    }
  }

  function draw(svg, width, height) {
    svg.selectAll("*").remove();
    projection.fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
    zoom.extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]]);
    const ground = svg.append("g").attr("class", "ground");
    ground.append("path").attr("class", "sphere").attr("d", path({ type: "Sphere" }));
    ground.append("g").selectAll("path").data(countries).join("path").attr("class", "land").attr("d", path);
    ground.append("path").attr("class", "border").attr("d", path(borders));
    svg.append("g").attr("class", "places");
    place();
  }

  const radius = (feature) => {
    const most = Math.max(40, features[0]?.properties.events ?? 0);
    return (feature.properties.kind === "facility" ? 4 : 3.5) + 15 * Math.sqrt(feature.properties.events / most);
  };

  /** The class of most of what happened there. */
  const leading = (feature) => QUADS.reduce((best, quad) => ((feature.properties[quad.key] ?? 0) > (feature.properties[best.key] ?? 0) ? quad : best));

  function place() {
    shown.svg.select(".ground").attr("transform", transform);
    shown.svg.select(".ground").style("stroke-width", `${0.7 / transform.k}px`);
    const marks = shown.svg.select(".places").selectAll("path").data(features, (feature) => feature.id);
    marks.join("path")
      .attr("class", (feature) => `place ${feature.properties.events ? leading(feature).css : "standing"} ${feature.id === chosen?.id ? "chosen" : ""}`)
      .attr("transform", (feature) => `translate(${transform.apply(projection(feature.geometry.coordinates))})`)
      .attr("d", (feature) => (feature.properties.kind === "facility" ? square(radius(feature)) : circle(radius(feature))))
      .on("pointerenter", (event, feature) => tip.show(lines(feature), event.clientX, event.clientY))
      .on("pointerleave", tip.hide)
      .on("click", (event, feature) => choose(feature));
  }

  function lines({ properties }) {
    return [[properties.name, properties.country].filter(Boolean).join(", "), properties.events ? many(properties.events, "event") : "a facility that reports tell of",
      ...QUADS.filter((quad) => properties[quad.key]).map((quad) => `${properties[quad.key]} ${quad.name}`),
      properties.first ? `${day(properties.first)}${properties.last !== properties.first ? ` to ${day(properties.last)}` : ""}` : null].filter(Boolean);
  }

  function fit() {
    if (!features.length) return;
    const [width, height] = ["width", "height"].map((side) => Number(shown.svg.attr(side)));
    const points = features.map((feature) => projection(feature.geometry.coordinates)).filter(Boolean);
    const [[x0, x1], [y0, y1]] = [0, 1].map((axis) => d3.extent(points, (point) => point[axis]));
    const k = Math.max(1, Math.min(12, 0.8 / Math.max((x1 - x0) / width, (y1 - y0) / height, 0.01)));
    shown.svg.call(zoom.transform, d3.zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(x0 + x1) / 2, -(y0 + y1) / 2));
  }

  /** What was at a place: an event's place counts as taking part in it. */
  const there = (feature) => ({ ...carried(section.dataset.src, "type", "status", "outlet"), ...filters, actor: asked.get("actor") ?? feature.id, other: asked.get("actor") ? feature.id : null });

  async function choose(feature) {
    chosen = feature;
    place();
    if (!feature) {
      panel.replaceChildren(el("h3", { text: "Where most happened" }), el("ol", {}, features.filter((one) => one.properties.events).slice(0, 10).map((one) => el("li", {},
        el("button", { type: "button", class: "link", onclick: () => choose(one), text: one.properties.name }), ` ${one.properties.events}`))));
      return;
    }
    say(lines(feature).join(", "));
    const title = el("h3", {}, el("a", { href: entityHref(feature.id), text: feature.properties.name }));
    panel.replaceChildren(title, el("p", { class: "meta", text: lines(feature).slice(1).join(" · ") }));
    try {
      const { items, total } = await get(address("/api/v1/events", { ...there(feature), per: 12 }), "place");
      panel.append(el("ul", { class: "brief" }, items.map((item) => el("li", {},
        el("a", { class: `chip ${quadOf(item.quad)?.css ?? ""}`, href: recordHref(item.id), text: item.type }),
        ` ${[item.actors, item.recipients].filter((side) => side?.length).map((side) => side.map((role) => role.name ?? role.text).join(", ")).join(" → ")} `,
        el("time", { class: "meta", datetime: item.day, text: day(item.day) })))));
      if (total > items.length) panel.append(el("p", {}, el("a", { href: address("/events", there(feature)), text: `All ${many(total, "event")}` })));
    } catch (error) {
      if (!stale(error)) panel.append(el("p", { class: "note", text: error.message }));
    }
  }

  shown.svg.on("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move && features.length) {
      event.preventDefault();
      const at = features.indexOf(chosen);
      choose(features[(at + move + features.length) % features.length]);
    } else if (event.key === "+" || event.key === "=") shown.svg.call(zoom.scaleBy, 1.8);
    else if (event.key === "-") shown.svg.call(zoom.scaleBy, 1 / 1.8);
    else if (event.key === "Escape") choose(null);
    else if (event.key === "Enter" && chosen) location.href = entityHref(chosen.id);
  });

  await refresh();
  const series = address("/api/v1/series", { ...carried(section.dataset.src, "type", "quad", "status", "outlet"), a: asked.get("actor"), b: asked.get("other"), by: "month" });
  await timebrush(d3, strip, series, "map-time", filters, (from, to) => change({ from, to })).catch((error) => stale(error) || failed(strip, error));
}

const circle = (r) => `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;
const square = (r) => `M${-r},${-r}h${2 * r}v${2 * r}h${-2 * r}z`;
