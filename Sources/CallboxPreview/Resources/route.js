import { byId, copyButton, make } from "./dom.js";
import { filesView, snippetView } from "./code.js";
import { ask, empty, isExport, place, query } from "./source.js";

// The chosen route: its page in a frame, why it wins, its snippet, and the files beside it.

/** @type {[id: string, name: string][]} */
const tabNames = [["page", "Page"], ["why", "Why"], ["snippet", "Snippet"], ["files", "Files"]];

/** The frame lives as long as the workbench: what is drawn anew never reloads it. */
const frame = isExport ? null : make("iframe", {
  title: "Page", name: "callbox-page",
  // The page can't replace the workbench.
  sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads",
});
const addressField = make("input", { "aria-label": "Address of the page in the frame", list: "page-list", spellcheck: "false", class: "mono" });
const frameBox = make("div", { id: "frame-box" }, frame);

/** @param {string} address */
export const showPage = (address) => {
  if (!frame) return;
  frame.src = address;
  frame.title = `Page ${address.replace("http://", "")}`;
  addressField.value = address;
};

/** Whether there is a built tree, and no page in it. */
const isEmpty = (/** @type {any} */ site) =>
  site.hasTree && !site.withoutCount && site.routes.every((/** @type {any} */ each) => each.pages === 0);

const pageView = (/** @type {any} */ site, /** @type {any} */ route) => {
  if (isExport) return empty("This is an export: the live page needs callbox preview.");
  if (!site.hasTree) {
    return empty(`${site.name} has no root: its pipeline includes the snippets. There is no page to show.`);
  }
  if (isEmpty(site)) {
    return empty(`The built tree of ${site.name} has no pages yet. Build the site, and they show here.`);
  }
  const width = make("select", { "aria-label": "Width of the page", onchange: () => {
    frameBox.className = width.value;
    place.write({ width: width.value });
  } }, make("option", { value: "" }, "Full width"), make("option", { value: "phone" }, "Phone, 390 px"));
  width.value = frameBox.className = place.read().width === "phone" ? "phone" : "";
  const pages = make("datalist", { id: "page-list" });
  ask("pages.json?" + query({ site: site.name, route: route.name, search: "" })).then((found) =>
    pages.replaceChildren(...(found?.pages ?? []).map((/** @type {string} */ page) => make("option", { value: page }))));
  return make("div", { class: "page" },
    make("form", { class: "bar", onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      showPage(addressField.value);
    } }, addressField, pages, make("button", {}, "Go"), width,
    make("button", { type: "button", onclick: () => showPage(addressField.value) }, "Reload"),
    make("button", { type: "button", onclick: () => window.open(addressField.value, "_blank", "noopener") }, "New tab")),
    frameBox);
};

const whyView = async (/** @type {any} */ site, /** @type {any} */ route) => {
  const address = route.address ?? site.origin + route.path.replaceAll("/**", "/").replaceAll("*", "1");
  const found = await ask("explain.json?" + query({ address }));
  const result = found?.results?.[0]?.explanation;
  if (!result) return empty(found?.problem ?? "Only the server can tell.");
  const command = `callbox explain ${site.origin}${site.base === "/" ? "" : site.base}${result.page}`;
  return make("div", { class: "panel-scroll" },
    make("p", {}, "At ", make("code", {}, result.page), " of ", site.name, ":"),
    result.route ? make("div", { class: "winner" },
      make("p", {}, make("strong", {}, result.route.path), " wins. ", make("code", {}, result.route.place)),
      ...result.route.runs.map((/** @type {string} */ text) => make("p", {}, text)))
      : make("p", {}, "No route matches: nothing runs."),
    ...result.losers.map((/** @type {any} */ loser) => make("div", { class: "loser" },
      make("p", {}, make("s", {}, loser.path), " loses: ", loser.because, ". ", make("code", {}, loser.place)))),
    copyButton("command", () => command), make("p", {}, make("code", {}, command)));
};

/** Which views are drawn, and of what. */
const drawn = new Map();

/**
 * Draws tabs and the open panel.
 * @param {any} state
 * @param {any} site
 * @param {any} route
 */
export const drawRoute = async (state, site, route) => {
  byId("route-title").textContent = route ? `Route ${route.path} of ${site.name}` : "Route";
  const open = tabNames.find(([id]) => id === place.read().tab)?.[0] ?? (isExport ? "why" : "page");
  const tabs = byId("tabs");
  if (!tabs.children.length) {
    tabs.append(...tabNames.map(([id, name]) => make("button", { type: "button", role: "tab", id: "tab-" + id,
      "aria-controls": "panel-" + id, onclick: () => select(id) }, name)));
    byId("panels").append(...tabNames.map(([id]) => make("div", { role: "tabpanel", id: "panel-" + id,
      "aria-labelledby": "tab-" + id })));
    tabs.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const index = tabNames.findIndex(([id]) => id === (place.read().tab ?? tabNames[isExport ? 1 : 0][0]));
      const next = { ArrowRight: index + 1, ArrowLeft: index + tabNames.length - 1, Home: 0, End: tabNames.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      const [id] = tabNames[next % tabNames.length];
      select(id);
      byId("tab-" + id).focus();
    });
  }
  const select = (/** @type {string} */ id) => {
    place.write({ tab: id });
    document.dispatchEvent(new Event("callbox:draw"));
  };
  for (const [id] of tabNames) {
    byId("tab-" + id).setAttribute("aria-selected", String(id === open));
    byId("tab-" + id).tabIndex = id === open ? 0 : -1;
    byId("panel-" + id).hidden = id !== open;
  }
  if (!route) {
    byId("panel-" + open).replaceChildren(empty("The manifest has no routes yet."));
    return;
  }
  // The page's own panel stays while the route does: a frame that is moved loads again.
  const key = open === "page" ? `${site.name} ${route.name} ${site.hasTree} ${isEmpty(site)}`
    : `${site.name} ${route.name} ${state.plan.number}`;
  if (drawn.get(open) === key) return;
  drawn.set(open, key);
  const views = { page: pageView, why: whyView, snippet: () => snippetView(site.name, route),
    files: () => filesView(site.name, state.files) };
  const view = await /** @type {any} */ (views)[open](site, route);
  if (drawn.get(open) === key) byId("panel-" + open).replaceChildren(view);
};
