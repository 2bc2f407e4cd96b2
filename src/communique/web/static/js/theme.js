// Dark and light: what the system asks for, until the reader says otherwise; the choice is kept in this browser.
import { el } from "./dom.js";

const KEY = "communique.theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const NAMES = { auto: "as the system has it", light: "light", dark: "dark" };
const SIGNS = { auto: "◐", light: "○", dark: "●" };

function kept() {
  try {
    return localStorage.getItem(KEY) ?? "auto";
  } catch {
    return "auto";
  }
}

function show(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The switch: a button that goes round the three. */
export function button() {
  const made = el("button", { type: "button", class: "quiet", id: "theme" });
  const label = (theme) => {
    made.textContent = SIGNS[theme];
    made.setAttribute("aria-label", `Colours: ${NAMES[theme]}. Change`);
    made.title = `Colours: ${NAMES[theme]} (t)`;
  };
  label(kept());
  made.addEventListener("click", () => {
    const theme = NEXT[kept()];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // a browser that keeps nothing: the choice lasts for this page
    }
    show(theme);
    label(theme);
    document.dispatchEvent(new Event("theme"));
  });
  return made;
}
