// The search box completes the names of entities that the archive knows; without a choice it searches the reports.
import { el, settled } from "./dom.js";
import { address, get, stale } from "./data.js";
import { entityHref, many } from "./words.js";

let made = 0;

export function start(form) {
  const input = form.querySelector('input[name="q"]');
  if (!input || input.getAttribute("role") === "combobox") return;
  const id = `found-${(made += 1)}`;
  const list = el("ul", { id, class: "suggestions", role: "listbox", "aria-label": "Entities", hidden: true });
  for (const [key, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" })) input.setAttribute(key, value);
  form.append(list);
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const ask = settled(async () => {
    const words = input.value.trim();
    if (words.length < 2) return close();
    try {
      const { items } = await get(address("/api/v1/entities", { q: words, limit: 8 }), id);
      if (document.activeElement !== input) return close();
      at = -1;
      list.replaceChildren(...items.map((item, i) => el("li", { id: `${id}-${i}`, role: "option", "aria-selected": "false", "data-href": entityHref(item.entity),
        onpointerdown: (event) => {
          event.preventDefault();
          location.href = entityHref(item.entity);
        } },
      el("span", { text: item.name }), el("small", { text: [item.kind, item.country, many(item.records, "record")].filter(Boolean).join(" · ") }))));
      list.hidden = !items.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    } catch (error) {
      if (!stale(error)) close();
    }
    return undefined;
  }, 140);

  input.addEventListener("input", ask);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const options = [...list.children];
    if (event.key === "Escape") close();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : options.length + (at < 0 ? 0 : -1))) % options.length;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
      input.setAttribute("aria-activedescendant", options[at].id);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      location.href = options[at].dataset.href;
    }
  });
}
