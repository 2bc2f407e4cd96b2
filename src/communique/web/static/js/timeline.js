// The timeline: a lane for each quad class and one for changes of standing; scrolled, zoomed, filtered; and the list
// of what is in the window beneath it.
import { el, failed, say, settled } from "./dom.js";
import { address, carried, get, remember, stale } from "./data.js";
import { choice, picture, press, switches, toolbar } from "./frame.js";
import { entry } from "./entry.js";
import { d3 as load } from "./libs.js";
import * as tip from "./tip.js";
import { QUADS, date, day, headline, iso, many, quadOf, recordHref } from "./words.js";

const LANES = [...QUADS, { key: "fact", name: "changes of standing", css: "fact" }];
const MARGIN = { top: 8, right: 14, bottom: 26 };
const LANE = 58;
const DOT = 4.5;
const LISTED = 60;

export async function start(section) {
  const d3 = await load();
  const list = section.querySelector("ol");
  const written = [...list.childNodes];
  const box = el("div", { class: "stage" });
  list.before(box);
  const asked = new URL(section.dataset.src, location.origin).searchParams;
  const filters = { type: asked.getAll("type"), status: asked.getAll("status"), outlet: asked.getAll("outlet") };
  const lanes = new Set(LANES.map((lane) => lane.key));
  let items = [];
  let total = 0;
  let page = 1;
  let pages = 1;
  let transform = d3.zoomIdentity;
  let x = null;
  let at = -1;
  let touched = false;
  let span = null; // of the whole time, the part that was asked for because not all of it was loaded
  const source = (page) => address(section.dataset.src, { ...filters, ...span, per: 500, page });

  const choices = el("div", { class: "choices" });
  const drawing = el("div", { class: "lanes" });
  const readout = el("p", { class: "readout" });
  const more = press("Load earlier", "Load earlier events", () => grow());
  const only = el("a", { class: "only", href: "#" }, "Filter the page to this span");
  box.append(
    toolbar("Kinds", switches(LANES.map((lane) => ({ ...lane, on: true })), (key, on) => {
      if (on) lanes.add(key);
      else lanes.delete(key);
      shown.redraw();
      relist();
    })),
    toolbar("The window", choices, press("−", "Zoom out", () => zoomBy(1 / 1.8)), press("+", "Zoom in", () => zoomBy(1.8)),
      press("Everything", "Show the whole time", () => everything()), only),
    drawing, readout, more);
  if (section.id) list.classList.add("boxed");

  const focused = () => drawing.contains(document.activeElement);
  const zoom = d3.zoom().scaleExtent([1, 4000]).on("zoom", ({ transform: now }) => {
    transform = now;
    shown.redraw();
    relistSoon();
  }).filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey || event.shiftKey || focused() : !event.button));
  const shown = picture(d3, drawing, "", () => MARGIN.top + LANES.length * LANE + MARGIN.bottom, draw, { tabindex: "0" });
  shown.svg.call(zoom).on("dblclick.zoom", null);
  const relistSoon = settled(relist, 120);

  async function refresh() {
    try {
      page = 1;
      const same = carried(section.dataset.src, ...Object.keys(filters));
      touched = span !== null || Object.keys(filters).some((key) => String(same[key]) !== String(filters[key]));
      const answer = await get(source(1), "timeline");
      [items, total, pages] = [[], answer.total, answer.pages];
      add(answer.items);
      options();
      settle(d3.zoomIdentity);
    } catch (error) {
      if (!stale(error)) failed(drawing, error);
    }
  }

  async function grow() {
    page += 1;
    try {
      add((await get(source(page), "timeline")).items);
      settle(d3.zoomIdentity);
    } catch (error) {
      if (!stale(error)) readout.textContent = error.message;
    }
  }

  function add(some) {
    for (const item of some) {
      const when = date(item.day);
      const lane = item.what === "fact" ? "fact" : quadOf(item.quad)?.key;
      if (lane) items.push({ ...item, when, lane });
    }
    items.sort((a, b) => (a.when ?? 0) - (b.when ?? 0) || (a.id < b.id ? -1 : 1));
  }

  function options() {
    const seen = (key) => [...new Set(items.map((item) => item[key]).filter(Boolean))].sort();
    choices.replaceChildren(...["type", "status", "outlet"].map((key) => {
      const known = [...document.querySelectorAll(`.filters input[name="${key}"][type="checkbox"]`)].map((box) => box.value);
      const values = new Set([...seen(key), ...known]);
      for (const value of filters[key]) values.add(value);
      const chosen = filters[key].length > 1 ? "several" : filters[key][0] ?? "";
      const several = filters[key].length > 1 ? [["several", filters[key].join(", ")]] : [];
      return choice(key[0].toUpperCase() + key.slice(1), [["", "any"], ...several, ...[...values].sort().map((value) => [value, value.replaceAll("_", " ")])], chosen, (value) => {
        if (value === "several") return;
        filters[key] = value ? [value] : [];
        remember({ [key]: filters[key], page: null });
        refresh();
      });
    }));
  }

  const seen = () => items.filter((item) => item.when && lanes.has(item.lane));
  const inWindow = () => {
    if (!x) return [];
    const [from, to] = x.domain();
    return seen().filter((item) => item.when >= from && item.when <= to);
  };

  function draw(svg, width, height) {
    svg.selectAll("*").remove();
    const dated = items.filter((item) => item.when);
    const narrow = width < 520;
    const left = narrow ? 10 : 150;
    let [from, to] = d3.extent(dated, (item) => item.when);
    if (!from) {
      svg.append("text").attr("class", "empty").attr("x", width / 2).attr("y", height / 2).text("Nothing dated to show");
      return;
    }
    const slack = Math.max(864e5 * 3, (to - from) * 0.02);
    const whole = d3.scaleUtc([new Date(+from - slack), new Date(+to + slack)], [left, width - MARGIN.right]);
    zoom.extent([[left, 0], [width - MARGIN.right, height]]).translateExtent([[left, 0], [width - MARGIN.right, height]]);
    x = transform.rescaleX(whole);
    const base = (i) => MARGIN.top + (i + 1) * LANE - 9;
    LANES.forEach((lane, i) => {
      svg.append("line").attr("class", "lane").attr("x1", left).attr("x2", width - MARGIN.right).attr("y1", base(i) + 8).attr("y2", base(i) + 8);
      svg.append("text").attr("class", "lane-name").attr("x", narrow ? left : left - 12).attr("y", narrow ? base(i) - 34 : base(i) - 12)
        .attr("text-anchor", narrow ? "start" : "end").text(lane.name);
    });
    const axis = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - MARGIN.bottom})`);
    axis.call(d3.axisBottom(x).ticks(Math.max(2, (width - left) / 110)).tickSizeOuter(0));
    const tall = Math.floor((LANE - 16) / (DOT * 2 + 1));
    const columns = new Map();
    for (const item of inWindow()) {
      const lane = LANES.findIndex((one) => one.key === item.lane);
      const column = `${lane}:${Math.round(x(item.when) / (DOT * 2 + 1))}`;
      if (!columns.has(column)) columns.set(column, []);
      columns.get(column).push({ item, lane });
    }
    const dots = svg.append("g");
    for (const column of columns.values()) {
      column.forEach(({ item, lane }, i) => {
        if (i < tall) item.dot = dot(dots, item, x(item.when), base(lane) - i * (DOT * 2 + 1));
        else item.dot = null;
      });
      if (column.length > tall) {
        dots.append("text").attr("class", "more").attr("x", x(column[0].item.when)).attr("y", base(column[0].lane) - tall * (DOT * 2 + 1) + 2)
          .text(`+${column.length - tall}`);
      }
    }
    mark();
  }

  function dot(group, item, cx, cy) {
    const made = group.append("circle").attr("cx", cx).attr("cy", cy).attr("r", DOT)
      .attr("class", `dot ${LANES.find((lane) => lane.key === item.lane).css} is-${item.status ?? "actual"}`)
      .on("pointerenter", (event) => tip.show(lines(item), event.clientX, event.clientY))
      .on("pointerleave", tip.hide)
      .on("click", () => select(seen().indexOf(item), true));
    return made.node();
  }

  function lines(item) {
    const { kind, parties } = headline(item);
    const words = (item.words ?? "").replace(/\s+/g, " ");
    return [`${kind}${item.status && item.status !== "actual" ? ` (${item.status})` : ""}`, parties, `${day(item.day)}${item.outlet ? ` · ${item.outlet}` : ""}`,
      words.length > 160 ? `${words.slice(0, 159)}…` : words];
  }

  function select(i, scroll = false) {
    at = i;
    mark();
    const item = seen()[i];
    if (!item) return;
    say(lines(item).join(", "));
    let row = list.querySelector(`[data-record="${CSS.escape(item.id)}"]`);
    if (!row) {
      row = entry(item);
      list.prepend(row);
    }
    for (const other of list.children) other.classList.toggle("chosen", other === row);
    if (scroll) row.scrollIntoView({ block: "nearest" });
  }

  function mark() {
    const item = seen()[at];
    shown.svg.selectAll(".dot").classed("chosen", function () {
      return item && this === item.dot;
    });
  }

  function relist() {
    const window = inWindow();
    const undated = items.filter((item) => !item.when && lanes.has(item.lane)).length;
    const [from, to] = x ? x.domain() : [null, null];
    only.hidden = !x || transform.k === 1;
    if (!only.hidden) only.href = address(location.pathname + location.search, { from: iso(from), to: iso(to), page: null });
    const whole = transform.k === 1 && lanes.size === LANES.length && !touched;
    list.replaceChildren(...(whole ? written : window.slice(-LISTED).reverse().map(entry)));
    const span = x ? `${day(iso(window[0]?.when ?? from))} to ${day(iso(window.at(-1)?.when ?? to))}` : "";
    readout.textContent = `${many(window.length, "entry", "entries")} in the window, ${span}`
      + (!whole && window.length > LISTED ? `; the latest ${LISTED} are listed` : "")
      + (undated ? `; ${undated} without a date stand in the list alone` : "")
      + (total > items.length && pages > page ? `; the latest ${items.length} of ${many(total, "event")} are loaded` : "");
    more.hidden = pages <= page;
  }

  function settle(now) {
    transform = now;
    shown.svg.attr("aria-label", `Timeline of ${many(seen().length, "entry", "entries")}. Left and right go from one to the next, Enter opens it, plus and minus zoom.`);
    shown.svg.property("__zoom", now);
    shown.redraw();
    relist();
  }

  function everything() {
    if (!span) return settle(d3.zoomIdentity);
    span = null;
    return refresh();
  }

  function zoomBy(factor) {
    const width = Number(shown.svg.attr("width"));
    const centre = seen()[at]?.dot ? Number(seen()[at].dot.getAttribute("cx")) : width / 2;
    shown.svg.call(zoom.scaleBy, factor, [centre, 0]);
  }

  shown.svg.on("keydown", (event) => {
    const all = seen();
    const start = at < 0 ? all.length : at; // the first step back is to the newest
    const to = { ArrowLeft: start - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && all.length) {
      event.preventDefault();
      select(Math.min(all.length - 1, Math.max(0, to)));
      const item = all[at];
      if (item && !(item.when >= x.domain()[0] && item.when <= x.domain()[1])) {
        shown.svg.call(zoom.translateBy, ((Number(shown.svg.attr("width")) / 2) - x(item.when)) / transform.k, 0);
      }
    } else if (event.key === "+" || event.key === "=") zoomBy(1.8);
    else if (event.key === "-") zoomBy(1 / 1.8);
    else if (event.key === "0") everything();
    else if (event.key === "Enter" && all[at]) location.href = recordHref(all[at].id);
  });

  document.addEventListener("span", async ({ detail }) => {
    if (span || pages > page) {
      span = { from: iso(detail.from), to: iso(detail.to) };
      await refresh();
      section.scrollIntoView({ block: "start" });
      say(readout.textContent);
      return;
    }
    if (!x) return;
    settle(d3.zoomIdentity);
    const width = Number(shown.svg.attr("width"));
    const left = width < 520 ? 10 : 150;
    const [a, b] = [x(detail.from), x(new Date(+detail.to + 864e5))];
    const k = Math.min(4000, (width - MARGIN.right - left) / Math.max(1, b - a));
    shown.svg.call(zoom.transform, d3.zoomIdentity.translate(left - a * k, 0).scale(k));
    section.scrollIntoView({ block: "start" });
    say(readout.textContent);
  });

  await refresh();
}
