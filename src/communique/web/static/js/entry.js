// One line of a timeline, as the server's own templates write it: day, what, who, and the words it rests on.
import { el } from "./dom.js";
import { entityHref, quadOf, recordHref, reportHref } from "./words.js";

const LONGEST = 240;

function parties(roles, nobody = null) {
  if (!roles?.length) return [nobody];
  return roles.flatMap((role, i) => {
    const name = role.name ?? role.text ?? "somebody";
    return [i ? ", " : null, role.entity ? el("a", { class: "party", href: entityHref(role.entity), text: name }) : el("span", { class: "party unknown", text: name })];
  });
}

function short(words) {
  const plain = (words ?? "").replace(/\s+/g, " ").trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).replace(/\s\S*$/, "")}…` : plain;
}

/** The list item of an event or a dated change of standing. */
export function entry(item) {
  const fact = item.what === "fact";
  return el("li", { class: `${item.what} ${quadOf(item.quad)?.css ?? ""} ${item.status ?? ""}`, "data-record": item.id, "data-day": item.day ?? "" },
    item.day ? el("time", { datetime: item.day, text: item.day }) : el("span", { class: "undated", text: "no date" }), " ",
    el("span", { class: "type", title: item.quad ?? null, text: (item.type ?? "").replaceAll("_", " ") + (!fact && item.mode ? `/${item.mode}` : "") }),
    fact ? [" ", el("span", { class: "mode", text: item.mode })] : null,
    item.status && item.status !== "actual" ? [" ", el("span", { class: "status", text: item.status })] : null, " ",
    el("span", { class: "who" }, parties(item.actors, "somebody"), fact && item.value ? ` (${item.value})` : null,
      item.recipients?.length ? [" ", el("span", { class: "to", "aria-hidden": "true", text: fact ? "·" : "→" }), el("span", { class: "sr", text: " to " }), " ", parties(item.recipients)] : null),
    item.place?.name ? el("span", { class: "place" }, " in ", parties([item.place])) : null, " ",
    el("q", { class: "words", text: short(item.words) }), " ",
    el("span", { class: "from" }, el("a", { href: `${reportHref(item.article)}#r-${item.id}`, text: item.outlet ?? item.title ?? "report" }), " · ",
      el("a", { class: "record", href: recordHref(item.id), text: "record" })));
}
