import { byId, make, size } from "./dom.js";
import { ask, empty, query } from "./source.js";

// The table of sites and routes: filtered as one types; an address jumps to its winner.

/** @param {any} route */
const bootWord = (route) =>
  route.boot === "none" ? make("span", { class: "muted" }, "none")
    : make("span", {}, route.boot, route.otherwise === "none" && " only");

/**
 * @param {any} site
 * @param {any} route
 * @param {boolean} isChosen
 * @param {(route: any) => void} choose
 */
const routeRow = (site, route, isChosen, choose) =>
  make("tr", { "aria-current": isChosen && "true" },
    make("th", { scope: "row" },
      make("button", { class: "choose", type: "button", "data-site": site.name, "data-route": route.name,
        onclick: () => choose(route) }, route.path)),
    make("td", {}, bootWord(route)),
    make("td", {}, route.updates.map((/** @type {string} */ each) =>
      each === "navigation" ? "nav" : each).join(", ") || "–"),
    make("td", { class: "wide" }, route.isShutdown ? "yes" : "–"),
    make("td", { class: "wide" }, route.bytes ? site.delivery : "–"),
    make("td", { class: "number" }, route.gzipBytes ? size(route.gzipBytes) : "0"),
    make("td", { class: "number" }, route.pages?.toLocaleString("en") ?? (site.hasTree ? "…" : "–")));

/**
 * Draws the table.
 * @param {any} state
 * @param {{ site: string, route: string }} chosen
 * @param {string} filter
 * @param {(site: any, route: any) => void} choose
 */
export const drawRoutes = (state, chosen, filter, choose) => {
  const isAddress = /^(https?:|\/)|^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(filter);
  const words = isAddress ? [] : filter.toLowerCase().split(/\s+/).filter(Boolean);
  const total = state.sites.reduce((/** @type {number} */ sum, /** @type {any} */ site) => sum + site.routes.length, 0);
  let shown = 0;
  const bodies = state.sites.map((/** @type {any} */ site) => {
    const routes = site.routes.filter((/** @type {any} */ route) => {
      const text = [site.name, site.origin, route.name, route.path, route.boot, site.delivery].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
    shown += routes.length;
    if (!routes.length && words.length) return null;
    // Thousands of rows would make the page slow; the filter finds the rest.
    const rows = routes.slice(0, 500);
    return make("tbody", {},
      make("tr", { class: "site" }, make("th", { colspan: 7, scope: "rowgroup" },
        make("span", { class: "letter", "aria-hidden": "true" }, site.name[0].toUpperCase()),
        `${site.name} `, make("span", { class: "muted" }, site.origin.replace("https://", "") + (site.base === "/" ? "" : site.base)),
        site.withoutCount ? make("span", { class: "word warning" }, `${site.withoutCount.toLocaleString("en")} pages without a route`) : null)),
      ...rows.map((/** @type {any} */ route) => routeRow(site, route,
        site.name === chosen.site && route.name === chosen.route, (found) => choose(site, found))),
      rows.length < routes.length && make("tr", {}, make("td", { colspan: 7 },
        `${routes.length - rows.length} more; filter to see them`)));
  }).filter(Boolean);
  byId("matches").textContent = `${shown} of ${total}`;
  const list = byId("route-list");
  const { scrollTop } = list;
  const focused = list.contains(document.activeElement) && document.activeElement;
  list.replaceChildren(bodies.length
    ? make("table", {}, make("thead", {}, make("tr", {},
      ...["Path", "Boot", "Update"].map((name) => make("th", { scope: "col" }, name)),
      ...["Ends", "Delivery"].map((name) => make("th", { scope: "col", class: "wide" }, name)),
      ...["Gzipped", "Pages"].map((name) => make("th", { scope: "col", class: "number" }, name)))), ...bodies)
    : empty(total ? `No route matches '${filter}'. ${total} routes are hidden.` : "The manifest has no routes."));
  list.scrollTop = scrollTop;
  if (focused) focusRoute(focused.dataset.site, focused.dataset.route, { preventScroll: true });
  return isAddress;
};

/**
 * Gives the focus to a route's row, where it is shown.
 * @param {string} site
 * @param {string} route
 * @param {FocusOptions} [options]
 */
export const focusRoute = (site, route, options) =>
  [...byId("route-list").querySelectorAll(".choose")]
    .find(({ dataset }) => dataset.site === site && dataset.route === route)?.focus(options);

/** The address whose winners were asked for last. */
let wanted = "";

/** The winners that are drawn, and at which address. */
let drawnWinners = "";

/**
 * Says which route wins at an address, as `callbox explain` does, and offers to go there.
 * @param {string} address
 * @param {(site: string, route: string, address?: string) => void} go
 */
export const drawWinners = async (address, go) => {
  const box = byId("winners");
  wanted = address;
  const found = address ? await ask("explain.json?" + query({ address })) : { results: [] };
  // Answers come in any order; nothing is drawn anew that has not changed, so that the focus stays.
  const key = JSON.stringify([address, found]);
  if (address !== wanted || key === drawnWinners) return;
  drawnWinners = key;
  const lines = (found?.results ?? []).map((/** @type {any} */ { explanation, address: local }) =>
    make("p", {}, make("code", {}, explanation.page), ` on ${explanation.site}: `,
      explanation.route
        ? make("button", { type: "button",
          onclick: () => go(explanation.site, explanation.route.name, local) }, `${explanation.route.path} wins`)
        : "no route: nothing is put into this page"));
  box.replaceChildren(...(lines.length || !address ? lines : [make("p", {}, found?.problem ?? "Only the server can tell: callbox explain " + address)]));
};
