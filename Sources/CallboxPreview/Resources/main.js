import { byId, clock, make } from "./dom.js";
import { startKeys } from "./keys.js";
import { drawRoute, showPage } from "./route.js";
import { drawRoutes, drawWinners, focusRoute } from "./routes.js";
import { drawSession } from "./session.js";
import { ask, isExport, listen, place } from "./source.js";
import { addRecord, clearRecords, startTimeline } from "./timeline.js";

// Puts the parts together: one state from the server, one choice in the address.

/** @type {any} */
let state;
let isConnected = true;

/** The chosen site and route; by default the first route that boots without a sign-in. */
const chosen = () => {
  const { site: siteName, route: routeName } = place.read();
  const all = state.sites.flatMap((/** @type {any} */ site) => site.routes.map((/** @type {any} */ route) => ({ site, route })));
  const find = (/** @type {(each: any) => any} */ test) => all.find(test);
  return find(({ site, route }) => site.name === siteName && route.name === routeName)
    ?? find(({ site, route }) => route.boot === "visitor" && !route.isShutdown && site.hasTree && route.pages !== 0)
    ?? find(({ route }) => route.boot === "visitor") ?? all[0] ?? {};
};

const drawProblems = () => {
  const errors = state.problems.filter((/** @type {any} */ each) => each.severity === "error").length;
  const warnings = state.problems.length - errors;
  const count = (/** @type {number} */ number, /** @type {string} */ word) =>
    number ? `${number} ${word}${number === 1 ? "" : "s"}` : "";
  const said = [count(errors, "error"), count(warnings, "warning")].filter(Boolean).join(", ");
  const part = byId("problems");
  part.hidden = !state.problems.length && isConnected;
  part.classList.toggle("errors", errors > 0 || !isConnected);
  const list = byId("problem-list");
  // An error opens the list; a person may close it, until others come.
  const text = state.problems.map((/** @type {any} */ each) => each.text).join("\n");
  if (list.dataset.text !== text) {
    list.dataset.text = text;
    list.open = errors > 0;
    list.lastElementChild.replaceChildren(...state.problems.map((/** @type {any} */ each) => make("pre", {}, make("code", {}, each.text))));
  }
  list.firstElementChild.textContent = !isConnected
    ? "callbox preview has stopped. Start it again; this page reconnects by itself."
    : errors ? `${said}. Showing plan ${state.plan.number}, from ${clock(state.plan.madeAt)}.` : said;
  document.title = [said, state.name.replace(".localhost", ""), "callbox preview"].filter(Boolean).join(" – ");
};

const drawAll = async () => {
  const { site, route } = chosen();
  byId("name").textContent = state.name.replace(".localhost", "");
  byId("facts").replaceChildren(state.manifest, ` · workspace ${state.appID}, ${state.region}`);
  byId("plan").replaceChildren(
    make("span", { class: `chip ${state.isLive ? "danger" : ""}` }, state.isLive ? `LIVE ${state.appID}` : "stand-in, not Intercom"),
    ` ${isExport ? "Export of plan" : "Plan"} ${state.plan.number}, ${clock(state.plan.madeAt)}`);
  drawProblems();
  const filter = byId("filter").value.trim();
  const isAddress = drawRoutes(state, { site: site?.name, route: route?.name }, filter, choose);
  drawWinners(isAddress ? filter : "", (siteName, routeName, address) => choose({ name: siteName }, { name: routeName, address }));
  drawSession(state, { visit });
  await drawRoute(state, site, route);
};

/**
 * Chooses a route and shows its page.
 * @param {any} site
 * @param {any} route
 */
const choose = async (site, route) => {
  place.write({ site: site.name, route: route.name });
  if (route.address) place.write({ page: route.address });
  const drawing = drawAll();
  // Before the panel's answer is waited for: by then the person may be somewhere else.
  focusRoute(site.name, route.name);
  if (route.address) showPage(route.address);
  if (document.body.dataset.view === "routes" && innerWidth < 1000) setView("page");
  await drawing;
};

/**
 * Goes to the first page where people are booted, or to one that logs out.
 * @param {"user" | "shutdown"} kind
 */
const visit = async (kind) => {
  const current = chosen();
  const isRight = (/** @type {any} */ route) => kind === "user" ? route.boot === "user" : route.isShutdown;
  if (kind === "user" && current.route?.boot === "user") return;
  for (const site of state.sites) {
    const route = site.routes.find(isRight);
    if (route?.address) return choose(site, route);
  }
};

/** @type {[id: string, name: string][]} */
const views = [["routes", "Routes"], ["page", "Page"], ["session", "Session"], ["timeline", "Timeline"]];

/**
 * The part that a phone shows.
 * @param {string} view
 */
const setView = (view) => {
  document.body.dataset.view = view;
  for (const button of byId("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === view));
};

let refreshes = 0;

const refresh = async () => {
  const number = (refreshes += 1);
  const found = await ask("state.json").catch(() => undefined);
  // Answers come in any order; the newest question's is the one that counts.
  if (!found || number !== refreshes) return;
  state = found;
  await drawAll();
};

const start = async () => {
  byId("views").append(...views.map(([view, name]) => make("button", { type: "button", "data-view": view, onclick: () => setView(view) }, name)));
  setView("routes");
  startKeys((part) => {
    setView(part === "route" ? "page" : part);
    byId(part).focus();
  });
  byId("filter").addEventListener("input", drawAll);
  document.addEventListener("callbox:draw", drawAll);
  state = await ask("state.json");
  startTimeline();
  listen({
    state: refresh, record: addRecord, clear: clearRecords,
    link: (isOpen) => {
      if (isOpen && !isConnected) refresh();
      isConnected = isOpen;
      drawProblems();
    },
  });
  await drawAll();
  const { route } = chosen();
  const address = place.read().page ?? route?.address;
  if (address) showPage(address);
};

start();
