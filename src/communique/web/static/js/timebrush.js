// The span of time under a network or a map: events by month as a strip to brush over, two dates to type, and a button
// that lets the window run.
import { el } from "./dom.js";
import { get } from "./data.js";
import { picture, press, toolbar } from "./frame.js";
import { date, day, iso, many } from "./words.js";

const MARGIN = { top: 4, right: 10, bottom: 20, left: 10 };

/** Puts the strip into `box`; `act(from, to)` with ISO days, or nulls for all of time, after each change. */
export async function timebrush(d3, box, source, slot, span, act) {
  const rows = (await get(source, slot)).items.map((row) => ({ at: date(row.period), events: row.events }));
  if (rows.length < 2) return;
  const first = rows[0].at;
  const last = new Date(d3.utcMonth.offset(rows.at(-1).at, 1) - 864e5);
  let [from, to] = [date(span.from) ?? first, date(span.to) ?? last];
  let running = 0;

  const input = (label, value) => {
    const made = el("input", { type: "date", value: iso(value), min: iso(first), max: iso(last), onchange: () => typed() });
    return [made, el("label", { class: "choice" }, el("span", { text: label }), made)];
  };
  const [fromInput, fromLabel] = input("From", from);
  const [toInput, toLabel] = input("To", to);
  const run = press("▶ Run", "Let the window run through time", () => (running ? stop() : play()));
  const readout = el("p", { class: "readout" });
  const strip = el("div", { class: "strip" });
  box.append(toolbar("The time shown", fromLabel, toLabel, run, press("All of it", "Show all of the time", () => set(first, last))), strip, readout);

  let x = null;
  const brush = d3.brushX().on("end", ({ selection, sourceEvent }) => {
    if (!sourceEvent) return;
    if (!selection) set(first, last);
    else set(...selection.map((at) => d3.utcDay.round(x.invert(at))));
  });
  const shown = picture(d3, strip, "Events by month; drag over it to choose a span, or type the two dates", 64, (svg, width, height) => {
    svg.selectAll("*").remove();
    x = d3.scaleUtc([first, last], [MARGIN.left, width - MARGIN.right]);
    const y = d3.scaleSqrt([0, d3.max(rows, (row) => row.events) || 1], [height - MARGIN.bottom, MARGIN.top]);
    const bar = svg.append("g").attr("class", "strip-bars");
    for (const row of rows) {
      const end = d3.utcMonth.offset(row.at, 1);
      bar.append("rect").attr("x", x(row.at)).attr("width", Math.max(1, x(end) - x(row.at) - 1)).attr("y", y(row.events))
        .attr("height", height - MARGIN.bottom - y(row.events));
    }
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - MARGIN.bottom})`)
      .call(d3.axisBottom(x).ticks(Math.max(2, width / 120)).tickSizeOuter(0));
    brush.extent([[MARGIN.left, MARGIN.top], [width - MARGIN.right, height - MARGIN.bottom]]);
    svg.append("g").attr("class", "brush").call(brush);
    place();
  });

  function place() {
    const all = +from <= +first && +to >= +last;
    shown?.svg.select(".brush").call(brush.move, all ? null : [from, to].map(x));
    readout.textContent = all ? `${many(d3.sum(rows, (row) => row.events), "dated event")}, ${day(iso(first))} to ${day(iso(last))}`
      : `${day(iso(from))} to ${day(iso(to))}`;
  }

  function set(a, b) {
    [from, to] = [new Date(Math.max(first, Math.min(a, b))), new Date(Math.min(last, Math.max(a, b)))];
    [fromInput.value, toInput.value] = [iso(from), iso(to)];
    place();
    const all = +from <= +first && +to >= +last;
    act(all ? null : iso(from), all ? null : iso(to));
  }

  function typed() {
    set(date(fromInput.value) ?? first, date(toInput.value) ?? last);
  }

  function play() {
    const months = Math.max(1, Math.round(rows.length / 12));
    if (+to >= +last) set(first, d3.utcMonth.offset(first, months));
    run.textContent = "■ Stop";
    running = setInterval(() => {
      if (+to >= +last) stop();
      else set(d3.utcMonth.offset(from, 1), d3.utcMonth.offset(to, 1));
    }, 900);
  }

  function stop() {
    clearInterval(running);
    running = 0;
    run.textContent = "▶ Run";
  }

  place();
}
