// How the page calls things: quad classes, kinds, days, numbers, and the addresses of entities and records.

export const QUADS = [
  { key: "verbal_cooperation", name: "verbal cooperation", css: "verbal-cooperation" },
  { key: "material_cooperation", name: "material cooperation", css: "material-cooperation" },
  { key: "verbal_conflict", name: "verbal conflict", css: "verbal-conflict" },
  { key: "material_conflict", name: "material conflict", css: "material-conflict" },
];

/** The quad class that an item names, as written by the archive (`verbal cooperation`) or as a key. */
export function quadOf(name) {
  const key = (name ?? "").replaceAll(" ", "_").replaceAll("-", "_");
  return QUADS.find((quad) => quad.key === key) ?? null;
}

export const LAYERS = ["mention", "time", "statement", "event", "commitment", "relation"];

const number = new Intl.NumberFormat("en");
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const monthFormat = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

export const count = (value) => number.format(value);
/** `1 event`, `2,000 events`. */
export const many = (value, one, more = `${one}s`) => `${count(value)} ${value === 1 ? one : more}`;

/** An ISO day, month or year in words; anything else as it is. */
export function day(value) {
  if (!value) return "no date";
  const parts = String(value).split("T")[0].split("-").map(Number);
  if (parts.some(Number.isNaN)) return value;
  if (parts.length === 1) return String(parts[0]);
  const when = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2] ?? 1));
  return (parts.length === 2 ? monthFormat : dayFormat).format(when);
}

/** An ISO day as a Date at midnight UTC, or null. */
export function date(value) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value ?? "");
  return found ? new Date(Date.UTC(+found[1], +(found[2] ?? 1) - 1, +(found[3] ?? 1))) : null;
}

export const iso = (when) => when.toISOString().slice(0, 10);

const quoted = (id) => encodeURIComponent(id).replaceAll("%3A", ":");
export const entityHref = (id) => `/entity/${quoted(id)}`;
export const pairHref = (a, b) => `/pair/${quoted(a)}/${quoted(b)}`;
export const recordHref = (id) => `/record/${quoted(id)}`;
export const reportHref = (id) => `/report/${quoted(id)}`;

/** The names of a list of roles (or of plain names), in one line. */
export function names(roles) {
  return (roles ?? []).map((role) => (typeof role === "string" ? role : role.name ?? role.text ?? "someone")).join(", ");
}

/** What an event or fact is, in one line: who did what to whom. */
export function headline(item) {
  const kind = (item.type ?? "").replaceAll("_", " ") + (item.mode ? ` · ${item.mode}` : "");
  const to = names(item.recipients);
  return { kind, parties: (names(item.actors) || "someone") + (to ? ` → ${to}` : "") };
}
