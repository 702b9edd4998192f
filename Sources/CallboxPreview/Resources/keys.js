import { byId, make } from "./dom.js";
import { toggleFollowing } from "./timeline.js";

// Single keys, for comfort only: everything works with Tab, arrows, Enter, Space and Esc.

const stored = "callbox-preview-1";

/** @returns {{ theme?: string, keys?: boolean }} what is kept; nothing where it is broken */
const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(stored) ?? "{}") || {};
  } catch {
    return {};
  }
};

/** @param {object} facts */
const keep = (facts) => {
  try {
    localStorage.setItem(stored, JSON.stringify({ ...kept(), ...facts }));
  } catch {}
};

/** @type {[key: string, does: string][]} */
const list = [
  ["/", "filter the routes"], ["g then r p s t", "go to Routes, Page, Session, Timeline"],
  ["l", "timeline live or paused"], ["?", "this list"], ["← →", "between tabs"], ["Esc", "clear a filter, close a dialog"],
];

const openKeys = () => {
  const dialog = byId("dialog");
  const on = make("input", { type: "checkbox", id: "single-keys", checked: kept().keys !== false, onchange: () => keep({ keys: on.checked }) });
  dialog.replaceChildren(make("div", { class: "inside" }, make("h2", { id: "dialog-title" }, "Keys"),
    make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Key"), make("th", { scope: "col" }, "Does"))),
      make("tbody", {}, ...list.map(([key, does]) => make("tr", {}, make("td", {}, make("code", {}, key)), make("td", {}, does))))),
    make("label", {}, on, " Single keys act"),
    make("div", { class: "buttons" }, make("button", { type: "button", onclick: () => dialog.close() }, "Close"))));
  dialog.showModal();
};

/** Follows the system's theme, or the one that was chosen. */
const applyTheme = () => {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = byId("theme").value || system;
};

/** @param {(part: string) => void} goTo */
export const startKeys = (goTo) => {
  const theme = byId("theme");
  const { theme: before } = kept();
  theme.value = before === "light" || before === "dark" ? before : "";
  theme.addEventListener("change", () => {
    keep({ theme: theme.value });
    applyTheme();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
  applyTheme();
  byId("keys-button").addEventListener("click", openKeys);
  let isGoing = false;
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const isTyping = target.matches("input, select, textarea, dialog *");
    if (event.key === "Escape" && target.matches("input[type=search]")) {
      /** @type {any} */ (target).value = "";
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || kept().keys === false) return;
    const parts = /** @type {Record<string, string>} */ ({ r: "routes", p: "route", s: "session", t: "timeline" });
    if (isGoing && parts[event.key]) goTo(parts[event.key]);
    else if (event.key === "/") byId("filter").focus();
    else if (event.key === "l") toggleFollowing();
    else if (event.key === "?") openKeys();
    else if (event.key !== "g") return;
    isGoing = event.key === "g";
    event.preventDefault();
  });
};
