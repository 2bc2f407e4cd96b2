// Elements made without a line of markup: whatever comes from a report goes in as text, never as HTML.

/** An element of `name`; `props` become attributes (`on…` listeners, `class`, `text`), `children` follow. */
export function el(name, props = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") node.textContent = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** What is said to a screen reader once, without moving the focus. */
export function say(words) {
  let live = document.getElementById("announced");
  if (!live) {
    live = el("div", { id: "announced", class: "visually-hidden", role: "status", "aria-live": "polite" });
    document.body.append(live);
  }
  live.textContent = words;
}

/** `act` once the calls have stopped for `wait` milliseconds. */
export function settled(act, wait = 200) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
}

/** A colour of the style sheet by its variable, as the browser resolves it in the theme of now: `rgb(r, g, b)`. */
export function colour(variable) {
  const probe = el("span", { hidden: true });
  probe.style.color = `var(--${variable})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Calls `act` whenever dark turns light or light dark. */
export function onTheme(act) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
  document.addEventListener("theme", act);
}

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The scripts' part of a view, put where its `table` stands; that goes, whole, into a fold called `label` beneath. */
export function stage(section, label) {
  const box = el("div", { class: "stage" });
  const fold = el("details", { class: "plain" }, el("summary", { text: label }));
  const rest = [...section.querySelectorAll(":scope > table, :scope > .scroll, :scope > .left")];
  rest[0].before(box, fold);
  fold.append(...rest);
  return { box, fold };
}

/** What a view shows where its data did not come. */
export function failed(box, error) {
  box.replaceChildren(el("p", { class: "note", role: "alert", text: `This picture could not be drawn: ${error.message}` }));
}
