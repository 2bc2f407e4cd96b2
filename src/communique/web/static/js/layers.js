// A report's text: layers switched on and off, and the records that a mark belongs to shown beside it at a click.
import { el, say } from "./dom.js";
import { LAYERS } from "./words.js";

const narrow = () => matchMedia("(max-width: 62rem)").matches;

export function start(section) {
  const form = section.querySelector("form");
  const text = section.querySelector("article");
  if (!text) return;
  const marks = [...text.querySelectorAll(".mark")];
  const sheet = el("dialog", { class: "sheet", "aria-label": "The record" });
  document.body.append(sheet);
  let home = null;
  let moved = null;

  // the switches
  const boxes = [...(form?.querySelectorAll('input[name="layer"]') ?? [])];
  const apply = () => {
    for (const layer of LAYERS) {
      const box = boxes.find((one) => one.value === layer);
      document.body.classList.toggle(`off-${layer}`, Boolean(box) && !box.checked);
    }
    for (const mark of marks) {
      const on = LAYERS.some((layer) => mark.classList.contains(`l-${layer}`) && !document.body.classList.contains(`off-${layer}`));
      mark.classList.toggle("mark-off", !on);
      if (mark.href) mark.tabIndex = on ? 0 : -1;
    }
  };
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const url = new URL(location.href);
      url.searchParams.delete("layer");
      if (!boxes.every((one) => one.checked)) for (const one of boxes) if (one.checked) url.searchParams.append("layer", one.value);
      history.replaceState(history.state, "", url);
      apply();
      say(`${box.value} ${box.checked ? "shown" : "hidden"}`);
    });
  }
  for (const button of form?.querySelectorAll('button:not([name]), input[type="submit"]') ?? []) button.hidden = true;
  apply();

  const place = (id) => document.getElementById(`r-${id}`);
  const idsOf = (mark) => (mark.dataset.records ?? "").split(" ").filter(Boolean);

  function light(ids) {
    for (const mark of marks) mark.classList.toggle("lit", idsOf(mark).some((id) => ids.includes(id)));
    for (const other of document.querySelectorAll(".records .chosen, .sheet .chosen")) other.classList.remove("chosen");
  }

  /** Shows the record `id` beside the text (on a phone: in a sheet over it); `among` are all of the mark's. */
  function show(id, among = [id]) {
    putBack();
    const item = place(id);
    light([id]);
    if (!item) return;
    for (const one of document.querySelectorAll("[data-record] > details[open]")) if (!item.contains(one)) one.open = false;
    const fold = item.querySelector("details");
    if (fold) fold.open = true;
    item.classList.add("chosen");
    const tabs = among.length > 1 ? el("div", { class: "toolbar tabs", role: "group", "aria-label": "Records at these words" },
      among.map((other) => el("button", { type: "button", "aria-pressed": String(other === id), onclick: () => show(other, among), text: nameOf(other) }))) : null;
    if (narrow()) {
      moved = item;
      home = el("span", { hidden: true });
      item.replaceWith(home);
      sheet.replaceChildren(el("div", { class: "sheet-head" }, tabs ?? el("span"), el("button", { type: "button", class: "quiet", onclick: () => sheet.close(), text: "Close" })),
        el("ol", { class: "plain-list" }, item));
      if (!sheet.open) sheet.showModal();
    } else {
      document.querySelector(".mark-tabs")?.remove();
      if (tabs) {
        tabs.classList.add("mark-tabs");
        item.prepend(tabs);
      }
      item.scrollIntoView({ block: "nearest" });
    }
    history.replaceState(history.state, "", `#r-${id}`);
    say((item.querySelector("summary") ?? item).textContent.replace(/\s+/g, " ").trim());
  }

  const nameOf = (id) => (place(id)?.className.match(/l-(\w+)/) ?? id.match(/^(\w+)/) ?? ["", "record"])[1];

  function putBack() {
    if (home) home.replaceWith(moved);
    home = null;
    document.querySelector(".mark-tabs")?.remove();
  }
  sheet.addEventListener("close", () => {
    putBack();
    light([]);
  });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });

  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    event.preventDefault();
    const visible = idsOf(mark).filter((id) => !document.body.classList.contains(`off-${nameOf(id)}`));
    const ids = visible.length ? visible : idsOf(mark);
    // the innermost record first; a name or a time where there is nothing else
    show(ids.findLast((id) => !/^(mention|time):/.test(id)) ?? ids.at(-1), ids);
  });

  // from a record to its words
  document.addEventListener("toggle", (event) => {
    const item = event.target.closest?.("[data-record]");
    if (!item || !event.target.open || sheet.open || event.target.parentElement !== item) return;
    light([item.dataset.record]);
    item.classList.add("chosen");
    text.querySelector(".lit")?.scrollIntoView({ block: "nearest" });
  }, true);

  document.addEventListener("layer", ({ detail }) => boxes[detail]?.click());
  document.addEventListener("step", ({ detail }) => {
    const on = marks.filter((mark) => mark.href && !mark.classList.contains("mark-off"));
    const at = on.indexOf(document.activeElement);
    on[(at + detail + on.length) % on.length]?.focus();
  });

  const start = decodeURIComponent(location.hash);
  if (start.startsWith("#r-")) show(start.slice(3));
}
