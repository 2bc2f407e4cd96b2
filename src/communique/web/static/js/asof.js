// "As of" as a slider: the standing facts of a day, told by the server's own table for that day.
import { el, say, settled } from "./dom.js";
import { address, page, remember, stale } from "./data.js";
import { date, day, iso } from "./words.js";

const DAY = 864e5;

export function start(section) {
  const form = section.querySelector("form");
  const input = form?.querySelector('input[name="as_of"]');
  if (!input) return;
  const last = date(section.dataset.to) ?? new Date();
  const first = date(section.dataset.from) ?? new Date(+last - 3650 * DAY);
  const now = date(input.value) ?? last;
  const slider = el("input", { type: "range", class: "time-slider", min: "0", max: String(Math.max(1, Math.round((last - first) / DAY))),
    value: String(Math.round((now - first) / DAY)), "aria-label": "As of, by day" });
  const told = el("output", { class: "readout", text: `as of ${day(iso(now))}` });
  form.after(el("div", { class: "slide" },
    el("span", { class: "meta", "aria-hidden": "true", text: String(first.getUTCFullYear()) }), slider,
    el("span", { class: "meta", "aria-hidden": "true", text: String(last.getUTCFullYear()) }), told));
  if (!section.id) section.id = "as-of";

  const chosen = () => new Date(+first + Number(slider.value) * DAY);
  slider.addEventListener("input", () => {
    const when = iso(chosen());
    input.value = when;
    slider.setAttribute("aria-valuetext", day(when));
    told.textContent = `as of ${day(when)}`;
    swap(when);
  });
  input.addEventListener("change", () => {
    const when = date(input.value);
    if (!when) return;
    slider.value = String(Math.round((when - first) / DAY));
    told.textContent = `as of ${day(input.value)}`;
    swap(input.value);
  });

  const swap = settled(async (when) => {
    try {
      const other = await page(address(location.pathname + location.search, { as_of: when }), "asof");
      const theirs = other.querySelector('[data-view="asof"]');
      const keep = new Set([form, section.querySelector(".slide"), section.querySelector(":scope > h2, :scope > h3")]);
      const fresh = [...(theirs?.children ?? [])].filter((node) => !node.matches("form, h2, h3"));
      for (const node of [...section.children]) if (!keep.has(node)) node.remove();
      section.append(...fresh.map((node) => document.adoptNode(node)));
      remember({ as_of: when });
      say(`${section.querySelectorAll("tbody tr").length} facts as of ${day(when)}`);
    } catch (error) {
      if (!stale(error)) told.textContent = error.message;
    }
  }, 180);
}
