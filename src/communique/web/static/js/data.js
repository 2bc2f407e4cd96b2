// The JSON beneath the page: addresses with filters, answers, and the one shape of errors.

/** `path` with the parameters of `changes` set (a list: each of its values), or taken out where null or empty. */
export function address(path, changes = {}) {
  const url = new URL(path, location.origin);
  for (const [key, value] of Object.entries(changes)) {
    url.searchParams.delete(key);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") url.searchParams.append(key, one);
    }
  }
  return url.pathname + url.search;
}

/** The parameters of the address `path` that are called one of `keys`, each as a list, to be set in another. */
export function carried(path, ...keys) {
  const asked = new URL(path, location.origin).searchParams;
  return Object.fromEntries(keys.map((key) => [key, asked.getAll(key)]));
}

async function answer(response) {
  const body = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Error(body?.error?.message ?? `the server answered ${response.status}`);
  return body;
}

/** The JSON at `path`; a second call with the same `slot` gives up the first. Throws an Error with the server's words. */
const running = new Map();
export async function get(path, slot = null) {
  const control = new AbortController();
  if (slot) {
    running.get(slot)?.abort();
    running.set(slot, control);
  }
  return answer(await fetch(path, { headers: { accept: "application/json" }, signal: control.signal }));
}

/** A change: `method` at `path`, with the page's token against forged requests. */
export async function send(method, path, body = null) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const headers = { accept: "application/json", "X-CSRF-Token": token };
  if (body) headers["Content-Type"] = "application/json";
  return answer(await fetch(path, { method, headers, body: body && JSON.stringify(body) }));
}

/** The same page as it would be with other filters, as a document: nothing in it runs. */
export async function page(path, slot = "page") {
  running.get(slot)?.abort();
  const control = new AbortController();
  running.set(slot, control);
  const response = await fetch(path, { headers: { accept: "text/html" }, signal: control.signal });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Keeps the address of the page in step with what it shows, so that it can be sent. */
export function remember(changes) {
  history.replaceState(history.state, "", address(location.pathname + location.search, changes) + location.hash);
}

export const stale = (error) => error.name === "AbortError";
