// A drawing that fills its box: an SVG whose size follows the window, and the rows of buttons above it.
import { el } from "./dom.js";
import { QUADS } from "./words.js";

/** An SVG of `height` pixels in `box`, described by `label`; `draw(svg, width, height)` runs
 * at each new width, the first too, and at `redraw()`. */
export function picture(d3, box, label, height, draw, props = {}) {
  const svg = d3.select(box).append("svg").attr("class", "picture").attr("role", "img").attr("aria-label", label);
  for (const [key, value] of Object.entries(props)) svg.attr(key, value);
  let last = 0;
  const redraw = (force = true) => {
    const width = Math.floor(box.getBoundingClientRect().width);
    if (!width || (!force && width === last)) return;
    last = width;
    const tall = typeof height === "function" ? height(width) : height;
    svg.attr("width", width).attr("height", tall).attr("viewBox", `0 0 ${width} ${tall}`);
    draw(svg, width, tall);
  };
  new ResizeObserver(() => redraw(false)).observe(box); // tells of the first size too, once the caller is done
  return { svg, redraw };
}

/** A row of controls above a picture, named for those who cannot see that it is one. */
export function toolbar(label, ...controls) {
  return el("div", { class: "toolbar", role: "group", "aria-label": label }, ...controls);
}

/** A labelled select; `options` are [value, text] pairs; `act(value)` on change. */
export function choice(label, options, chosen, act) {
  const select = el("select", { onchange: () => act(select.value) },
    options.map(([value, text]) => el("option", { value, text, selected: value === chosen })));
  return el("label", { class: "choice" }, el("span", { text: label }), select);
}

/** Buttons that switch parts on and off; `act(key, on)` at each press. */
export function switches(parts, act) {
  return parts.map(({ key, name, css, on }) => el("button", {
    type: "button", class: `switch ${css ?? ""}`, "aria-pressed": String(on),
    onclick: (event) => {
      const now = event.currentTarget.getAttribute("aria-pressed") !== "true";
      event.currentTarget.setAttribute("aria-pressed", String(now));
      act(key, now);
    },
  }, el("span", { class: "swatch", "aria-hidden": "true" }), name));
}

/** A button; a sign for its text is told as `label`, words stand for themselves. */
export const press = (text, label, act) => el("button", { type: "button", "aria-label": /[a-z]/i.test(text) ? null : label, title: label, onclick: act, text });

/** Which colour is which quad class; `told` are words before it for those who cannot see the colours. */
export const legend = (told = "The colours") => el("ul", { class: "legend", "aria-label": told },
  QUADS.map((quad) => el("li", {}, el("span", { class: `swatch ${quad.css}` }), quad.name)));
