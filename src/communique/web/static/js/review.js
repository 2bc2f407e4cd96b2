// Accept, reject, edit in place: the forms that the server wrote, sent without leaving the page, with undo at hand.
import { el, say } from "./dom.js";
import { page, send } from "./data.js";

let enhance = () => {};

/** Takes over every review form of the page; `again(root)` wakes the views of what is put in afresh. */
export function start(again) {
  enhance = again;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const found = /^\/record\/([^/]+)\/review$/.exec(new URL(form.action, location.origin).pathname);
    if (!found || form.method !== "post" || form.elements.settle) return;
    event.preventDefault();
    const record = decodeURIComponent(found[1]);
    const given = new FormData(form, event.submitter);
    const verdict = given.get("verdict");
    try {
      if (verdict === "withdrawn") await undo(record);
      else {
        const changes = {};
        for (const [key, value] of given) if (key.startsWith("set.") && value !== "") changes[key.slice(4)] = value;
        const body = { record, verdict, by: given.get("by") || null, note: given.get("note") || null };
        if (verdict === "edit") body.changes = changes;
        const answer = await send("POST", "/api/v1/corrections", Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)));
        await refresh();
        toast({ accept: "Accepted.", reject: "Rejected: it is hidden from every view.", edit: "Changed." }[verdict] ?? "Done.", answer?.record?.id ?? record);
      }
    } catch (error) {
      toast(error.message);
    }
  });
}

async function undo(record) {
  await send("DELETE", `/api/v1/corrections/${encodeURIComponent(record)}`);
  await refresh();
  toast("Undone.");
}

/** The page's main part, as the server has it now, in place of what stands; the reader stays where they were. */
async function refresh() {
  const at = scrollY;
  const open = [...document.querySelectorAll("[data-record] > details[open]")].map((one) => one.parentElement.dataset.record);
  for (const sheet of document.querySelectorAll("dialog.sheet")) sheet.remove();
  const fresh = document.adoptNode((await page(location.pathname + location.search)).querySelector("main"));
  document.querySelector("main").replaceWith(fresh);
  enhance(fresh);
  for (const id of open) {
    const fold = fresh.querySelector(`[data-record="${CSS.escape(id)}"] > details`);
    if (fold) fold.open = true;
  }
  scrollTo({ top: at, behavior: "instant" });
}

/** A line at the foot of the window, with a button to take the last change back where there is one. */
function toast(words, record = null) {
  document.querySelector(".toast")?.remove();
  const box = el("div", { class: "toast", role: "status" }, el("span", { text: words }),
    record ? el("button", { type: "button", onclick: () => undo(record).catch((error) => toast(error.message)), text: "Undo" }) : null,
    el("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => box.remove(), text: "×" }));
  document.body.append(box);
  say(words);
}
