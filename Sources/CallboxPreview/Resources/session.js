import { byId, make } from "./dom.js";
import { openPerson } from "./person.js";
import { act, empty, isExport } from "./source.js";

// The controls: who is signed in, what is consented to, what is blocked.

/** What is drawn: nothing is drawn anew that has not changed, so that the focus stays. */
let drawnSession = "";

/**
 * @param {string} id
 * @param {string} name
 * @param {() => void} action
 * @param {Record<string, any>} [facts]
 */
const control = (id, name, action, facts = {}) =>
  make("button", { type: "button", id, onclick: action, ...facts }, name);

/**
 * Draws the controls.
 * @param {any} state
 * @param {{ visit: (kind: "user" | "shutdown") => void }} on goes to the first page of that kind
 */
export const drawSession = (state, on) => {
  const { session } = state;
  const key = JSON.stringify([session, state.sites.map((/** @type {any} */ site) => [site.hasUsers, site.identity, site.routes.length])]);
  if (key === drawnSession) return;
  drawnSession = key;
  const box = byId("controls");
  if (isExport) {
    box.replaceChildren(empty("This is an export: signing in, consent and the timeline need callbox preview."));
    return;
  }
  const focused = document.activeElement?.id;
  const hasUsers = state.sites.some((/** @type {any} */ site) => site.hasUsers);
  const ends = state.sites.some((/** @type {any} */ site) => site.routes.some((/** @type {any} */ route) => route.isShutdown));
  const how = state.sites.filter((/** @type {any} */ site) => site.identity)
    .map((/** @type {any} */ site) => `${site.name}: ${site.identity}`).join("; ");
  const consent = make("select", { id: "consent", onchange: () =>
    act("consent", consent.value === "" ? {} : { given: consent.value === "yes" }) },
  make("option", { value: "" }, "not asked"), make("option", { value: "yes" }, "given"),
  make("option", { value: "no" }, "withdrawn"));
  consent.value = session.consent === true ? "yes" : session.consent === false ? "no" : "";
  box.replaceChildren(
    ...(hasUsers ? [
      make("strong", { id: "who" }, session.title ? `Signed in: ${session.title}` : "Signed out"),
      control("sign-in", session.title ? "Change…" : "Sign in…", () =>
        openPerson(session, how, () => on.visit("user")), { class: session.title ? "" : "primary" }),
      control("log-out", "Log out", () => act("log-out"), { title: "callbox.logout() in the open pages" }),
      ends && control("visit-logout", "Visit the logout page", async () => {
        await act("forget");
        on.visit("shutdown");
      }),
      control("expire", "Expire the session", () => act("expire")),
    ].filter(Boolean) : [make("span", { class: "muted" }, "No route of this manifest boots users.")]),
    control("script", session.isScriptBlocked ? "Script blocked" : "Block the script",
      () => act("script", { blocked: !session.isScriptBlocked }), { "aria-pressed": String(session.isScriptBlocked) }),
    ...(session.asksConsent ? [make("label", {}, "Consent ", consent)] : []),
    control("spend", "Use up the budget", () => act("spend")),
    control("clean", "Start clean", () => act("clean"), { title: "Empties the sites' cookies and storage" }));
  if (focused) byId(focused)?.focus();
};
