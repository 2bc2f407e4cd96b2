// Keys for those who read much: one letter each, off while one types, and off for good where one wants that.
import { el } from "./dom.js";

const STORE = "communique.keys";
const PAGES = { s: "/", e: "/events", c: "/commitments", n: "/network", m: "/map", r: "/reports", w: "/statements", f: "/facts" };
const HELP = [
  ["/", "search"], ["j k", "next, previous entry or mark"], ["Enter", "open what is in focus"], ["[ ]", "page before, page after"],
  ["1 to 6", "in a report: its layers, in the order of their boxes"],
  ["g s", "start"], ["g e", "events"], ["g c", "commitments"], ["g n", "network"], ["g m", "map"], ["g w", "statements"], ["g f", "facts"], ["g r", "reports"],
  ["t", "colours: as the system, light, dark"], ["?", "this list"], ["Esc", "close"],
];

const on = () => {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true;
  }
};

let gone = 0;

export function start() {
  const dialog = help();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "?") {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (!on() || document.querySelector("dialog[open]")) return;
    if (Date.now() - gone < 1200 && PAGES[event.key]) {
      location.href = PAGES[event.key];
      return;
    }
    gone = event.key === "g" ? Date.now() : 0;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector('input[type="search"], input[name="q"]')?.focus();
    } else if (event.key === "t") document.getElementById("theme")?.click();
    else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "[" || event.key === "]") document.querySelector(`.pager a[rel="${event.key === "[" ? "prev" : "next"}"]`)?.click();
    else if (/^[1-6]$/.test(event.key)) document.dispatchEvent(new CustomEvent("layer", { detail: Number(event.key) - 1 }));
  });
  return el("button", { type: "button", class: "quiet", "aria-label": "Keys", title: "Keys (?)", onclick: () => dialog.showModal(), text: "?" });
}

/** The next or the last of what stands in a list: marks in a report, entries elsewhere. */
function step(by) {
  if (document.querySelector('[data-view="layers"]')) {
    document.dispatchEvent(new CustomEvent("step", { detail: by }));
    return;
  }
  const all = [...document.querySelectorAll("main ol > li, main tbody tr")].filter((row) => row.offsetParent)
    .map((row) => row.querySelector("a.record, a[href^='/report/'], a")).filter(Boolean);
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.focus();
}

function help() {
  const box = el("input", { type: "checkbox", checked: on() });
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(STORE, box.checked ? "on" : "off");
    } catch {
      // nothing is kept here: the keys stay on
    }
  });
  const dialog = el("dialog", { class: "keys", "aria-labelledby": "keys-title" }, el("h2", { id: "keys-title", text: "Keys" }),
    el("dl", {}, HELP.flatMap(([key, what]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text: what })])),
    el("label", { class: "tick" }, box, " one-letter keys are on"),
    el("form", { method: "dialog" }, el("button", { text: "Close" })));
  document.body.append(dialog);
  return dialog;
}
