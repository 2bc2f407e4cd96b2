// What the page does beyond the server's HTML. Each view is a module of its own, fetched only where a page has it.
import { el } from "./dom.js";
import * as complete from "./complete.js";
import * as keys from "./keys.js";
import * as review from "./review.js";
import * as theme from "./theme.js";

const VIEWS = {
  timeline: () => import("./timeline.js"),
  series: () => import("./series.js"),
  network: () => import("./network.js"),
  map: () => import("./map.js"),
  asof: () => import("./asof.js"),
  layers: () => import("./layers.js"),
};

/** Wakes the views of `root`; one that fails leaves the server's HTML as it was, and says so in the console. */
async function enhance(root) {
  for (const form of root.querySelectorAll('form[role="search"], form.search')) complete.start(form);
  for (const section of root.querySelectorAll("[data-view]")) {
    const load = VIEWS[section.dataset.view];
    if (!load) continue;
    near(section, async () => {
      try {
        await (await load()).start(section);
        section.dataset.ready = "true";
      } catch (error) {
        section.dataset.ready = "failed";
        console.error(`${section.dataset.view}:`, error);
      }
    });
  }
  copying(root);
}

/** Runs `act` once the section is in or near the window: what is far below costs nothing yet. */
function near(section, act) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    act();
  }, { rootMargin: "600px" });
  watch.observe(section);
}

/** A button beside each command that copies it. */
function copying(root) {
  if (!navigator.clipboard) return;
  for (const code of root.querySelectorAll("code.command")) {
    const button = el("button", { type: "button", class: "quiet copy", onclick: async () => {
      await navigator.clipboard.writeText(code.textContent.trim());
      button.textContent = "copied";
      setTimeout(() => {
        button.textContent = "copy";
      }, 1500);
    }, text: "copy", "aria-label": "Copy the command" });
    code.after(" ", button);
  }
}

const header = document.querySelector("body > header");
if (header) {
  let tools = header.querySelector(".tools");
  if (!tools) header.append((tools = el("div", { class: "tools" })));
  tools.append(theme.button(), keys.start());
}
review.start(enhance);
enhance(document);
