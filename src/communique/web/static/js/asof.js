// "As of" as a slider: the standing facts of a day, told by the server's own table for that day.
import { el, say, settled } from "./dom.js";
import { address, page, remember, stale } from "./data.js";
import { date, day, iso } from "./words.js";

const DAY = 864e5;

export function start(section) {
  const table = section.querySelector("table");
  let input = section.querySelector('input[name="as_of"]');
  const today = date(iso(new Date()));
  const now = date(section.dataset.asOf) ?? date(input?.value) ?? today;
  const last = new Date(Math.max(now, today));
  const told = el("output", { class: "readout" });
  // from the first year that the table names on, but a decade at least
  const years = [...table.querySelectorAll("td")].map((cell) => /^\s*((?:1[5-9]|20)\d\d)\b/.exec(cell.textContent)?.[1]).filter(Boolean).map(Number);
  const first = new Date(Date.UTC(Math.min(last.getUTCFullYear() - 10, ...years), 0, 1));
  const slider = el("input", { type: "range", class: "time-slider", min: "0", max: String(Math.round((last - first) / DAY)),
    value: String(Math.round((now - first) / DAY)), "aria-label": "As of, by day", "aria-valuetext": day(iso(now)) });
  if (!input) {
    input = el("input", { type: "date", value: section.dataset.asOf || null });
    (table.closest(".scroll") ?? table).before(el("p", { class: "field" }, el("label", {}, "As of ", input)));
  }
  const form = section.querySelector("form") ?? section.querySelector(".field");
  form.after(el("div", { class: "slide" },
    el("span", { class: "meta", "aria-hidden": "true", text: String(first.getUTCFullYear()) }), slider,
    el("span", { class: "meta", "aria-hidden": "true", text: String(last.getUTCFullYear()) }), told));
  tell(section.dataset.asOf);

  function tell(when) {
    told.textContent = when ? `as of ${day(when)}` : "of any time";
  }

  const chosen = () => new Date(+first + Number(slider.value) * DAY);
  slider.addEventListener("input", () => {
    const when = iso(chosen());
    input.value = when;
    slider.setAttribute("aria-valuetext", day(when));
    tell(when);
    swap(when);
  });
  input.addEventListener("change", () => {
    const when = date(input.value);
    if (!when) return;
    slider.value = String(Math.round((when - first) / DAY));
    tell(input.value);
    swap(input.value);
  });

  const swap = settled(async (when) => {
    try {
      const other = await page(address(location.pathname + location.search, { as_of: when }), "asof");
      const theirs = other.querySelector('[data-view="asof"]');
      const ours = new Set([form, section.querySelector(".slide"), ...section.querySelectorAll(":scope > h2")]);
      for (const node of [...section.children]) if (!ours.has(node)) node.remove();
      const heading = theirs.querySelector("h2");
      if (heading) section.querySelector("h2").textContent = heading.textContent;
      section.append(...[...theirs.children].filter((node) => !node.matches("form, h2")).map((node) => document.adoptNode(node)));
      remember({ as_of: when });
      say(`${section.querySelectorAll("tbody tr").length} facts as of ${day(when)}`);
    } catch (error) {
      if (!stale(error)) told.textContent = error.message;
    }
  }, 180);
}
