// The small card that says what is under the pointer or the keyboard's cursor.
import { el } from "./dom.js";

let card = null;

/** Shows `lines` (the first is the heading) near the point `x`, `y` of the window. */
export function show(lines, x, y) {
  card ??= document.body.appendChild(el("div", { class: "tip", "aria-hidden": "true" }));
  card.replaceChildren(...lines.filter(Boolean).map((line, i) => el("p", { class: i ? null : "tip-head", text: line })));
  card.hidden = false;
  const box = card.getBoundingClientRect();
  const left = Math.min(Math.max(8, x + 14), innerWidth - box.width - 8);
  const above = y - box.height - 14;
  card.style.left = `${left}px`;
  card.style.top = `${above > 8 ? above : y + 18}px`;
}

export function hide() {
  if (card) card.hidden = true;
}

addEventListener("scroll", hide, { passive: true, capture: true });
addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
