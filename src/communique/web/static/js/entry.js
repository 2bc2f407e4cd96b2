// One line of a list, as the server writes it: what, who, when, where it was read, and the words it rests on.
import { el } from "./dom.js";
import { day, entityHref, headline, quadOf, recordHref } from "./words.js";

function parties(roles) {
  return (roles ?? []).flatMap((role, i) => {
    const name = role.name ?? role.text ?? "someone";
    return [i ? ", " : null, role.entity ? el("a", { href: entityHref(role.entity), text: name }) : name];
  });
}

/** The list item of an event or a change of standing. */
export function entry(item) {
  const quad = quadOf(item.quad);
  const { kind } = headline(item);
  return el("li", { class: "entry", "data-record": item.id },
    el("p", { class: "entry-head" },
      el("a", { class: `chip ${quad?.css ?? "fact"}`, href: recordHref(item.id), text: kind }), " ",
      item.status && item.status !== "actual" ? el("span", { class: `status is-${item.status}`, text: item.status }) : null, " ",
      parties(item.actors), item.recipients?.length ? " → " : null, parties(item.recipients)),
    el("p", { class: "meta" }, el("time", { datetime: item.day ?? null, text: day(item.day) }),
      item.outlet ? ` · ${item.outlet}` : null, item.title ? ` · ${item.title}` : null),
    item.words ? el("blockquote", { class: "evidence", text: item.words }) : null);
}
