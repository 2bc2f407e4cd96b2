// Cooperation and conflict by period: cooperation above the line, conflict below it, words lighter than deeds.
import { failed, say, stage } from "./dom.js";
import { address, get, remember, stale } from "./data.js";
import { choice, legend, picture, toolbar } from "./frame.js";
import { d3 as load } from "./libs.js";
import * as tip from "./tip.js";
import { QUADS, count, date, day, iso, many } from "./words.js";

const BY = ["day", "week", "month", "quarter", "year"];
const MARGIN = { top: 12, right: 8, bottom: 24, left: 40 };
const UP = ["verbal_cooperation", "material_cooperation"];
const DOWN = ["verbal_conflict", "material_conflict"];

export async function start(section) {
  const d3 = await load();
  const { box } = stage(section, "The numbers as a table");
  const source = section.dataset.src;
  let by = new URL(source, location.origin).searchParams.get("by") ?? "month";
  let rows = [];
  let at = -1;

  const readout = document.createElement("p");
  readout.className = "readout";
  const drawing = document.createElement("div");
  box.append(toolbar("The picture", choice("By", BY.map((name) => [name, name]), by, (value) => {
    by = value;
    remember({ by });
    refresh();
  }), legend()), drawing, readout);

  const shown = picture(d3, drawing, "", 260, draw, { tabindex: "0" });

  async function refresh() {
    try {
      rows = (await get(address(source, { by }), "series")).items.map((row) => ({ ...row, at: date(row.period) }));
      at = -1;
      shown.svg.attr("aria-label", summary());
      shown.redraw();
      point(-1);
    } catch (error) {
      if (!stale(error)) failed(drawing, error);
    }
  }

  function summary() {
    const sum = (keys) => rows.reduce((all, row) => all + keys.reduce((part, key) => part + row[key], 0), 0);
    return `Events by ${by}: ${many(sum(UP), "act")} of cooperation above the line, ${many(sum(DOWN), "act")} of conflict below. `
      + "Left and right move through the periods, Enter shows one on the timeline.";
  }

  function draw(svg, width, height) {
    svg.selectAll("*").remove();
    if (!rows.length) {
      svg.append("text").attr("x", width / 2).attr("y", height / 2).attr("class", "empty").text("No dated events");
      return;
    }
    const step = (width - MARGIN.left - MARGIN.right) / rows.length;
    const x = (i) => MARGIN.left + i * step;
    const top = Math.max(1, ...rows.map((row) => d3.sum(UP, (key) => row[key])));
    const low = Math.max(1, ...rows.map((row) => d3.sum(DOWN, (key) => row[key])));
    const y = d3.scaleLinear([-low, top], [height - MARGIN.bottom, MARGIN.top]).nice(5);
    const ticks = y.ticks(5).filter(Number.isInteger);
    const grid = svg.append("g").attr("class", "grid");
    for (const tick of ticks) {
      grid.append("line").attr("x1", MARGIN.left).attr("x2", width - MARGIN.right).attr("y1", y(tick)).attr("y2", y(tick))
        .attr("class", tick === 0 ? "zero" : null);
      grid.append("text").attr("x", MARGIN.left - 8).attr("y", y(tick)).attr("dy", "0.32em").attr("text-anchor", "end")
        .text(count(Math.abs(tick)));
    }
    const bars = svg.append("g");
    const wide = Math.max(1, Math.min(26, step * 0.78));
    rows.forEach((row, i) => {
      for (const [keys, sign] of [[UP, 1], [DOWN, -1]]) {
        let from = 0;
        for (const key of [...keys].reverse()) {
          if (!row[key]) continue;
          const [a, b] = [y(sign * from), y(sign * (from + row[key]))];
          from += row[key];
          bars.append("rect").attr("class", `bar ${QUADS.find((quad) => quad.key === key).css}`)
            .attr("x", x(i) + (step - wide) / 2).attr("width", wide).attr("y", Math.min(a, b)).attr("height", Math.abs(a - b));
        }
      }
    });
    labels(svg, width, height, step, x);
    svg.append("rect").attr("class", "cursor").attr("y", MARGIN.top).attr("height", height - MARGIN.top - MARGIN.bottom)
      .attr("width", Math.max(step, 2)).attr("x", x(Math.max(at, 0))).attr("visibility", at < 0 ? "hidden" : "visible");
    const over = (event) => Math.min(rows.length - 1, Math.max(0, Math.floor((d3.pointer(event)[0] - MARGIN.left) / step)));
    svg.on("pointermove", (event) => {
      point(over(event));
      tip.show(words(rows[at]), event.clientX, event.clientY);
    }).on("pointerleave", () => {
      tip.hide();
      point(-1);
    }).on("click", (event) => choose(over(event)));
    svg.on("keydown", (event) => {
      const move = { ArrowLeft: -1, ArrowRight: 1, Home: -rows.length, End: rows.length }[event.key];
      if (move) {
        event.preventDefault();
        point(Math.min(rows.length - 1, Math.max(0, at + move)));
        say(words(rows[at]).join(", "));
      } else if (event.key === "Enter" && at >= 0) choose(at);
    });
  }

  function labels(svg, width, height, step, x) {
    const room = by === "year" ? 40 : 74;
    const every = Math.max(1, Math.ceil(room / step));
    const axis = svg.append("g").attr("class", "axis");
    for (let i = 0; i < rows.length; i += every) {
      const middle = x(i) + step / 2;
      if (middle > width - 24 && i) continue;
      axis.append("text").attr("x", Math.max(MARGIN.left + 10, middle)).attr("y", height - 7).attr("text-anchor", "middle")
        .text(short(rows[i].at));
    }
  }

  function short(when) {
    if (by === "year") return String(when.getUTCFullYear());
    if (by === "quarter") return `Q${Math.floor(when.getUTCMonth() / 3) + 1} ${when.getUTCFullYear()}`;
    return d3.utcFormat(by === "month" ? "%b %Y" : "%-d %b %y")(when);
  }

  function words(row) {
    const name = by === "month" ? day(row.period.slice(0, 7)) : by === "year" ? row.period.slice(0, 4) : by === "quarter" ? short(row.at)
      : `${by === "week" ? "week of " : ""}${day(row.period)}`;
    return [name, ...QUADS.filter((quad) => row[quad.key]).map((quad) => `${count(row[quad.key])} ${quad.name}`),
      row.events ? `PLOVER score ${row.score > 0 ? "+" : ""}${row.score}` : "nothing reported"];
  }

  function point(i) {
    at = i;
    const width = Number(shown.svg.attr("width"));
    const step = (width - MARGIN.left - MARGIN.right) / Math.max(1, rows.length);
    shown.svg.select(".cursor").attr("x", MARGIN.left + Math.max(0, i) * step).attr("visibility", i < 0 ? "hidden" : "visible");
    readout.textContent = i < 0 ? `${many(rows.reduce((all, row) => all + row.events, 0), "dated event")} in ${many(rows.length, by)}`
      : words(rows[i]).join(" · ");
  }

  function choose(i) {
    if (!rows[i]) return;
    const next = rows[i + 1]?.at ?? d3[`utc${by === "quarter" ? "Month" : by[0].toUpperCase() + by.slice(1)}`]
      .offset(rows[i].at, by === "quarter" ? 3 : 1);
    document.dispatchEvent(new CustomEvent("span", { detail: { from: rows[i].at, to: new Date(next - 864e5), words: iso(rows[i].at) } }));
  }

  await refresh();
}
